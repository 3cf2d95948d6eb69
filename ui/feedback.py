"""What people say of the answers: good or not, in a word, with the answer it is about. Kept in one file."""

import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.errors import FootnoteError

KEPT = 10_000  # the newest so many stay
LONGEST_WORD = 1_000  # characters; the rest of a longer text is cut off
LONGEST_TEXT = 20_000
MOST_CITATIONS = 100
PATIENCE = 5.0  # seconds to wait for another who writes

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY, time TEXT NOT NULL, good INTEGER NOT NULL, word TEXT NOT NULL,
    question TEXT NOT NULL, answer TEXT NOT NULL, citations TEXT NOT NULL, generation TEXT NOT NULL
) STRICT
"""


class FeedbackError(FootnoteError):
    """Feedback cannot be kept, or cannot be read."""


@dataclass(frozen=True, slots=True)
class Place:
    """What an answer cited: characters `start` to `end` of the article at `path`."""

    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody said of an answer."""

    time: str  # ISO 8601, UTC
    good: bool
    word: str
    question: str
    answer: str
    citations: tuple[Place, ...]
    generation: str  # that it was answered from

    def to_dict(self) -> dict[str, Any]:
        """The verdict as plain data."""
        return asdict(self)


class Feedback:
    """All verdicts, in the SQLite file `file`. Safe from any thread and from several processes."""

    _creating = threading.Lock()

    def __init__(self, file: Path) -> None:
        self._file = file

    def add(
        self,
        good: bool,
        word: str,
        question: str,
        answer: str,
        citations: Iterable[Place],
        generation: str,
    ) -> None:
        """Keep a verdict; the oldest goes where there are more than KEPT. Raises FeedbackError."""
        places = [asdict(place) for place in citations][:MOST_CITATIONS]
        row = (
            datetime.now(UTC).isoformat(timespec="seconds"),
            bool(good),
            _cut(word, LONGEST_WORD),
            _cut(question, LONGEST_TEXT),
            _cut(answer, LONGEST_TEXT),
            json.dumps(places),
            _cut(generation, LONGEST_WORD),
        )
        with self._opened("written") as db:
            db.execute("PRAGMA journal_mode = WAL")
            with db:
                db.execute(_SCHEMA)
                db.execute("INSERT INTO feedback VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", row)
                db.execute("DELETE FROM feedback WHERE id <= (SELECT max(id) FROM feedback) - ?", [KEPT])

    def all(self, limit: int | None = None) -> list[Verdict]:
        """The `limit` newest verdicts, or all; newest first. Raises FeedbackError."""
        if not self._file.exists():
            return []
        with self._opened("read") as db:
            db.execute(_SCHEMA)
            rows = db.execute(
                "SELECT time, good, word, question, answer, citations, generation FROM feedback "
                "ORDER BY id DESC LIMIT ?",
                [-1 if limit is None else limit],
            ).fetchall()
        return [_verdict(*row) for row in rows]

    def _create(self) -> None:
        """The file, if there is none, for its owner's eyes only.

        Never while another thread has it open: to close a file drops all locks this process has on it.
        """
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))

    @contextmanager
    def _opened(self, done: str) -> Iterator[sqlite3.Connection]:
        """A connection for this thread alone. `done` says in an error what could not be."""
        try:
            with self._creating:
                self._create()
            with closing(sqlite3.connect(self._file, timeout=PATIENCE)) as db:
                yield db
        except (OSError, sqlite3.Error) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            raise FeedbackError(
                f"the feedback in {self._file} cannot be {done}: {reason}; mend that, "
                "or name another file with FOOTNOTE_SERVE_FEEDBACK"
            ) from None


def _verdict(
    time: str, good: int, word: str, question: str, answer: str, citations: str, generation: str
) -> Verdict:
    places = tuple(Place(**place) for place in json.loads(citations))
    return Verdict(time, bool(good), word, question, answer, places, generation)


def _cut(text: str, longest: int) -> str:
    """`text` as far as it is kept, and fit for UTF-8."""
    whole = text.encode("utf-8", "replace").decode()
    return whole if len(whole) <= longest else whole[: longest - 1] + "…"
