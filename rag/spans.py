"""The answering words in a sentence: numbers, money, percentages, dates and names."""

import re
from collections.abc import Mapping, Sequence

from rag.question import Kind, Question, Word, words

Span = tuple[int, int]

EXACT = frozenset(("number", "money", "percent", "year", "date"))  # kinds that a pattern tells for certain


def spans(kind: Kind, text: str) -> list[Span]:
    """Where words of `kind` stand in `text`, in order; none for kinds without a form of their own."""
    if kind == "number":
        dates = _matches("date", text)
        numbers = [span for span in _matches("number", text) if not _overlaps(span, dates)]
        wider = _matches("money", text) + _matches("percent", text)
        return sorted({next((wide for wide in wider if _overlaps(span, [wide])), span) for span in numbers})
    if kind in _PATTERNS:
        return _matches(kind, text)
    return _names(text) if kind in ("person", "place", "name") else []


def answers(question: Question, text: str, found: list[Word]) -> list[Span]:
    """The spans of the question's kind that tell something the question does not say.

    `found` are the words of `text`. Names lose the words they share with the question.
    """
    fresh = []
    for start, end in spans(question.kind, text):
        inside = [word for word in found if start <= word.start and word.end <= end]
        if question.kind not in EXACT:
            inside = _trimmed(inside, question)
            start, end = (inside[0].start, inside[-1].end) if inside else (start, start)
        if any(word.stem not in question.stems for word in inside) or (not inside and end > start):
            fresh.append((start, end))
    return fresh


def short(question: Question, text: str, found: list[Word], weights: Mapping[str, float]) -> Span | None:
    spans = answers(question, text, found)
    if not spans:
        return None
    best = max(
        spans,
        key=lambda span: (
            nearness(span, found, weights) + beside(span, found, question.focus) * (question.kind == "number")
        ),
    )
    return best


def nearness(span: Span, found: list[Word], weights: Mapping[str, float]) -> float:
    """How near the words in `weights` stand to `span`, 0 to the sum of the weights."""
    nearest: dict[str, int] = {}
    for word in found:
        if word.stem in weights:
            distance = max(word.start - span[1], span[0] - word.end, 0)
            nearest[word.stem] = min(distance, nearest.get(word.stem, distance))
    return sum(weights[stem] / (1 + distance / 30) for stem, distance in nearest.items())


def beside(span: Span, found: list[Word], stems: Sequence[str]) -> bool:
    """Whether one of `stems` stands within three words after `span`."""
    last = sum(word.start < span[1] for word in found)
    return any(word.stem in stems for word in found[last : last + 3])


def _matches(kind: Kind, text: str) -> list[Span]:
    return [match.span() for match in _PATTERNS[kind].finditer(text)]


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _names(text: str) -> list[Span]:
    """Runs of capitalised words, with the little words between them; a title such as "Mr." begins a new one."""
    runs: list[list[Word]] = []
    last: Word | None = None
    for word in words(text):
        spelled = text[word.start : word.end]
        joined = last is not None and _GAP.fullmatch(text, last.end, word.start) is not None
        if spelled in _HONORIFICS:
            last = None
        elif spelled[0].isupper() and (joined or not word.stop):
            if joined:
                runs[-1].append(word)
            else:
                runs.append([word])
            last = word
        elif joined and spelled in _LINKS:
            runs[-1].append(word)
            last = word
        else:
            last = None
    trimmed = []
    for run in runs:
        while run and not text[run[-1].start].isupper():
            run.pop()
        trimmed.append((run[0].start, run[-1].end))
    return trimmed


def _trimmed(inside: list[Word], question: Question) -> list[Word]:
    """A name without the question's words at its ends."""
    known = [word.stop or word.stem in question.stems for word in inside]
    if all(known):
        return []
    first = known.index(False)
    last = len(known) - known[::-1].index(False)
    return inside[first:last]


_GAP = re.compile(r"\.?\s(?:&\s)?|-|[’'](?=s\s)|[’']")
_LINKS = frozenset(
    ("of", "the", "de", "du", "da", "la", "le", "van", "von", "der", "bin", "al", "and", "for", "s")
)
_HONORIFICS = frozenset(("H.E.", "Mr", "Mrs", "Ms", "Miss", "Messrs"))

_DIGITS = r"(?<![\w.,])[-−]?\d+(?:,\d{3})*(?:\.\d+)?"
_UNITS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|half|twice"
)
_SPELLED = rf"\b(?:{_UNITS})(?:[-\s](?:{_UNITS}))*\b"
_NUMBER = rf"(?:{_DIGITS}|{_SPELLED})(?:[\s-](?:hundred|thousand|million|billion|trillion|dozen)s?\b)?"
_SIGN = r"(?:(?:US|A|C|NZ|S|HK)?[$€£¥₹₩៛]|\b(?:USD|EUR|GBP|AUD|KHR|JPY|CNY)\s?)\s?"
_COIN = r"(?:(?:US|U\.S\.)\s)?(?:dollars?|euros?|pounds?|yen|riels?|yuan|rupees?|francs?|cents?|pesos?)\b"
_MONTH = (
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\b"
_YEAR = r"(?<![\w,.$])(?:1\d|20)\d\d(?![a-rt-z%\d]|s\w|,\d|\.\d)"
_YEARS = rf"{_YEAR}(?:s\b)?(?:(?:\s?[-–—/]\s?|\s(?:to|until|and)\s){_YEAR}s?\b|\s?[-–—/]\s?\d\d\b)?"
_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
    r"twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first))"
)
_PATTERNS: dict[Kind, re.Pattern[str]] = {
    "number": re.compile(_NUMBER, re.IGNORECASE),
    "money": re.compile(
        rf"{_SIGN}\d[\d,]*(?:\.\d+)?(?:\s(?:hundred|thousand|[mb]illion|trillion)\b)?|{_NUMBER}\s{_COIN}",
        re.I,
    ),
    "percent": re.compile(
        rf"{_NUMBER}(?:\s?[-–]\s?{_NUMBER})?\s?(?:%|percent\b|per\scent\b|percentage\spoints?\b)"
        r"|\b(?:one|two|three)-(?:half|thirds?|quarters?|fourths?|fifths?)\b|\bhalf\b",
        re.IGNORECASE,
    ),
    "year": re.compile(rf"\b(?:early|mid|late)[-\s]{_YEAR}s\b|{_YEARS}"),
    "date": re.compile(
        rf"{_DAY}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?"
        rf"|{_MONTH}\s{_DAY}(?:\s?[-–]\s?\d{{1,2}}\b)?(?:,?\s{_YEAR})?"
        rf"|{_MONTH}(?:\sof)?,?\s{_YEAR}"
        rf"|\b(?:early|mid|late)[-\s](?:{_YEAR}s?|{_ORDINAL}[-\s]century)\b"
        rf"|{_ORDINAL}(?:\s(?:and|to)\s{_ORDINAL})?[-\s]centur(?:y|ies)(?:\s(?:BCE?|AD|CE)\b)?"
        rf"|\b\d[\d,]*\s(?:BCE?|BP|AD|CE|years\sago)\b|{_YEARS}|{_MONTH}(?!\s[a-z])"
        r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    ),
}
