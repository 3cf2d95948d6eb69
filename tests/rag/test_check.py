import pytest

from rag.check import checked_k, checked_question
from rag.errors import QuestionError


def test_a_question_comes_back_folded():
    assert checked_question("  Who came?\n", 100) == "Who came?"
    assert checked_question("Cafe\u0301?", 100) == "Caf\u00e9?"
    assert checked_question("Who\udc80 came?\x00", 100) == "Who\ufffd came?"


@pytest.mark.parametrize("question", ["", "   ", "?!…", "\x00", "\ud800"])
def test_without_a_word_it_asks_for_a_question(question):
    with pytest.raises(QuestionError, match="please ask a question"):
        checked_question(question, 100)


def test_too_long_is_refused_not_cut():
    with pytest.raises(QuestionError, match=r"has 1,000,000 characters, at most 4,000 are read"):
        checked_question("a" * 1_000_000, 4000)


@pytest.mark.parametrize("question", [None, 3, b"Who?", ["Who?"]])
def test_not_a_string(question):
    with pytest.raises(TypeError, match="a question is a string"):
        checked_question(question, 100)


@pytest.mark.parametrize("k", [0, -1, 1e9, float("nan"), "3", True, None, 2.5, 1001])
def test_k_out_of_range(k):
    with pytest.raises(QuestionError, match="k must be a whole number from 1 to 1000"):
        checked_k(k)


def test_k_in_range():
    assert [checked_k(k) for k in (1, 1000)] == [1, 1000]
