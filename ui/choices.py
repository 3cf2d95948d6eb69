"""What a person may choose for his questions: who writes, how much is read, how strict, which articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict, get_args

from rag import Config
from rag.generate import EXTRACTIVE
from rag.types import Only, Unsupported


class Arguments(TypedDict, total=False):
    """What `Engine.stream` is given besides question and history; None leaves it to the settings."""

    generator: str | None
    k: int | None
    unsupported: Unsupported | None
    only: Only | None


@dataclass(frozen=True, slots=True)
class Choices:
    """As the page's fields give them; an empty one leaves it to the server's settings."""

    generator: str | None = None
    k: int | None = None
    unsupported: Unsupported | None = None
    since: str | None = None
    until: str | None = None
    articles: str | None = None  # paths, one a line
    sources: Sequence[str] | None = None

    @property
    def since_day(self) -> str | None:
        return (self.since or "").strip() or None

    @property
    def until_day(self) -> str | None:
        return (self.until or "").strip() or None

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in (self.articles or "").splitlines() if line.strip())

    @property
    def chosen_sources(self) -> tuple[str, ...]:
        return tuple(source for source in self.sources or () if source.strip())

    @property
    def restriction(self) -> str:
        """Which articles are asked, such as "since 2024; a.txt, b.txt"; empty where all are."""
        parts = [
            f"since {self.since_day}" if self.since_day else "",
            f"until {self.until_day}" if self.until_day else "",
            ", ".join(self.paths),
            ", ".join(self.chosen_sources),
        ]
        return "; ".join(filter(None, parts))

    def arguments(self) -> Arguments:
        """What `Engine.stream` is given besides question and history. Raises QuestionError for no date."""
        only = Only(
            since=self.since_day, until=self.until_day, articles=self.paths, sources=self.chosen_sources
        )
        return {
            "generator": self.generator or None,
            "k": self.k,
            "unsupported": self.unsupported or None,
            "only": only,
        }


def generators(config: Config) -> list[str]:
    """Who may write an answer: the extractive one, and the one configured."""
    return list(dict.fromkeys([EXTRACTIVE, config.generator]))


def most_passages(config: Config) -> int:
    """How many passages may be chosen to be read for an answer: 50, or as many as are configured."""
    return max(50, config.k)


def restored(config: Config, kept: Any) -> list[Any]:
    """Generator, `k` and what becomes of unsupported sentences as a browser kept them, else as configured."""
    try:
        generator, k, unsupported = kept
    except (TypeError, ValueError):
        generator = k = unsupported = None
    return [
        generator if generator in generators(config) else config.generator,
        k if isinstance(k, int) and 1 <= k <= most_passages(config) else config.k,
        unsupported if unsupported in get_args(Unsupported) else config.unsupported,
    ]
