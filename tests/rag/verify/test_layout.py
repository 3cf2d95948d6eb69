import pytest

from rag.verify.layout import layout
from rag.verify.tokens import tokens


def laid(claim: str, evidence: str) -> dict[str, float]:
    return layout(tokens(claim), tokens(evidence))


def test_a_sentence_on_itself():
    found = laid("Reed built the mill.", "Reed built the mill.")
    assert found == {
        "untold": 0.0,
        "untold share": 0.0,
        "clauses": 0.0,
        "main": 1.0,
        "inversions": 0.0,
        "breaks": 0.0,
        "span": pytest.approx(4 / 3),
        "same form": 1.0,
        "left out": 0.0,
        "twice": 0.0,
    }


def test_what_lies_otherwise():
    found = laid("Holt saw the mill of Reed.", "Reed builds a mill, and Holt left.")
    assert (found["untold"], found["untold share"]) == (1.0, 0.25)
    assert (found["clauses"], found["main"]) == (1.0, pytest.approx(2 / 3))
    assert found["inversions"] == pytest.approx(1.0)
    assert found["left out"] == pytest.approx(2 / 3)


def test_one_word_for_two():
    assert laid("The mill is a mill.", "A mill burned.")["twice"] == 1.0


def test_nothing_on_nothing():
    assert set(laid("It is.", "It was.").values()) == {0.0}
