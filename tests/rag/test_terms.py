"""Words and stems."""

from hypothesis import given
from hypothesis import strategies as st

from rag.terms import stem, words


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
def test_words_of_any_text_stand_in_it_in_order(text: str):
    spoken = words(text)
    assert all(text[word.start : word.end] for word in spoken)
    assert all(one.end <= other.start for one, other in zip(spoken, spoken[1:], strict=False))
