"""Which passages are read, and in which order they stand."""

from collections.abc import Sequence

import pytest

from rag.reader.policy import Judged, read_in_use, worth_reading
from rag.types import Passage, Scores

FACTS = {"fused_weight": 4.0, "margin": 0.05, "least": 1, "sure": 0.0}


def passage(article: str, fused: float | None) -> Passage:
    return Passage("It opened.", article, "Bridge", f"{article}.txt", None, 0, 10, Scores(fused=fused))


PASSAGES = [passage("a", 0.9), passage("a", 0.86), passage("b", 0.72), passage("b", 0.71), passage("a", 0.5)]


@pytest.mark.parametrize(
    ("least", "expected"),
    [(1, [0, 1, 2]), (4, [0, 1, 2, 3]), (9, [0, 1, 2, 3, 4])],
)
def test_near_ones_are_worth_reading_and_the_first_of_another_article(
    least: int, expected: list[int]
) -> None:
    assert worth_reading(PASSAGES, {**FACTS, "least": least}) == expected


def test_those_that_no_retriever_scored_are_all_worth_reading() -> None:
    assert worth_reading([passage("a", None)] * 3, FACTS) == [0, 1, 2]


@pytest.mark.parametrize(
    ("relevances", "batches", "order"),
    [
        ([-1.0, 0.5, -2.0, 9.0, 9.0], [[0, 1, 2]], [1, 0, 2]),  # sure enough of the second
        ([-1.0, -0.9, -2.0, 1.0, 1.0], [[0, 1, 2], [3, 4]], [3, 4, 0, 1, 2]),
        ([-1.1, -1.0, -2.0, -3.0, -3.0], [[0, 1, 2], [3, 4]], [0, 1, 2, 3, 4]),
        ([0.0, 0.1, -2.0, 9.0, 9.0], [[0, 1, 2]], [0, 1, 2]),  # the fused score decides
    ],
)
def test_the_others_are_read_where_no_near_one_surely_answers(
    relevances: list[float], batches: list[list[int]], order: list[int]
) -> None:
    read: list[list[int]] = []

    def judge(chosen: Sequence[int]) -> list[Judged]:
        read.append(list(chosen))
        return [Judged(i, relevances[i], relevances[i], ()) for i in chosen]

    found = read_in_use(PASSAGES, FACTS, judge)
    assert read == batches
    assert [each.passage for each in found] == order
    best = found[0]
    assert best.score == best.relevance + 4.0 * (PASSAGES[best.passage].scores.fused or 0.0)
