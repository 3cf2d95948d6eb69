"""The date an article states for itself: never one it merely mentions, never one of its file."""

import datetime
import re

from index.articles.lines import is_prose

MONTHS = (  # by number; English, German, French, Spanish, Italian, Portuguese, Dutch
    "january jan januar janvier enero gennaio janeiro januari",
    "february feb februar février fevrier febrero febbraio fevereiro februari",
    "march mar märz marz mars marzo março marco maart",
    "april apr avril abril aprile",
    "may mai mayo maggio maio mei",
    "june jun juni juin junio giugno junho",
    "july jul juli juillet julio luglio julho",
    "august aug août aout agosto augustus",
    "september sep sept septembre septiembre settembre setembro",
    "october oct oktober octobre octubre ottobre outubro okt",
    "november nov novembre noviembre novembro",
    "december dec dezember décembre decembre diciembre dicembre dezembro dez",
)
MONTH = "|".join(sorted(" ".join(MONTHS).split(), key=len, reverse=True))
DATE = (
    r"(?:(?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})(?!\d)"
    r"|(?P<y2>\d{4})年(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日"
    r"|(?P<d3>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[ -](?:of |de )?"
    rf"(?P<m3>{MONTH})\.?,?[ -](?:de |del |of )?(?P<y3>\d{{4}})"
    rf"|(?P<m4>{MONTH})\.? (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y4>\d{{4}})"
    r"|(?P<a5>\d{1,2})(?P<s5>[./-]) ?(?P<b5>\d{1,2})(?P=s5) ?(?P<y5>\d{4}))(?!\d)"
)
WEEKDAY = r"(?:[^\W\d_]{3,10}\.?,? )?"
TIME = (
    r"(?:,?(?: at| um| à)? ?[T@]? ?\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:\.\d{1,9})?)?"
    r" ?(?:[ap]\.?m\.?)? ?(?:Z|[A-Z]{2,5}|[+-]\d{2}:?\d{2})?(?: ?\([A-Z0-9+: ]{1,12}\))?)?"
)
LABEL = (
    r"(?:(?:(?:first |originally )?(?:published|posted|issued|released|filed|written)(?: on| at| in)?|"
    r"(?:publication|publish|release|posting|issue)[ -]date|date(?: of publication| published| posted)?|"
    r"veröffentlicht(?: am)?|publié(?:e)? le|publicado(?: el| em)?|pubblicato il|gepubliceerd(?: op)?|"
    r"datum|fecha|data) ?:? ?)"
)
PLACE = r"(?-i:[A-Z](?:[A-Z .'’-]{1,30}|[^\W\d_]{1,20}), )"
BY = r"[^\d|]{2,60}"
WHOLE = re.compile(WEEKDAY + DATE + TIME, re.IGNORECASE)
PART = re.compile(
    rf"(?P<label>{LABEL})?(?:by {BY}?,? )?{PLACE}?(?:on |le |am )?{WEEKDAY}{DATE}{TIME}(?:,? by {BY})?[.:]?",
    re.IGNORECASE,
)
BESIDE = re.compile(  # what may stand beside a date on its line
    rf"by {BY}|(?:last |latest )?(?:updated|modified|edited)\b.{{0,60}}|{TIME}|[^.!?|]{{1,40}}", re.IGNORECASE
)
DIVIDER = re.compile(r" [|•·–—/-] |[|•·]")
DATELINE = re.compile(  # PHNOM PENH, Cambodia, Aug. 14, 2024 (Agency) –
    rf"[*_]{{0,3}}(?!UPDATE|EDIT)[A-Z][A-Z .,'’-]{{2,40}}(?:[A-Z][a-z]{{2,20}}, )?\(?(?i:{DATE})\)?"
    r"[*_]{0,3},? ?(?:\([^()]{2,30}\) ?)?[–—:/-]"
)
DATE_ALONE = re.compile(  # 14 May 2019 – The
    rf"[*_]{{0,3}}\(?(?i:{DATE})\)?[*_]{{0,3}} ?[–—-] ?(?=[^\W\d_]|[“\"«])"
)
LONGEST = 140  # characters of a line that only states a date
NEAR_THE_TOP = 10  # lines
FAR = 500_000  # characters


def parse(text: str) -> str | None:
    """`text`, if it is one whole date with day, month and year (a time may follow), as YYYY-MM-DD."""
    found = WHOLE.fullmatch(text.strip()[:LONGEST])
    return _iso(found) if found else None


def stated(text: str) -> str | None:
    """The date that the lines at the top of `text` state as that of the article, as YYYY-MM-DD.

    A line that only bears a date counts, and one that begins with a date and a dash; unless several do:
    then they date events.
    """
    for line in _top(text):
        found = in_line(line)
        if found and (found[1] or not _dates_events(text)):
            return found[0]
        opening = DATELINE.match(line)
        if opening:
            return _iso(opening)
        alone = DATE_ALONE.match(line)
        if alone and not _dates_events(text):
            return _iso(alone)
    return None


def in_line(line: str) -> tuple[str, bool] | None:
    """The date of a line that states one and little else, and whether it says that it is a publication's."""
    if len(line) > LONGEST or not re.search(r"\d{4}", line):
        return None
    dated: tuple[str, bool] | None = None
    for part in DIVIDER.split(line):
        found = PART.fullmatch(part.strip())
        iso = _iso(found) if found else None
        if found and iso and (dated is None or (found["label"] and not dated[1])):
            dated = iso, found["label"] is not None
        elif not iso and not BESIDE.fullmatch(part.strip()):
            return None
    return dated


def _top(text: str) -> list[str]:
    """The lines up to and with the first one of prose."""
    top: list[str] = []
    for line in filter(None, map(str.strip, text[:5_000].split("\n"))):
        top.append(line)
        if is_prose(line) or len(line) > LONGEST or len(top) == NEAR_THE_TOP:
            break
    return top


def _dates_events(text: str) -> bool:
    """Whether several dates stand on lines of their own, or begin lines."""
    dates: set[str] = set()
    for line in map(str.strip, text[:FAR].split("\n")):
        alone = DATE_ALONE.match(line)
        found = in_line(line) or (alone and (_iso(alone), False))
        dates.update([found[0]] if found and found[0] else [])
        if len(dates) > 1:
            return True
    return False


def _iso(found: re.Match[str]) -> str | None:
    part = found.groupdict()
    year = next(int(part[f"y{n}"]) for n in range(1, 6) if part[f"y{n}"])
    if part["a5"]:
        first, second = int(part["a5"]), int(part["b5"])
        if part["s5"] != "." and first <= 12 and second <= 12 and first != second:
            return None  # 03/04/2024 is March to some and April to others
        day, month = (first, second) if part["s5"] == "." or second <= 12 else (second, first)
    else:
        day = next(int(part[f"d{n}"]) for n in range(1, 5) if part[f"d{n}"])
        named = next(part[f"m{n}"] for n in range(1, 5) if part[f"m{n}"])
        month = int(named) if named.isdigit() else _month(named)
    if not 1500 <= year <= 2200:
        return None
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(n for n, names in enumerate(MONTHS, start=1) if name.lower() in names.split())
