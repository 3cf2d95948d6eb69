"""Who may write a chat: of several questions the one asked last, so that no two answers mix in it."""

from collections.abc import Generator, Iterator
from typing import TypeVar

Piece = TypeVar("Piece")


class Floor:
    """The right to write one chat. Safe from any thread."""

    def __init__(self) -> None:
        self._last = _Speaker(done=True)

    @property
    def is_free(self) -> bool:
        """Whether nobody is writing."""
        return self._last.done

    def alone(self, pieces: Iterator[Piece]) -> Generator[Piece, None, None]:
        """`pieces`, as long as no others begin and the floor is not cleared."""
        self._last = speaker = _Speaker()
        try:
            for piece in pieces:
                if self._last is not speaker:
                    return
                yield piece
        finally:
            speaker.done = True

    def clear(self) -> None:
        """Let nobody go on."""
        self._last = _Speaker(done=True)


class _Speaker:
    def __init__(self, done: bool = False) -> None:
        self.done = done
