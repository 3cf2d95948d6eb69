"""Whether who does what to whom, and which figure belongs to what, is the same in claim and evidence."""

from collections.abc import Sequence

from rag.verify.align import Places
from rag.verify.grammar import OBJECTS, clause_start, copula
from rag.verify.lexicon import CRITICAL
from rag.verify.order import changed_places
from rag.verify.tokens import Token

_AGAINST = {("from", "to"), ("from", "into"), ("before", "after"), ("above", "below"), ("over", "under")}
_AGAINST |= {("by", "to"), ("by", "from"), ("with", "without"), ("since", "until"), ("more", "less")}
AGAINST = _AGAINST | {(two, one) for one, two in _AGAINST}
"""Prepositions that contradict each other before the same word."""


def misplaced(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """What stands in another role in the evidence, or ""."""
    return (
        _other_way(claim, evidence, places)
        or _other_side(claim, evidence, places)
        or changed_places(claim, evidence, places)
        or _other_of_two(claim, evidence, places)
    )


def _other_way(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """From A to B, where the evidence has from B to A."""
    for position, place in places.items():
        one, other = claim[position].lead, evidence[place].lead
        if (one, other) in AGAINST and _heads(claim, position) and _heads(evidence, place):
            return f"{one} {claim[position].plain}, not {other}"
    return ""


def _heads(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token is the first of its phrase, or the second."""
    said = [token.plain for token in tokens[max(at - 3, 0) : at]]
    return tokens[at].lead in said


def _other_side(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """Subject and object changed places around the same verb."""
    for position, place in places.items():
        verb, other = claim[position], evidence[place]
        if not (verb.verb and other.kind == "word" and (other.verb or other.plain == verb.plain)):
            continue
        if verb.reduced or other.reduced:
            continue
        turned = verb.passive != other.passive
        left = _arguments(claim, position, places, before=True)
        right = _arguments(claim, position, places, before=False)
        wrong_left = [i for i in left if _wrong(evidence, places[i], place, before=not turned)]
        wrong_right = [i for i in right if _wrong(evidence, places[i], place, before=turned)]
        if left and len(wrong_left) == len(left):
            return f"{claim[left[0]].plain} {verb.plain}"
        if right and len(wrong_right) == len(right) and not _object_before(evidence, place):
            return f"{verb.plain} {claim[right[0]].plain}"
        if not turned and left and _subject_taken(claim, evidence, places, left[0], place):
            return f"{claim[left[0]].plain} {verb.plain}"
    return ""


def _object_before(evidence: Sequence[Token], verb: int) -> bool:
    """Whether the verb's object was named before: "them", or what a "which" with a subject refers to."""
    after = evidence[verb + 1].plain if verb + 1 < len(evidence) else ""
    first = clause_start(evidence, verb)
    subject = any(token.kind in ("name", "word") for token in evidence[first + 1 : verb])
    return after in OBJECTS or (evidence[first].plain in ("which", "that", "whom") and subject)


def _subject_taken(
    claim: Sequence[Token], evidence: Sequence[Token], places: Places, subject: int, verb: int
) -> bool:
    """Whether a name that the claim does not have is the nearer subject of the verb."""
    matched = set(places.values())
    between = range(places[subject] + 1, verb)
    return claim[subject].kind == "name" and any(
        evidence[i].kind == "name"
        and i not in matched
        and not evidence[i].lead
        and evidence[i].clause == evidence[verb].clause != evidence[places[subject]].clause
        for i in between
    )


def _arguments(claim: Sequence[Token], verb: int, places: Places, before: bool) -> list[int]:
    """Aligned words of the verb's clause on one side that are subject or object: no preposition but "by"."""
    side = range(verb - 1, -1, -1) if before else range(verb + 1, len(claim))
    found = []
    for i in side:
        token = claim[i]
        if token.clause != claim[verb].clause or (token.verb and i in places):
            break
        agent = token.lead == "by" and claim[verb].passive
        thing = (
            token.kind in ("name", "word") and token.plain not in CRITICAL and not token.plain.endswith("ly")
        )
        if i in places and thing and (not token.lead or agent):
            found.append(i)
    return found


def _wrong(evidence: Sequence[Token], place: int, verb: int, before: bool) -> bool:
    """Whether the word stands on the other side of the verb than it should, as an argument."""
    token = evidence[place]
    if token.lead and not (token.lead == "by" and evidence[verb].passive):
        return False
    return (place < verb) != before and place != verb


def _other_of_two(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """A is B, where the evidence names A and C, and C is B."""
    be = copula(claim)
    subject = [i for i in range(be) if i in places and claim[i].kind == "name" and not claim[i].lead]
    said = next((i for i in range(be + 1, len(claim)) if i in places), None)
    if not subject or said is None or claim[said].verb or places[said] < places[subject[-1]]:
        return ""
    between = range(places[subject[-1]] + 1, places[said])
    matched = set(places.values())
    joined = next((i for i in between if evidence[i].plain == "and"), None)
    others = [i for i in between if joined and i > joined and evidence[i].kind == "name" and i not in matched]
    return f"{claim[subject[-1]].plain} {claim[said].plain}" if len(others) > 1 else ""
