"""What a question asks for: the kind of answer, and the terms it should stand beside."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Literal

Kind = Literal["number", "money", "percent", "year", "date", "person", "place", "name", "object", "other"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its stem, and where it stands."""

    stem: str
    start: int
    end: int
    capital: bool  # begins with a capital letter, or holds a digit
    stop: bool  # says nothing about the topic


@dataclass(frozen=True, slots=True)
class Question:
    """A question, taken apart."""

    kind: Kind
    terms: tuple[str, ...]  # stems of the words that an answer should stand beside, in order
    names: frozenset[str]  # those of `terms` that are names or figures
    stems: frozenset[str]  # of all its words: an answer must add to them
    focus: tuple[str, ...]  # stems of what is counted: the words after "how many"


def parse(text: str) -> Question:
    """Take a question apart. One without `terms`, such as a greeting, asks for nothing."""
    text = unicodedata.normalize("NFC", text)
    kind, asked = _kind(text.lower())
    found = words(text)
    terms: dict[str, bool] = {}  # whether the stem is a name
    for position, word in enumerate(found):
        if not (word.stop or (word.end <= asked and word.stem in _ASKED)):
            terms[word.stem] = terms.get(word.stem, False) or (word.capital and position > 0)
    ending = [word.stem for word in found[-2:] if not word.capital]
    if kind == "object" and not (terms and list(terms)[-1] in ending):
        kind = "other"  # it does not end in its predicate
    after = (word for word in found if word.start >= asked)
    return Question(
        kind=kind,
        terms=tuple(terms),
        names=frozenset(stem for stem, name in terms.items() if name),
        stems=frozenset(word.stem for word in found),
        focus=tuple(word.stem for word in takewhile(lambda word: not word.stop, after))[:3],
    )


def words(text: str) -> list[Word]:
    """The words of `text`, in order."""
    return [
        Word(
            stem=stem(match[0]),
            start=match.start(),
            end=match.end(),
            capital=not match[0][0].islower(),
            stop=match[0].lower() in _STOP,
        )
        for match in _WORD.finditer(text)
    ]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without case, accents and the commoner English endings: "Australian" gives "austr"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    if plain[:1].isdigit():
        return plain.replace(",", "")
    plain = plain.replace(".", "")
    if plain in _IRREGULAR:
        return _IRREGULAR[plain]
    while suffix := next(
        (s for s in _SUFFIXES if plain.endswith(s) and len(plain) >= len(s) + 4 - (s in _LIGHT)), ""
    ):
        plain = plain.removesuffix(suffix)
    return plain[:-1] if len(plain) > 3 and plain[-1] == plain[-2] else plain


def _kind(text: str) -> tuple[Kind, int]:
    """The kind of answer that a question in lower case asks for, and where its asking words end."""
    asking = _CLAUSE.match(text) or _ASKING.search(text)
    if not asking:
        return "other", 0
    start = asking.start("asking")
    for kind, pattern in _KINDS:
        if match := pattern.match(text, start):
            return kind, match.end()
    return "other", start


def _what(nouns: str) -> str:
    """A pattern for "what year", "which other years" and "what was the first year of"."""
    be = r"is\b|are\b|was\b|were\b"
    after = r"of|in|for|on|per|during|by|at|when|between|that|which"
    return (
        rf"(?:what|which)\s+(?:(?!{be}|do|did|does|has|had|have)[\w-]+\s+){{0,2}}?(?:{nouns})\b"
        rf"|(?:what|which)\s+(?:{be})\s+(?:[\w'’-]+\s+){{0,4}}?(?:{nouns})\b(?=\s+(?:{after})\b|\W*$)"
    )


_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)+|[^\W_]+")
_ASKING = re.compile(r"\b(?P<asking>who(?:m|se)?|when|where|why|how|what|which)\b")
_CLAUSE = re.compile(
    r"when\b.*,\s+(?:\w+\s+){0,2}(?P<asking>who|how|what|which)\b"
)  # "When it rains, what ..."
_MUCH = r"how\s+(?:much|many)"
_SPENDING = r"costs?|spen[dt]|pa(?:y|id)|worth|earn(?:s|ed)?|fund(?:s|ed)?|invest(?:s|ed)?|donat(?:e|es|ed)"
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "percent",
        re.compile(
            rf"{_MUCH}\s+(?:percent|per\s+cent)|"
            + _what(r"percent\w*|per\s+cent|proportion|share\s+of|fraction")
        ),
    ),
    (
        "money",
        re.compile(
            rf"{_MUCH}\s+(?:money|funding|cash|dollars|euros|pounds)\b|how\s+much\b(?=.*\b(?:{_SPENDING})\b)|"
            + _what("prices?|costs?|budget|salary|revenues?")
        ),
    ),
    ("year", re.compile(_what("years?"))),
    (
        "date",
        re.compile(r"when\b|" + _what("dates?|days?|months?|century|centuries|decades?|time|period|era")),
    ),
    (
        "number",
        re.compile(
            rf"{_MUCH}\b|how\s+(?:long|old|far|tall|high|large|big|deep|wide|heavy|fast|often)\b|"
            + _what("numbers?|amount|population|age|distance|length|height|size|temperature|rate")
        ),
    ),
    ("person", re.compile(r"who(?:m|se)?\b")),
    (
        "place",
        re.compile(
            r"where\b|" + _what("country|countries|city|cities|state|region|place|town|province|continent")
        ),
    ),
    ("name", re.compile(r"which\b|" + _what("names?|company|organi[sz]ation|programme|program"))),
    (  # "what did it convey?", "what is it dependent on?"
        "object",
        re.compile(
            r"what\s+(?:do|does|did|can|could|must|should|will)\b(?=.*\s\w+\W*$)"
            r"|what\s+(?:is|are|was|were)\b(?=.*\s(?:on|to|in|of|for|with|from|as|by|about|at|into|upon)\W*$)"
        ),
    ),
)
_STOP_WORDS = """
a about after again all also am an and any are as at be because been before being between both but by can
could did do does doing done during each every for from had has have having he her here hers him his how i
if in into is it its itself just let like many may me might more most much must my no nor not of off on one
ones or other our out over own same shall she should so some such than that the their them then there these
they this those through to too under until up upon was we were what when where which while who whom whose
why will with within would you your yes d ll m re s t ve please know hello hi hey take took taken part make
made get give gave given happen use used become became name names called kind kinds type types sort
"""
_ASKED_WORDS = """
year date day month century decade time period era percent percentage per cent proportion share fraction
number amount money funding cash long old far tall high large big deep wide heavy fast often
"""
_ENDINGS = """
ations ation ments ment ities ity nesses ness ings ing ians ian ists ist isms ism ions ion ally edly ied ies
ives ive ers ors als ous ed er or al ly es an ia ic ate s e y a i
"""
_FORMS = """
say said spoke speak speaks spoken stated tell told; hold held; build built; win won; write wrote
written; lead led; begin began begun; fight fought; found founded; buy bought; sell sold; teach taught;
send sent; spend spent; leave left; lose lost; meet met; go went gone; come came; grow grew grown; see
saw seen; choose chose chosen; rise rose risen; fall fell fallen; drive drove driven; man men; woman
women; child children; foot feet; run ran; die died death dead; bear born birth; bring brought; think
thought; keep kept; pay paid; draw drew drawn; wear wore worn; break broke broken
"""
_STOP = frozenset(_STOP_WORDS.split())
_SUFFIXES = tuple(_ENDINGS.split())
_LIGHT = frozenset(("s", "ed", "ing"))
_IRREGULAR = {form: line.split()[0] for line in _FORMS.split(";") for form in line.split()}
_ASKED = frozenset(map(stem, _ASKED_WORDS.split()))
