"""Ask over HTTP from many clients at once, with a rebuild in the middle; look at the page meanwhile.

Serves a corpus as `footnote serve` does. Each client asks, waits for its answer and asks again; one that is
told "busy" waits as long as it is told to. Half-way the corpus changes in every article and is rebuilt over
HTTP. All the while one more client gets the page `/`, ten times a second.

    .venv/bin/python benchmarks/load.py ../shared/eval/wiki/articles ../shared/eval/wiki/questions.jsonl
"""

import http.client
import itertools
import json
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import harness

ASK = "POST", "/api/ask"
PAGE_PAUSE = 0.1  # seconds
PATIENCE = 600.0  # seconds for one answer; slower is an error

Told = tuple[float, int, float]  # when it was asked and how long it took, in seconds; the status between


def main() -> None:
    parser = harness.arguments(__doc__ or "", "ARTICLES", "QUESTIONS", repeats=None)
    parser.add_argument("--clients", type=int, default=64, help="%(default)s by default")
    parser.add_argument("--seconds", type=float, default=60.0, help="%(default)s by default")
    args = parser.parse_args()
    with harness.workplace() as place:
        states = harness.two_states(args.articles, place)
        harness.progress("indexing")
        harness.measured(harness.build_once, states["first"], place / "index")
        result = harness.measured(
            run,
            place / "index",
            states["first"],
            states["second"],
            args.questions,
            args.clients,
            args.seconds,
        )

    from rag.metrics import percentile

    rows = [["", "requests", "answered", "busy", "errors", "p50 ms", "p95 ms", "longest ms"]]
    for name, one in result["phases"].items():
        times = [f"{percentile(one['ms'], percent):.0f}" if one["ms"] else "" for percent in (50, 95, 100)]
        counts = [str(one[count]) for count in ("requests", "answered", "busy", "errors")]
        rows.append([name, *counts, *times])
    title = f"{args.clients} clients asking {args.articles} for {args.seconds:g} s"
    harness.report(title, rows, result, args.json)
    print(f"\nRebuild: {result['rebuild']['seconds']:.1f} s, status {result['rebuild']['status']}")
    if any(one["errors"] for one in result["phases"].values()) or result["rebuild"]["status"] != 200:
        raise SystemExit("a request failed")


def run(
    index: str, first: str, second: str, questions_file: str, clients: int, seconds: float
) -> dict[str, Any]:
    """Serve, ask, change the corpus, rebuild; what every request was told, and how long it took."""
    from rag.evaluate import load_questions

    questions = [question.question for question in load_questions(questions_file)]
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", "0", "--index", index]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=harness.PROJECT) as server:
        assert server.stdout is not None
        at = server.stdout.readline().split()[-1]
        try:
            told(at, *ASK, {"question": questions[0]})  # warms up
            harness.progress(f"{clients} clients, {seconds:g} s")
            return _asked(at, questions, clients, seconds, Path(first), Path(second))
        finally:
            server.terminate()


def told(at: str, method: str, path: str, body: Any = None) -> tuple[int, float, bytes]:
    """The status of a request, the seconds it says to wait, and the body. Status 0 where no answer came."""
    line = http.client.HTTPConnection(urlsplit(at).netloc, timeout=PATIENCE)
    try:
        data = json.dumps(body) if body is not None else None
        line.request(method, path, data, {"Content-Type": "application/json"} if data else {})
        answer = line.getresponse()
        return answer.status, float(answer.headers.get("Retry-After", 0)), answer.read()
    except (OSError, http.client.HTTPException):
        return 0, 0.0, b""
    finally:
        line.close()


def _asked(
    at: str, questions: list[str], clients: int, seconds: float, first: Path, second: Path
) -> dict[str, Any]:
    done = threading.Event()
    asks: list[Told] = []
    pages: list[Told] = []

    def repeat(into: list[Told], request: Callable[[], tuple[int, float, bytes]], pause: float) -> None:
        while not done.is_set():
            started = time.perf_counter()
            status, wait, _ = request()
            into.append((started, status, time.perf_counter() - started))
            done.wait(wait or pause)

    def asker(seed: int) -> None:
        rng = random.Random(seed)
        repeat(asks, lambda: told(at, *ASK, {"question": rng.choice(questions)}), 0.0)

    def watcher() -> None:
        repeat(pages, lambda: told(at, "GET", "/"), PAGE_PAUSE)

    threads = [threading.Thread(target=asker, args=[seed]) for seed in range(clients)]
    threads.append(threading.Thread(target=watcher))
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    time.sleep(seconds / 2)
    _change(first, second)
    rebuild = time.perf_counter()
    status, _, _ = told(at, "POST", "/api/rebuild", {})
    rebuilt = time.perf_counter()
    time.sleep(max(0.0, begun + seconds - rebuilt))
    done.set()
    for thread in threads:
        thread.join()
    spans = {
        "before the rebuild": (0.0, rebuild),
        "during it": (rebuild, rebuilt),
        "after it": (rebuilt, float("inf")),
    }
    phases = {
        f"{what}, {name}": _summed([one for one in every if since <= one[0] < until])
        for (what, every), (name, (since, until)) in itertools.product(
            (("asking", asks), ("the page /", pages)), spans.items()
        )
    }
    return {"phases": phases, "rebuild": {"status": status, "seconds": rebuilt - rebuild}}


def _change(first: Path, second: Path) -> None:
    """Give the corpus that is served its second state."""
    for file in first.iterdir():
        if file.is_file():
            file.unlink()
    shutil.copytree(second, first, dirs_exist_ok=True, copy_function=shutil.copyfile)


def _summed(every: list[Told]) -> dict[str, Any]:
    statuses = [status for _, status, _ in every]
    answered = [seconds * 1000 for _, status, seconds in every if status == 200]
    busy = sum(status == 503 for status in statuses)
    return {
        "requests": len(every),
        "answered": len(answered),
        "busy": busy,
        "errors": len(every) - len(answered) - busy,
        "ms": answered,
    }


if __name__ == "__main__":
    main()
