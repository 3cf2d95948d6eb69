"""Where answers stand in passages."""

from training.groups import occurrences


def test_answers_are_found_as_whole_words() -> None:
    text = "One bridge, one ferry; someone paid for one\nferry."
    assert [text[a:b] for a, b in occurrences(text, ["one ferry"])] == ["one ferry", "one\nferry"]
    assert [text[a:b] for a, b in occurrences(text, ["Bridge."])] == ["bridge"]
    assert occurrences(text, ["boat", ""]) == ()


def test_an_answer_that_stands_everywhere_tells_nothing() -> None:
    assert occurrences("a b " * 7, ["a"]) == ()
