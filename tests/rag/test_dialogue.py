import pytest

from rag.dialogue import asked, recent, standalone
from rag.errors import QuestionError

TREATY = "When was the Harbour Treaty between Norway and Peru signed?"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("And who signed it for Peru?", "who signed Harbour Treaty for Peru?"),
        ("How long did it last?", "How long did Harbour Treaty last?"),
        ("What were its terms?", "What were Harbour Treaty’s terms?"),
    ],
)
def test_pronouns_take_the_name_from_before(question, expected):
    assert standalone(question, [TREATY, "In May 1999."]) == expected


def test_a_chain_of_follow_ups():
    history = [TREATY, "In May 1999.", "And who signed it for Peru?", "Ana Diaz."]
    assert standalone("Was it renewed?", history) == "Was Harbour Treaty renewed?"


def test_what_begins_with_and_takes_the_question_before():
    assert standalone("And in Oslo?", ["Who was elected mayor of Bergen?", "Kari."]) == (
        "in Oslo, elected mayor of Bergen?"
    )


@pytest.mark.parametrize(
    "question",
    ["When was the Harbour Treaty signed?", "Who is the minister of trade?", "What is the capital of Peru?"],
)
def test_what_stands_alone_is_left_exactly_as_it_is(question):
    assert standalone(question, ["Who was elected mayor of Bergen?", "Kari."]) == question
    assert standalone(question) == question


def test_chat_messages_are_a_history_too():
    messages = [{"role": "user", "content": TREATY}, {"role": "assistant", "content": "In May 1999."}]
    assert asked(messages) == [TREATY]
    assert standalone("How long did it last?", messages) == "How long did Harbour Treaty last?"


def test_only_recent_turns_are_kept_and_they_begin_with_a_question():
    history = [f"turn {i}" for i in range(20_000)]
    assert recent(history, 2) == ["turn 19996", "turn 19997", "turn 19998", "turn 19999"]
    assert recent([*history, "one more question?"], 2)[0] == "turn 19998"


@pytest.mark.parametrize("history", ["a string", {"role": "user"}, 7, None])
def test_a_history_of_another_form(history):
    with pytest.raises(QuestionError, match="history must be a list of turns"):
        recent(history, 5)


@pytest.mark.parametrize("turn", [3, {"role": "user"}, {"role": "user", "content": ["x"]}])
def test_a_turn_of_another_form_is_named(turn):
    with pytest.raises(QuestionError, match="turn 1 of the history"):
        standalone("And then?", [turn])
