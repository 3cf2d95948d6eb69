"""A conversation as the chat shows it: a list of messages, each one block of HTML."""

from collections.abc import Iterable, Iterator, Sequence

from ui import render
from ui.conversation import Turn
from ui.kept import packed

LONGEST = 300  # characters shown of what a question was restricted to

Message = dict[str, str]


def messages(turns: Sequence[Turn]) -> list[Message]:
    """The questions and what came of them; each outcome carries its turn as data for the page."""
    return [message for number, turn in enumerate(turns, start=1) for message in _turn(turn, number)]


def growing(conversation: Iterable[list[Turn]]) -> Iterator[tuple[list[Message], list[Turn]]]:
    """A conversation whose last turn grows, as messages and as turns; those before are rendered once."""
    shown: list[Message] = []
    finished: list[Turn] = []
    for turns in conversation:
        *before, last = turns
        if before != finished:
            shown, finished = messages(before), before
        yield [*shown, *_turn(last, len(turns))], turns


def _turn(turn: Turn, number: int) -> list[Message]:
    asked = {"role": "user", "content": render.question(turn.question)}
    came = {"role": "assistant", "content": _outcome(turn, number)}
    return [asked, came] if turn.question.strip() else [came]


def _outcome(turn: Turn, number: int) -> str:
    match turn.outcome:
        case None:
            return render.waiting()
        case str(line):
            return render.notice(line, packed(turn))
        case answer:
            return _restricted(turn) + render.turn(answer, number, packed(turn))


def _restricted(turn: Turn) -> str:
    """Which articles were asked, where not all were."""
    only = render.escape(render.head(turn.only, LONGEST))
    return f'<p class="searched">Asked only: {only}</p>' if only.strip() else ""
