"""A rebuild of the index while it is being asked: in a process of its own, one at a time."""

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from typing import Any

from index import BuildReport, FootnoteError, Settings, build
from index.errors import IndexBusyError, IndexWriteError
from index.types import Progress
from rag import Engine

NICENESS = 5  # whoever asks goes first, but a rebuild ends under load, too
FAULT = "the server is at fault; its log says why"


@dataclass(frozen=True, slots=True)
class Stage:
    """How far one stage of a rebuild is: "read", "embed" or "write"."""

    stage: str
    done: int
    total: int
    seconds: float  # since it began


class Rebuild:
    """Brings the index of an engine up to date with its corpus. Safe from any thread.

    The engine goes on answering from the old generation until the new one is in place.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._one = threading.Lock()
        self._began: datetime | None = None
        self._stages: tuple[Stage, ...] = ()
        self._stage_began = 0.0
        self._report: BuildReport | None = None
        self._error: str | None = None
        self._last: tuple[datetime, BuildReport] | None = None

    def run(self, progress: Progress | None = None) -> BuildReport:
        """Rebuild now; `progress(stage, done, total)` is called along the way.

        Raises IndexBusyError where a rebuild is running, here or elsewhere, and as `build` does.
        """
        self._begin()
        return self._end(progress)

    def start(self) -> None:
        """Rebuild without waiting for it: `state` tells how it goes.

        Raises IndexBusyError where a rebuild is running here; all else that goes wrong is in `state`.
        """
        self._begin()
        threading.Thread(target=self._end_quietly, name="rebuild", daemon=True).start()

    def state(self) -> dict[str, Any]:
        """Whether one runs, how far it is, and the report, or the error, of the last."""
        return {
            "running": self._one.locked(),
            "began": self._began.isoformat(timespec="seconds") if self._began else None,
            "stages": [asdict(stage) for stage in self._stages],
            "report": self._report.to_dict() if self._report else None,
            "error": self._error,
        }

    def last(self) -> tuple[datetime, BuildReport] | None:
        """When the last one began that came to its end, and its report."""
        return self._last

    def _begin(self) -> None:
        if not self._one.acquire(blocking=False):
            raise IndexBusyError("a rebuild is already running; wait until it is done")
        self._began = datetime.now(UTC)
        self._stages, self._report, self._error = (), None, None

    def _end(self, progress: Progress | None = None) -> BuildReport:
        assert self._began
        try:
            self._report = self._built(progress)
            self._last = self._began, self._report
            _ = self._engine.generation  # opened before anyone is told that it is there
            return self._report
        except Exception as error:
            self._error = str(error) if isinstance(error, FootnoteError) else FAULT
            raise
        finally:
            self._one.release()

    def _end_quietly(self) -> None:
        with contextlib.suppress(FootnoteError):  # told in the state
            self._end()

    def _built(self, progress: Progress | None) -> BuildReport:
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe(duplex=False)
        corpus, index = self._engine.status()["corpus"], str(self._engine.index)
        child = spawn.Process(target=_build, args=(theirs, corpus, index, self._engine.settings), daemon=True)
        child.start()
        theirs.close()
        try:
            while True:
                match ours.recv():
                    case BuildReport() as report:
                        return report
                    case FootnoteError() as error:
                        raise error
                    case stage, done, total:
                        self._at(stage, done, total)
                        if progress:
                            progress(stage, done, total)
        except EOFError:
            raise IndexWriteError(
                "the rebuild ended before it was done, perhaps for lack of memory; "
                "what was indexed before still serves"
            ) from None
        finally:
            ours.close()
            child.terminate()
            child.join()

    def _at(self, name: str, done: int, total: int) -> None:
        now = time.monotonic()
        if not self._stages or self._stages[-1].stage != name:
            self._stage_began = now
        earlier = tuple(stage for stage in self._stages if stage.stage != name)
        self._stages = (*earlier, Stage(name, done, total, round(now - self._stage_began, 3)))


def _build(parent: Connection, corpus: str, index: str, settings: Settings) -> None:
    """In the process of its own: build, and tell the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    os.nice(NICENESS)
    with contextlib.suppress(BrokenPipeError):  # the parent is gone
        parent.send(_outcome(parent, corpus, index, settings))


def _outcome(parent: Connection, corpus: str, index: str, settings: Settings) -> BuildReport | FootnoteError:
    try:
        return build(corpus, index, settings=settings, progress=lambda *at: parent.send(at))
    except FootnoteError as error:
        return error
