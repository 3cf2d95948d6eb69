"""The probability of an answer, with and without a retriever's scores."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reader.confidence import features, probability
from rag.reader.policy import Judged
from rag.reader.spans import SpanFound
from rag.types import Passage, Scores

WEIGHTS = {
    "relevance": 1.0, "span": 0.5, "dense": 2.0, "strongest": 0.0, "lexical": 0.0,
    "words missing": -0.25, "names missing": -1.0, "bias": -1.0,
    "relevance alone": 2.0, "span alone": 0.0, "bias alone": 0.0,
}  # fmt: skip


def passage(dense: float | None, lexical: float | None) -> Passage:
    return Passage("It opened.", "a", "Bridge", "a.txt", None, 0, 10, Scores(dense, lexical, dense))


def judged(relevance: float, span: float) -> Judged:
    return Judged(0, relevance, relevance, (SpanFound(0, 2, span),))


def test_the_retrievers_scores_count_where_there_are_any() -> None:
    value = probability("When did it open?", [judged(1.0, 2.0)], [passage(0.5, 3.0)], WEIGHTS)
    assert value == pytest.approx(1 / (1 + math.exp(-(-1.0 + 1.0 + 1.0 + 1.0))))


def test_a_passage_that_was_given_is_judged_by_the_network_alone() -> None:
    value = probability("When did it open?", [judged(1.0, 2.0)], [passage(None, None)], WEIGHTS)
    assert value == pytest.approx(1 / (1 + math.exp(-2.0)))


def test_a_passage_without_a_span_has_a_low_one() -> None:
    assert features("When?", [Judged(0, 1.0, 1.0, ())], [passage(None, None)]) == {
        "relevance": 1.0,
        "span": -10.0,
    }


def test_words_of_the_question_that_the_passage_does_not_say_are_counted() -> None:
    question = "When did the bridge of Narvik open in 1902, and how many pillars did it have?"
    measured = features(question, [judged(1.0, 2.0)], [passage(0.5, 3.0)])
    assert (measured["words missing"], measured["names missing"]) == (3.0, 2.0)
    many = features(
        "Did " + " ".join(f"Ship{i}" for i in range(9)) + " sink?", [judged(1.0, 2.0)], [passage(0.5, 3.0)]
    )
    assert (many["words missing"], many["names missing"]) == (6.0, 6.0)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-1, 1), st.floats(0, 1e4))
def test_it_is_a_probability(relevance: float, span: float, dense: float, lexical: float) -> None:
    assert (
        0
        <= probability("When did it open?", [judged(relevance, span)], [passage(dense, lexical)], WEIGHTS)
        <= 1
    )
