from collections.abc import Iterator
from typing import Any

from rag.errors import QuestionError
from rag.types import Answer
from tests.ui.samples import answer
from ui.choices import Choices
from ui.conversation import TURNS, Turn, converse, ended, history
from ui.messages import messages


class Answering:
    """An engine that gives what it was made with, and remembers what it was asked."""

    def __init__(self, *answers: Answer | Exception) -> None:
        self.answers = answers
        self.asked: list[tuple[str, Any]] = []

    def stream(self, question: str, history: Any = (), **chosen: Any) -> Iterator[Answer]:
        self.asked.append((question, history))
        self.chosen = chosen
        for one in self.answers:
            if isinstance(one, Exception):
                raise one
            yield one


def last(engine: Any, question: str, turns: Any = ()) -> list[Turn]:
    *_, turns = converse(engine, question, turns)
    return turns


def test_a_question_stands_at_once_and_its_answer_grows() -> None:
    first, whole = answer(text="One. [1]"), answer()
    assert list(converse(Answering(first, whole), "q", ())) == [  # type: ignore[arg-type]
        [Turn("q", None)],
        [Turn("q", first)],
        [Turn("q", whole)],
    ]


def test_a_follow_up_carries_the_plain_conversation() -> None:
    engine = Answering(answer())
    turns = [Turn("first", answer()), Turn("", "Please type a question."), Turn("bad", "Too long.")]
    after = last(engine, "second", turns)
    assert engine.asked == [
        (
            "second",
            [
                {"role": "user", "content": "first"},
                {"role": "assistant", "content": "The quote. [1] Another one. [2][1]"},
            ],
        )
    ]
    assert [turn.question for turn in after] == ["first", "bad", "second"]


def test_an_empty_question_gives_one_line_and_asks_nothing() -> None:
    engine = Answering(answer())
    turns = last(engine, " \n", [Turn("first", answer())])
    assert turns[-1] == Turn(" \n", "Please type a question.")
    assert engine.asked == []
    assert [message["role"] for message in messages(turns)] == ["user", "assistant", "assistant"]
    assert messages(turns)[-1]["content"].startswith('<div class="notice">Please type a question&#46;</div>')


def test_an_error_becomes_one_line_of_the_conversation() -> None:
    engine = Answering(QuestionError("the question has 9,999 characters; shorten it"))
    turns = last(engine, "q")
    assert turns == [Turn("q", "the question has 9,999 characters; shorten it")]
    assert history(turns) == []


def test_a_conversation_is_bounded() -> None:
    turns: list[Turn] = []
    for number in range(TURNS + 5):
        turns = last(Answering(answer()), f"q{number}", turns)
    assert len(turns) == TURNS
    assert turns[0].question == "q5"


def test_what_was_broken_off_is_closed_and_then_forgotten() -> None:
    open_turns = [Turn("first", answer()), Turn("second", None)]
    closed = ended(open_turns)
    assert closed == [Turn("first", answer()), Turn("second", "This was not answered; please ask again.")]
    assert ended(closed) == closed
    assert [turn.question for turn in last(Answering(answer()), "third", open_turns)] == ["first", "third"]


def test_a_turn_says_which_articles_were_asked() -> None:
    chosen = Choices(since="2024", articles="a.txt")
    assert list(converse(Answering(answer()), "q", (), chosen)) == [  # type: ignore[arg-type]
        [Turn("q", None, "since 2024; a.txt")],
        [Turn("q", answer(), "since 2024; a.txt")],
    ]
    *_, turns = converse(Answering(answer()), "again", [Turn("q", answer(), "a.txt")])  # type: ignore[arg-type]
    assert [turn.only for turn in turns] == ["a.txt", ""]


def test_what_was_chosen_reaches_the_engine_and_a_date_that_is_none_is_one_line() -> None:
    engine = Answering(answer())
    *_, _ = converse(engine, "q", (), Choices("extractive", 4, "mark"))  # type: ignore[arg-type]
    assert engine.chosen["k"] == 4
    (turn,) = last(engine, "q")
    assert isinstance(turn.outcome, Answer)
    *_, turns = converse(engine, "q", (), Choices(since="soon"))  # type: ignore[arg-type]
    assert isinstance(turns[0].outcome, str)
    assert "soon" in turns[0].outcome
