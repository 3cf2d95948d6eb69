"""Whether a figure belongs to the same word, and to the same verb, in claim and evidence."""

from collections.abc import Sequence

from rag.verify.align import Places
from rag.verify.tokens import Token


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
            between = [i for i in figures if min(place, word) < i < max(place, word)]
            if between:
                return f"{claim[position].plain} {claim[neighbour].plain}"
    return ""


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
    """What a figure is of: "year", "number", "money", "day number" ..."""
    atoms = token.figure.asks if token.figure else frozenset()
    kinds = sorted({kind for kind, _, _ in atoms})
    years = all(isinstance(value, float) and 1000 <= value < 2100 for _, value, _ in atoms)
    return "year" if kinds == ["number"] and years else " ".join(kinds)
