"""The engine: a question, and the conversation before it, into an answer cited to the character."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from os import PathLike
from pathlib import Path
from typing import Any

from index import (
    Article,
    Settings,
    Snapshot,
    build,
    current_generation,
    embedder_sha256,
    index_status,
    load_embedder,
    open_snapshot,
)
from index.errors import FootnoteError, IndexMismatchError, IndexMissingError
from index.progress import progress_bar
from index.snapshot import published
from index.store import Listed
from index.types import Progress
from rag import dialogue
from rag.answer import growing
from rag.check import checked_k, checked_question, checked_unsupported
from rag.config import Config
from rag.generate import Generator, load_generator
from rag.reader import Reader, load_reader
from rag.rerank import rerank
from rag.retrieve import checked_only, retrieve
from rag.spelling import corrected
from rag.types import Answer, History, Only, Passage, Reading, Unsupported

_log = logging.getLogger("footnote")


class Engine:
    """Answers from one index. Safe from any thread; follows rebuilds, each answer from one generation."""

    def __init__(self, index: Path, settings: Settings, config: Config) -> None:
        self.index = index
        self.settings = settings
        self.config = config
        self._snapshot = _opened(index, settings.embedder)
        self._embedder = load_embedder(settings.embedder)
        self._reader: Reader = load_reader()
        self._threshold = self._reader.threshold if config.threshold is None else config.threshold
        self._reopening = threading.Lock()
        self._refused: str | None = None  # the live generation, where it could not be opened

    @classmethod
    def open(
        cls,
        index: str | PathLike[str] | None = None,
        *,
        settings: Settings | None = None,
        config: Config | None = None,
        progress: Progress | None = None,
    ) -> "Engine":
        """Open the index at `index`; None is the configured default, built first where there is none.

        Raises IndexMissingError, IndexCorruptError, IndexMismatchError, ModelError or SettingsError.
        """
        settings = settings or Settings.load()
        config = config or Config.load()
        if index is None and not published(settings.path):
            build(settings.corpus, settings.path, settings=settings, progress=progress)
        return cls(Path(settings.path if index is None else index).absolute(), settings, config)

    def ask(
        self,
        question: str,
        history: History = (),
        *,
        generator: str | Generator | None = None,
        k: int | None = None,
        only: Only | None = None,
        unsupported: Unsupported | None = None,
    ) -> Answer:
        """Answer `question` from the `k` best passages; `history` is the earlier turns, oldest first.

        `only` says which articles they may be of; where none fits, the answer is an abstention with a
        note. `unsupported` is what becomes of sentences that no passage supports: "drop" or "mark".
        Raises TypeError for a question that is no string, QuestionError for one that cannot be asked,
        a `k` out of range, a history of another form or an `only` that is no Only, GeneratorError for an
        unknown generator.
        """
        *_, answer = self.stream(
            question, history, generator=generator, k=k, only=only, unsupported=unsupported
        )
        return answer

    def stream(
        self,
        question: str,
        history: History = (),
        *,
        generator: str | Generator | None = None,
        k: int | None = None,
        only: Only | None = None,
        unsupported: Unsupported | None = None,
    ) -> Iterator[Answer]:
        """The answer as it grows, each time by a sentence; the last one is what `ask` gives."""
        question = checked_question(question, self.config.max_question_chars)
        k = checked_k(self.config.k if k is None else k)
        unsupported = checked_unsupported(self.config.unsupported if unsupported is None else unsupported)
        only = checked_only(only)
        clock = _Clock()
        snapshot = self._live()
        with clock("dialogue"):
            recent = dialogue.recent(history, self.config.max_history_turns)
            searched = corrected(dialogue.standalone(question, recent), snapshot.lexical.frequency)
        passages = self._passages(searched, k, snapshot, clock, only)
        with clock("read"):
            passages, reading = rerank(passages, self._reader.read(searched, passages))
        if reading.confidence < self._threshold:
            reading = Reading((), reading.confidence, reading.scores)
        writer = load_generator(generator or self.config.generator, reading, self.config.llm)
        empty = Answer(
            question=question,
            text="",
            short=None,
            sentences=(),
            citations=(),
            abstained=True,
            confidence=reading.confidence,
            generation=snapshot.generation,
            searched=searched,
            note=f"No article fits what was asked for: {only}." if only and not passages else None,
        )
        for answer in growing(empty, passages, reading, writer, snapshot.store.article, unsupported):
            yield replace(answer, timings=clock.seconds(rest="generate"))

    def retrieve(
        self, question: str, k: int = 10, *, read: bool = True, only: Only | None = None
    ) -> list[Passage]:
        """The `k` best passages for `question`, best first, or as many as there are (and fit `only`).

        The reader ranks those that it would read for an answer; without `read`, the retriever alone does.
        """
        question = checked_question(question, self.config.max_question_chars)
        wanted = max(checked_k(k), self.config.k)
        snapshot = self._live()
        question = corrected(question, snapshot.lexical.frequency)
        passages = self._passages(question, wanted, snapshot, _Clock(), checked_only(only))
        if read:
            first = passages[: self.config.k]
            passages = [*rerank(first, self._reader.read(question, first))[0], *passages[len(first) :]]
        return passages[:k]

    @property
    def generation(self) -> str:
        """The generation that the next question is answered from."""
        return self._live().generation

    def article(self, article_id: str) -> Article:
        """An article of the live generation, whole. Raises KeyError where there is none of this id."""
        snapshot = self._live()  # held, or a rebuild could close it meanwhile
        return snapshot.store.article(article_id)

    def articles(self) -> Iterator[Article]:
        """All articles of the live generation, by path."""
        snapshot = self._live()  # held, or a rebuild could close it meanwhile
        yield from snapshot.store.articles()

    def listing(
        self, offset: int = 0, limit: int | None = None, contains: str = ""
    ) -> tuple[int, list[Listed]]:
        """How many articles have `contains` in title or path, and `limit` of them, by path, without text."""
        snapshot = self._live()  # held, or a rebuild could close it meanwhile
        return snapshot.store.listing(offset, limit, contains)

    def sources(self, limit: int) -> list[str]:
        """The sources that most articles state, at most `limit`, the commonest first; often there is none."""
        snapshot = self._live()
        return snapshot.store.sources(limit)

    def status(self) -> dict[str, Any]:
        """What is indexed, with which model, when, and how large it is on disk."""
        return index_status(self._live())

    def _passages(
        self, question: str, k: int, snapshot: Snapshot, clock: "_Clock", only: Only | None
    ) -> list[Passage]:
        with clock("embed"):
            query = self._embedder.encode_query(question)
        with clock("search"):
            return retrieve(
                question,
                query,
                k,
                snapshot,
                candidates=self.config.candidates,
                dense_weight=self.config.dense_weight,
                only=only,
            )

    def _live(self) -> Snapshot:
        """The live generation: reopened by one thread after a rebuild, while the others use the old one.

        One that cannot be opened is tried once, not again by each question.
        """
        live = current_generation(self.index)
        known = (None, self._snapshot.generation, self._refused)
        if live not in known and self._reopening.acquire(blocking=False):
            try:
                self._snapshot = _opened(self.index, self.settings.embedder)
                self._refused = None
            except FootnoteError as error:
                self._refused = live
                _log.warning("still answering from %s: %s", self._snapshot.generation, error)
            finally:
                self._reopening.release()
        return self._snapshot


def ask(
    question: str,
    *,
    index: str | PathLike[str] | None = None,
    history: History = (),
    generator: str | Generator | None = None,
    k: int | None = None,
    only: Only | None = None,
    unsupported: Unsupported | None = None,
) -> Answer:
    """Answer `question` from the articles in `index`; None is the configured default.

    The default index is built from its corpus on first use, with a progress bar, and stays open for
    later calls. See `Engine.ask` for what is raised.
    """
    if not isinstance(question, str):
        raise TypeError(f"a question is a string, not {type(question).__name__}")
    return _engine(None if index is None else Path(index).absolute()).ask(
        question, history, generator=generator, k=k, only=only, unsupported=unsupported
    )


def _opened(index: Path, embedder: str) -> Snapshot:
    """The live generation, if it was made with this embedder and holds anything."""
    snapshot = open_snapshot(index)
    manifest = snapshot.manifest
    sha256 = embedder_sha256(embedder)
    if (manifest.embedder, manifest.embedder_sha256) != (embedder, sha256):
        raise IndexMismatchError(
            f"{index} was made with the embedder {manifest.embedder!r} ({manifest.embedder_sha256[:12]}), "
            f"but {embedder!r} ({sha256[:12]}) is set; rebuild with: footnote index"
        )
    if not manifest.chunks:
        raise IndexMissingError(
            f"nothing indexed yet: no article was found in {manifest.corpus}; "
            "add .txt, .md or .html files and build with: footnote index"
        )
    return snapshot


@cache
def _engine(index: Path | None) -> Engine:
    with progress_bar() as progress:
        return Engine.open(index, progress=progress)


class _Clock:
    """Seconds by step, and in total."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self._seconds[step] = time.perf_counter() - started

    def seconds(self, rest: str) -> dict[str, float]:
        """Every step so far, the remainder as `rest`, and the total."""
        total = time.perf_counter() - self._started
        return {**self._seconds, rest: total - sum(self._seconds.values()), "total": total}
