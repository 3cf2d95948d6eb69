from hypothesis import given
from hypothesis import strategies as st

from rag.types import Passage
from rag.verify import Support, locate, plain, verify


def passage(text: str) -> Passage:
    return Passage(text, "id", "Title", "a.txt", None, 0, len(text))


PASSAGES = [passage("Nine officials came. They left in May."), passage("The treaty was\nsigned [3] in Lima.")]


def test_word_for_word_is_supported_white_space_and_bracketed_numbers_aside():
    assert verify("The treaty was signed in Lima.", PASSAGES) == Support(True, 1.0, 1)
    assert verify("They left in May.", PASSAGES) == Support(True, 1.0, 0)


def test_everything_else_is_not():
    for sentence in (
        "Ten officials came.",
        "The treaty was not signed in Lima.",
        "ine officials came.",
        "",
        "May. The",
    ):
        assert verify(sentence, PASSAGES) == Support(False, 0.0, None)


def test_located_to_the_character():
    text = PASSAGES[1].text
    start, end = locate("treaty was signed in Lima", text)
    assert text[start:end] == "treaty was\nsigned [3] in Lima"


def test_plain_leaves_no_marker():
    assert plain(" It grew [12]\n fast[3]. ") == "It grew fast."


@given(st.text(st.sampled_from("ab [1]\n.é"), max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_what_is_located_says_the_same(text, start, end):
    found = locate(text[start:end], text)
    if found:
        assert plain(text[slice(*found)]) == plain(text[start:end])


@given(st.text(max_size=200))
def test_a_whole_text_is_found_in_itself(text):
    assert (locate(text, text) is not None) == bool(plain(text))
