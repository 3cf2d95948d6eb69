"""Two scores into one: a convex combination of normalised scores.

Bruch, Gai and Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval" (arXiv 2210.11934).
"""

from collections.abc import Mapping


def fuse(
    dense: Mapping[int, float], lexical: Mapping[int, float], dense_weight: float
) -> list[tuple[int, float]]:
    """Chunks by fused score, best first; the score is about 0 to 1, higher is better.

    `dense` maps chunks to cosines and is used as it is. `lexical` maps chunks to BM25 and is divided by
    the question's best; a chunk without a shared term has 0. Chunks missing in `dense` have cosine 0.
    """
    best = max(lexical.values(), default=0.0) or 1.0
    fused = {
        chunk: dense_weight * dense.get(chunk, 0.0) + (1 - dense_weight) * lexical.get(chunk, 0.0) / best
        for chunk in dense.keys() | lexical.keys()
    }
    return sorted(fused.items(), key=lambda item: (-item[1], item[0]))
