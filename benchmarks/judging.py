"""Fits the judge's head: the trees that weigh how a sentence lies on its evidence and what the reader says.

Wanted after the reader was trained anew: `verification.py ARTICLES QUESTIONS --fit`. Neither the articles
on which the reader is tested nor the kinds kept out have a part in it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import roc_auc_score

from rag.reader.weights import FOLDER, WEIGHTS
from rag.types import Passage
from rag.verify import Held, verify
from rag.verify.judge import HEAD, measures, reader_judge
from rag.verify.trees import logit

TREES = {"n_estimators": 100, "max_depth": 2, "learning_rate": 0.07, "subsample": 0.7, "min_samples_leaf": 20}
REFUSED = 0.01  # share of the true sentences that the head may refuse, where it is fitted
RARE = 25  # sentences; a kind that has fewer counts less
PER_KIND = 130  # sentences of one kind, at most, that are put to the judge


@dataclass(frozen=True)
class Measured:
    kind: str
    supported: bool
    held_out: bool
    values: Mapping[str, float]


def measured(
    cases: Sequence[tuple[str, str, bool, bool, Sequence[Passage]]],
) -> Iterator[Measured]:
    """What is measured of sentences that the judge sees: kind, sentence, true, held out, passages."""
    judge, taken = reader_judge(), Counter[tuple[str, bool]]()
    for kind, sentence, supported, held_out, passages in cases:
        if taken[kind, held_out] >= PER_KIND:
            continue
        seen: list[Held] = []

        def note(held: Held, seen: list[Held] = seen) -> float:
            seen.append(held)
            return 1.0

        verify(sentence, passages, note)
        if seen:
            taken[kind, held_out] += 1
            yield Measured(kind, supported, held_out, measures(seen[0], judge.answers(seen[0])))


def fitted(found: Sequence[Measured]) -> dict[str, Any]:
    """The head: trees, threshold, and what it was fitted on."""
    names = list(found[0].values)
    kept = [each for each in found if not each.held_out]
    inputs, true = _table(kept)
    model = GradientBoostingClassifier(random_state=0, **TREES).fit(inputs, true, _balance(kept))
    trees = [_exported(stage[0].tree_, names, TREES["learning_rate"]) for stage in model.estimators_]
    scores = np.array([logit(trees, each.values) for each in kept])
    threshold = round(float(np.quantile(scores[true], REFUSED)), 4)
    others = [each for each in found if each.held_out]
    others_true = np.array([each.supported for each in others])
    others_scores = np.array([logit(trees, each.values) for each in others])
    return {
        "trees": trees,
        "threshold": threshold,
        "fitted on": {"true": int(true.sum()), "false": int((~true).sum())},
        "articles held out": {
            "true": int(others_true.sum()),
            "false": int((~others_true).sum()),
            "AUROC": round(float(roc_auc_score(others_true, others_scores)), 3),
            "true accepted": round(float((others_scores[others_true] >= threshold).mean()), 3),
            "false accepted": round(float((others_scores[~others_true] >= threshold).mean()), 3),
        },
        "reader": hashlib.sha256((FOLDER / WEIGHTS).read_bytes()).hexdigest(),
    }


def _exported(tree: Any, names: Sequence[str], rate: float, node: int = 0) -> Any:
    """A tree of scikit-learn's as `rag.verify.trees` reads it."""
    if tree.children_left[node] < 0:
        return round(float(tree.value[node][0][0]) * rate, 4)
    low, high = (
        _exported(tree, names, rate, side[node]) for side in (tree.children_left, tree.children_right)
    )
    return [names[tree.feature[node]], round(float(tree.threshold[node]), 4), low, high]


def _balance(found: Sequence[Measured]) -> "np.ndarray[Any, Any]":
    """Weights by which kinds count alike, rare ones less, and the true as much as the false."""
    counts = Counter((each.kind, each.supported) for each in found)
    weights = np.array([1 / max(counts[each.kind, each.supported], RARE) for each in found])
    true = np.array([each.supported for each in found])
    for side in (true, ~true):
        weights[side] *= len(found) / weights[side].sum()
    return weights


def written(head: Mapping[str, Any], file: Path = HEAD) -> None:
    lines = (f" {json.dumps(name)}: {_lines(value)}" for name, value in head.items())
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _lines(value: Any) -> str:
    """As JSON, a list with one item a line."""
    if not isinstance(value, list):
        return json.dumps(value)
    return "[\n" + ",\n".join(f"  {json.dumps(item)}" for item in value) + "\n ]"


def _table(found: Sequence[Measured]) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
    """(sentences, measures) and (sentences,)."""
    return np.array([list(each.values.values()) for each in found]), np.array(
        [each.supported for each in found]
    )
