"""What a question asks for: the kind of answer, and the terms it should stand beside."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Literal

Kind = Literal["number", "money", "percent", "year", "date", "person", "place", "name", "other"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its stem, and where it stands."""

    stem: str
    start: int
    end: int
    capital: bool  # begins with a capital letter or a digit
    stop: bool  # says nothing about the topic


@dataclass(frozen=True, slots=True)
class Question:
    """A question, taken apart."""

    kind: Kind
    terms: tuple[str, ...]  # stems of the words an answer should stand beside, in order
    names: frozenset[str]  # those of `terms` that are names or numbers
    stems: frozenset[str]  # all its words: an answer must add to them
    focus: tuple[str, ...]  # stems of what is counted or chosen: the words after "how many" or "which"


def parse(text: str) -> Question:
    """Take a question apart. One without any term, such as a greeting, can have no answer."""
    text = unicodedata.normalize("NFC", text)
    asking = _ASKING.search(text.lower())
    kind, asked = _kind(text.lower(), asking.start()) if asking else ("other", 0)
    found = words(text)
    terms: dict[str, bool] = {}
    for position, word in enumerate(found):
        if not word.stop and not (word.stem in _ASKED and word.end <= asked):
            terms[word.stem] = terms.get(word.stem, False) or (word.capital and position > 0)
    after = [word for word in found if asking and word.start >= asked]
    focus = [word.stem for word in takewhile(lambda word: not word.stop, after)][:3]
    return Question(
        kind=kind,
        terms=tuple(terms),
        names=frozenset(stem for stem, name in terms.items() if name),
        stems=frozenset(word.stem for word in found),
        focus=tuple(focus),
    )


def words(text: str) -> list[Word]:
    """The words of `text`, in order."""
    return [
        Word(
            stem=stem(match.group()),
            start=match.start(),
            end=match.end(),
            capital=not match.group()[0].islower(),
            stop=match.group().lower() in _STOP,
        )
        for match in _WORD.finditer(text)
    ]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without case, accents and the commoner English endings: "Australian" gives "austr"."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    if plain[0].isdigit():
        return plain.replace(",", "")
    plain = plain.replace(".", "")
    if plain in _IRREGULAR:
        return _IRREGULAR[plain]
    for _ in range(2):  # "industrialisation" has several
        for suffix in _SUFFIXES:
            if plain.endswith(suffix) and len(plain) - len(suffix) >= (3 if suffix in _SHORT else 4):
                plain = plain.removesuffix(suffix)
                break
    return plain[:-1] if len(plain) > 3 and plain[-1] == plain[-2] else plain


def _kind(text: str, start: int) -> tuple[Kind, int]:
    """The kind of answer that the question word at `start` asks for, and where the asking words end."""
    for kind, pattern in _KINDS:
        if match := pattern.match(text, start):
            return kind, match.end()
    return "other", start


_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)+|[^\W_]+")
_ASKING = re.compile(r"\b(?:who(?:m|se)?|when|where|why|how|what|which)\b")
_HOW_MUCH = r"how\s+(?:much|many)"


def _what(nouns: str) -> str:
    """A pattern for "what year", "in which of the years" and "what was the first year of ..."."""
    return (
        rf"(?:what|which)\s+(?:(?!{_BE}|do|did|does|has|had|have)[\w-]+\s+){{0,2}}?(?:{nouns})\b"
        rf"|(?:what|which)\s+(?:{_BE})\s+(?:[\w'’-]+\s+){{0,4}}?(?:{nouns})\b(?=\s+(?:{_AFTER})\b|\W*$)"
    )


_BE = r"is\b|are\b|was\b|were\b"
_AFTER = "of|in|for|on|per|during|by|at|when|between|that|which"
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            "percent",
            rf"{_HOW_MUCH}\s+(?:percent|per\s+cent)|"
            + _what(r"percent\w*|per\s+cent|proportion|share|fraction"),
        ),
        (
            "money",
            rf"{_HOW_MUCH}\s+(?:money|funding|cash|dollars|euros|pounds)\b"
            r"|how\s+much\b(?=.*\b(?:costs?|spen[dt]|pa(?:y|id)|worth|earn|fund|invest|donat)\w*\b)|"
            + _what("prices?|costs?|budget|salary|revenues?"),
        ),
        ("year", _what("years?")),
        ("date", r"when\b|" + _what("dates?|days?|months?|century|centuries|decades?|time|period|era")),
        (
            "number",
            rf"{_HOW_MUCH}\b|how\s+(?:long|old|far|tall|high|large|big|deep|wide|heavy|fast|often)\b|"
            + _what("numbers?|amount|population|age|distance|length|height|size|temperature|rate"),
        ),
        ("person", r"who(?:m|se)?\b"),
        (
            "place",
            r"where\b|" + _what("country|countries|city|cities|state|region|place|town|province|continent"),
        ),
        ("name", r"which\b|" + _what("names?|company|organi[sz]ation|programme|program")),
    )
)
_STOP = frozenset(
    """a about after again all also am an and any are as at be because been before being between both but by can
    could did do does doing done during each every for from had has have having he her here hers him his how i if
    in into is it its itself just let like many may me might more most much must my no nor not of off on one ones or
    other our out over own same shall she should so some such than that the their them then there these they this
    those through to too under until up upon was we were what when where which while who whom whose why will with
    within would you your yes take took taken part make made get give gave given happen use used become became
    name names called kind kinds type types sort s t d ll m re ve please know hello hi hey""".split()
)
_SUFFIXES = (
    "ations ation ments ment ities ity nesses ness ings ing ians ian ists ist isms ism ions ion ally edly ied ies "
    "ives ive ers ors als ous ed er or al ly es an ia ic ate s e y a i"
).split()
_SHORT = frozenset(("s", "ed", "ing"))
_IRREGULAR = {
    form: base
    for line in (
        "say said spoke speak spoken state tell told;hold held;build built;win won;make made;write wrote written;"
        "lead led;begin began begun;become became;give gave given;take took taken;fight fought;found founded;"
        "buy bought;sell sold;teach taught;send sent;spend spent;leave left;lose lost;meet met;go went gone;"
        "come came;grow grew grown;know knew known;see saw seen;choose chose chosen;rise rose risen;fall fell fallen;"
        "drive drove driven;man men;woman women;child children;foot feet;run ran;die died death dead;bear born birth;"
        "bring brought;think thought;keep kept;pay paid;draw drew drawn;wear wore worn;break broke broken;use used"
    ).split(";")
    for base, *forms in [line.split()]
    for form in (base, *forms)
}
_ASKED = frozenset(
    map(
        stem,
        """year date day month century decade time percent percentage per cent proportion share fraction number amount
        name money funding cash long old far tall high large big deep wide heavy fast often period era""".split(),
    )
)
