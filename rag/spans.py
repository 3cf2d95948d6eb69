"""The answering words of a sentence: numbers, money, percentages, dates, names, and what follows a verb."""

import re
from collections.abc import Mapping, Sequence

from rag.question import Kind, Question, Word, words

Span = tuple[int, int]

EXACT = frozenset(("number", "money", "percent", "year", "date"))  # kinds that a pattern tells for certain
APART = 0.1  # names that fit more equally than this cannot be told apart


def spans(kind: Kind, text: str) -> list[Span]:
    """Where words of `kind` stand in `text`, in order; none for kinds without a form of their own."""
    if kind == "number":
        dates = _matches("date", text)
        wider = _matches("money", text) + _matches("percent", text)
        numbers = [span for span in _matches("number", text) if not _covering(span, dates)]
        return sorted({_covering(span, wider) or span for span in numbers})
    if kind in _PATTERNS:
        return _matches(kind, text)
    return _names(text) if kind in ("person", "place", "name") else []


def answers(asked: Question, text: str, found: Sequence[Word]) -> list[Span]:
    """Spans of the question's kind that add to what it says itself; `found` are the words of `text`.

    Names lose those of the question's words that stand at their ends.
    """
    if asked.kind == "object":
        return _after_predicate(asked, text, found)
    fresh = []
    for start, end in spans(asked.kind, text):
        inside = [word for word in found if start <= word.start and word.end <= end]
        new = [i for i, word in enumerate(inside) if word.stem not in asked.stems]
        if asked.kind not in EXACT:
            new = [i for i in new if not inside[i].stop]
            if new and asked.kind == "person":
                start, end = inside[new[0]].start, inside[new[-1]].end
        if new or not inside:
            fresh.append((start, end))
    return fresh


def short(asked: Question, text: str, found: Sequence[Word], weights: Mapping[str, float]) -> Span | None:
    """The answer that stands nearest to the words in `weights`, or None where it cannot be told."""

    def fit(span: Span) -> float:
        told = nearness(span, found, weights)
        if asked.kind == "number":
            return told + 0.1 * beside(span, found, asked.focus)
        if asked.kind == "person":
            full_name = " " in text[slice(*span)] and not _OFFICE.search(text, *span)
            return told + 0.6 * (full_name or text[: span[0]].endswith(" by "))
        return told

    ranked = sorted(answers(asked, text, found), key=fit, reverse=True)
    if not ranked:
        return None
    if asked.kind not in EXACT and len(ranked) > 1 and fit(ranked[0]) - fit(ranked[1]) < APART:
        return None
    start, end = ranked[0]
    if asked.kind == "number":  # with what is counted: "23 officials"
        after = [word for word in found if word.start >= end][:1]
        end = max([end, *(word.end for word in after if word.stem in asked.focus)])
    return start, end


def nearness(span: Span, found: Sequence[Word], weights: Mapping[str, float]) -> float:
    """How near the words in `weights` stand to `span`: 0 to the sum of the weights."""
    nearest: dict[str, int] = {}
    for word in found:
        if word.stem in weights:
            distance = max(word.start - span[1], span[0] - word.end, 0)
            nearest[word.stem] = min(distance, nearest.get(word.stem, distance))
    return sum(weights[stem] / (1 + distance / 30) for stem, distance in nearest.items())


def beside(span: Span, found: Sequence[Word], stems: Sequence[str]) -> bool:
    """Whether one of `stems` stands within three words after `span`."""
    after = [word.stem for word in found if word.start >= span[1]]
    return not set(stems).isdisjoint(after[:3])


def _matches(kind: Kind, text: str) -> list[Span]:
    return [match.span() for match in _PATTERNS[kind].finditer(text)]


def _covering(span: Span, others: Sequence[Span]) -> Span | None:
    return next((other for other in others if span[0] < other[1] and other[0] < span[1]), None)


def _names(text: str) -> list[Span]:
    """Runs of capitalised words, with the little words between them; "Mr." begins a new one."""
    runs: list[list[Word]] = []
    last: Word | None = None
    for word in words(text):
        spelled = text[word.start : word.end]
        joined = last is not None and _GAP.fullmatch(text, last.end, word.start)
        if spelled in _HONORIFICS or _CALENDAR.fullmatch(spelled):
            last = None
        elif joined and (spelled[0].isupper() or spelled in _LINKS):
            runs[-1].append(word)
            last = word
        elif spelled[0].isupper() and not word.stop:
            runs.append([word])
            last = word
        else:
            last = None
    capitals = [[word for word in run if text[word.start].isupper()] for run in runs]
    return [(run[0].start, run[-1].end) for run in capitals]


def _after_predicate(asked: Question, text: str, found: Sequence[Word]) -> list[Span]:
    """What follows the question's last term, up to the end of the clause."""
    last = asked.terms[-1] if asked.terms else ""
    at = next((i for i, word in enumerate(found) if word.stem == last), 0)
    if not any(word.stem in asked.terms for word in found[:at]):
        return []
    start = _LITTLE.match(text, found[at].end).end()  # type: ignore[union-attr]  # it matches nothing too
    border = _BORDER.search(text, start)
    end = border.start() if border else len(text)
    inside = [word for word in found if start <= word.start and word.end <= end]
    fresh = any(not word.stop and word.stem not in asked.stems for word in inside)
    return [(start, inside[-1].end)] if fresh and len(inside) <= 12 and not _VERB.match(text, start) else []


_GAP = re.compile(r"\.?\s(?:&\s)?|-|[’'](?=s\s)|[’']")
_LINKS = frozenset(
    ("of", "the", "de", "du", "da", "la", "le", "van", "von", "der", "bin", "al", "and", "for", "s")
)
_HONORIFICS = frozenset(("H.E.", "Mr", "Mrs", "Ms", "Miss", "Messrs"))
_OFFICE = re.compile(r" (?:of|for|and|the) ")  # in offices and institutions, rarely in the names of persons
_LITTLE = re.compile(r"\s*(?:\b(?:on|upon|in|into|to|of|for|with|from|as|at|by|about|that|the|an?)\s+)*")
_VERB = re.compile(r"(?:is|are|was|were|can|could|has|have|had|and|or|than|will|would|may|should|not)\b")
_BORDER = re.compile(
    r"[,;:.?!()\"”“—–](?!\d)"
    r"|\s(?:which|that|who|while|whereas|but|because|although|when|where|after|before|since|so|by|in order)\b"
)

_UNIT = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|half|twice"
)
_SCALE = r"(?:[\s-](?:hundred|thousand|million|billion|trillion|dozen)s?\b)?"
_NUMBER = rf"(?:(?<![\w.,])[-−]?\d+(?:,\d{{3}})*(?:\.\d+)?|\b(?:{_UNIT})(?:[-\s](?:{_UNIT}))*\b){_SCALE}"
_SIGN = r"(?:(?:US|A|C|NZ|S|HK)?[$€£¥₹₩៛]|\b(?:USD|EUR|GBP|AUD|KHR|JPY|CNY))\s?"
_COIN = r"(?:(?:US|U\.S\.)\s)?(?:dollars?|euros?|pounds?|yen|riels?|yuan|rupees?|francs?|cents?|pesos?)\b"
_MONTHS = r"January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"\b(?:{_MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\b"
_YEAR = r"(?<![\w,.$])(?:1\d|20)\d\d(?![a-rt-z%\d]|s\w|,\d|\.\d)"
_YEARS = rf"{_YEAR}(?:s\b)?(?:(?:\s?[-–—/]\s?|\s(?:to|until|and)\s){_YEAR}s?\b|\s?[-–—/]\s?\d\d?\b)?"
_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
    r"twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first))"
)
_CALENDAR = re.compile(rf"{_MONTHS}|{_WEEKDAY}")
_PATTERNS: dict[Kind, re.Pattern[str]] = {
    "number": re.compile(_NUMBER, re.IGNORECASE),
    "money": re.compile(rf"{_SIGN}\d+(?:,\d{{3}})*(?:\.\d+)?{_SCALE}|{_NUMBER}\s{_COIN}", re.IGNORECASE),
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
        rf"|\b\d[\d,]*\s(?:BCE?|BP|AD|CE|years\sago)\b|{_YEARS}|{_MONTH}(?!\s[a-z])|\b{_WEEKDAY}\b"
    ),
}
