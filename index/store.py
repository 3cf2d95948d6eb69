"""Articles and chunks of one generation: the one door to SQLite."""

import json
import sqlite3
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexCorruptError
from index.types import Article, Chunk

FILE = "articles.sqlite"

_SCHEMA = """
CREATE TABLE article (
    id TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, title TEXT NOT NULL, text TEXT NOT NULL,
    date TEXT, source TEXT, sha256 TEXT NOT NULL
) STRICT;
CREATE TABLE chunk (
    number INTEGER PRIMARY KEY, article_id TEXT NOT NULL REFERENCES article (id),
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, embedded_sha256 BLOB NOT NULL
) STRICT;
CREATE INDEX chunk_article ON chunk (article_id);
CREATE INDEX chunk_embedded ON chunk (embedded_sha256);
CREATE INDEX article_facts ON article (date, source, path, id); -- finds articles without reading texts
"""
FILTERS = 8  # last ones asked for whose chunks are remembered
_FITS = "?1 = '' OR instr(folded(path), ?1) OR instr(folded(title), ?1)"


@dataclass(frozen=True, slots=True)
class Listed:
    """An article without its text."""

    id: str
    path: str
    title: str
    date: str | None
    source: str | None
    length: int  # in characters
    sha256: str  # of the file's original bytes


def write_store(
    file: Path, articles: Iterable[Article], chunks: Iterable[Chunk], embedded: Iterable[bytes]
) -> None:
    """Write articles and chunks (numbered 0, 1, 2 …), each with the SHA-256 of the text embedded for it.

    Raises OSError where the file cannot be written.
    """
    rows = (
        (number, chunk.article_id, chunk.start, chunk.end, digest)
        for number, (chunk, digest) in enumerate(zip(chunks, embedded, strict=True))
    )
    try:
        with closing(sqlite3.connect(file)) as db, db:
            db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
            db.executemany("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?)", map(astuple, articles))
            db.executemany("INSERT INTO chunk VALUES (?, ?, ?, ?, ?)", rows)
    except sqlite3.OperationalError as error:
        raise OSError(0, str(error), str(file)) from None


class Store:
    """Reads what `write_store` wrote; safe from any thread."""

    def __init__(self, file: Path) -> None:
        address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._db.create_function("folded", 1, _folded, deterministic=True)
        self._lock = threading.Lock()
        self._remembered = lru_cache(FILTERS)(self._find_fitting)

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def article(self, article_id: str) -> Article:
        """One article. Raises KeyError where there is none of this id."""
        rows = self._rows("SELECT * FROM article WHERE id = ?", [article_id])
        if not rows:
            raise KeyError(article_id)
        return Article(*rows[0])

    def articles(self) -> Iterator[Article]:
        """All articles, by path."""
        for (article_id,) in self._rows("SELECT id FROM article ORDER BY path"):
            yield self.article(article_id)

    def listing(
        self, offset: int = 0, limit: int | None = None, contains: str = ""
    ) -> tuple[int, list[Listed]]:
        """How many articles have `contains` in their title or path, and `limit` of them from `offset` on.

        By path; a `limit` of None gives all. `contains` is plain text, in whatever case.
        """
        part = _folded(contains).encode("utf-8", "backslashreplace").decode()
        ((total,),) = self._rows(f"SELECT count(*) FROM article WHERE {_FITS}", [part])
        rows = self._rows(
            "SELECT id, path, title, date, source, length(text), sha256 FROM article "
            f"WHERE {_FITS} ORDER BY path LIMIT ?2 OFFSET ?3",
            [part, -1 if limit is None else limit, offset],
        )
        return total, [Listed(*row) for row in rows]

    def sources(self, limit: int) -> list[str]:
        """The sources that most articles state, at most `limit`, the commonest first."""
        rows = self._rows(
            "SELECT source FROM article WHERE source > '' GROUP BY source ORDER BY count(*) DESC, source "
            "LIMIT ?",
            [limit],
        )
        return [source for (source,) in rows]

    def hashes(self) -> dict[str, str]:
        """SHA-256 of each article's file, by path."""
        return dict(self._rows("SELECT path, sha256 FROM article"))

    def chunk_with_article(self, number: int) -> tuple[Chunk, Article]:
        """A chunk and the article it is of."""
        rows = self._rows('SELECT article_id, start, "end" FROM chunk WHERE number = ?', [number])
        if not rows:
            raise IndexCorruptError(f"chunk {number} is not in {FILE}; rebuild with: footnote index")
        chunk = Chunk(*rows[0])
        return chunk, self.article(chunk.article_id)

    def chunks_of(self, article_id: str) -> list[Chunk]:
        """The chunks of one article, in order."""
        rows = self._rows(
            'SELECT article_id, start, "end" FROM chunk WHERE article_id = ? ORDER BY number', [article_id]
        )
        return [Chunk(*row) for row in rows]

    def fitting(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        articles: Sequence[str] = (),
        sources: Sequence[str] = (),
    ) -> NDArray[np.bool_]:
        """Which chunks are of an article that fits: shape (chunks,), by chunk number, not to be written to.

        It fits where it is dated from `since` to `until` (YYYY-MM-DD, both included), is one of
        `articles` (ids or paths) and of one of `sources`; what is None or empty is not asked about. An
        article without a date fits no dates.
        """
        return self._remembered(since, until, tuple(articles), tuple(sources))

    def _find_fitting(
        self, since: str | None, until: str | None, articles: tuple[str, ...], sources: tuple[str, ...]
    ) -> NDArray[np.bool_]:
        chosen = "(SELECT value FROM json_each(?))"
        asked = {
            "date >= ?": [since] if since else [],
            "date <= ?": [until] if until else [],
            f"(id IN {chosen} OR path IN {chosen})": [json.dumps(articles)] * 2 if articles else [],
            f"source IN {chosen}": [json.dumps(sources)] if sources else [],
        }
        where = " AND ".join(clause for clause, values in asked.items() if values) or "TRUE"
        rows = self._rows(
            f"SELECT number FROM chunk WHERE article_id IN (SELECT id FROM article WHERE {where})",
            [value for values in asked.values() for value in values],
        )
        fitting = np.zeros(self.counts()[1], np.bool_)
        fitting[np.fromiter((number for (number,) in rows), np.int64, len(rows))] = True
        fitting.flags.writeable = False
        return fitting

    def embedded(self) -> dict[bytes, int]:
        """For each text embedded, by its SHA-256, a chunk that has its vector."""
        return dict(self._rows("SELECT embedded_sha256, number FROM chunk"))

    def counts(self) -> tuple[int, int]:
        """How many articles and chunks there are."""
        rows = self._rows("SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM chunk)")
        return rows[0][0], rows[0][1]

    def _rows(self, query: str, values: Sequence[str | int] = ()) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock:
            try:
                return self._db.execute(query, values).fetchall()
            except sqlite3.DatabaseError as error:
                raise IndexCorruptError(
                    f"{FILE} cannot be read: {error}; rebuild with: footnote index"
                ) from None


def _folded(text: str) -> str:
    """`text` without regard to case or to how its accents are written."""
    return unicodedata.normalize("NFC", text.casefold())
