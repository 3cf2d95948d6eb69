"""Whether a thing is somebody else's in the evidence."""

from collections.abc import Sequence

from rag.verify.align import Places, same_name
from rag.verify.tokens import Token

NEAR = 4  # tokens between a thing and a name that may be its owner said otherwise, at most


def other_owner(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """A thing of one name, where the evidence has it of another, or "".

    "Holt's bridge", where "the bridge of Reed".
    """
    for position, place in places.items():
        one, two = _owner(claim, position), _owner(evidence, place)
        if claim[position].kind != "word" or one is None or two is None:
            continue
        near = one in places and abs(places[one] - place) <= NEAR
        owner, other = claim[one], evidence[two]
        names = owner.kind == other.kind == "name" and not _is_short_for(owner, evidence, two)
        if names and not near and places.get(one) != two and not same_name(owner.plain, other.plain):
            return f"{claim[position].plain} of {owner.plain}, not of {other.plain}"
    return ""


def _is_short_for(owner: Token, evidence: Sequence[Token], last: int) -> bool:
    """Whether the owner is the initials of the name that ends there: "EU", "European Union"."""
    size = len(owner.plain)
    name = evidence[max(last - size + 1, 0) : last + 1]
    return size > 1 and "".join(token.plain[0] for token in name) == owner.plain


def _owner(tokens: Sequence[Token], at: int) -> int | None:
    """Position of the word with "'s" before this one, or of the last one of "of ..." behind it."""
    clause = tokens[at].clause
    for i in range(at - 1, max(at - 4, -1), -1):
        if tokens[i].clause != clause or tokens[i].kind == "little":
            break
        if tokens[i].owns:
            return i
    if at + 1 >= len(tokens) or tokens[at + 1].plain != "of" or tokens[at + 1].clause != clause:
        return None
    found = None
    for i in range(at + 2, min(at + 7, len(tokens))):
        if tokens[i].verb or (tokens[i].kind == "little" and tokens[i].plain not in _ARTICLES):
            break
        if tokens[i].kind in ("name", "word") and tokens[i].lead == "of":
            found = i
    return found


_ARTICLES = frozenset("the a an its his her".split())
