"""What every generator has in common."""

from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from rag.types import Passage


@runtime_checkable
class Generator(Protocol):
    """Writes an answer from numbered passages.

    Yields pieces of text in which each sentence is followed by the markers of the passages it rests on:
    `[1]` is `passages[0]`. Yields nothing where the passages do not answer; that makes an abstention.
    A GeneratorError it raises is shown to the user as the reason why the articles are quoted instead.
    """

    def generate(self, question: str, passages: Sequence[Passage]) -> Iterator[str]: ...
