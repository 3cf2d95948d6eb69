"""What a person may choose for his questions: who writes, how much is read, how strict, which articles."""

from dataclasses import dataclass
from typing import Any

from rag.types import Only, Unsupported


@dataclass(frozen=True, slots=True)
class Choices:
    """As the page's fields give them; an empty one leaves it to the server's settings."""

    generator: str | None = None
    k: int | None = None
    unsupported: Unsupported | None = None
    since: str | None = None
    until: str | None = None
    articles: str | None = None  # paths, one a line

    def arguments(self) -> dict[str, Any]:
        """What `Engine.stream` is given besides question and history. Raises QuestionError for no date."""
        only = Only(
            since=(self.since or "").strip() or None,
            until=(self.until or "").strip() or None,
            articles=tuple(line.strip() for line in (self.articles or "").splitlines() if line.strip()),
        )
        return {
            "generator": self.generator or None,
            "k": self.k,
            "unsupported": self.unsupported or None,
            "only": only,
        }
