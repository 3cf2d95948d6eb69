"""A conversation as the chat shows it: a list of messages, each one block of HTML."""

from collections.abc import Sequence

from ui import render
from ui.conversation import Turn
from ui.kept import packed


def messages(turns: Sequence[Turn]) -> list[dict[str, str]]:
    """The questions and what came of them; each outcome carries its turn as data for the page."""
    shown = []
    for number, turn in enumerate(turns, start=1):
        if turn.question.strip():
            shown.append({"role": "user", "content": render.question(turn.question)})
        shown.append({"role": "assistant", "content": _outcome(turn, number)})
    return shown


def _outcome(turn: Turn, number: int) -> str:
    match turn.outcome:
        case None:
            return render.waiting()
        case str(line):
            return render.notice(line, packed(turn))
        case answer:
            return render.turn(answer, number, packed(turn))
