import pytest

from rag.check import checked_days, checked_k, checked_names, checked_question, checked_unsupported
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


@pytest.mark.parametrize("k", [0, -1, 1e9, float("nan"), "3", True, None, 2.5, 101])
def test_k_out_of_range(k):
    with pytest.raises(QuestionError, match="k must be a whole number from 1 to 100"):
        checked_k(k)


def test_k_in_range():
    assert [checked_k(k) for k in (1, 100)] == [1, 100]


@pytest.mark.parametrize(
    ("date", "days"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-02", ("2023-02-01", "2023-02-28")),
        ("2024-05-31", ("2024-05-31", "2024-05-31")),
    ],
)
def test_a_year_or_a_month_stands_for_its_days(date, days):
    assert checked_days(date) == days


@pytest.mark.parametrize(
    "date",
    [
        *("", "May", "24", "2024-13", "2024-00", "2024-5", "2023-02-29", "2024-05-32", "0000", "2024-"),
        *("２０２４", "31.5.2024", " 2024", "2024\n", "20240531", "2024-W05", "2024-05-31T10:00", None, 2024),
    ],
)
def test_what_is_no_date_is_told_how_to_write_one(date):
    with pytest.raises(QuestionError) as refused:
        checked_days(date)
    assert str(refused.value) == f"{date!r} is no date; write it as 2024, 2024-05 or 2024-05-31"


def test_names_are_a_list_of_strings():
    assert checked_names(["a.txt", "\udc80"], "articles") == ("a.txt", "\ufffd")
    for names in ("a.txt", [1], [None], None):
        with pytest.raises(QuestionError, match="articles must be a list of strings"):
            checked_names(names, "articles")


def test_unsupported_is_dropped_or_marked():
    assert [checked_unsupported(one) for one in ("drop", "mark")] == ["drop", "mark"]
    for other in ("keep", "", True, None):
        with pytest.raises(QuestionError, match="unsupported must be 'drop' or 'mark'"):
            checked_unsupported(other)
