"""The words of a text and their stems."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its stem, and where it stands."""

    stem: str
    start: int
    end: int
    capital: bool  # begins with a capital letter, or holds a digit
    stop: bool  # says nothing about the topic


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


def stems(text: str) -> set[str]:
    """The stems of the words of `text`."""
    return {word.stem for word in words(text)}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without case, accents and the commoner English endings: "Australian" gives "austr"."""
    plain = folded(word)
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


def folded(word: str) -> str:
    """The word without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)+|[^\W_]+")
_STOP_WORDS = """
a about after again all also am an and any are as at be because been before being between both but by can
could did do does doing done during each every for from had has have having he her here hers him his how i
if in into is it its itself just let like many may me might more most much must my no nor not of off on one
ones or other our out over own same shall she should so some such than that the their them then there these
they this those through to too under until up upon was we were what when where which while who whom whose
why will with within would you your yes d ll m re s t ve please know hello hi hey take took taken part make
made get give gave given happen use used become became name names called kind kinds type types sort
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
