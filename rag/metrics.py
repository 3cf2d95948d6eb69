"""Measures of answers and rankings: plain functions, each with its source."""

import re
import string
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_WITHOUT_PUNCTUATION = str.maketrans("", "", string.punctuation)


def normalise(text: str) -> str:
    """Lower case, without ASCII punctuation, without "a", "an" and "the", single spaces.

    Rajpurkar et al. 2016, "SQuAD", the function `normalize_answer` of the official evaluation.
    """
    bare = text.lower().translate(_WITHOUT_PUNCTUATION)
    return " ".join(_ARTICLES.sub(" ", bare).split())


def exact_match(prediction: str | None, answers: Sequence[str]) -> bool:
    """Whether the prediction equals one of the answers, both normalised (Rajpurkar et al. 2016)."""
    return prediction is not None and normalise(prediction) in map(normalise, answers)


def token_f1(prediction: str | None, answers: Sequence[str]) -> float:
    """Harmonic mean of precision and recall of normalised words, the best over the answers; 0 to 1.

    Rajpurkar et al. 2016. As in SQuAD 2.0, where either side has no words left both must have none.
    """
    if prediction is None:
        return 0.0
    return max(
        (_f1(normalise(prediction).split(), normalise(answer).split()) for answer in answers), default=0.0
    )


def _f1(predicted: list[str], expected: list[str]) -> float:
    if not predicted or not expected:
        return float(predicted == expected)
    common = (Counter(predicted) & Counter(expected)).total()
    return 2 * common / (len(predicted) + len(expected))


def contains(text: str, answers: Sequence[str]) -> bool:
    """Whether one of the answers stands in the text as whole words, both normalised."""
    words = f" {normalise(text)} "
    return any(wanted and f" {wanted} " in words for wanted in map(normalise, answers))


def reciprocal_rank(rank: int | None) -> float:
    """1 / rank, ranks counted from 1, and 0 where nothing was found (Voorhees 1999, TREC-8 QA track)."""
    return 0.0 if rank is None else 1 / rank


def hit_at(rank: int | None, k: int) -> bool:
    """Whether the first right result is among the first `k`; ranks are counted from 1 (success@k)."""
    return rank is not None and rank <= k


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which `percent` (0 to 100) of the values lie, interpolated linearly.

    Hyndman and Fan 1996, "Sample Quantiles in Statistical Packages", definition 7, numpy's default.
    Raises ValueError where there are no values or `percent` is out of range.
    """
    if not values or not 0 <= percent <= 100:
        raise ValueError("a percentile needs values and a percentage between 0 and 100")
    ordered = sorted(values)
    below, part = divmod(percent / 100 * (len(ordered) - 1), 1)
    low = ordered[int(below)]
    return low if part == 0 else low + part * (ordered[int(below) + 1] - low)


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Probability that a positive scores above a negative, ties counted half; 0.5 is chance, 1 is perfect.

    Hanley and McNeil 1982: the area under the ROC curve as the Mann-Whitney statistic.
    Raises ValueError where either side is empty.
    """
    if not positive or not negative:
        raise ValueError("the area under the ROC curve needs scores of both classes")
    ordered = sorted(negative)
    wins = sum(bisect_left(ordered, score) + bisect_right(ordered, score) for score in positive)
    return wins / (2 * len(positive) * len(ordered))
