import pytest

from rag.verify.roots import root, roots


@pytest.mark.parametrize(
    "forms",
    [
        "city cities",
        "move moved moving",
        "receive received",
        "lie lain lying",
        "use used using uses",
        "demonstrate demonstrates demonstrated",
        "fall falls falling",
        "deny denied denies",
        "chairman chairmen",
        "supply supplies",
    ],
)
def test_the_forms_of_a_word_have_one_root(forms):
    assert len(roots(forms)) == 1


def test_other_words_have_others():
    assert len(roots("city citizen found find live leave 1907 1908 move movie")) == 10


@pytest.mark.parametrize("pair", ["mile mill", "wine win", "note not", "care car", "file fill"])
def test_short_words_are_not_merged(pair):
    assert len(roots(pair)) == 2


def test_a_root_is_of_a_folded_word():
    assert (root("cities"), root("23"), root("is")) == ("city", "23", "is")
