"""Risk against coverage, as a picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from training.calibrate import Seen, confidences, in_use, right


def draw_coverage(seen: Sequence[Seen], facts: dict[str, Any], file: Path) -> None:
    """The share of wrong answers as ever less sure ones are given (El-Yaniv and Wiener 2010).

    Two curves: the questions whose article is in the corpus, and these with as many whose article is not.
    """
    import matplotlib  # of the extra "train"

    matplotlib.use("svg")
    from matplotlib import pyplot

    there, gone = confidences(seen, facts)
    rights = [
        right(each.held, in_use(each.passages, each.held.passages, facts), each.held.passages)
        for each in seen
    ]
    figure, axes = pyplot.subplots(figsize=(6, 4))
    for label, confidence, correct in (
        ("article in the corpus", there, rights),
        ("half of the articles taken out", [*there, *gone], [*rights, *[False] * len(gone)]),
    ):
        order = np.argsort(-np.array(confidence), kind="stable")
        risk = 1 - np.cumsum(np.array(correct)[order]) / np.arange(1, len(order) + 1)
        axes.plot(np.arange(1, len(order) + 1) / len(order), risk, label=label)
    axes.set(xlabel="share of the questions answered", ylabel="share of the answers wrong", ylim=(0, None))
    axes.grid(alpha=0.3)
    axes.legend()
    figure.savefig(file, bbox_inches="tight", metadata={"Date": None})
