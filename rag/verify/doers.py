"""Whether somebody else does in the evidence what a claim says that somebody does."""

from collections.abc import Iterator, Sequence

from rag.verify.align import Places, same_name
from rag.verify.grammar import REFERRING, agent_of, subject_of
from rag.verify.tokens import Token

NEAR = 3  # tokens from a measure to what it measures, at most


def other_doer(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """The claim's subject or agent, where the verb has another one in the evidence, or "".

    "Reed opened the bridge", where "the mayor opened the bridge that Reed had built".
    """
    for position, place in sorted(places.items()):
        if not _same_deed(claim, position, evidence[place]):
            continue
        for one, two in _doers(claim, position, evidence, place):
            other = _by_other_deed(one, evidence, place, two, places)
            if other or _differ(claim, one, evidence, two, places):
                return f"{claim[one[0]].plain} {claim[position].plain}"
    return ""


def _same_deed(claim: Sequence[Token], position: int, other: Token) -> bool:
    """Whether both are verbs that have a subject: "to build" has none of its own."""
    infinitive = position > 0 and claim[position - 1].plain == "to"
    acts = (other.verb or other.reduced) and other.kind == "word" and not other.plain.endswith("ing")
    return claim[position].verb and acts and not infinitive


def _doers(
    claim: Sequence[Token], position: int, evidence: Sequence[Token], place: int
) -> Iterator[tuple[list[int], list[int]]]:
    """Who does it, or to whom it is done, in the claim and in the evidence."""
    passive = claim[position].passive or claim[position].reduced
    passive_there = evidence[place].passive or evidence[place].reduced
    if passive == passive_there:
        yield subject_of(claim, position), subject_of(evidence, place)
    if passive:
        yield agent_of(claim, position), (agent_of if passive_there else subject_of)(evidence, place)
    elif passive_there:
        yield subject_of(claim, position), agent_of(evidence, place)


def _differ(
    claim: Sequence[Token], one: Sequence[int], evidence: Sequence[Token], two: Sequence[int], places: Places
) -> bool:
    """Whether two phrases surely mean different things."""
    said, there = [claim[i] for i in one], [evidence[i] for i in two]
    if not said or not there:
        return False
    if any(token.plain in REFERRING for token in (*said, *there)):
        return False
    if all(token.kind == "word" for token in said) and any(token.kind == "name" for token in there):
        return False  # "the ministry" may be short for its name
    met = [places[i] for i in one if i in places]
    if any(place in two or evidence[place].lead in ("like", "as") for place in met):
        return False
    if any(evidence[place].lead == "of" and 0 < place - two[0] <= NEAR for place in met):
        return False  # "a bushel of wheat"
    if any(a.stem == b.stem or same_name(a.plain, b.plain) for a in said for b in there):
        return False
    return not _initials(said, there)


def _by_other_deed(
    one: Sequence[int], evidence: Sequence[Token], place: int, two: Sequence[int], places: Places
) -> bool:
    """Whether the doer stands behind the "by" of a later verb: "planned in Lima and built by Reed"."""
    if two or not (evidence[place].passive or evidence[place].reduced):
        return False
    met = [places[i] for i in one if i in places and evidence[places[i]].lead == "by"]
    return any(token.verb for there in met for token in evidence[place + 1 : there])


def _initials(said: Sequence[Token], there: Sequence[Token]) -> bool:
    """Whether one is the other's abbreviation; both are read backwards."""
    first = "".join(token.plain[0] for token in reversed(there))
    long = (token.plain for token in said if min(len(token.plain), len(first)) > 1)
    return any(plain in first or first in plain for plain in long)
