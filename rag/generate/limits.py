"""Limits of time and length around any generator, since none is trusted to end."""

import threading
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from queue import Empty, SimpleQueue

from rag.errors import GeneratorError
from rag.generate.config import Llm
from rag.generate.protocol import Generator
from rag.generate.reply import reply
from rag.types import Passage

TO_GIVE = 'it has to yield pieces of text, each a string, with markers such as "[1]"'


class Limited:
    """A generator that gives up in time, and whose every fault is a GeneratorError of one line.

    The one within writes in a thread of its own. Where it takes too long it is left behind, and ends
    at its next piece.
    """

    def __init__(self, generator: Generator, llm: Llm) -> None:
        self._generator = generator
        self._llm = llm

    def generate(self, question: str, passages: Sequence[Passage]) -> Iterator[str]:
        """The pieces of the answer. Raises GeneratorError where a limit is passed or the generator fails."""
        return reply(self._pieces(question, passages))

    def _pieces(self, question: str, passages: Sequence[Passage]) -> Iterator[str]:
        pieces: SimpleQueue[str | GeneratorError | None] = SimpleQueue()
        left = threading.Event()
        threading.Thread(
            target=self._write, args=(question, passages, pieces, left), name="generator", daemon=True
        ).start()
        limits = self._llm
        deadline = time.monotonic() + limits.seconds
        patience = limits.first_seconds
        try:
            while True:
                remaining = deadline - time.monotonic()
                if remaining <= 0:
                    raise GeneratorError(f"it was not done within {limits.seconds:g} s")
                try:
                    piece = pieces.get(timeout=min(patience, remaining))
                except Empty:
                    if patience < remaining:
                        raise GeneratorError(f"it wrote nothing for {patience:g} s") from None
                    continue
                if piece is None:
                    return
                if isinstance(piece, GeneratorError):
                    raise piece
                yield piece
                patience = limits.pause_seconds
        finally:
            left.set()

    def _write(
        self,
        question: str,
        passages: Sequence[Passage],
        pieces: SimpleQueue[str | GeneratorError | None],
        left: threading.Event,
    ) -> None:
        """In the thread: put pieces until the end, which is None, or the first fault."""
        chars = 0
        try:
            for piece in _given(self._generator.generate(question, passages)):
                if left.is_set():
                    return
                if not isinstance(piece, str):
                    raise GeneratorError(f"generate() gave {_kind(piece)} among its pieces; {TO_GIVE}")
                chars += len(piece)
                if chars > self._llm.max_chars:
                    raise GeneratorError(f"it wrote more than {self._llm.max_chars} characters")
                pieces.put(piece)
            pieces.put(None)
        except GeneratorError as error:
            pieces.put(GeneratorError(str(error)))  # a new one, without what led to it
        except Exception as error:  # noqa: BLE001 - it may be the user's own code
            pieces.put(GeneratorError(_place(error)))


def _given(pieces: Iterable[object] | None) -> Iterable[object]:
    """What generate() gave, where pieces can come of it."""
    if not isinstance(pieces, Iterable) or isinstance(pieces, bytes):
        raise GeneratorError(f"generate() gave {_kind(pieces)}; {TO_GIVE}")
    return pieces


def _kind(value: object) -> str:
    return "None" if value is None else f"a value of type {type(value).__name__}"


def _place(error: Exception) -> str:
    """The kind of error and where it arose. Not its text, which may hold a key."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {frame.filename.rpartition('/')[2]}, line {frame.lineno}"
