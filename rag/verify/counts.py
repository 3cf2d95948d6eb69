"""Whether a figure belongs to the same word, and to the same verb, in claim and evidence."""

from collections.abc import Sequence

from rag.verify.align import Places
from rag.verify.tokens import Token

NEAR = 4  # tokens from a figure to what it counts, at most


def other_count(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """A figure with the word or verb that has another figure in the evidence, or ""."""
    return _other_thing(claim, evidence, places) or _other_deed(claim, evidence, places)


def _other_thing(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """A figure beside a word to which another figure is nearer in the evidence."""
    figures = [i for i, token in enumerate(evidence) if token.figure]
    for position, place in places.items():
        if not claim[position].figure:
            continue
        for neighbour in _beside(claim, position, places):
            word = places[neighbour]
            told = {places.get(i) for i in range(position + 1, neighbour)}  # "the 1990-2011 period"
            between = [i for i in figures if min(place, word) < i < max(place, word) and i not in told]
            if between or _counts_another(evidence, place, word, set(places.values())):
                return f"{claim[position].plain} {claim[neighbour].plain}"
    return ""


def _counts_another(evidence: Sequence[Token], at: int, word: int, matched: set[int]) -> bool:
    """Whether the figure has a word of its own: "many towns and three cities" has no three towns."""
    if at < word <= at + NEAR:
        return False
    after = [
        i for i in range(at + 1, min(at + 3, len(evidence))) if evidence[i].clause == evidence[at].clause
    ]
    own = [i for i in after if evidence[i].lead == evidence[at].lead and not evidence[i].figure]
    return any(evidence[i].kind == "word" and i not in matched and not evidence[i].verb for i in own)


def _beside(claim: Sequence[Token], at: int, places: Places) -> list[int]:
    """The words that the figure counts: the next one or two, with no preposition before them."""
    after = []
    for i in range(at + 1, min(at + 3, len(claim))):
        if claim[i].plain == claim[i].lead:
            break  # a phrase of its own: "in 1907 in Lima"
        if claim[i].kind != "little":
            after.append(i)
    same = (i for i in after if claim[i].clause == claim[at].clause and claim[i].lead == claim[at].lead)
    return [i for i in same if i in places and not claim[i].figure and not claim[i].verb]


def _other_deed(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """A figure whose verb has another one of its sort in the evidence: "built in 1907, opened in 1908"."""
    matched = set(places.values())
    for position, place in places.items():
        verb = _nearest_verb(claim, position, places) if claim[position].figure else None
        if verb is None:
            continue
        fit = (i for i, token in enumerate(evidence) if i not in matched and _alike(token, evidence[place]))
        other = next((i for i in fit if _nearer(evidence, i, place, places[verb])), None)
        if other is not None:
            return f"{claim[position].plain} {claim[verb].plain}, not {evidence[other].plain}"
    return ""


def _nearest_verb(claim: Sequence[Token], at: int, places: Places) -> int | None:
    verbs = [i for i in places if claim[i].verb and claim[i].clause == claim[at].clause]
    return min(verbs, key=lambda i: abs(i - at), default=None)


def _alike(one: Token, other: Token) -> bool:
    """Whether two figures are of one sort, after the same preposition."""
    return one.figure is not None and one.lead == other.lead and _sort(one) == _sort(other)


def _nearer(evidence: Sequence[Token], other: int, place: int, verb: int) -> bool:
    """Whether the other figure stands between the verb and this one, or alone in the verb's clause."""
    alone = evidence[other].clause == evidence[verb].clause != evidence[place].clause
    between = min(verb, place) < other < max(verb, place)
    return between or (alone and _sort(evidence[other]) != "number")


def _sort(token: Token) -> str:
    """What a figure is of: "year", "number", "money", "day" ..."""
    atoms = token.figure.asks if token.figure else frozenset()
    kinds = sorted({kind for kind, _, _ in atoms})
    if "day" in kinds:
        return "day"  # with its year or without
    years = all(isinstance(value, float) and 1000 <= value < 2100 for _, value, _ in atoms)
    return "year" if kinds == ["number"] and years else " ".join(kinds)
