"""A folder of articles into an index: read, chunk, embed what is new, publish whole."""

import hashlib
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import articles, lexical, store, tokens, vectors
from index.chunk import chunk
from index.embed import embedder_sha256, load_embedder
from index.errors import (
    ArticleError,
    CorpusError,
    FootnoteError,
    IndexCorruptError,
    IndexMismatchError,
    IndexMissingError,
)
from index.publication import make_current, publish, write_errors, writing
from index.scanning import scan
from index.settings import Settings
from index.snapshot import (
    SCHEMA,
    Manifest,
    Snapshot,
    current_generation,
    open_snapshot,
)
from index.types import Article, BuildReport, Chunk, FileReport, Progress

FORMAT = 2  # of chunks and embedded texts; raised when the same article would give others


def build(
    corpus: str | PathLike[str],
    index: str | PathLike[str],
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Build or rebuild `index` from the articles under the folder `corpus`.

    Only what changed is read and embedded; the result is the same as a build from nothing, and it
    replaces the old one whole or not at all. `progress(stage, done, total)` is called along the way.
    Raises SettingsError, CorpusError, ModelError, IndexBusyError or IndexWriteError; one bad file raises
    nothing, it is in the report with its reason.
    """
    started = time.perf_counter()
    corpus, index = Path(corpus).absolute(), Path(index).absolute()
    settings = settings or Settings.load()
    progress = progress or (lambda stage, done, total: None)
    found = scan(corpus, index)
    with writing(index) as draft:
        old = _previous(index, settings)
        try:
            files, chunked = _read(found, old, settings, progress)
            _refuse_to_empty(corpus, chunked, old)
            rows, embedded = _vectors(chunked, old, settings, progress)
            paths = {one.article.path for one in chunked}
            removed = tuple(sorted(set(old.snapshot.store.hashes()) - paths)) if old else ()
            if (
                old
                and not removed
                and all(file.state != "indexed" for file in files)
                and old.same_corpus(corpus)
            ):
                generation = old.snapshot.generation
                if current_generation(index) != generation:  # CURRENT was lost
                    make_current(index, generation)
            else:
                progress("write", 0, 1)
                with write_errors(index):
                    manifest = _write(draft, corpus, chunked, rows, settings)
                generation = publish(index, draft, manifest)
                progress("write", 1, 1)
        finally:
            if old:
                old.snapshot.close()
    seconds = time.perf_counter() - started
    return BuildReport(
        str(corpus), str(index), generation, tuple(files), removed, len(rows), embedded, seconds
    )


@dataclass(frozen=True, slots=True)
class _Chunked:
    """An article, its chunks, and what is embedded for each: the title as context, then the chunk."""

    article: Article
    chunks: list[Chunk]

    def texts(self) -> list[str]:
        return [embedded_text(self.article, piece) for piece in self.chunks]


@dataclass(frozen=True, slots=True)
class _Old:
    """The generation before. `parsed`: its articles still stand; `vectors`: its vectors do, too."""

    snapshot: Snapshot
    parsed: bool
    vectors: bool

    def same_corpus(self, corpus: Path) -> bool:
        return self.parsed and self.vectors and self.snapshot.manifest.corpus == str(corpus)


def embedded_text(article: Article, piece: Chunk) -> str:
    """What retrieval sees of a chunk: the article's title, then the chunk's own characters."""
    return f"{article.title}\n{article.text[piece.start : piece.end]}"


def content_settings(settings: Settings) -> dict[str, Any]:
    """The settings that change what is in an index, and the versions of the code that does."""
    return {
        "chunk_tokens": settings.chunk_tokens,
        "overlap_tokens": settings.overlap_tokens,
        "reader": articles.READER_VERSION,
        "format": FORMAT,
    }


def _previous(index: Path, settings: Settings) -> _Old | None:
    try:
        snapshot = open_snapshot(index)
    except (IndexMissingError, IndexCorruptError, IndexMismatchError):
        return None
    manifest = snapshot.manifest
    same_model = manifest.embedder_sha256 == embedder_sha256(settings.embedder)
    return _Old(
        snapshot,
        parsed=manifest.settings == content_settings(settings),
        vectors=same_model and manifest.embedder == settings.embedder,
    )


def _read(
    found: list[articles.Found], old: _Old | None, settings: Settings, progress: Progress
) -> tuple[list[FileReport], list[_Chunked]]:
    """Every file as an article or as a reason why not; what has not changed is taken from the old index."""
    hashes = old.snapshot.store.hashes() if old and old.parsed else {}
    files: list[FileReport] = []
    chunked: list[_Chunked] = []
    with articles.Parser(settings.parse_seconds) as parser:
        for number, one in enumerate(found):
            progress("read", number, len(found))
            if one.reason:
                files.append(FileReport(one.path, "skipped", one.reason))
                continue
            try:
                data = articles.read_bytes(one, settings.max_file_bytes)
                sha256 = hashlib.sha256(data).hexdigest()
                unchanged = old is not None and hashes.get(one.path) == sha256
                if old and unchanged:
                    article = old.snapshot.store.article(articles.article_id(one.path))
                else:
                    article = parser.parse(one.path, data, sha256)
                chunked.append(_chunked(article, settings))
                files.append(FileReport(one.path, "unchanged" if unchanged else "indexed"))
            except articles.EmptyArticle as reason:
                files.append(FileReport(one.path, "skipped", str(reason)))
            except ArticleError as reason:
                files.append(FileReport(one.path, "failed", str(reason)))
    progress("read", len(found), len(found))
    return files, sorted(chunked, key=lambda one: one.article.path)


def _refuse_to_empty(corpus: Path, chunked: list[_Chunked], old: _Old | None) -> None:
    """A folder that is suddenly empty is more likely unmounted than meant."""
    before = old.snapshot.manifest.articles if old else 0
    if before and not chunked:
        raise CorpusError(
            f"no article could be read from {corpus}, and the index has {before}; nothing was changed. "
            "Mend the folder, or remove the index folder to start again"
        )


def _chunked(article: Article, settings: Settings) -> _Chunked:
    """The article with its chunks. Raises ArticleError where a library fails at this text."""
    try:
        return _Chunked(article, chunk(article, settings.chunk_tokens, settings.overlap_tokens, tokens.count))
    except (FootnoteError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of a library in Rust is no Exception
        raise ArticleError(
            f"cannot be cut into chunks ({type(error).__name__}); simplify or split it"
        ) from None


def _vectors(
    chunked: list[_Chunked], old: _Old | None, settings: Settings, progress: Progress
) -> tuple[NDArray[np.float32], int]:
    """A vector for every chunk, shape (chunks, dimension), and how many of them had to be computed."""
    texts = [text for one in chunked for text in one.texts()]
    digests = [_digest(text) for text in texts]
    known = old.snapshot.store.embedded() if old and old.vectors else {}
    new = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in known}
    if old and old.vectors and not new:
        return old.snapshot.vectors.vectors([known[digest] for digest in digests]), 0
    embedder = load_embedder(settings.embedder)
    computed = embedder.encode(list(new.values()), progress)
    place = {digest: row for row, digest in enumerate(new)}
    rows = np.zeros((len(texts), embedder.dimension), np.float32)
    fresh = [i for i, digest in enumerate(digests) if digest in place]
    rows[fresh] = computed[[place[digests[i]] for i in fresh]]
    if old and len(fresh) < len(texts):
        stale = [i for i, digest in enumerate(digests) if digest not in place]
        rows[stale] = old.snapshot.vectors.vectors([known[digests[i]] for i in stale])
    return rows, len(fresh)


def _write(
    draft: Path, corpus: Path, chunked: list[_Chunked], rows: NDArray[np.float32], settings: Settings
) -> Manifest:
    chunks = [piece for one in chunked for piece in one.chunks]
    texts = [text for one in chunked for text in one.texts()]
    store.write_store(draft / store.FILE, (one.article for one in chunked), chunks, map(_digest, texts))
    lexical.LexicalIndex.write(draft / lexical.FOLDER, texts)
    vectors.VectorIndex.of(rows).save(draft)
    return Manifest(
        schema=SCHEMA,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        corpus=str(corpus),
        settings=content_settings(settings),
        embedder=settings.embedder,
        embedder_sha256=embedder_sha256(settings.embedder),
        dimension=rows.shape[1],
        articles=len(chunked),
        chunks=len(chunks),
        files={},
    )


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
