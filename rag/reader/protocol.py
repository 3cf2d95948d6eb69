"""What any reader does."""

from collections.abc import Sequence
from typing import Protocol

from rag.types import Passage, Reading


class Reader(Protocol):
    """Finds what answers a question."""

    name: str
    threshold: float  # of the confidence, 0 to 1, fitted with the reader: below it, better to abstain

    def read(self, question: str, passages: Sequence[Passage]) -> Reading:
        """What in `passages`, best first, answers `question`, and how surely."""
        ...
