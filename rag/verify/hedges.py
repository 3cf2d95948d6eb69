"""Whether a claim takes for a fact what the evidence only supposes, intends or foresees."""

from collections.abc import Sequence

from rag.verify.align import Places
from rag.verify.grammar import copula
from rag.verify.lexicon import BE, HEDGES, PAST, SAYING, SUPPOSING
from rag.verify.tokens import Token

REACH = 8  # tokens between a word that supposes and the verb, at most
NEAR = 3  # tokens from a hedge to the verb beyond another verb, at most


def supposed(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """The claim's predicate with the word that keeps it from being a fact in the evidence, or "".

    "The city built a bridge", where "the city planned to build a bridge".
    """
    if any(_hedges(token) or token.stem in SAYING or token.plain == "according" for token in claim):
        return ""
    matched = set(places.values())
    for position in _predicates(claim, evidence, places):
        place = places[position]
        word = _supposing(evidence, place, matched)
        if word and word != claim[position - 1].plain:
            return f"{word} {evidence[place].plain}"
        if _is_past(claim, position) and _is_future(evidence, place):
            return f"will {evidence[place].plain}"
    return ""


def _predicates(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> list[int]:
    """Positions of the claim's verbs that the evidence has, and of the first word after "is"."""
    be = copula(claim)
    said = next((i for i in range(be + 1, len(claim)) if i in places), -1)
    there = {i: evidence[place] for i, place in places.items()}
    verbs = [i for i, other in there.items() if other.kind == "word" and (claim[i].verb or other.verb)]
    return [*verbs, *([said] if said in places else [])]


def _supposing(tokens: Sequence[Token], at: int, matched: set[int]) -> str:
    """The word before the predicate that keeps it from being a fact, or ""."""
    for i in range(at - 1, max(at - REACH, -1), -1):
        token = tokens[i]
        if token.clause != tokens[at].clause:
            return _supposed_clause(tokens, i) if tokens[i + 1].plain == "that" else ""
        if token.plain in ("if", "unless"):
            return token.plain
        if (
            token.plain in HEDGES
            and token.kind != "figure"
            and (at - i <= NEAR or not any(t.verb for t in tokens[i + 1 : at]))
        ):
            return token.plain
        if token.stem in SUPPOSING and token.kind == "word" and i not in matched:
            return token.plain
        if token.plain == "to" and i and tokens[i - 1].plain in BE and at - i <= 2:
            return "to"  # "is to open"
        if token.verb and i in matched and not token.plain.endswith("ly"):
            break
    return ""


def _supposed_clause(tokens: Sequence[Token], last: int) -> str:
    """The verb just before "that" which keeps the clause behind it from being a fact, or ""."""
    before = tokens[max(last - 3, 0) : last + 1]
    return next((token.plain for token in before if token.stem in SUPPOSING), "")


def _hedges(token: Token) -> bool:
    return (token.plain in HEDGES and token.kind != "figure") or token.stem in SUPPOSING  # not "in May"


def _is_past(tokens: Sequence[Token], at: int) -> bool:
    before = {token.plain for token in tokens[max(at - 3, 0) : at]}
    if before & _TO_COME or not tokens[at].verb:
        return False
    return tokens[at].plain.endswith("ed") or tokens[at].plain in PAST or bool(before & _DONE)


def _is_future(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[max(at - 3, 0) : at]
    return any(token.plain == "will" and token.clause == tokens[at].clause for token in before)


_TO_COME = frozenset("will would to be".split())
_DONE = frozenset("was were had has have did".split())
