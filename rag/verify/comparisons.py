"""Whether a claim tells of one thing what the evidence tells of another that it is compared with."""

from collections.abc import Sequence

from rag.verify.align import Places
from rag.verify.tokens import Token

REACH = 6  # tokens after "than" or "unlike" that belong to it, at most


def compared_with(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """A word that stands behind "than" or "unlike" in the evidence, where the claim compares nothing, or "".

    "Lima built a bridge", where "Quito, unlike Lima, built a bridge".
    """
    if any(token.plain in _COMPARING | {"compared"} for token in claim):
        return ""
    for border, token in enumerate(evidence):
        if not _compares(evidence, border):
            continue
        before = {other.stem for other in evidence[:border]}
        for position, place in places.items():
            behind = border < place <= border + REACH and evidence[place].clause == token.clause
            if behind and claim[position].stem not in before:
                return f"{token.plain} {evidence[place].plain}"
    return ""


def _compares(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comparison begins there; "more than 200" is none."""
    word, before = tokens[at].plain, tokens[max(at - 1, 0)].plain
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if word == "compared":
        return after is not None and after.plain in ("with", "to")
    if word == "than" and after and after.figure and before in ("more", "less", "fewer"):
        return False
    return word in _COMPARING


_COMPARING = frozenset("than unlike versus".split())
