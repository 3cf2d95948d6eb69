"""A generator that takes its time, so that a test can see an answer grow and stop it."""

import time
from collections.abc import Iterator, Sequence

from index.sentences import sentences
from rag.types import Passage


class Slow:
    """Says the sentences of the best passage, slowly."""

    def generate(self, question: str, passages: Sequence[Passage]) -> Iterator[str]:
        text = passages[0].text
        for start, end in sentences(text):
            yield f"{text[start:end]} [1] "
            time.sleep(0.7)
