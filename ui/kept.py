"""Conversations as the browser keeps them: every turn is in the page as data, and comes back after a reload.

The server keeps no conversation. What comes back is the user's own data, so it is checked for its form
and shown escaped, like everything else.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import asdict, replace

from pydantic import TypeAdapter, ValidationError

from rag.types import Answer, Passage
from ui import render
from ui.conversation import TURNS, Turn

_TURN = TypeAdapter(Turn)


def packed(turn: Turn) -> str:
    """A turn as base64 of JSON, its outcome without what only the server needs."""
    outcome = turn.outcome
    if isinstance(outcome, Answer):
        bare = tuple(replace(one, before="", after="") for one in outcome.citations)
        near = tuple(_short(one) for one in render.nearest(outcome.closest))
        outcome = replace(outcome, citations=bare, closest=near, timings={})
    data = json.dumps(asdict(replace(turn, outcome=outcome)), separators=(",", ":"))
    return base64.b64encode(data.encode()).decode()


def unpacked(text: str) -> list[Turn]:
    """The turns in a JSON list, the last `TURNS` of them; one that has not the form is left out."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return []
    turns = []
    for value in values[-TURNS:] if isinstance(values, list) else []:
        try:
            turns.append(_TURN.validate_python(value))
        except ValidationError:
            continue
    return turns


def again(text: str, turns: Sequence[Turn]) -> tuple[str, list[Turn]]:
    """The question in {"turn": 1, 2 …, "question": …}, to be asked once more, and the turns before that."""
    try:
        value = json.loads(text)
        return str(value["question"]), list(turns[: max(0, int(value["turn"]) - 1)])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return "", list(turns)


def _short(passage: Passage) -> Passage:
    return replace(passage, text=render.head(passage.text, render.EXCERPT))
