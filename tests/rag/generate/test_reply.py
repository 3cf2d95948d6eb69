import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import GeneratorError
from rag.generate.reply import reply


def test_pieces_are_held_back_until_the_first_marker_only():
    assert list(reply(["It ", "is [", "2", "] so.", " And", " so"])) == ["It is [2] so.", " And", " so"]


@pytest.mark.parametrize(
    "text",
    [
        "NOT_ANSWERED",
        " **NOT_ANSWERED**.\n",
        "NOT ANSWERED",
        "The passages do not say. NOT_ANSWERED",
        "NOT_ANSWERED [1]",
        "<think>NOTHING [1]</think>NOT_ANSWERED",
        "",
        " \n",
    ],
)
def test_nothing_comes_of_a_refusal(text):
    assert list(reply(text)) == []  # a piece for each character


@pytest.mark.parametrize(
    "text", ["It is so.", "It is so (1).", "[x]", "<think>It is [1]", "<think>[1]</think>So."]
)
def test_no_markers_is_a_fault(text):
    with pytest.raises(GeneratorError, match="names no passage"):
        list(reply(text))


def test_thoughts_are_left_out():
    assert "".join(reply("\n<think>Is it [1]?\nYes.</think>It is. [2] So")) == "It is. [2] So"


@given(st.text(alphabet="ab [1]<think>/", max_size=40), st.integers(1, 5))
def test_however_it_is_cut_the_same_is_said(text, size):
    pieces = [text[i : i + size] for i in range(0, len(text), size)]

    def said(pieces):
        try:
            return "".join(reply(pieces))
        except GeneratorError as error:
            return error.args

    assert said(pieces) == said([text])
