"""Whether somebody else is in the evidence what a claim says that somebody is."""

from collections.abc import Sequence

from rag.verify.align import Places, same_name
from rag.verify.grammar import REFERRING, agent_of, copula, subject_of
from rag.verify.lexicon import FINITE
from rag.verify.names import runs
from rag.verify.tokens import Token


def other_bearer(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """A is B, where in the evidence B is told of another name or thing, or "".

    "Holt is the mayor", where "Mayor Reed thanked Holt".
    """
    be = copula(claim)
    subject = _named(claim, be) if be < len(claim) else []
    head = _predicate(claim, be)
    if not subject or head is None or any(token.verb for token in claim[:be]):
        return ""
    own = [i for i, token in enumerate(evidence) if token.kind == "name" and _is(token, claim, subject)]
    there = places.get(head)
    if there is not None and evidence[there].verb and claim[head].plain.endswith(("er", "or")):
        doers = agent_of(evidence, there) or subject_of(evidence, there)  # "invented by Holt"
        taken = not any(_is(evidence[i], claim, subject) for i in doers)
    elif there is None or evidence[there].verb:
        taken = True
    elif own:
        taken = _torn_away(evidence, min(own, key=lambda i: abs(i - there)), there, places)
    else:
        taken = _of_other_name(claim, evidence, there, places)
    return f"{claim[subject[-1]].plain} {claim[head].plain}" if taken else ""


def _named(claim: Sequence[Token], be: int) -> list[int]:
    """Positions of the names that are the subject; none in "the Lima office is"."""
    found = []
    for run in runs(claim[:be]):
        after = claim[run[-1] + 1]
        if not claim[run[-1]].lead and (after.kind != "word" or after.clause != claim[run[-1]].clause):
            found += run
    return found


def _predicate(claim: Sequence[Token], be: int) -> int | None:
    """Position of the head of what the subject is said to be: the last word of the first noun phrase."""
    things = range(be + 1, len(claim))
    first = next((i for i in things if claim[i].kind in ("name", "word") and not claim[i].owns), None)
    if first is None or claim[first].verb or claim[first].lead == "by":
        return None
    head = first
    while head + 1 < len(claim) and _of_phrase(claim[head + 1], claim[first]):
        head += 1
    return head


def _of_phrase(token: Token, first: Token) -> bool:
    same = (token.lead, token.clause) == (first.lead, first.clause)
    return token.kind in ("name", "word") and not token.verb and same


def _is(token: Token, claim: Sequence[Token], subject: Sequence[int]) -> bool:
    return any(same_name(claim[i].plain, token.plain) for i in subject)


def _torn_away(evidence: Sequence[Token], own: int, there: int, places: Places) -> bool:
    """Whether a verb, or another name, stands between the subject and what it is said to be."""
    matched = set(places.values())
    low, high = sorted((own, there))
    between = range(low + 1, high)
    if all(evidence[i].kind == "name" for i in between):
        return False
    for i in between:
        verb = evidence[i].verb and i not in matched
        if verb or (_is_other(evidence[i], i, matched) and evidence[i].clause == evidence[there].clause):
            return True
    return False


def _of_other_name(claim: Sequence[Token], evidence: Sequence[Token], there: int, places: Places) -> bool:
    """Whether another name stands beside it: "Mayor Reed", "Tom Reed, the head of the office"."""
    matched = set(places.values())
    after = evidence[there + 1] if there + 1 < len(evidence) else None
    if after and _is_other(after, there + 1, matched) and not _is(after, claim, range(len(claim))):
        return True
    for i in range(there - 1, -1, -1):
        token = evidence[i]
        if token.verb or token.plain in FINITE | REFERRING:
            break
        if _is_other(token, i, matched):
            return True
    return False


def _is_other(token: Token, at: int, matched: set[int]) -> bool:
    """Whether it is a name that the claim does not have, with no preposition before it."""
    return token.kind == "name" and not token.lead and at not in matched
