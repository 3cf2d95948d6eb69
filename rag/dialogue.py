"""A question in a conversation into one that stands alone, by rules."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rag.errors import QuestionError
from rag.types import History

_PRONOUN = re.compile(
    r"\b(?i:it|its|they|them|their|theirs|he|him|his|she|her|hers|this|that|these|those|there|then)\b"
    r"(?!\s+[A-Z])"
)
_POSSESSIVE = {"its", "their", "theirs", "his", "her", "hers"}
_CONTINUES = re.compile(r"^\s*(?:and|but|so|also|or|what about|how about|why not)\b[\s,]*", re.I)
_NAME = re.compile(r"\b[A-Z0-9][\w’'&.-]*(?:\s+(?:of|of the)(?=\s+[A-Z])|\s+[A-Z0-9][\w’'&.-]*)*")
_QUESTION_WORDS = re.compile(
    r"^\s*(?:(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|can|could|has|have|had|"
    r"will|would|should|in|on|at|of|for|to|by|with|from|many|much|long|often|the|a|an)\b[\s,]*)+",
    re.I,
)
_REFERENCE_WORDS = 12  # a longer question with "that" or "there" in it mostly stands alone


def standalone(question: str, history: History = ()) -> str:
    """`question` with what it leaves to the conversation filled in, for searching.

    A question that stands alone comes back exactly as it is. `history` holds the earlier turns, oldest
    first; what earlier questions left open is filled from those before them.
    """
    before = ""
    for earlier in asked(history):
        before = _filled(earlier, before)
    return _filled(question, before)


def asked(history: History) -> list[str]:
    """The user's earlier questions, oldest first. Raises QuestionError for a history of another form."""
    turns = [_turn(position, turn) for position, turn in enumerate(history)]
    return [content for role, content in turns if role == "user" and content.strip()]


def recent(history: History, turns: int) -> Sequence[str | Mapping[str, Any]]:
    """The last `turns` questions and answers. Raises QuestionError where the history is no sequence."""
    if isinstance(history, str | bytes | Mapping) or not isinstance(history, Sequence):
        raise QuestionError(
            "history must be a list of turns, oldest first: strings, or messages with role and content"
        )
    first = max(0, len(history) - 2 * turns)
    return history[first + (first % 2 if history and isinstance(history[0], str) else 0) :]


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


def _filled(question: str, before: str) -> str:
    if not before:
        return question
    continued = _CONTINUES.match(question)
    pronoun = _PRONOUN.search(question)
    if pronoun and len(question.split()) <= _REFERENCE_WORDS:
        topic = _topic(before, question)
        if topic:
            word = pronoun.group().lower()
            if word in ("there", "then"):
                filled = f"{question[: pronoun.end()]} ({topic}){question[pronoun.end() :]}"
            else:
                ending = "’s" if word in _POSSESSIVE else ""
                filled = question[: pronoun.start()] + topic + ending + question[pronoun.end() :]
            return filled[len(continued.group()) :] if continued else filled
    if continued:
        rest = question[continued.end() :].rstrip(" ?")
        return f"{rest}, {_content(before)}?"
    return question


def _topic(before: str, question: str) -> str:
    """What the conversation is about: the first name of the question before that is not in this one."""
    content = _content(before)
    for name in _NAME.findall(content):
        if name.lower() not in question.lower():
            return str(name).rstrip(" .’'")
    return content


def _content(question: str) -> str:
    return _QUESTION_WORDS.sub("", question).strip().rstrip(" ?.!")
