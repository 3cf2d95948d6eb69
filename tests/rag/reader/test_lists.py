import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reader.lists import asks_for_several, other_items, unmarked

DEMANDS = """The dockers demand:

- a longer break
- new ropes. They are worn.
  - for the crane
  - for the quay
- a warm room
1. One thing
2. Another
"""


def others(text: str, words: str) -> list[str]:
    start = text.index(words)
    return [text[a:b] for a, b in other_items(text, start, start + len(words))]


@pytest.mark.parametrize(
    "question",
    [
        "What do the dockers demand?",
        "What does the union demand?",
        "Which ports were closed?",
        "What measures will it take?",
        "What are the three demands?",
        "Who were the founders?",
        "List the members of the board.",
        "Name all the ports.",
    ],
)
def test_questions_that_ask_for_several(question: str) -> None:
    assert asks_for_several(question)


@pytest.mark.parametrize(
    "question",
    [
        "When did it open?",
        "How many ports does it serve?",
        "What is the name of the ship?",
        "What was the price?",
        "Which port was closed?",
        "Which company built it?",
        "Who is the mayor?",
        "What colour is the house?",
    ],
)
def test_questions_that_ask_for_one(question: str) -> None:
    assert not asks_for_several(question)


def test_the_other_items_of_the_same_list() -> None:
    assert others(DEMANDS, "a longer break") == ["new ropes. They are worn.", "a warm room"]
    assert others(DEMANDS, "a warm room") == ["a longer break", "new ropes. They are worn."]
    assert others(DEMANDS, "for the quay") == ["for the crane"]
    assert others(DEMANDS, "One thing") == ["Another"]


def test_words_that_are_a_small_part_of_an_item_or_in_none_have_no_others() -> None:
    assert others(DEMANDS, "longer") == []
    assert others(DEMANDS, "The dockers demand") == []


def test_what_stands_between_two_lists_parts_them() -> None:
    assert others("- one\n- two\n\nThen:\n\n- three\n\n- four", "four") == ["three"]
    assert others("- one\nA line.\n- two\n- three", "two") == ["three"]


def test_at_most_eight_others_the_nearest() -> None:
    text = "\n".join(f"- item {i:02}" for i in range(20))
    assert others(text, "item 10") == [f"item {i:02}" for i in (6, 7, 8, 9, 11, 12, 13, 14)]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("- an oar", "an oar"),
        ("•  an oar", "an oar"),
        ("2) an oar", "an oar"),
        ("31. Dezember war es.", "31. Dezember war es."),
        ("- see https://example.org", "- see https://example.org"),
        ("an oar", "an oar"),
        ("-", "-"),
    ],
)
def test_an_item_is_quoted_without_its_mark(text: str, rest: str) -> None:
    assert text[unmarked(text, 0, len(text)) :] == rest


def test_a_dash_within_a_line_is_no_mark() -> None:
    text = "He left. - She stayed."
    assert unmarked(text, 9, len(text)) == 9


@given(st.lists(st.sampled_from(["- ", "1. ", "  ", "\n", "a", "b c.", "• "]), max_size=40).map("".join))
def test_others_are_trimmed_in_order_and_do_not_overlap(text: str) -> None:
    for start in (i for i, c in enumerate(text) if c in "ab"):
        found = other_items(text, start, start + 1)
        assert found == sorted(found)
        assert all(text[a:b] == text[a:b].strip() != "" for a, b in found)
        assert all(b <= start or start < a for a, b in found)
