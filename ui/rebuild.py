"""A rebuild of the index while it is being asked: in a process of its own, one at a time."""

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from typing import Any

from index import BuildReport, FootnoteError, Settings, build
from index.errors import IndexBusyError, IndexWriteError
from index.types import Progress
from rag import Engine

NICENESS = 5  # whoever asks goes first, but a rebuild ends under load, too


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
        self._stages: tuple[Stage, ...] = ()
        self._report: BuildReport | None = None
        self._error: str | None = None

    def run(self, progress: Progress | None = None) -> BuildReport:
        """Rebuild now; `progress(stage, done, total)` is called along the way.

        Raises IndexBusyError where a rebuild is running, here or elsewhere, and as `build` does.
        """
        if not self._one.acquire(blocking=False):
            raise IndexBusyError("a rebuild is already running; wait until it is done")
        try:
            self._stages, self._report, self._error = (), None, None
            self._report = self._built(progress)
            return self._report
        except FootnoteError as error:
            self._error = str(error)
            raise
        finally:
            self._one.release()

    def state(self) -> dict[str, Any]:
        """Whether one runs, how far it is, and the report, or the error, of the last."""
        return {
            "running": self._one.locked(),
            "stages": [asdict(stage) for stage in self._stages],
            "report": self._report.to_dict() if self._report else None,
            "error": self._error,
        }

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
            self._began = now
        earlier = tuple(stage for stage in self._stages if stage.stage != name)
        self._stages = (*earlier, Stage(name, done, total, round(now - self._began, 3)))


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
