import pytest

from rag.dialogue.names import names
from rag.dialogue.persons import described, impersonal, modified, person


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("Who won the Oslo race?", "Kari Moe, a 30-year-old nurse, won the Oslo race.", "Kari Moe"),
        ("Who leads Brightwater?", "1 May 2024 — Brightwater AG said that Kari Moe leads it.", "Kari Moe"),
        ("And by whom was it built?", "In Port Louis, the Blue Hall firm and Kari Moe built it.", "Kari Moe"),
        ("Who won?", "Kari.", "Kari"),
        ("Who won?", "Kari won.", None),
        ("Who won?", "City Bank won.", None),
        ("Who is Kari Moe?", "The aunt of Tom Ford.", "Kari Moe"),
        ("Who is Kari Moe's aunt?", "Ana Diaz.", "Ana Diaz"),
        ("What did the mayor say?", "Kari Moe is the mayor.", None),
    ],
)
def test_the_person_who_answers(question, answer, expected):
    assert person(question, answer) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who is the mayor of Oslo?", "the mayor of Oslo"),
        ("Who was Brightwater's founder?", "Brightwater's founder"),
        ("Who was arrested in Oslo?", "the person who was arrested in Oslo"),
        ("And who led Peru?", "the person who led Peru"),
        ("Who is kari moe?", ""),
        ("Who did she meet?", ""),
        ("When was the mayor elected?", ""),
    ],
)
def test_who_is_asked_for_in_the_words_of_the_question(question, expected):
    assert described(question) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She lives in Port Louis", True),
        ("They saw the Hindenburg", True),
        ("He works for Brightwater AG", True),
        ("The song “Ana Diaz”", True),
        ("We met Ana Diaz", False),
        ("We heard the Dylan songs", False),
    ],
)
def test_what_speaks_against_a_person(text, expected):
    assert impersonal(text, names(text)[-1]) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who won the Oslo election?", "election"),
        ("When is the Oslo election?", "election"),
        ("When was the Oslo built?", ""),
        ("When did the Oslo sink?", ""),
        ("Who saw the Oslo in May?", ""),
        ("Who won Oslo elections?", ""),
    ],
)
def test_a_name_that_only_modifies_a_noun(text, expected):
    assert modified(text, names(text)[0]) == expected


def test_a_noun_known_before_is_found_wherever_it_follows():
    text = "Was the Oslo election held?"
    assert modified(text, names(text)[0]) == ""
    assert modified(text, names(text)[0], "election") == "election"
