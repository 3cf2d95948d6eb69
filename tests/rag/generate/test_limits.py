import threading

import pytest

from rag.errors import GeneratorError
from rag.generate import Llm
from rag.generate.limits import Limited


class Own:
    """A generator made of a function."""

    def __init__(self, generate):
        self.generate = lambda question, passages: generate()


def said(generate, **limits):
    return "".join(Limited(Own(generate), Llm(**limits)).generate("?", []))


def fault(generate, **limits):
    with pytest.raises(GeneratorError) as raised:
        said(generate, **limits)
    return str(raised.value)


def test_what_it_writes_passes():
    assert said(lambda: iter(["So. [1] ", "And so. [2]"])) == "So. [1] And so. [2]"
    assert said(lambda: ["A list. [1]"]) == "A list. [1]"
    assert said(lambda: iter([])) == ""


def test_it_starts_only_when_it_is_asked():
    started = []
    Limited(Own(lambda: started.append(1)), Llm()).generate("?", [])
    assert started == []


def test_no_word_in_time():
    def stalls():
        threading.Event().wait(5)
        yield "Late. [1]"

    assert fault(stalls, first_seconds=0.1) == "it wrote nothing for 0.1 s"
    assert fault(stalls, seconds=0.1) == "it was not done within 0.1 s"


def test_a_pause_after_the_first_word():
    def stalls():
        yield "So. [1]"
        threading.Event().wait(5)

    pieces = Limited(Own(stalls), Llm(pause_seconds=0.1)).generate("?", [])
    assert next(pieces) == "So. [1]"
    with pytest.raises(GeneratorError, match="it wrote nothing for 0.1 s"):
        next(pieces)


def test_a_trickle_without_end():
    def trickles():
        yield "So. [1]"
        while True:
            threading.Event().wait(0.01)
            yield " and"

    pieces = Limited(Own(trickles), Llm(seconds=0.5)).generate("?", [])
    with pytest.raises(GeneratorError, match="it was not done within 0.5 s"):
        list(pieces)


def test_a_flood_without_end():
    def floods():
        while True:
            yield "So. [1] "

    assert fault(floods, max_chars=100) == "it wrote more than 100 characters"


def test_a_fault_of_your_own_is_named_with_its_place_not_its_text():
    def fails():
        yield "So. [1]"
        raise ValueError("the key is sk-123")

    assert fault(fails).startswith("ValueError in test_limits.py, line ")


def test_your_own_reason_is_passed_on():
    def fails():
        raise GeneratorError("the weights are missing; run make weights")
        yield

    assert fault(fails) == "the weights are missing; run make weights"


@pytest.mark.parametrize(
    ("wrong", "gave"),
    [
        (None, "None"),
        (7, "a value of type int"),
        (b"So. [1]", "a value of type bytes"),
        ([None], "None among its pieces"),
        (["So. [1]", 1.5], "a value of type float among its pieces"),
        ([b"So. [1]"], "a value of type bytes among its pieces"),
    ],
)
def test_what_is_no_text_is_told_with_what_has_to_be_given(wrong, gave):
    assert fault(lambda: wrong) == (
        f'generate() gave {gave}; it has to yield pieces of text, each a string, with markers such as "[1]"'
    )


def test_it_ends_when_nobody_listens_any_more():
    closed = threading.Event()
    go_on = threading.Event()

    def writes():
        try:
            yield "So. [1]"
            go_on.wait(5)
            yield " And so."
            yield " And so on."
        finally:
            closed.set()

    pieces = Limited(Own(writes), Llm()).generate("?", [])
    next(pieces)
    pieces.close()
    go_on.set()
    assert closed.wait(5)
