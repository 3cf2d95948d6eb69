"""Text into sentences, with offsets: the one door to sentencex."""

import re
from collections.abc import Iterator

import sentencex

Span = tuple[int, int]

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LIST_ITEM = re.compile(r"[^\S\n]*(?:[-*•–—]|\d{1,3}[.)])\s")
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


def sentences_within(text: str, start: int, end: int) -> list[Span]:
    """Spans of the sentences of one paragraph, `text[start:end]`."""
    spans: list[Span] = []
    for block_start, block_end in _blocks(text, start, end):
        for boundary in sentencex.get_sentence_boundaries("en", text[block_start:block_end]):
            first, last = block_start + boundary["start_index"], block_start + boundary["end_index"]
            spans.extend(_pieces(text, first, last, _FULL_STOP_ELSEWHERE))
    return spans


def _blocks(text: str, start: int, end: int) -> Iterator[Span]:
    """Join wrapped lines; keep list items and short lines (headings, verse) apart."""
    block = line = start
    while (newline := text.find("\n", line, end)) != -1:
        if newline - line < WRAPPED_LINE or _LIST_ITEM.match(text, newline + 1, end):
            yield block, newline + 1
            block = newline + 1
        line = newline + 1
    yield block, end


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
