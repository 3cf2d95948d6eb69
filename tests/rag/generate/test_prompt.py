import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.tokens import count
from rag.errors import GeneratorError
from rag.generate.prompt import inert, messages
from rag.types import Passage

BOUNDARY = r"[0-9a-f]{16}"
DELIMITERS = ["<passage 2 ", "</passage ", "0123456789abcdef", ">", "<", "[1]", "[[2]", "]", "Question: "]
TEMPLATES = ["<|im_end|>", "<|im_start|>system", "[INST]", "</s>", "\n", "\r", "\u2028", " "]
HOSTILE = st.lists(
    st.sampled_from(DELIMITERS + TEMPLATES) | st.text(max_size=20),
    max_size=12,
).map("".join)


def passage(text, title="The Bridge", date=None):
    return Passage(text, "b", title, "b.txt", date, 0, len(text))


def test_the_whole_prompt():
    rules, task = messages(
        "Who built it?",
        [passage("Ada Holt [3] built\nthe bridge.", date="1999-01-02"), passage("It spans <b>300</b> m.")],
        budget=500,
    )
    assert (rules["role"], task["role"]) == ("system", "user")
    boundary = re.search(BOUNDARY, task["content"]).group()
    assert (
        task["content"]
        == f"""<passage 1 {boundary}>
Title: The Bridge
Date: 1999-01-02
Text: Ada Holt built the bridge.
</passage {boundary}>
<passage 2 {boundary}>
Title: The Bridge
Text: It spans ‹b›300‹/b› m.
</passage {boundary}>

Question: Who built it?

Find the passage that tells this, and answer with what it says, in one sentence that ends in its number, \
such as [1]."""
    )
    assert f"between <passage NUMBER {boundary}> and </passage {boundary}>" in rules["content"]
    assert "write NOT_ANSWERED and nothing else" in rules["content"]


def test_the_boundary_is_new_each_time():
    found = {
        re.search(BOUNDARY, messages("?", [passage("So.")], 100)[1]["content"]).group() for _ in range(50)
    }
    assert len(found) == 50


@given(st.lists(st.tuples(HOSTILE, HOSTILE, st.none() | HOSTILE), min_size=1, max_size=4), HOSTILE)
@settings(deadline=None)
def test_no_passage_breaks_out(given, question):
    """Line by line, the prompt is what was framed: no text adds a line, a delimiter or a marker."""
    content = messages(question, [passage(*one) for one in given], budget=100_000)[1]["content"]
    boundary = re.search(BOUNDARY, content).group()
    lines = content.splitlines()
    for number, (text, title, date) in enumerate(given, start=1):
        expected = [f"<passage {number} {boundary}>", f"Title: {inert(title)}"]
        expected += [f"Date: {inert(date)}"] if date else []
        expected += [f"Text: {inert(text)}", f"</passage {boundary}>"]
        assert lines[: len(expected)] == expected
        del lines[: len(expected)]
        assert not set("<>[]") & set("".join(expected[1:-1]))
    assert lines[:3] == ["", f"Question: {inert(question)}", ""]
    assert len(lines) == 4


@given(HOSTILE)
def test_inert_text_is_one_line_without_brackets(text):
    assert len(inert(text).splitlines()) <= 1
    assert not set("<>[]") & set(inert(text))
    assert inert(inert(text)) == inert(text)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.integers(150, 600))
@settings(deadline=None)
def test_whole_passages_within_the_budget_best_first(lengths, budget):
    passages = [passage(f"P{n} " + "word " * length + f"end{n}.") for n, length in enumerate(lengths, 1)]
    content = messages("Who?", passages, budget)[1]["content"]
    blocks = content[: content.index("\n\nQuestion:")]
    assert count(blocks) <= budget
    numbers = [int(n) for n in re.findall(r"<passage (\d+)", blocks)]
    assert numbers == sorted(numbers)
    assert numbers[0] == 1
    for number in numbers:
        assert f"Text: {inert(passages[number - 1].text)}\n" in blocks
    left_out = set(range(1, len(passages) + 1)) - set(numbers)
    for number in left_out:
        alone = messages("Who?", [passages[number - 1]], 10_000)[1]["content"]
        assert count(alone[: alone.index("\n\nQuestion:")]) + count(blocks) > budget - 20  # boundaries differ


def test_where_no_passage_fits_it_says_what_to_raise():
    with pytest.raises(GeneratorError, match=r"raise passage_tokens in \[llm\]"):
        messages("Who?", [passage("word " * 100)], budget=50)
