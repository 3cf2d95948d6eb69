"""Boosted decision trees, read and evaluated: a handful of numbers in, a logit out.

Gradient boosting is Friedman's (2001, "Greedy Function Approximation: A Gradient Boosting Machine"); the
trees are fitted by scikit-learn where the benchmarks are, and kept as JSON.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Tree = Any
"""A number, or [name, threshold, tree where the value is at most the threshold, tree where it is more]."""


def logit(trees: Sequence[Tree], values: Mapping[str, float]) -> float:
    """The sum of what each tree gives for `values`. Raises KeyError where a tree asks for an unknown name."""
    return sum(_leaf(tree, values) for tree in trees)


def _leaf(tree: Tree, values: Mapping[str, float]) -> float:
    while not isinstance(tree, int | float):
        name, threshold, low, high = tree
        tree = low if values[name] <= threshold else high
    return tree
