import pytest

from rag.invisible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202egnp.exe", r"a\u202egnp.exe"),
        ("a\u200b\ufeff.txt", r"a\u200b\ufeff.txt"),
        ("a\n\t\x1b[31m", r"a\n\t\x1b[31m"),
        ("\U000e0041", r"\U000e0041"),
        ("\udc80", r"\udc80"),
        ("\u2028", r"\u2028"),
        ("naïve – “日本”", "naïve – “日本”"),
    ],
)
def test_invisible_characters_are_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_some_can_be_kept() -> None:
    assert visible("a\n\u200d\x00", keep="\n\u200d") == "a\n\u200d\\x00"
