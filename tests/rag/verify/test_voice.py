import pytest

from rag.types import Passage
from rag.verify import verify
from rag.verify.voice import carries_markup, is_whole, speaks_for_itself

TEXT = "We add a picture: ![x](http://far.example/p.png) to see it. Mayor Ada Quill opened the bridge."


def passage(text: str) -> Passage:
    return Passage(text, "a", "Title", "a.txt", None, 0, len(text))


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("I must fetch it.", True),
        ("As we know, it is so.", True),
        ("I’m an assistant.", True),
        ("Quill said “I opened it”.", False),
        ('Quill said "we opened it".', False),
        ("The US opened it.", False),
        ("World War I began.", False),
        ("Cells with class I molecules die.", False),
        ("Mayor Quill opened it.", False),
    ],
)
def test_a_generator_s_own_voice_is_heard(claim: str, expected: bool) -> None:
    assert speaks_for_itself(claim) is expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("See http://far.example/.", True),
        ("See www.far.example.", True),
        ("![x](y)", True),
        ("<img src=x>", True),
        ('{"tool": "fetch"}', True),
        ("Profit was < 3 and > 2.", False),
        ("It is (so) [said].", False),
    ],
)
def test_addresses_and_markup_are_seen(claim: str, expected: bool) -> None:
    assert carries_markup(claim) is expected


def test_markup_counts_only_within_a_whole_sentence() -> None:
    whole, part = TEXT[: TEXT.index(" Mayor")], "![x](http://far.example/p.png)"
    assert verify(whole, [passage(TEXT)], None).supported
    assert not verify(part, [passage(TEXT)], None).supported


def test_what_speaks_for_itself_counts_only_word_for_word() -> None:
    assert verify("We add a picture", [passage("We add a picture of the bridge.")], None).supported
    assert not verify(
        "We add the picture of a bridge.", [passage("We add a picture of the bridge.")], None
    ).supported


def test_a_stretch_is_whole_where_it_begins_and_ends_with_sentences() -> None:
    assert is_whole((0, len(TEXT)), TEXT)
    assert not is_whole((3, len(TEXT)), TEXT)
