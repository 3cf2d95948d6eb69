from hypothesis import given
from hypothesis import strategies as st

from rag.reader.speech.quotes import DOT, VEIL, bare, shortened, veiled


def test_the_words_of_quotes_are_hidden():
    hidden = VEIL * 3
    assert veiled('"Yes," said Holt, «non».') == (f"“{VEIL * 4}” said Holt, “{hidden}”.", False)


def test_a_quote_may_stay_open():
    assert veiled("“No. It") == ("“" + VEIL * 6, True)


def test_stops_that_shorten_a_title_or_a_name_are_hidden():
    text = "Dr. K. R. Rao met Ms. Holt. R.-J. Oduya left."
    assert shortened(text) == f"Dr{DOT} K{DOT} R{DOT} Rao met Ms{DOT} Holt. R{DOT}-J{DOT} Oduya left."


def test_bare_words_have_no_marks_around_them():
    text = "he said: “Not a coin.”"
    assert text[slice(*bare(text, 7, len(text)))] == "Not a coin"


@given(st.text("aB “”\"'’.,\n"))
def test_what_is_hidden_keeps_its_place(text):
    hidden, _ = veiled(text)
    assert len(hidden) == len(text)
