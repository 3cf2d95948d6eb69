"""The table of a trained reader, on the questions of the part "test"."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from rag.metrics import auroc, exact_match, token_f1
from rag.reader.confidence import probability
from rag.reader.policy import Judged
from rag.types import Passage
from training.calibrate import Seen, confidences, hit_at_1, in_use, right
from training.held import Given

BINS = 10


def figures(
    seen: Sequence[Seen], given: Sequence[tuple[Given, list[Judged]]], facts: dict[str, Any]
) -> dict[str, float]:
    """Every figure by name; shares are 0 to 1."""
    weight, threshold = facts["fused_weight"], facts["threshold"]
    held = [each.held for each in seen]
    use = [in_use(each.passages, each.held.passages, facts) for each in seen]
    first = [each.passages[judged[0].passage] for each, judged in zip(held, use, strict=True)]
    rights = [right(each, judged, each.passages) for each, judged in zip(held, use, strict=True)]
    answers = [each.answers for each in held]
    shorts = [short(each.passages, judged) for each, judged in zip(held, use, strict=True)]
    alone = [short([each.held.paragraph], each.paragraph) for each in seen]
    there, gone = confidences(seen, facts)
    squad2 = [
        probability(each.question, judged, [each.paragraph], facts["confidence"]) for each, judged in given
    ]
    answerable = [bool(each.answers) for each, _ in given]
    squad2_shorts = [short([each.paragraph], judged) for each, judged in given if each.answers]
    squad2_answers = [each.answers for each, _ in given if each.answers]
    return {
        "questions": len(seen),
        "hit@1, retriever alone": mean(each.gold.holds(each.passages[0]) for each in held),
        "hit@1, all passages read, no fused score": hit_at_1(seen, 0.0),
        "hit@1, all passages read": hit_at_1(seen, weight),
        "hit@1, as in use": mean(each.gold.holds(p) for p, each in zip(first, held, strict=True)),
        "first passage of the right article": mean(
            p.path == each.path for p, each in zip(first, held, strict=True)
        ),
        "short, token F1": mean(map(token_f1, shorts, answers)),
        "short, exact match": mean(map(exact_match, shorts, answers)),
        "quoted sentence holds an answer": mean(rights),
        "gold paragraph given, token F1": mean(map(token_f1, alone, answers)),
        "gold paragraph given, exact match": mean(map(exact_match, alone, answers)),
        "article taken out, AUROC": auroc(there, gone),
        "abstained on, answerable": mean(c < threshold for c in there),
        "abstained on, article taken out": mean(c < threshold for c in gone),
        "abstained on, article taken out, at 5 % of the answerable": mean(
            c < np.quantile(there, 0.05) for c in gone
        ),
        "SQuAD 2.0, AUROC": auroc(
            [c for c, known in zip(squad2, answerable, strict=True) if known],
            [c for c, known in zip(squad2, answerable, strict=True) if not known],
        ),
        "SQuAD 2.0, token F1 where answerable": mean(map(token_f1, squad2_shorts, squad2_answers)),
        "expected calibration error, answerable": calibration_error(there, rights),
        "expected calibration error, half taken out": calibration_error(
            [*there, *gone], [*rights, *[False] * len(gone)]
        ),
    }


def mean(values: Iterable[float]) -> float:
    """The mean; of truths, their share."""
    return float(np.mean(list(values)))


def short(passages: Sequence[Passage], judged: Sequence[Judged]) -> str | None:
    """The answering words of the best passage."""
    if not judged or not judged[0].spans:
        return None
    span = judged[0].spans[0]
    return passages[judged[0].passage].text[span.start : span.end]


def calibration_error(confidences: Sequence[float], rights: Sequence[bool]) -> float:
    """Expected calibration error over ten equal bins (Naeini et al. 2015)."""
    bins = np.minimum((np.array(confidences) * BINS).astype(int), BINS - 1)
    error = 0.0
    for number in range(BINS):
        inside = bins == number
        if inside.any():
            gap = abs(np.mean(np.array(confidences)[inside]) - np.mean(np.array(rights, float)[inside]))
            error += inside.mean() * gap
    return float(error)
