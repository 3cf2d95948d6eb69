"""How the words of a claim lie on its evidence, in numbers: a judge weighs what no rule decides alone."""

from collections import Counter
from collections.abc import Sequence

from rag.verify.align import Places, align
from rag.verify.lexicon import LIGHT
from rag.verify.tokens import Token


def layout(claim: Sequence[Token], evidence: Sequence[Token]) -> dict[str, float]:
    """What is measured, by name.

    Counts: "untold" words of the claim, "clauses" of the evidence that tell it more than it has itself, and
    words of the evidence that stand for more than one of the claim ("twice"). Divided by the words that the
    evidence tells: pairs in the other order ("inversions"), neighbours that are none there ("breaks"), the
    tokens from the first to the last ("span"), words in the "same form", words "left out", and those of the
    clause that tells most ("main"). "untold share" is of the claim's words.
    """
    places = align(claim, evidence)
    said = [i for i, token in enumerate(claim) if token.kind != "little"]
    untold = [i for i in said if i not in places and claim[i].stem not in LIGHT]
    there = set(places.values())
    clauses = Counter(evidence[place].clause for place in places.values())
    words = max(len(places), 1)
    telling = sum(token.kind != "little" for token in evidence)
    return {
        "untold": float(len(untold)),
        "untold share": len(untold) / max(len(said), 1),
        "clauses": float(len(clauses) - len({claim[i].clause for i in places})),
        "main": max(clauses.values(), default=0) / words,
        "inversions": _inversions(places) / words,
        "breaks": _breaks(places) / words,
        "span": (max(there) - min(there) + 1) / words if there else 0.0,
        "same form": sum(claim[i].plain == evidence[place].plain for i, place in places.items()) / words,
        "left out": (telling - len(there)) / words,
        "twice": float(len(places) - len(there)),
    }


def _inversions(places: Places) -> int:
    return sum(places[one] > places[two] for one in places for two in places if one < two)


def _breaks(places: Places) -> int:
    steps = sorted(places.items())
    pairs = zip(steps, steps[1:], strict=False)
    return sum(place_after - place != after - at for (at, place), (after, place_after) in pairs)
