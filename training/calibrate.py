"""What is fitted after training, on questions kept aside: how to rank, how far to read, how sure to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from rag.metrics import contains
from rag.reader.confidence import ALONE, features, probability
from rag.reader.policy import Judged, ranked, read_in_use
from rag.reader.read import TrainedReader, quoted
from rag.types import Passage
from training.held import Given, Held

FUSED_WEIGHTS = tuple(float(weight) for weight in range(0, 21, 2))
SCALES = tuple(scale / 20 for scale in range(2, 31))
# Set, not fitted, for which the questions of "dev" are too few. How far is read: half of the passages, in
# about half of the time that all would take. The threshold: about 5 % of the answerable are abstained on.
SET: dict[str, Any] = {"margin": 0.2, "least": 3, "sure": 0.0, "threshold": 0.145}
FIRST_FACTS: dict[str, Any] = {
    "fused_weight": 0.0,
    "margin": 9.0,
    "least": 99,
    "sure": -99.0,
    "threshold": 0.0,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A question kept aside with what the network says of all its passages, best first by relevance alone."""

    held: Held
    passages: list[Judged]
    without: list[Judged]
    paragraph: list[Judged]


def see(reader: TrainedReader, held: Sequence[Held]) -> list[Seen]:
    """Read every passage of every question, as if none could be left out."""
    return [
        Seen(
            each,
            reader.judge(each.question, each.passages),
            reader.judge(each.question, each.without),
            reader.judge(each.question, [each.paragraph]),
        )
        for each in held
    ]


def fitted(seen: Sequence[Seen], given: Sequence[tuple[Given, list[Judged]]]) -> dict[str, Any]:
    """The facts that the reader needs, from questions of the part "dev"."""
    facts: dict[str, Any] = dict(FIRST_FACTS)
    facts["fused_weight"] = _fused_weight(seen)
    facts |= SET
    facts["passages read"] = _passages_read(seen, facts)
    facts["confidence"] = _confidence(seen, facts) | _confidence_alone(seen, given)
    return facts


def _fused_weight(seen: Sequence[Seen]) -> float:
    """The weight under which the gold passages are likeliest, as a softmax over all of a question's.

    A likelihood tells more from few questions than how often the gold passage comes first; the scale at
    which the scores are read as logits is free (conditional logit, McFadden 1974).
    """
    told = []
    for each in seen:
        golden = [each.held.gold.holds(passage) for passage in each.held.passages]
        if any(golden):
            relevance = {one.passage: one.relevance for one in each.passages}
            rows = [(relevance[i], p.scores.fused or 0.0) for i, p in enumerate(each.held.passages)]
            told.append((np.array(rows), np.array(golden)))

    def surprise(weight: float, scale: float) -> float:
        logits = [scale * (rows @ np.array([1.0, weight])) for rows, _ in told]
        return float(
            np.mean(
                [
                    np.logaddexp.reduce(each) - np.logaddexp.reduce(each[golden])
                    for each, (_, golden) in zip(logits, told, strict=True)
                ]
            )
        )

    return min(FUSED_WEIGHTS, key=lambda weight: min(surprise(weight, scale) for scale in SCALES))


def in_use(seen: Sequence[Judged], passages: Sequence[Passage], facts: dict[str, Any]) -> list[Judged]:
    """Only what `TrainedReader.judge` would have read, best first."""
    said = {each.passage: each for each in seen}
    return read_in_use(passages, facts, lambda chosen: [said[i] for i in chosen])


def hit_at_1(seen: Sequence[Seen], weight: float) -> float:
    """The share of questions whose best passage touches the gold paragraph."""
    return float(
        np.mean([gold(each.held, ranked(each.passages, each.held.passages, weight)) for each in seen])
    )


def gold(held: Held, judged: Sequence[Judged]) -> bool:
    """Whether the first passage touches the gold paragraph."""
    return held.gold.holds(held.passages[judged[0].passage])


def right(held: Held, judged: Sequence[Judged], passages: Sequence[Passage]) -> bool:
    """Whether the sentence that would be quoted first is of the right article and holds an answer."""
    passage = passages[judged[0].passage]
    start, end = quoted(passage.text, judged[0].spans)
    return passage.path == held.path and contains(passage.text[start:end], held.answers)


def _passages_read(seen: Sequence[Seen], facts: dict[str, Any]) -> float:
    """How many passages are read for a question, on average."""
    counts = [len(in_use(each.passages, each.held.passages, facts)) for each in seen]
    return round(float(np.mean(counts)), 2)


def _confidence(seen: Sequence[Seen], facts: dict[str, Any]) -> dict[str, float]:
    """Each question with its article in the corpus, and without."""
    rows, labels = [], []
    for each in seen:
        judged = in_use(each.passages, each.held.passages, facts)
        rows.append(features(each.held.question, judged, each.held.passages))
        labels.append(right(each.held, judged, each.held.passages))
        judged = in_use(each.without, each.held.without, facts)
        rows.append(features(each.held.question, judged, each.held.without))
        labels.append(False)
    return _regression(rows, labels, "")


def _confidence_alone(seen: Sequence[Seen], given: Sequence[tuple[Given, list[Judged]]]) -> dict[str, float]:
    """The passage given: the gold paragraph, a paragraph of another article, SQuAD 2.0's."""
    rows = [features(each.question, judged, [each.paragraph]) for each, judged in given]
    labels = [bool(each.answers) for each, _ in given]
    rows += [features(each.held.question, each.paragraph, [each.held.paragraph]) for each in seen]
    labels += [True] * len(seen)
    return _regression(rows, labels, ALONE)


def _regression(rows: Sequence[dict[str, float]], labels: Sequence[bool], ending: str) -> dict[str, float]:
    names = list(rows[0])
    table = np.array([[row[name] for name in names] for row in rows])
    model = LogisticRegression(C=10.0, max_iter=2000).fit(table, np.array(labels))
    weights = {name + ending: round(float(w), 4) for name, w in zip(names, model.coef_[0], strict=True)}
    return weights | {"bias" + ending: round(float(model.intercept_[0]), 4)}


def confidences(seen: Sequence[Seen], facts: dict[str, Any]) -> tuple[list[float], list[float]]:
    """The confidence of every question, with its article in the corpus and without."""
    there, gone = [], []
    for each in seen:
        for judged, passages, into in (
            (each.passages, each.held.passages, there),
            (each.without, each.held.without, gone),
        ):
            some = in_use(judged, passages, facts)
            into.append(probability(each.held.question, some, passages, facts["confidence"]))
    return there, gone
