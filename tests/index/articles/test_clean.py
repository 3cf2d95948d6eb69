import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.clean import canonical, one_line, same_words

TRICKY = (
    "\n\r\t \u0085\u2028\u2029\u200b\u200c\u200d\u0301\u0323\u0344\u0f73\u0e01\u0627\u0930\u094d"
    "👩❤\ufe0f\ufe0e\u00a0a\u1100\u1161"
)
TEXT = st.text(st.one_of(st.characters(), st.sampled_from(TRICKY)))


@given(TEXT)
def test_twice_is_once(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once


@given(TEXT)
def test_what_is_promised_of_the_form(text: str) -> None:
    result = canonical(text)
    assert unicodedata.is_normalized("NFC", result)
    assert "\n\n\n" not in result
    assert result == result.strip()
    assert all(line == line.rstrip() for line in result.split("\n"))
    assert not [c for c in result if unicodedata.category(c) in ("Cc", "Cs", "Zs") and c not in " \n\t"]
    result.encode("utf-8")


@given(st.text("abc ,.“”é\n", max_size=80))
def test_ordinary_words_stay(text: str) -> None:
    assert canonical(text).split() == text.split()


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("a\r\nb\rc\x0bd\u2028e\u2029f", "a\nb\nc\nd\ne\n\nf"),
        ("a  \n\n\n\n b\t\n", "a\n\n b"),
        ("a\u00a0b\u202fc\u3000d", "a b c d"),
        ("cafe\u0301", "café"),
        ("a\x00b\x07c\x1b", "abc"),
        ("pass\u200bword in\u200dvis\u200cible\ufeff", "password invisible"),
        ("\u202eevil\u202c \u2066x\u2069\u200e\u061c", "evil x"),
        ("tag\U000e0041\U000e007fged soft\u00adhyphen\u2060", "tagged softhyphen"),
        ("\ud800lone\udcff", "lone"),
        ("emoji 👩\u200d👩\u200d👧 ❤\ufe0f stay", "emoji 👩\u200d👩\u200d👧 ❤\ufe0f stay"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200d ന്\u200d", "क्\u200d ന്\u200d"),
        ("ភាសា\u200bខ្មែរ", "ភាសា ខ្មែរ"),
        ("smuggled\ufe01\ufe02\ufe03", "smuggled\ufe01"),
    ],
)
def test_characters(given_text: str, expected: str) -> None:
    assert canonical(given_text) == expected


def test_a_million_marks_are_cut_to_a_few() -> None:
    assert len(canonical("a" + "\u0301\u0323" * 500_000)) <= 31


def test_one_line() -> None:
    assert one_line(" A\n title\u200b ") == "A title"


def test_same_words() -> None:
    assert same_words("The “Ferry”:  starts", "the ferry starts!")
    assert not same_words("The ferry", "The ferries")
