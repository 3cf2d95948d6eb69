"""Questions changed so that their passage does not answer them."""

import random

import pytest

from training.corruptions import corrupted, names_of

PASSAGE = "Per Holm designed the bridge of Lindholm, the longest of all, which opened in 2019."


@pytest.mark.parametrize(
    ("question", "names", "expected"),
    [
        ("Who built the bridge of Lindholm?", ["Skagen"], "Who built the bridge of Skagen?"),
        ("Which bridge is the longest?", [], "Which bridge is the shortest?"),
    ],
)
def test_a_name_or_an_opposite_takes_a_words_place(question: str, names: list[str], expected: str) -> None:
    assert {corrupted(question, PASSAGE, names, random.Random(seed)) for seed in range(30)} >= {expected}


def test_a_number_becomes_one_that_is_not_in_the_passage() -> None:
    for seed in range(20):
        changed = corrupted("What opened in 2019?", PASSAGE, [], random.Random(seed))
        assert changed
        assert "2019" not in changed


def test_a_question_that_offers_nothing_to_change_is_left_out() -> None:
    assert corrupted("Why so?", PASSAGE, ["Skagen"], random.Random(0)) is None


def test_names_are_runs_of_capitals_within_a_sentence() -> None:
    assert names_of("Who was Per Holm of Lindholm? The king met Eva.") == ["Per Holm of Lindholm", "Eva"]
