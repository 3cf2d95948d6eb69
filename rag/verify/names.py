"""Whether the names of a claim stand in the evidence, whole, or in what the evidence refers to."""

from collections.abc import Iterator, Sequence

from rag.verify.align import Places, same_name
from rag.verify.lexicon import ANAPHORS, TITLES
from rag.verify.tokens import Token

NEAR = 4  # tokens between two words of one name, at most


def misnamed(
    claim: Sequence[Token], evidence: Sequence[Token], places: Places, context: Sequence[Token]
) -> str:
    """The first name of the claim that the evidence does not tell, or "".

    A name counts as told where the evidence has it, or refers to it: it stands in the title or just before.
    """
    for run in runs(claim):
        missing = [i for i in run if i not in places and not _weak(claim, run)]
        if missing:
            told = [i for i in missing if any(same_name(claim[i].plain, other.plain) for other in context)]
            spelled = " ".join(claim[i].plain for i in run)
            if len(told) < len(missing) and not _abbreviated([claim[i] for i in run], [*context, *evidence]):
                return spelled
            if _abbreviated([claim[i] for i in run], evidence):
                continue  # the evidence has it, in full or as initials
            if not any(i in places for i in run) and _taken(claim, evidence, places, run):
                return spelled
        if len(run) > 1 and not _whole([claim[i].plain for i in run], [*context, *evidence]):
            return " ".join(claim[i].plain for i in run)
    return ""


def runs(claim: Sequence[Token]) -> Iterator[list[int]]:
    """Positions of names that stand side by side."""
    run: list[int] = []
    for position, token in enumerate(claim):
        joined = run and position == run[-1] + 1 and token.start - claim[run[-1]].end <= 2
        if token.kind == "name" and (not run or (joined and token.clause == claim[run[-1]].clause)):
            run.append(position)
        else:
            if run:
                yield run
            run = [position] if token.kind == "name" else []
    if run:
        yield run


def _weak(claim: Sequence[Token], run: Sequence[int]) -> bool:
    """A lone word with a capital because the sentence begins with it may be no name."""
    return len(run) == 1 and claim[run[0]].initial


def _abbreviated(run: Sequence[Token], others: Sequence[Token]) -> bool:
    """Whether one is the initials of the other: "UNIDO" where the passage has the name in full."""
    initials = "".join(token.plain[0] for token in run)
    if len(run) > 1:
        return any(token.plain == initials and token.kind == "name" for token in others)
    letters = run[0].plain
    first = "".join(token.plain[0] for token in others if token.kind in ("name", "word"))
    return 2 <= len(letters) <= 6 and letters in first


def _whole(run: Sequence[str], others: Sequence[Token]) -> bool:
    """Whether each two words that follow one another in the name do so somewhere in the passage."""
    plains = [token.plain for token in others]
    for one, two in zip(run, run[1:], strict=False):
        first = [i for i, plain in enumerate(plains) if same_name(one, plain)]
        second = [i for i, plain in enumerate(plains) if same_name(two, plain)]
        if {one, two} & TITLES:
            continue
        if first and second and not any(0 < j - i <= NEAR or 0 < i - j <= 2 for i in first for j in second):
            return False
    return True


def _taken(claim: Sequence[Token], evidence: Sequence[Token], places: Places, run: Sequence[int]) -> bool:
    """Whether another name stands where this one would: the evidence tells it of somebody else."""
    if not any(token.plain in ANAPHORS for token in evidence):
        return True
    matched = set(places.values())
    before = next((places[i] for i in range(run[0] - 1, -1, -1) if i in places), None)
    after = next((places[i] for i in range(run[-1] + 1, len(claim)) if i in places), None)
    start = before + 1 if before is not None and (after is None or before < after) else 0
    end = after if after is not None else len(evidence)
    if before is None and after is not None:
        start = max(after - 8, 0)
    elif after is None:
        end = min(start + 4, end)
    slot = [evidence[i] for i in range(start, end) if i not in matched]
    lead = claim[run[0]].lead
    if lead and any(token.kind == "name" and token.lead == lead for token in slot):
        return True  # "in Quito" where the claim has "in Lima"
    if any(token.plain in ANAPHORS - {"the"} for token in slot):
        return False
    return any(token.kind == "name" for token in slot[-8:])
