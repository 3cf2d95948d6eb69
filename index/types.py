"""The plain values that indexing hands on: articles, chunks and the report of a build."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal

FileState = Literal["indexed", "unchanged", "skipped", "failed"]

Progress = Callable[[str, int, int], None]
"""Called as `progress(stage, done, total)`; stages are "read", "embed" and "write"."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as a reader would read it.

    `text` is canonical: every offset in the system is a character offset (Python `str` index)
    into it. It holds the body alone; the title stands in `title`.
    """

    id: str  # stable for the same path
    path: str  # relative to the corpus, with "/" between folders
    title: str
    text: str
    date: str | None  # ISO 8601 (YYYY-MM-DD), only where the article states one
    source: str | None  # publisher or address, only where the article states one
    sha256: str  # of the file's original bytes


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of one article: `article.text[start:end]`."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. `reason` is filled for every file that is not in the index."""

    path: str
    state: FileState
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The outcome of one build: `seen == indexed + unchanged + skipped + failed`."""

    corpus: str
    index: str
    generation: str
    files: tuple[FileReport, ...]
    removed: tuple[str, ...]  # paths that were in the index before and are gone
    chunks: int
    embedded: int  # chunks whose vectors were computed; the others kept theirs
    seconds: float

    def _count(self, state: FileState) -> int:
        return sum(file.state == state for file in self.files)

    @property
    def seen(self) -> int:
        return len(self.files)

    @property
    def indexed(self) -> int:
        return self._count("indexed")

    @property
    def unchanged(self) -> int:
        return self._count("unchanged")

    @property
    def skipped(self) -> int:
        return self._count("skipped")

    @property
    def failed(self) -> int:
        return self._count("failed")

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data, counts included."""
        counts = {
            "seen": self.seen,
            "indexed": self.indexed,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "failed": self.failed,
        }
        return {**asdict(self), **counts}
