import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.dialogue import recent, standalone
from rag.dialogue.names import names, topic_line
from rag.dialogue.talk import READ
from rag.errors import QuestionError

TREATY = ["When was the Harbour Treaty between Norway and Peru signed?", "In May 1999."]
LEADER = ["Who led Peru in 2010?", "Ana Diaz led it."]
WINNER = ["When did Bob Dylan win the Nobel Prize?", "In 2016."]
BOOKS = ["What books did Ana Diaz write?", "“Low Tide” and “Ebb” in May."]
BAND = ["Tell me about Night Harbour.", "Their album “Low Tide” sold well."]


@pytest.mark.parametrize(
    ("history", "question", "expected"),
    [
        (TREATY, "And who signed it for Peru?", "And who signed the Harbour Treaty for Peru?"),
        (TREATY, "How long did it last?", "How long did the Harbour Treaty last?"),
        (TREATY, "what were its terms", "What were the Harbour Treaty's terms?"),
        (BOOKS, "Where was she born?", "Where was Ana Diaz born?"),
        (BOOKS, "Who is her agent and who paid her?", "Who is Ana Diaz's agent and who paid Ana Diaz?"),
        (["who is ana diaz?", "a poet"], "where was she born", "Where was ana diaz born?"),
    ],
)
def test_pronouns_take_the_name_from_before(history, question, expected):
    assert standalone(question, history) == expected


@pytest.mark.parametrize(
    ("history", "question", "expected"),
    [
        (BAND, "When was the band formed?", "When was Night Harbour formed?"),
        (BAND, "Did the album sell?", "Did the album Low Tide sell?"),
        (["What did she sing?", "“Low Tide”."], "Did that sell well?", "Did “Low Tide” sell well?"),
        (["Who drew maps of Oslo?", "Kari."], "Who sold these maps?", "Who sold the maps?"),
        (["Who was elected in Bergen?", "Kari."], "Who lives there?", "Who lives in Bergen?"),
        (["Ana Diaz", "Poet"], "When did Diaz resign?", "When did Ana Diaz resign?"),
        (["Ana Diaz", "Poet"], "when did diaz resign", "When did Ana Diaz resign?"),
        (BOOKS, "Who published the second one?", "Who published Ebb?"),
    ],
)
def test_other_references(history, question, expected):
    assert standalone(question, history) == expected


@pytest.mark.parametrize(
    ("history", "question", "expected"),
    [
        (LEADER, "And in 2019?", "Who led Peru in 2019?"),
        (LEADER, "What about Chile?", "Who led Chile in 2010?"),
        (["Who was elected mayor of Bergen?", "Kari."], "And in Oslo?", "Who was elected mayor in Oslo?"),
        (WINNER, "And Ernest Hemingway?", "When did Ernest Hemingway win the Nobel Prize?"),
        (WINNER, "And his wife?", "When did Bob Dylan's wife win the Nobel Prize?"),
        (WINNER, "Why?", "Why did Bob Dylan win the Nobel Prize?"),
        (["Did Ana Diaz resign?", "Yes."], "When?", "When did Ana Diaz resign?"),
        (BOOKS, "Any others?", "What other books did Ana Diaz write?"),
    ],
)
def test_what_is_no_sentence_takes_the_question_before(history, question, expected):
    assert standalone(question, history) == expected


@pytest.mark.parametrize(
    ("history", "question", "expected"),
    [
        (["Ana Diaz", "Poet"], "What happened in 1983?", "What happened to Ana Diaz in 1983?"),
        (["Ana Diaz", "Poet"], "Was the music released?", "Was the music of Ana Diaz released?"),
        (
            BOOKS,
            "What else did she write?",
            "Besides “Low Tide” and “Ebb” in May, what else did Ana Diaz write?",
        ),
        (["Ana Diaz", "I don't know."], "What else did she write?", "What else did Ana Diaz write?"),
    ],
)
def test_what_is_left_out_is_added(history, question, expected):
    assert standalone(question, history) == expected


def test_a_chain_of_follow_ups():
    history = [*TREATY, "And who signed it for Peru?", "Ana Diaz."]
    assert standalone("Was it renewed?", history) == "Was the Harbour Treaty renewed?"


def test_a_new_question_turns_the_talk():
    history = [*TREATY, "How long did it last?", "A year.", "Was it renewed?", "No."]
    assert standalone("When was it signed?", [*history, "What is the Oslo Accord?", "A pact."]) == (
        "When was the Oslo Accord signed?"
    )


@pytest.mark.parametrize("history", [TREATY, LEADER, WINNER, BOOKS, BAND])
@pytest.mark.parametrize(
    "question",
    [
        "When was the Fishing Accord signed?",
        "Who is the minister of trade?",
        "What did the farmers do to their land?",
        "When did Istanbul get its second bridge?",
        "If a girl is named Kari, where is she from?",
        "How many days does it rain in Chad?",
        "Is it possible to visit the castle?",
        "How many mosques are there?",
        "What else did Juan Perez paint?",
        "who wrote what is shown here",
    ],
)
def test_what_stands_alone_is_left_exactly_as_it_is(question, history):
    assert standalone(question, history) == question
    assert standalone(question) == question


def test_chat_messages_are_a_history_too():
    messages = [{"role": "user", "content": TREATY[0]}, {"role": "assistant", "content": TREATY[1]}]
    assert standalone("How long did it last?", messages) == "How long did the Harbour Treaty last?"


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


def test_long_turns_are_cut_before_any_rule_reads_them(monkeypatch):
    read = []

    def rule(question, talk):
        read.append(len(question))
        return question

    monkeypatch.setattr("rag.dialogue.rewrite._RULES", (rule,))
    history = ["Who led Peru in 2010?", "Ana Diaz led it.", "And “Oslo” " * 100_000, "“Ebb” " * 100_000]
    assert standalone("Where was she born?", history) == "Where was she born?"
    assert len(read) == 2
    assert max(read) <= READ


def test_names_in_quotation_marks_are_found_once():
    text = "Ann “Low Tide” Ben “Ebb and Flow” Cleo "
    found = [n.text for n in names(text * 200)]
    assert found == ["Ann", *["Low Tide", "Ben", "Ebb and Flow", "Cleo Ann"] * 199, *found[1:4], "Cleo"]


def test_names():
    assert [n.text for n in names("Did Ana Diaz sing “Harbour of Oslo” in May 1999?")] == [
        "Ana Diaz",
        "Harbour of Oslo",
    ]


@pytest.mark.parametrize(
    ("turn", "expected"),
    [("Ana Diaz (poet)", "Ana Diaz"), ("Who is Ana Diaz?", None), ("Thanks", None), ("ok", None)],
)
def test_a_turn_that_only_names_a_topic(turn, expected):
    assert topic_line(turn) == expected


WORDS = st.lists(
    st.sampled_from("What else did she and Ana Diaz's it there? “Ebb” that one. Why".split())
).map(" ".join)


@given(WORDS | st.text(), st.lists(WORDS | st.text(), max_size=5))
def test_any_question_with_any_history_gives_a_question(question, history):
    assert bool(standalone(question, history)) == bool(question)
    assert standalone(question, []) == question


@given(st.text())
def test_names_stand_where_they_say(text):
    text = " ".join(text.split())
    assert all(text.startswith(name.text, name.start) for name in names(text))
