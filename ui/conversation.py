"""A conversation in the chat: its turns, how they grow, and what the chat and the engine see of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.errors import FootnoteError
from rag import Engine
from rag.errors import QuestionError
from rag.types import Answer
from ui.choices import Choices

TURNS = 50  # turns kept and shown; older ones go
NO_CHOICES = Choices()


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came of it: an answer, or a line that says why there is none."""

    question: str
    outcome: Answer | str | None  # None while the answer is being looked for
    only: str = ""  # which articles were asked, in words; empty where all were


def converse(
    engine: Engine, question: str, turns: Sequence[Turn], choices: Choices = NO_CHOICES
) -> Iterator[list[Turn]]:
    """The conversation again and again, as the answer to `question` grows; what goes wrong is said in it."""
    only = choices.restriction
    before = [turn for turn in turns if turn.question.strip() and turn.outcome is not None][-TURNS + 1 :]
    try:
        if not question.strip():
            raise QuestionError("Please type a question.")
        yield [*before, Turn(question, None, only)]
        for answer in engine.stream(question, history(before), **choices.arguments()):
            yield [*before, Turn(question, answer, only)]
    except FootnoteError as error:
        yield [*before, Turn(question, str(error), only)]


def ended(turns: Sequence[Turn]) -> list[Turn]:
    """The conversation with nothing left open, after its last answer came or was broken off."""
    return [
        replace(turn, outcome="This was not answered; please ask again.") if turn.outcome is None else turn
        for turn in turns
    ]


def history(turns: Sequence[Turn]) -> list[dict[str, str]]:
    """What was asked and answered so far, as chat messages of plain text."""
    return [
        {"role": role, "content": content}
        for turn in turns
        if isinstance(turn.outcome, Answer)
        for role, content in (("user", turn.question), ("assistant", turn.outcome.text))
    ]
