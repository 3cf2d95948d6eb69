import re

from hypothesis import given
from hypothesis import strategies as st

from rag.verify import locate, plain

TEXT = "The treaty was\nsigned [3] in Lima."


def test_located_to_the_character():
    start, end = locate("treaty was signed in Lima", TEXT)
    assert TEXT[start:end] == "treaty was\nsigned [3] in Lima"


def test_half_a_word_is_not_located():
    assert locate("reaty was signed", TEXT) is None
    assert locate("", TEXT) is None


def test_plain_leaves_no_marker():
    assert plain(" It grew [12]\n fast[3]. ") == "It grew fast."
    assert plain("It grew [[1]2][[[1]2]3], [a] fast [1.") == "It grew , [a] fast [1."


@given(st.text(st.sampled_from("[]12 a"), max_size=40))
def test_no_brackets_within_brackets_make_a_marker(text):
    assert not re.search(r"\[\d+\]", plain(text))


@given(st.text(st.sampled_from("ab [1]\n.é"), max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_what_is_located_says_the_same(text, start, end):
    found = locate(text[start:end], text)
    if found:
        assert plain(text[slice(*found)]) == plain(text[start:end])


@given(st.text(max_size=200))
def test_a_whole_text_is_found_in_itself(text):
    assert (locate(text, text) is not None) == bool(plain(text))
