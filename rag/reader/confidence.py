"""What the network and the retriever say, into a probability that the answer is right."""

import math
from collections.abc import Mapping, Sequence

from rag.reader.policy import Judged
from rag.terms import stems, words
from rag.types import Passage

MOST_MISSING = 6  # words of a question that count when the passage does not say them

ALONE = " alone"  # ends the names of the weights for passages that no retriever brought


def probability(
    question: str, judged: Sequence[Judged], passages: Sequence[Passage], weights: Mapping[str, float]
) -> float:
    """The probability, 0 to 1, that the best of `judged` answers `question`: a logistic regression.

    `weights` are those of `features`, and "bias". Passages that come without the retriever's scores are
    judged by the network alone, with the weights whose names end in " alone".
    """
    measured = features(question, judged, passages)
    ending = "" if "dense" in measured else ALONE
    told = sum(weights[name + ending] * value for name, value in measured.items())
    return sigmoid(weights["bias" + ending] + told)


def features(question: str, judged: Sequence[Judged], passages: Sequence[Passage]) -> dict[str, float]:
    """What is measured: logits of the best passage and, where there was a retrieval, its scores.

    After a retrieval, the words of the question that the passage and its title do not say count as well,
    and once more those that are names or figures.
    """
    best = judged[0]
    measured = {"relevance": best.relevance, "span": max(-10.0, min(25.0, best.span))}
    scores = passages[best.passage].scores
    if scores.dense is not None:
        strongest = max(passage.scores.dense or 0.0 for passage in passages)
        measured["dense"] = scores.dense
        measured["strongest"] = strongest
        measured["lexical"] = math.log1p(scores.lexical or 0.0)
        measured |= _missing(question, passages[best.passage])
    return measured


def _missing(question: str, passage: Passage) -> dict[str, float]:
    said = stems(f"{passage.title}\n{passage.text}")
    asked = [word for word in words(question) if not word.stop]
    missing = {word.stem for word in asked} - said
    names = {word.stem for word in asked if word.capital and word.start > 0}
    return {
        "words missing": float(min(MOST_MISSING, len(missing))),
        "names missing": float(min(MOST_MISSING, len(missing & names))),
    }


def sigmoid(logit: float) -> float:
    """The probability whose log-odds are `logit`."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, logit))))
