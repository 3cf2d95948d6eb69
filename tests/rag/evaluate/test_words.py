"""Paragraphs found whatever their spaces and Unicode form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.evaluate.words import Words

SEA = "The sea is salt.\n\nRivers carry salt into the sea.\nThe café closes at 23 hours."
RIVERS = "Rivers carry salt into the sea. The café closes at 23 hours."


@pytest.mark.parametrize(
    "paragraph",
    [
        "Rivers carry salt into the sea.\nThe café closes at 23 hours.",
        "Rivers carry salt  into the sea. The café closes at 23 hours.",
        unicodedata.normalize("NFD", RIVERS),
        "\u200bRivers carry\u00ad salt into the sea. \u200b The café closes at 23 hours.",
    ],
)
def test_a_paragraph_is_found_whatever_its_spaces_and_unicode_form(paragraph: str) -> None:
    assert Words(SEA).find(paragraph) == (SEA.index("Rivers"), len(SEA))


@pytest.mark.parametrize("paragraph", ["Rivers carry sugar.", "ivers carry salt  into", " \u200b "])
def test_what_does_not_stand_there_as_whole_words_is_not_found(paragraph: str) -> None:
    assert Words(SEA).find(paragraph) is None


def test_it_is_the_whole_paragraph_that_is_found_not_one_that_begins_alike() -> None:
    text = "It rains\nin May.\n\nIt rains\nin June."
    assert Words(text).find("It rains in June.") == (text.rindex("It"), len(text))


@given(st.lists(st.text("aé1.-", min_size=1, max_size=4), min_size=1, max_size=8), st.data())
def test_any_run_of_words_is_found_as_it_was(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    wanted = words[first : data.draw(st.integers(first + 1, len(words)))]
    text = "\n".join(words)
    found = Words(text).find("\t ".join(wanted))
    assert found is not None
    assert text[slice(*found)].split() == wanted
