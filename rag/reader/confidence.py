"""What the network and the retriever say, into a probability that the answer is right."""

import math
from collections.abc import Mapping, Sequence

from rag.reader.policy import Judged
from rag.types import Passage

ALONE = " alone"  # ends the names of the weights for passages that no retriever brought


def probability(judged: Sequence[Judged], passages: Sequence[Passage], weights: Mapping[str, float]) -> float:
    """The probability, 0 to 1, that the best of `judged` answers: a logistic regression.

    `weights` are those of `features`, and "bias". Passages that come without the retriever's scores are
    judged by the network alone, with the weights whose names end in " alone".
    """
    measured = features(judged, passages)
    ending = "" if "dense" in measured else ALONE
    told = sum(weights[name + ending] * value for name, value in measured.items())
    return sigmoid(weights["bias" + ending] + told)


def features(judged: Sequence[Judged], passages: Sequence[Passage]) -> dict[str, float]:
    """What is measured: logits of the best passage and, where there was a retrieval, its scores."""
    best = judged[0]
    measured = {"relevance": best.relevance, "span": max(-10.0, min(25.0, best.span))}
    scores = passages[best.passage].scores
    if scores.dense is not None:
        strongest = max(passage.scores.dense or 0.0 for passage in passages)
        measured["dense"] = scores.dense
        measured["strongest"] = strongest
        measured["lexical"] = math.log1p(scores.lexical or 0.0)
    return measured


def sigmoid(logit: float) -> float:
    """The probability whose log-odds are `logit`."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, logit))))
