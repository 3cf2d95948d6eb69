"""Numbers, dates, money, shares and ordinals of a text, in a form that can be compared."""

import re
from dataclasses import dataclass

Atom = tuple[str, float | str, float | str]
"""What a figure says, part by part: ("number", 23.0, ""), ("day", 8.0, 14.0), ("money", 5e6, "dollar") …"""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a text: what it asks of the evidence as a claim, and what it offers as evidence."""

    start: int
    end: int
    asks: frozenset[Atom]
    offers: frozenset[Atom]


def find_figures(text: str) -> list[Figure]:
    """The figures of `text`, in order: "twenty-three" and "23" say the same, so do "Aug. 14" and "14 Aug"."""
    found: list[Figure] = []
    year: float | None = None  # of the figure just before, for "2018-23"
    for match in _FIGURE.finditer(text):
        asks = _asks(match, text)
        value = next((atom[1] for atom in asks if atom[0] == "number"), None)
        if (
            isinstance(value, float)
            and value < 100
            and year
            and _DASH.fullmatch(text, found[-1].end, match.start())
        ):
            asks = {("number", year - year % 100 + value, "")}
        year = value if isinstance(value, float) and value.is_integer() and 1000 <= value < 2100 else None
        if asks:
            found.append(Figure(match.start(), match.end(), frozenset(asks), frozenset(_offers(asks))))
    return found


def _asks(match: re.Match[str], text: str) -> set[Atom]:
    """What the figure says."""
    part = match.groupdict()
    if part["month"]:
        if part["month"] in _ALSO_WORDS and not (part["day"] or part["day2"] or part["year"]):
            return (
                {("month", float(3 if part["month"] == "March" else 5), "")}
                if _IN.search(text[: match.start()])
                else set()
            )
        month = float(_MONTHS.index(part["month"][:3].lower()) // 3 + 1)
        day, year = part["day"] or part["day2"], part["year"]
        said: set[Atom] = {("day", month, _value(day)) if day else ("month", month, "")}
        return said | ({("number", float(year), "")} if year else set())
    if part["century"]:
        return {("century", _ordinal(word), "") for word in (part["century"], part["century2"]) if word}
    if part["decade"]:
        start = float(part["decade"])
        return {("century", start / 100 + 1, "") if start % 100 == 0 else ("decade", start, "")}
    if part["nineties"]:
        return {("decade", 1900 + float(part["nineties"]), "")}
    if part["ordinal"]:
        return {("ordinal", _ordinal(part["ordinal"]), "")}
    if part["half"]:
        return {("share", 50.0, "")}
    if part["parts"]:
        above = {"a": 1.0, "an": 1.0}.get(part["parts"].lower()) or _value(part["parts"])
        return {("share", round(100 * above / _PARTS[part["whole"].lower().rstrip("s")], 1), "")}
    number = _value(part["number"])
    if part["percent"]:
        return {("share", number, "")}
    if sign := part["sign"] or part["coin"]:
        return {("money", number, _CURRENCIES[_BEFORE_SIGN.sub("", sign.lower().strip()).removesuffix("s")])}
    return set() if part["number"].lower() == "one" else {("number", number, "")}


def _offers(asks: set[Atom]) -> set[Atom]:
    """What the figure shows: all it says, and less of it ("August" where it says "14 August")."""
    less: set[Atom] = set()
    for kind, first, _ in asks:
        if kind == "day":
            less.add(("month", first, ""))
        if kind in ("money", "share"):
            less.add(("number", first, ""))
    return asks | less


def _value(words: str) -> float:
    """The number that digits, words or both spell: "1,200", "two hundred and five", "1.2 million"."""
    total, part = 0.0, 0.0
    for word in re.findall(r"[\d.,]+|[a-z]+", words.lower()):
        if word[0].isdigit():
            part += float(re.sub(r",|\.$", "", word.rstrip("stndrh")))
        elif word in _SCALES:
            scale = _SCALES[word]
            if scale == 100 or scale == 12:
                part = (part or 1) * scale
            else:
                total, part = total + (part or 1) * scale, 0.0
        elif word in _NUMBERS:
            part += _NUMBERS[word]
    return (-1.0 if words[0] in "-−" else 1.0) * (total + part)


def _ordinal(word: str) -> float:
    word = word.lower()
    if word[0].isdigit():
        return float(word[:-2])
    *tens, last = re.split(r"[\s-]", word)
    return sum(_NUMBERS[ten] for ten in tens) + float(_ORDINALS.index(last) if last in _ORDINALS else 0)


_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_ALSO_WORDS = ("March", "May")
_IN = re.compile(
    r"\b(?:in|of|since|until|till|by|from|to|through|during|and|early|late|last|next|each|every|mid-?)\s*$",
    re.I,
)
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {word: float(i) for i, word in enumerate([*_ONES.split(), "seventeen", "eighteen", "nineteen"])}
_NUMBERS |= {word: 10.0 * (i + 2) for i, word in enumerate(_TENS.split())}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_PARTS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
_CURRENCIES = {
    **dict.fromkeys(("$", "dollar", "usd"), "dollar"),
    **dict.fromkeys(("€", "euro", "eur"), "euro"),
    **dict.fromkeys(("£", "pound", "gbp"), "pound"),
    **dict.fromkeys(("¥", "yen", "jpy"), "yen"),
    **dict.fromkeys(("₹", "rupee"), "rupee"),
    **dict.fromkeys(("៛", "riel", "khr"), "riel"),
    **dict.fromkeys(("yuan", "cny"), "yuan"),
    **{coin: coin for coin in ("cent", "franc", "peso")},
}
_BEFORE_SIGN = re.compile(r"^(?:us|a|c|nz|s|hk)(?=\W)")
_DASH = re.compile(r"\s?[-–—]\s?")

_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_SCALE = "|".join(_SCALES)
_DIGITS = r"(?:(?<![\w.,])|(?<=[A-Z]))(?:(?<!\S)[-−])?\d+(?:,\d{3})*(?:\.\d+)?"
_GROUP = rf"(?:(?:{_TENS.replace(' ', '|')})(?:[\s-](?:{_ONES.replace(' ', '|')})\b)?|{_WORD})"
_NUMBER = (
    rf"(?:{_DIGITS}(?:[\s-](?:{_SCALE})\b)*"
    rf"|\b{_GROUP}\b(?:[\s-](?:{_SCALE})\b(?:\s(?:and\s)?{_GROUP}\b)?)*|\b(?:a\s)?(?:{_SCALE})\b)"
)
_LAST = "|".join(_ORDINALS[1:])
_SPELLED = rf"\b(?:(?:{'|'.join(_TENS.split())})[\s-](?:{_LAST})|{_LAST})\b"
_NTH = rf"(?:\b\d+(?:st|nd|rd|th)\b|{_SPELLED})"
_MONTH = (
    r"\b(?-i:(?P<month{n}>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\b\.?"
)
_DAY = r"\d{{1,2}}(?:st|nd|rd|th)?\b"
# A decade with an apostrophe stands after "the", "and", "mid", "late" or "early": else 1990's is of a year.
_FIGURE = re.compile(
    rf"(?<![a-z])(?:(?:\b(?P<day>{_DAY.format()})\s(?:of\s)?)?{_MONTH.format(n='')}"
    rf"(?:\s(?P<day2>{_DAY.format()})(?!,\d))?(?:(?:\sof)?,?\s(?P<year>\d{{4}})\b)?"
    rf"|(?P<century>{_NTH})(?:\s(?:and|to|or)\s(?P<century2>{_NTH}))?[-\s]centur(?:y|ies)\b"
    rf"|\b(?P<decade>\d{{3}}0)(?:s|(?<=\b(?:the|and|mid|ate|rly)[\s-]\d{{4}})['’]s)\b|['’](?P<nineties>\d0)s\b"
    rf"|\b(?P<parts>an?(?=\s\w+\sof\b)|one|two|three|four)[\s-](?P<whole>thirds?|quarters?|fourths?|fifths?|tenths?)\b"
    rf"|\b(?P<half>half)\b"
    rf"|(?!first\b)(?P<ordinal>{_NTH})"
    rf"|(?P<sign>(?:US|A|C|NZ|S|HK)?[$€£¥₹៛]|\b(?:USD|EUR|GBP|JPY|KHR|CNY)\s)?(?P<number>{_NUMBER})"
    rf"(?:(?P<percent>\s?(?:%|percent\b|per\scent\b|percentage\spoints?\b))"
    rf"|\s(?:U\.?S\.?\s)?(?P<coin>dollars?|euros?|pounds?|yen|riels?|yuan|rupees?|francs?|cents?|pesos?)\b)?)",
    re.IGNORECASE,
)
