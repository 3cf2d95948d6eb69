"""Text into sentences, with offsets: the one door to sentencex."""

import re
from collections.abc import Iterator

import sentencex

Span = tuple[int, int]

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_MONTHS = "|".join(  # of the languages that put a full stop after the day: "31. Dezember"
    "januari? jänner februari? feber märz maart mars marts april mai maj mei juni juli august augustus "
    "augusti september oktober november dezember december desember "
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta "
    "lokakuuta marraskuuta joulukuuta "
    "ledna února března dubna května června července srpna září října listopadu prosince "
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia "
    r"(?:jan|feb|mär|apr|jun|jul|aug|sept?|okt|nov|de[czs])\.".split()
)
_MONTH = re.compile(rf"(?:{_MONTHS})(?!\w)", re.IGNORECASE)
_DAY = re.compile(r"(?<![\w.,])(?:[12]?\d|3[01])\.\s*")
LIST_ITEM = re.compile(rf"[^\S\n]*(?:[-*•–—]|\d{{1,3}}[.)](?!\s+{_MONTH.pattern}))\s", re.IGNORECASE)
# before a name, and unknown to the English rules:
_TITLE = re.compile(r"\b(?:Ms|Mx|Cllr|Eng|Amb|Ven|Atty|Ald|Pte|[A-Z]\.-[A-Z])\.\s+")
_CELLS = " | "  # between the cells of a table's row
_FULL_STOP_ELSEWHERE = re.compile(
    r"(?<=[។៕।॥؟])\s+"
)  # Khmer, Devanagari, Arabic: unknown to the English rules
WRAPPED_LINE = 45  # a line this long that does not end its sentence runs on into the next one


def sentences(text: str) -> list[Span]:
    """Spans of the sentences in `text`, in order, without the white space around them.

    No sentence crosses a blank line; together they cover everything but white space.
    """
    return [span for paragraph in paragraphs(text) for span in sentences_within(text, *paragraph)]


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs in `text`: what stands between blank lines."""
    return list(_pieces(text, 0, len(text), _BLANK_LINE))


def parts(text: str) -> list[Span]:
    """Spans of what belongs together: list items, rows of tables, and the rest of each paragraph."""
    return [part for paragraph in paragraphs(text) for part in _blocks(text, *paragraph, shortest=0)]


def sentences_within(text: str, start: int, end: int) -> list[Span]:
    """Spans of the sentences of one paragraph, `text[start:end]`."""
    spans: list[Span] = []
    for block in _blocks(text, start, end, shortest=WRAPPED_LINE):
        for first, last in _whole(text, *block):
            spans.extend(_pieces(text, first, last, _FULL_STOP_ELSEWHERE))
    return spans


def _blocks(text: str, start: int, end: int, shortest: int) -> Iterator[Span]:
    """Join wrapped lines; keep list items, rows and lines under `shortest` (headings, verse) apart."""
    block = line = start
    while (newline := text.find("\n", line, end)) != -1:
        following = newline + 1
        if newline - line < shortest or _apart(text, line, following, end):
            yield block, following
            block = following
        line = following
    yield block, end


def _apart(text: str, line: int, following: int, end: int) -> bool:
    """Whether one of two lines is a row, or the one that follows begins a list item."""
    after = text.find("\n", following, end)
    row = text.find(_CELLS, line, end if after == -1 else after) != -1
    return row or LIST_ITEM.match(text, following, end) is not None


def _whole(text: str, start: int, end: int) -> Iterator[Span]:
    """What sentencex takes for sentences, but none ends between day and month, or between title and name."""
    first = start
    for boundary in sentencex.get_sentence_boundaries("en", text[start:end]):
        last = start + boundary["end_index"]
        if last < end and (_splits_date(text, first, last, end) or _splits_name(text, first, last)):
            continue
        yield first, last
        first = last


def _splits_date(text: str, start: int, at: int, end: int) -> bool:
    """Whether a day ends at `at`, and a month begins there."""
    return _MONTH.match(text, at, end) is not None and _ends(_DAY, text, start, at)


def _splits_name(text: str, start: int, at: int) -> bool:
    """Whether a title ends at `at`, and a name begins there."""
    return text[at].isupper() and _ends(_TITLE, text, start, at)


def _ends(pattern: re.Pattern[str], text: str, start: int, at: int) -> bool:
    """Whether what `pattern` finds, a few characters long, ends at `at`."""
    return any(found.end() == at for found in pattern.finditer(text, max(start, at - 8), at))


def _pieces(text: str, start: int, end: int, border: re.Pattern[str]) -> Iterator[Span]:
    """What stands between the borders in `text[start:end]`, trimmed; empty pieces are left out."""
    at = start
    for match in border.finditer(text, start, end):
        yield from _trimmed(text, at, match.start())
        at = match.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    start, end = start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
    if start < end:
        yield start, end
