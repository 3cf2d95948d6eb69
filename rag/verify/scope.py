"""How much a claim says: of all, most, some or few; and of a former or future one."""

from collections.abc import Sequence

from rag.verify.align import Places
from rag.verify.tokens import Token


def overstated(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """A word by which the claim says more than the evidence does, or "".

    "Every bridge is safe", where "some bridges are safe".
    """
    return (
        _all_of_some(claim, evidence)
        or _share_dropped(claim, evidence, places)
        or _share_added(claim, evidence, places)
        or _no_longer(claim, evidence, places)
    )


def _all_of_some(claim: Sequence[Token], evidence: Sequence[Token]) -> str:
    """ "All" or the like, which the evidence has no word for."""
    if any(token.plain in _ALL | _YEARLY for token in evidence):
        return ""
    return next((token.plain for token in claim if token.plain in _ALL), "")


def _share_dropped(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """ "Bridges are safe", where "few bridges are safe"."""
    matched = set(places.values())
    said = {_SHARES[token.plain] for token in claim if token.plain in _SHARES}
    verb = next((i for i, token in enumerate(claim) if token.verb), len(claim))
    for position, place in sorted(places.items()):
        if claim[position].figure:
            continue
        for i in _just_before(evidence, place, 3, matched):
            share = _share(evidence, i)
            covered = share in said or (share == "most" and said & {"many", "some"})
            if share and not covered and (position < verb or share == "almost"):
                return f"{evidence[i].plain} {evidence[place].plain}"
    return ""


def _share_added(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """ "Most bridges are safe", where "bridges are safe"."""
    for position, place in sorted(places.items()):
        for i in _just_before(claim, position, 2, set(places)):
            share = _SHARES.get(claim[i].plain)
            near = (_SHARES.get(evidence[j].plain) for j in _just_before(evidence, place, 5, set()))
            if share in ("few", "most") and share not in near:
                return f"{claim[i].plain} {claim[position].plain}"
    return ""


def _no_longer(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """ "Holt is mayor", where "Holt, the former mayor"."""
    words = {token.plain for token in claim}
    if words & {"was", "were"}:
        return ""
    matched = set(places.values())
    for position, place in sorted(places.items()):
        for i in _just_before(evidence, place, 3, matched):
            if claim[position].kind == "word" and evidence[i].plain in _NOT_QUITE - words:
                return f"{evidence[i].plain} {evidence[place].plain}"
    return ""


def _share(tokens: Sequence[Token], at: int) -> str:
    """Which part of all the word leaves: "most", "some", "few", "almost", or ""."""
    word, before = tokens[at].plain, tokens[max(at - 1, 0)].plain
    about = word == "some" and tokens[at + 1].figure  # "some 900"
    highest = word == "most" and before in ("at", "the", "a")  # "the most"
    share = _SHARES.get(word, "")
    return "" if about or highest or share == "many" else share


def _just_before(tokens: Sequence[Token], at: int, reach: int, stops: set[int]) -> list[int]:
    """Positions of the tokens before one in its clause, nearest first, as far as one that stops."""
    found = []
    for i in range(at - 1, max(at - reach - 1, -1), -1):
        counted = tokens[i].kind == "word" and tokens[i].plain.endswith("s")  # "a few months"
        if tokens[i].clause != tokens[at].clause or i in stops or counted:
            break
        found.append(i)
    return found


_ALL = frozenset(
    "all every each both entire entirely whole completely fully totally any none exactly precisely everyone "
    "everything".split()
)
_YEARLY = frozenset("annual annually yearly monthly weekly daily".split())
_SHARES = {
    **dict.fromkeys(("most", "majority"), "most"),
    **dict.fromkeys(("some", "several", "certain"), "some"),
    **dict.fromkeys(("few", "little", "hardly"), "few"),
    **dict.fromkeys(("many", "much", "numerous"), "many"),
    **dict.fromkeys(("almost", "nearly"), "almost"),
}
_NOT_QUITE = frozenset(
    "former ex deputy acting vice assistant would-be proposed planned alleged future".split()
)
