"""Slips of the pen: put right where the articles have the word, and nothing else touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.spelling import corrected

ARTICLES = {
    "signed": 3,
    "sized": 9,
    "focus": 2,
    "fours": 9,
    "movement": 40,
    "moment": 2,
    "majors": 5,
    "slaves": 4,
}
TYPED = ["sinned", "sined", "foucs", "fous", "movment", "mment", "slavs", "slavves", "maors", "the"]


def frequency(word: str) -> int:
    return ARTICLES.get(word, 0)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Who sined it?", "Who signed it?"),  # a letter left out
        ("What is the foucs?", "What is the focus?"),  # two letters swapped
        ("the movment", "the movement"),  # of two words the one that the articles have more often
        ("slavves in Rome", "slaves in Rome"),  # a letter too many
    ],
)
def test_what_was_meant_is_searched(typed, meant):
    assert corrected(typed, frequency) == meant


@pytest.mark.parametrize(
    "question",
    [
        "Who Sined it?",  # a name, perhaps
        "Where are the mayors?",  # a form of a word that is known
        "Who sgned-off it?",
        "a slaver in Rome",  # a word, though not of the articles
        "the mayor's sinedd letters, and sined/unsined ones",
        "who said “sined”?",
        "",
    ],
)
def test_everything_else_stays(question):
    assert corrected(question, frequency) == question


def test_a_word_of_the_articles_is_no_slip():
    assert corrected("the sined", lambda word: {"sined": 1, "signed": 9}.get(word, 0)) == "the sined"


@given(st.from_regex("([a-z]{4,8} ){1,6}", fullmatch=True) | st.lists(st.sampled_from(TYPED)).map(" ".join))
def test_only_words_that_the_articles_have_are_put_in(question):
    for typed, meant in zip(question.split(), corrected(question, frequency).split(), strict=True):
        assert meant == typed or meant in ARTICLES
