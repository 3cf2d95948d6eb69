"""Whether a claim has one word where the evidence has another."""

from collections.abc import Iterator, Sequence

from rag.verify.align import Places
from rag.verify.lexicon import LIGHT
from rag.verify.tokens import Token, is_adverb

REACH = 6  # tokens between two words of the evidence that stand side by side in the claim, at most
ROOT = 5  # letters that two forms of one word have in common, at least


def substituted(
    claim: Sequence[Token], evidence: Sequence[Token], places: Places, context: Sequence[Token]
) -> str:
    """A word of the claim in whose place the evidence has one that the claim has not, or "".

    "Hail forms in clouds", where "ice pellets form in clouds".
    """
    told = {token.stem for token in context}
    for i, token in enumerate(claim):
        if i in places or not _is_content(token):
            continue
        for slot in _slots(claim, evidence, places, i):
            others = [j for j in slot if _is_content(evidence[j])]
            if not others or any(_alike(token.plain, evidence[j].plain) for j in slot):
                continue
            if token.stem in told and _refers(evidence, slot):
                continue
            return f"{token.plain}, not {evidence[others[0]].plain}"
    return ""


def _slots(claim: Sequence[Token], evidence: Sequence[Token], places: Places, at: int) -> Iterator[list[int]]:
    """Positions in the evidence, none of which the claim tells, where the claim's word would stand."""
    before = next((i for i in range(at - 1, -1, -1) if i in places), None)
    after = next((i for i in range(at + 1, len(claim)) if i in places), None)
    if after is not None and _side_by_side(claim, at, after):
        yield _run(evidence, places, places[after], -1)
    if before is not None and _side_by_side(claim, before, at):
        yield _run(evidence, places, places[before], 1)
    first = -1 if before is None else places[before]
    last = len(evidence) if after is None else places[after]
    if 0 < last - first <= REACH + 1:
        between = (j for j in range(first + 1, last) if j not in places.values())
        yield [j for j in between if evidence[j].lead == claim[at].lead]


def _side_by_side(claim: Sequence[Token], one: int, two: int) -> bool:
    """Whether they are of one clause, and no little word stands between them."""
    same = claim[one].clause == claim[two].clause
    return same and all(token.kind != "little" for token in claim[one + 1 : two])


def _run(evidence: Sequence[Token], places: Places, start: int, step: int) -> list[int]:
    """The words beside one of the evidence, as far as a little one, one that is told, or a new clause."""
    matched, found = set(places.values()), []
    at = start + step
    while 0 <= at < len(evidence) and at not in matched and evidence[at].kind != "little":
        if evidence[at].clause != evidence[start].clause:
            break
        found.append(at)
        at += step
    return found


def _is_content(token: Token) -> bool:
    return token.kind in ("word", "name") and token.stem not in LIGHT and not _is_manner(token)


def _is_manner(token: Token) -> bool:
    return token.kind == "word" and is_adverb(token.plain)


def _alike(one: str, other: str) -> bool:
    """Whether one is in the other, or both begin alike: "quake", "earthquake"; "edit", "edition"."""
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and (short in long or long.startswith(short[: max(len(short) - 2, ROOT)]))


def _refers(evidence: Sequence[Token], slot: Sequence[int]) -> bool:
    """Whether the evidence has "the city" or "this process" there, for what was told before."""
    before = evidence[slot[0] - 1].plain if slot[0] else ""
    generic = all(evidence[j].kind in ("word", "little") for j in slot)
    return generic and bool({before, *(evidence[j].plain for j in slot)} & _POINTING)


_POINTING = frozenset("the this that these those its their his her such it they he she".split())
