import re
from base64 import b64decode
from html import unescape
from json import loads

import pytest

from rag.types import Answer
from tests.ui.samples import abstention, answer
from ui.conversation import Turn
from ui.messages import growing, messages


def test_each_turn_has_its_own_links() -> None:
    shown = messages([Turn("a", answer()), Turn("b", abstention()), Turn("c", answer())])
    assert [message["role"] for message in shown] == ["user", "assistant"] * 3
    assert 'href="#cite-1-1"' in shown[1]["content"]
    assert 'href="#cite-3-1"' in shown[5]["content"]
    assert "cite-" not in shown[3]["content"]


def test_each_outcome_carries_its_turn_as_data() -> None:
    shown = messages([Turn("a", "Too long."), Turn("b", answer())])
    data = [
        loads(b64decode(unescape(found)))
        for message in shown
        for found in re.findall(r'<span class="data">([^<]*)</span>', message["content"])
    ]
    assert [turn["question"] for turn in data] == ["a", "b"]
    assert data[0]["outcome"] == "Too long."
    assert data[1]["outcome"]["citations"][0]["quote"] == "The quote."


@pytest.mark.parametrize("outcome", [answer(), abstention()])
def test_an_answer_says_which_articles_were_asked(outcome: Answer) -> None:
    _, said = messages([Turn("q", outcome, "since 2024; <b>.txt")])
    assert said["content"].startswith(
        '<p class="searched">Asked only: since 2024&#59; &#60;b&#62;&#46;txt</p><div class="answer'
    )
    _, said = messages([Turn("q", outcome)])
    assert "Asked only" not in said["content"]


def test_what_is_being_looked_for_says_so() -> None:
    user, bot = messages([Turn("<b>q</b>", None)])
    assert user["content"].startswith('<div class="question">&#60;b&#62;q&#60;&#47;b&#62;</div>')
    assert bot == {"role": "assistant", "content": '<div class="waiting">Reading the articles…</div>'}


def test_a_growing_conversation_has_the_messages_it_would_have_at_once() -> None:
    first = [Turn("a", answer()), Turn("b", "Too long.")]
    grown = [
        [*first, Turn("c", None)],
        [*first, Turn("c", answer())],
        [Turn("b", answer()), Turn("c", None)],
        [Turn(" ", "Please type a question.")],
    ]
    assert list(growing(grown)) == [(messages(turns), turns) for turns in grown]


def test_finished_turns_are_rendered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr("ui.messages.packed", lambda turn: made.append(turn.question) or "")
    before = [Turn("a", answer()), Turn("b", answer())]
    for _ in growing([*before, Turn("c", outcome)] for outcome in (None, answer(), answer())):
        pass
    assert made == ["a", "b", "c", "c"]
