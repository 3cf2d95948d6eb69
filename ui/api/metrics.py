"""What the server counts, for Prometheus: the one door to prometheus_client."""

import time
from collections.abc import Callable, Iterator
from typing import Any, cast

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from index.errors import FootnoteError
from rag import Engine
from rag.types import Answer

CONTENT_TYPE = CONTENT_TYPE_LATEST
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)  # upper bounds of the histogram


class Metrics:
    """Counts by door ("api", "openai", "mcp", "chat"). Safe from any thread."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        common: dict[str, Any] = {"namespace": "footnote", "registry": self._registry}
        by_door = {**common, "labelnames": ["door"]}
        self._questions = Counter("questions", "Questions answered, abstentions included.", **by_door)
        self._abstentions = Counter("abstentions", "Questions that the articles do not answer.", **by_door)
        self._refused = Counter("refused", "Questions that could not be asked, or failed.", **by_door)
        self._busy = Counter("busy", "Questions sent away because too many were there.", **by_door)
        self._seconds = Histogram(
            "answer_seconds", "Seconds until an answer was whole.", buckets=SECONDS, **by_door
        )
        self._inside = Gauge("questions_inside", "Questions being answered or waiting.", **common)
        self._index = Info("index", "The generation that is answered from.", **common)

    def counted(self, door: str, answers: Iterator[Answer]) -> Iterator[Answer]:
        """`answers` as they are, the growing ones and the last; counted when they are through."""
        started = time.perf_counter()
        answer = None
        try:
            for answer in answers:
                yield answer
        except FootnoteError:
            self._refused.labels(door).inc()
            raise
        if answer:
            self._questions.labels(door).inc()
            self._abstentions.labels(door).inc(answer.abstained)
            self._seconds.labels(door).observe(time.perf_counter() - started)

    def watched(self, door: str, engine: Engine) -> Engine:
        """`engine` with the answers that it streams counted."""
        return cast(Engine, _Watched(self, door, engine))

    def busy(self, door: str) -> None:
        """Count one that was sent away."""
        self._busy.labels(door).inc()

    def watch(self, inside: Callable[[], int]) -> None:
        """Read from `inside` how many questions are being answered or wait."""
        self._inside.set_function(inside)

    def text(self, generation: str) -> bytes:
        """All counts as text, in the form of CONTENT_TYPE."""
        self._index.info({"generation": generation})
        return generate_latest(self._registry)


class _Watched:
    """Stands for an engine: everything is the engine's, but what it streams is counted."""

    def __init__(self, metrics: Metrics, door: str, engine: Engine) -> None:
        self._metrics, self._door, self._engine = metrics, door, engine

    def stream(self, *args: Any, **kwargs: Any) -> Iterator[Answer]:
        return self._metrics.counted(self._door, self._engine.stream(*args, **kwargs))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)
