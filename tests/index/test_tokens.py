import pytest

from index.tokens import SLICE, count


def test_counts_cl100k_tokens():
    assert count("") == 0
    assert count("Hello world") == 2


def test_spelling_of_a_special_token_is_plain_text():
    assert count("<|endoftext|>") == 7


@pytest.mark.parametrize("blanks", [" ", "\t ", "\n"])
def test_a_million_blanks_in_a_row_are_counted(blanks):
    text = f"a{blanks * (1_000_000 // len(blanks))}b"
    assert count(text) == sum(count(text[i : i + SLICE]) for i in range(0, len(text), SLICE)) > 7000
