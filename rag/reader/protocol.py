"""What any reader does."""

from collections.abc import Sequence
from typing import Protocol

from rag.types import Passage, Reading


class Reader(Protocol):
    """Finds what answers a question."""

    name: str

    def read(self, question: str, passages: Sequence[Passage]) -> Reading:
        """What in `passages`, best first, answers `question`, and how surely."""
        ...
