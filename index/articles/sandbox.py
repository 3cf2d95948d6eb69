"""A child process that reads untrusted formats, within limits of time, memory and output.

Parent and child speak over pipes: a line of JSON, then as many bytes as it says. The child ends with
its parent, reaches no network, writes no file and starts no process.
"""

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Self

from index.articles.clean import Draft, EmptyArticle
from index.articles.reader import read_article
from index.errors import ArticleError

START_SECONDS = 60.0  # for a child to be ready
FILES = 200  # read by one child, so that no leak grows large
LONGEST_TEXT = 32_000_000  # bytes of an article's text
LONGEST_LINE = 100_000  # bytes of JSON
FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")  # audit events
PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = "from index.articles.sandbox import main; main()"


class Sandbox:
    """Starts its child when it is first needed, and a new one after each that had to be ended."""

    def __init__(self, seconds: float, memory_bytes: int) -> None:
        self._seconds = seconds
        self._memory_bytes = memory_bytes
        self._child: subprocess.Popen[bytes] | None = None
        self._files = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, kind: str, data: bytes) -> Draft:
        """As `read_article`, within the limits. Raises EmptyArticle, or ArticleError with the reason."""
        if self._files >= FILES or (self._child is not None and self._child.poll() is not None):
            self.close()
        child = self._child or self._start()
        self._files += 1
        request = {"kind": kind, "seconds": self._seconds}
        answer, text = self._exchange(child, request, data, self._seconds, self._lost)
        if "error" in answer:
            error = EmptyArticle if answer.get("empty") else ArticleError
            if error is ArticleError:
                self.close()  # it may have run short of memory
            raise error(answer["error"])
        return Draft(text.decode("utf-8"), **answer)

    def close(self) -> None:
        """End the child; a further `read` starts another."""
        child, self._child, self._files = self._child, None, 0
        if child is not None:
            child.kill()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):  # what was left for the child to read
                        pipe.close()
            child.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "TMPDIR") if name in os.environ}
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-B", "-c", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**kept, "PYTHONPATH": str(PROJECT), "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"},
        )
        reason = "not read: its parser did not start; reinstall the project's dependencies"
        limits = {"memory_bytes": self._memory_bytes}
        self._exchange(self._child, limits, b"", START_SECONDS, lambda late, status: reason)
        return self._child

    def _exchange(
        self,
        child: subprocess.Popen[bytes],
        request: dict[str, Any],
        data: bytes,
        seconds: float,
        lost: Callable[[bool, int], str],
    ) -> tuple[dict[str, Any], bytes]:
        """The child's answer. Where none comes in time it is ended, and `lost` tells the reason."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        answer = None
        try:
            send(child.stdin, request, data)
            answer = receive(child.stdout, LONGEST_TEXT)
        except (OSError, EOFError, ValueError):
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(1.0)  # to learn what ended it
        finally:
            timer.cancel()
            timer.join()
        if answer is None or late.is_set():
            self.close()
            raise ArticleError(lost(late.is_set(), child.returncode))
        return answer

    def _lost(self, late: bool, status: int) -> str:
        if late or status == -signal.SIGXCPU:
            return f"takes longer to parse than {self._seconds:g} s (parse_seconds); simplify or split it"
        limit = f"{self._memory_bytes // 2**20:,} MiB"
        return f"crashed its parser, perhaps for lack of memory (limit {limit}); simplify or split it"


def send(pipe: IO[bytes] | None, head: dict[str, Any], data: bytes = b"") -> None:
    """Write one message. Raises OSError where the other side is gone."""
    assert pipe is not None
    pipe.write(json.dumps({**head, "bytes": len(data)}).encode("ascii") + b"\n")
    pipe.write(data)
    pipe.flush()


def receive(pipe: IO[bytes] | None, most: int = sys.maxsize) -> tuple[dict[str, Any], bytes]:
    """Read one message of at most `most` bytes. Raises EOFError where there is none that is whole."""
    assert pipe is not None
    line = pipe.readline(LONGEST_LINE)
    if not line.endswith(b"\n"):
        raise EOFError
    head: dict[str, Any] = json.loads(line)
    size = head.pop("bytes")
    data = pipe.read(size) if size <= most else b""
    if len(data) != size:
        raise EOFError
    return head, data


# In the child


def main() -> None:
    """Answer requests until the parent is gone."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # for whatever a library may print
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    with contextlib.suppress(EOFError, BrokenPipeError):
        limits, _ = receive(requests)
        _confine(limits["memory_bytes"])
        limit = f"{limits['memory_bytes'] // 2**20:,} MiB"
        send(answers, {})
        while True:
            request, data = receive(requests)
            _limit_processor(request["seconds"])
            try:
                draft = read_article(request["kind"], data)
                about, text = draft._asdict(), draft.text.encode("utf-8")
                del about["text"]
                if len(text) > LONGEST_TEXT:
                    raise ArticleError(f"holds more than {LONGEST_TEXT:,} bytes of text; split it")
            except ArticleError as error:
                about, text = {"error": str(error), "empty": isinstance(error, EmptyArticle)}, b""
            except (MemoryError, RecursionError):
                reason = f"needs more than {limit} of memory to parse; simplify or split it"
                about, text = {"error": reason}, b""
            except Exception as error:  # noqa: BLE001 - of whatever library: the next file may be read
                reason = f"{type(error).__name__}, perhaps for lack of memory (limit {limit})"
                about, text = {"error": f"made its parser fail: {reason}; simplify or split it"}, b""
            send(answers, about, text)


def _confine(memory_bytes: int) -> None:
    """Load what will be needed, then give up what a parser has no business with."""
    import resource

    for library in ("lxml.html", "markdown_it", "trafilatura"):
        importlib.import_module(library)
    for limit, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):  # a stricter limit is in force, or none can be set
            resource.setrlimit(limit, (most, most))
    sys.addaudithook(_refuse)


def _limit_processor(seconds: float) -> None:
    """End this process if it computes for longer, even with its parent gone."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 2
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _refuse(event: str, _: tuple[object, ...]) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"{event} is not for a parser")
