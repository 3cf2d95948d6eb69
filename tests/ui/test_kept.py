import json
from base64 import b64decode
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.types import Answer
from tests.ui.samples import abstention, answer, passage, texts
from ui.conversation import TURNS, Turn
from ui.kept import again, packed, unpacked
from ui.messages import messages


def back(turn: Turn) -> Turn:
    """A turn there and back, as the browser would keep it."""
    (found,) = unpacked(f"[{b64decode(packed(turn)).decode()}]")
    return found


def test_an_answer_comes_back_without_what_only_the_server_needs() -> None:
    whole = answer(timings={"read": 0.1}, short="quote", note="Busy.", searched="What now?")
    bare = [replace(one, before="", after="") for one in whole.citations]
    assert back(Turn("q", whole)) == Turn("q", replace(whole, citations=tuple(bare), timings={}))


def test_an_abstention_keeps_one_short_passage_of_each_closest_article() -> None:
    near = [passage(text="w " * 500), passage(text="Again."), passage(article_id="b")]
    kept = back(Turn("q", abstention(*near))).outcome
    assert isinstance(kept, Answer)
    assert [(one.article_id, len(one.text)) for one in kept.closest] == [("a", 260), ("b", 13)]


@pytest.mark.parametrize("outcome", ["Too long.", None])
def test_other_outcomes_come_back(outcome: str | None) -> None:
    assert back(Turn("q", outcome)) == Turn("q", outcome)


def test_the_articles_asked_come_back_and_may_be_missing() -> None:
    assert back(Turn("q", "Too long.", "since 2024")) == Turn("q", "Too long.", "since 2024")
    assert unpacked('[{"question": "q", "outcome": "Too long."}]') == [Turn("q", "Too long.")]


@given(texts, texts)
def test_any_text_comes_back_and_is_shown_as_before(question: str, line: str) -> None:
    turn = Turn(question, line)
    assert back(turn) == turn
    assert messages([back(turn)]) == messages([turn])


@pytest.mark.parametrize(
    "text", ["", "{", "{}", "null", "3", '[3, {"question": 1}, {"outcome": "x"}]', "[" * 9999]
)
def test_what_has_not_the_form_is_left_out(text: str) -> None:
    assert unpacked(text) == []


def test_no_more_turns_come_back_than_are_kept() -> None:
    turns = unpacked(json.dumps([{"question": str(n), "outcome": "x"} for n in range(TURNS + 5)]))
    assert (len(turns), turns[0].question) == (TURNS, "5")


@given(st.integers(-5, 9))
def test_a_question_asked_again_takes_the_place_of_its_turn(number: int) -> None:
    turns = [Turn(str(n), "x") for n in (1, 2, 3)]
    question, before = again(json.dumps({"turn": number, "question": "new"}), turns)
    assert (question, before) == ("new", turns[: max(0, number - 1)])


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"turn": "x", "question": "q"}', '{"turn": 1e999, "question": "q"}']
)
def test_what_cannot_be_asked_again_asks_nothing(text: str) -> None:
    assert again(text, [Turn("q", "x")]) == ("", [Turn("q", "x")])
