"""Which word of a sentence says what which word of the claim says."""

from collections.abc import Sequence
from functools import lru_cache

from rag.verify.meanings import SAME_MEANING
from rag.verify.tokens import Token

Places = dict[int, int]
"""Position of a token in the claim to the position of its counterpart in the evidence."""

FAR = 10  # tokens; a longer jump is no worse
SYNONYM = 1.5  # what a synonym costs, in tokens of distance
FORM = 0.1  # what another form of the same word costs
BACKWARDS = 2


def align(claim: Sequence[Token], evidence: Sequence[Token]) -> Places:
    """The counterparts that say the same and lie nearest together (the cheapest path through them)."""
    telling = [(place, other) for place, other in enumerate(evidence) if other.kind != "little"]
    paths: dict[int, tuple[float, Places]] = {-1: (0.0, {})}  # last place: cost and path to it
    for position, token in enumerate(claim):
        if token.kind == "little":
            continue
        found = _counterparts(token, telling)
        if not found:
            continue
        best: dict[int, tuple[float, Places]] = {}
        for place, cost in found:
            best[place] = min(
                (
                    (total + cost + _jump(last, place), {**path, position: place})
                    for last, (total, path) in paths.items()
                ),
                key=lambda option: option[0],
            )
        paths = best
    return min(paths.values(), key=lambda option: option[0])[1]


def _counterparts(token: Token, telling: Sequence[tuple[int, Token]]) -> list[tuple[int, float]]:
    """Places of the words that say the same, with what they cost: synonyms where there is nothing better.

    A verb may be another form of it ("built", "builds"); of other words the same form is preferred.
    """
    found = [(place, cost) for place, other in telling if (cost := _distance(token, other)) is not None]
    least = min((cost for _, cost in found), default=SYNONYM)
    if least < SYNONYM:
        most = FORM if token.verb else least
        found = [(place, cost) for place, cost in found if cost <= most]
    return found


def _jump(last: int, place: int) -> float:
    if last < 0:
        return 0.0
    return min(abs(place - last - 1), FAR) + (BACKWARDS if place <= last else 0)


def _distance(token: Token, other: Token) -> float | None:
    """0 for the same, FORM for another form, SYNONYM for nearly the same, None for something else."""
    if token.figure or other.figure:
        return 0.0 if token.figure and other.figure and token.figure.asks & other.figure.offers else None
    if token.kind == "name":
        return _name_distance(token.plain, token.stem, other.plain, other.stem, token.initial)
    return _word_distance(token.plain, token.stem, other.plain, other.stem)


@lru_cache(maxsize=262144)
def _name_distance(plain: str, stem: str, other: str, other_stem: str, initial: bool) -> float | None:
    """A name at the beginning of a sentence may be a word."""
    if same_name(plain, other):
        return 0.0
    return _word_distance(plain, stem, other, other_stem) if initial else None


@lru_cache(maxsize=262144)
def _word_distance(plain: str, stem: str, other: str, other_stem: str) -> float | None:
    if plain == other:
        return 0.0
    if stem == other_stem:
        return FORM
    same = SAME_MEANING.get(stem, frozenset()) & SAME_MEANING.get(other_stem, frozenset())
    return SYNONYM if same else None


@lru_cache(maxsize=65536)
def same_name(one: str, other: str) -> bool:
    """Whether two folded words are forms of one name: "Cambodia" and "Cambodian", "J." and "James"."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return long.startswith(short) and not short.isdigit()
    root = short.rstrip("yaeo")
    return len(root) >= 3 and len(short) >= 4 and long.startswith(root) and long[len(root) :] in _ENDINGS


_ENDINGS = frozenset("s n an ans ian ians ese ish i ic er ers y ns a e".split())
