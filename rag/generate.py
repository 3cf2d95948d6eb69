"""Passages into the text of an answer. Whoever writes it, each sentence is cited and verified afterwards."""

import importlib
from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from rag.errors import GeneratorError
from rag.types import Passage, Reading
from rag.verify import plain

EXTRACTIVE = "extractive"


@runtime_checkable
class Generator(Protocol):
    """Writes an answer from numbered passages.

    Yields pieces of text in which each sentence is followed by the markers of the passages it rests on:
    `[1]` is `passages[0]`. Yields nothing where the passages do not answer.
    """

    def generate(self, question: str, passages: Sequence[Passage]) -> Iterator[str]: ...


class Extractive:
    """Quotes the sentences that the reader found, word for word, so it cannot invent."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def generate(self, question: str, passages: Sequence[Passage]) -> Iterator[str]:
        """One piece for each sentence of evidence, best first."""
        for evidence in self._reading.evidence:
            passage = passages[evidence.passage]
            quote = passage.text[evidence.start - passage.start : evidence.end - passage.start]
            yield f"{plain(quote)} [{evidence.passage + 1}] "


def load_generator(generator: str | Generator, reading: Reading) -> Generator:
    """The generator itself, or the one of this name: "extractive", or "module:name" for your own.

    Raises GeneratorError for an unknown name or an object that does not fit the Protocol.
    """
    if isinstance(generator, str):
        if generator == EXTRACTIVE:
            return Extractive(reading)
        found = _imported(generator)
    else:
        found = generator
    if not isinstance(found, Generator):
        raise GeneratorError(f"{generator!r} has no generate(question, passages); see rag.generate.Generator")
    return found


def _imported(name: str) -> object:
    module, _, attribute = name.partition(":")
    try:
        found = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError, ValueError):
        raise GeneratorError(
            f"there is no generator {name!r}; set {EXTRACTIVE!r}, or module:name of your own"
        ) from None
    return found() if isinstance(found, type) else found
