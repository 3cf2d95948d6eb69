import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.question import parse, stem, words


@pytest.mark.parametrize(
    ("kind", "questions"),
    [
        (
            "number",
            ["How many boats sank?", "how old is the mill", "What was the population of Lund in 1800?"],
        ),
        (
            "money",
            [
                "How much money was lost?",
                "How much did the bridge cost?",
                "What was the total budget for it?",
            ],
        ),
        (
            "percent",
            ["What percentage voted?", "How much percent is that?", "Which share of the votes was his?"],
        ),
        (
            "year",
            ["In what year did it open?", "Which years does the plan cover?", "It opened in what year?"],
        ),
        ("date", ["When did it open?", "On what date was it held?", "In which century did he live?"]),
        ("person", ["Who built it?", "To whom was it sold?", "The mill was built by who?"]),
        ("place", ["Where is it?", "In which country does she live?", "What town burned down?"]),
        ("name", ["Which company built it?", "What is the name of the mill?"]),
        ("object", ["What does the treaty forbid?", "What is the town dependent on?"]),
        (
            "other",
            ["What does the treaty say about Lima?", "What is a mill?", "Is it open?", "Tell me more."],
        ),
    ],
)
def test_kind_of_answer(kind: str, questions: list[str]):
    assert [parse(question).kind for question in questions] == [kind] * len(questions)


def test_words_that_only_look_like_a_kind():
    assert parse("What happens when it rains?").kind == "other"
    assert parse("When it rains, what floods?").kind == "other"
    assert parse("What teams share a stadium?").kind == "other"
    assert parse("What does 90 percent of the town want?").kind == "object"


def test_terms_are_what_an_answer_should_stand_beside():
    asked = parse("In what year did the Lindholm Ferry Company buy its third boat?")
    assert asked.terms == ("lindholm", "fer", "comp", "buy", "third", "boat")
    assert asked.names == {"lindholm", "fer", "comp"}
    assert parse("How many wooden boats were built?").focus == ("wooden", "boat")


@pytest.mark.parametrize("text", ["hello", "How are you?", "What is your name?", "Who is he?", "?!", "", " "])
def test_what_names_no_topic_has_no_terms(text: str):
    assert parse(text).terms == ()


def test_forms_of_one_word_have_one_stem():
    for forms in (
        "Australia Australian australians AUSTRALIA",
        "sign signed signs signing",
        "convey conveyed conveys",
        "industry industries industrial",
        "say said spoke spoken stated",
        "Zürich Zurich Zu\u0308rich ZÜRICH",
        "U.S. US",
        "49,000 49000",
    ):
        assert len({stem(form) for form in forms.split()}) == 1, forms
    assert len({stem(word) for word in "boat ship mill town 49 50".split()}) == 6


def test_words_stand_where_they_say():
    text = "H.E. Ana’s 1,200 boats—“old” ones"
    assert [text[word.start : word.end] for word in words(text)] == [
        "H.E.", "Ana", "s", "1,200", "boats", "old", "ones"
    ]  # fmt: skip
    assert [word.capital for word in words(text)] == [True, True, False, True, False, False, False]
    assert [word.stop for word in words(text)] == [False, False, True, False, False, False, True]


@given(st.text())
def test_any_text_can_be_asked(text: str):
    asked = parse(text)
    assert asked.names <= set(asked.terms) <= asked.stems
    spoken = words(text)
    assert all(text[word.start : word.end] for word in spoken)
    assert all(one.end <= other.start for one, other in zip(spoken, spoken[1:], strict=False))
