"""The turns of a conversation, in either of the forms that they are given in."""

from collections.abc import Mapping, Sequence
from typing import Any

from rag.errors import QuestionError
from rag.types import History


def recent(history: History, turns: int) -> Sequence[str | Mapping[str, Any]]:
    """The last `turns` questions and answers. Raises QuestionError where the history is no sequence."""
    if isinstance(history, str | bytes | Mapping) or not isinstance(history, Sequence):
        raise QuestionError(
            "history must be a list of turns, oldest first: strings, or messages with role and content"
        )
    first = max(0, len(history) - 2 * turns)
    return history[first + (first % 2 if history and isinstance(history[0], str) else 0) :]


def turns(history: History) -> list[tuple[str, str]]:
    """Each turn's role and text, oldest first, without the empty ones. Raises QuestionError as above."""
    return [(role, content) for role, content in map(_turn, range(len(history)), history) if content.strip()]


def _turn(position: int, turn: str | Mapping[str, Any]) -> tuple[str, str]:
    if isinstance(turn, str):
        return ("assistant" if position % 2 else "user"), turn
    if (
        isinstance(turn, Mapping)
        and isinstance(turn.get("role"), str)
        and isinstance(turn.get("content"), str)
    ):
        return turn["role"], turn["content"]
    raise QuestionError(
        f"turn {position + 1} of the history is neither a string nor a message with role and content"
    )
