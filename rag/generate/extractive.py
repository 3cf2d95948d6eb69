"""The generator that quotes, the default: it needs no language model."""

from collections.abc import Iterator, Sequence

from rag.types import Passage, Reading
from rag.verify import plain

EXTRACTIVE = "extractive"


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
