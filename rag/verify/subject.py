"""Whether the evidence tells a claim's predicate of the claim's subject, and not of another one."""

from collections.abc import Sequence

from rag.verify.align import Places, same_name
from rag.verify.grammar import REFERRING, is_argument, subject_of
from rag.verify.lexicon import BE, FINITE, LIGHT
from rag.verify.tokens import Token


def another_subject(
    claim: Sequence[Token], evidence: Sequence[Token], places: Places, context: Sequence[Token]
) -> str:
    """The claim's subject, where something else stands in its place in the evidence, or "".

    A pronoun there may stand for it, and so may "the city" for a name told before.
    """
    verb = next((i for i, token in enumerate(claim) if token.verb or token.plain in FINITE), len(claim))
    subject = [i for i in range(verb) if is_argument(claim[i]) and claim[i].clause == claim[verb - 1].clause]
    first = next((i for i in range(verb, len(claim)) if i in places), None)
    if not subject or first is None or claim[subject[-1]].stem in _NAMING:
        return ""
    if subject[-1] in places and not _aside(evidence, places[subject[-1]], places[first], claim[verb]):
        return ""
    if first == verb and claim[verb].passive != evidence[places[verb]].passive:
        return ""
    slot = _before(evidence, places[first])
    if not any(is_argument(token) or token.plain in _PERSONAL for token in slot):
        slot = [evidence[i] for i in reversed(subject_of(evidence, places[first]))]
    if any(token.plain in _REFERRING for token in slot):
        return ""
    matched = {id(evidence[place]) for place in places.values()}
    others = [token for token in slot if is_argument(token) and id(token) not in matched]
    if not others or _stands_for(others, slot, claim[subject[-1]], context):
        return ""
    return f"{claim[subject[-1]].plain}, not {others[-1].plain}"


def _aside(evidence: Sequence[Token], place: int, predicate: int, verb: Token) -> bool:
    """Whether the claim's subject is only where or when it happens: "the bank has an office in Lima"."""
    there = evidence[place]
    return there.lead not in ("", "by", "of") and place > predicate and verb.plain not in BE


def _before(evidence: Sequence[Token], place: int) -> list[Token]:
    """The tokens of the clause before its predicate."""
    clause = [token for token in evidence[:place] if token.clause == evidence[place].clause]
    ends = [i for i, token in enumerate(clause) if token.verb or token.plain in FINITE]
    return clause[: ends[0]] if ends else clause


def _stands_for(
    others: Sequence[Token], slot: Sequence[Token], subject: Token, context: Sequence[Token]
) -> bool:
    """Whether the evidence has "the city" where the claim has a name told before."""
    generic = len(others) == 1 and others[0].kind == "word" and slot[0].plain == "the"
    told = subject.kind == "name" and any(same_name(subject.plain, other.plain) for other in context)
    return generic and told


_NAMING = LIGHT | {"name"}
_REFERRING = REFERRING | {"such", "which", "who"}
_PERSONAL = _REFERRING - {"who", "which", "that"}
