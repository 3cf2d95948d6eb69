"""Ask from many threads while the index is rebuilt; every answer must be of one generation, none may fail.

A corpus in two states, which differ in every article, is rebuilt back and forth under an engine that keeps
serving: in the same process, and from another process. Each citation of each answer is then compared with
the text that its article has in the state of the answer's generation.

    .venv/bin/python benchmarks/concurrency.py ../shared/eval/wiki/articles \\
        ../shared/eval/wiki/questions.jsonl
"""

import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import harness

QUIET_SECONDS = 20.0
PAUSE_SECONDS = 2.0  # between rebuilds


def main() -> None:
    parser = harness.arguments(__doc__ or "", "ARTICLES", "QUESTIONS", repeats=None)
    parser.add_argument("--threads", type=int, default=16, help="%(default)s by default")
    parser.add_argument("--rebuilds", type=int, default=10, help="of each kind (%(default)s)")
    args = parser.parse_args()
    with harness.workplace() as place:
        states = harness.two_states(args.articles, place)
        for name, corpus in states.items():
            harness.measured(harness.build_once, corpus, place / f"{name}-index")
        generation = harness.measured(harness.build_once, states["first"], place / "index")["generation"]
        result = harness.measured(run, place, args.questions, generation, args.threads, args.rebuilds)

    from rag.metrics import percentile

    rows = [
        [
            "",
            "answers",
            "abstained",
            "errors",
            "not of one generation",
            "generations",
            "p50 ms",
            "p95 ms",
            "p99 ms",
        ]
    ]
    for name, phase in result["phases"].items():
        times = [f"{percentile(phase['ms'], percent):.0f}" for percent in (50, 95, 99)]
        counts = ("answers", "abstained", "errors", "wrong", "generations")
        rows.append([name, *(str(phase[count]) for count in counts), *times])
    harness.report(f"{args.threads} threads asking {args.articles}", rows, result, args.json)
    if any(phase["errors"] or phase["wrong"] for phase in result["phases"].values()):
        raise SystemExit("an answer failed")


def run(place: str, questions_file: str, generation: str, threads: int, rebuilds: int) -> dict[str, Any]:
    """All phases in one process with one engine: quiet, rebuilt within, rebuilt from another process."""
    from index import open_snapshot
    from rag import Engine
    from rag.evaluate import load_questions

    folder = Path(place)
    names = ("first", "second")
    texts = {}
    for name in names:
        snapshot = open_snapshot(folder / f"{name}-index")
        texts[name] = {article.path: article.text for article in snapshot.store.articles()}
    engine = Engine.open(folder / "index")
    engine.ask("What is this?")
    questions = [question.question for question in load_questions(questions_file)]
    state_of = {generation: "first"}

    def rebuilding(build: Callable[[str, str], dict[str, Any]]) -> Callable[[], None]:
        def work() -> None:
            for number in range(rebuilds):
                name = names[(number + 1) % 2]
                state_of[build(str(folder / name), str(folder / "index"))["generation"]] = name
                time.sleep(PAUSE_SECONDS)

        return work

    def elsewhere(corpus: str, index: str) -> dict[str, Any]:
        return harness.measured(harness.build_once, corpus, index)

    phases = {
        "no rebuild": lambda: time.sleep(QUIET_SECONDS),
        f"{rebuilds} rebuilds, same process": rebuilding(harness.build_once),
        f"{rebuilds} rebuilds, another process": rebuilding(elsewhere),
    }
    results = {}
    for name, work in phases.items():
        harness.progress(name)
        results[name] = _judged(_asked_during(work, engine, questions, threads), state_of, texts)
    return {"phases": results}


def _asked_during(
    work: Callable[[], None], engine: Any, questions: list[str], threads: int
) -> dict[str, Any]:
    """What the threads were told until `work` was done: answers with their milliseconds, and errors."""
    done = threading.Event()
    answers: list[tuple[float, Any]] = []

    def asker(seed: int) -> None:
        rng = random.Random(seed)
        while not done.is_set():
            started = time.perf_counter()
            answer = engine.ask(rng.choice(questions))
            answers.append(((time.perf_counter() - started) * 1000, answer))

    with ThreadPoolExecutor(threads) as pool:
        askers = [pool.submit(asker, seed) for seed in range(threads)]
        try:
            work()
        finally:
            done.set()
    errors = [repr(future.exception()) for future in askers if future.exception()]
    return {"answers": answers, "errors": errors}


def _judged(
    told: dict[str, Any], state_of: dict[str, str], texts: dict[str, dict[str, str]]
) -> dict[str, Any]:
    answers = [answer for _, answer in told["answers"]]
    return {
        "answers": len(answers),
        "abstained": sum(answer.abstained for answer in answers),
        "errors": len(told["errors"]),
        "first errors": told["errors"][:3],
        "wrong": sum(not _of_one_generation(answer, state_of, texts) for answer in answers),
        "generations": len({answer.generation for answer in answers}),
        "ms": [ms for ms, _ in told["answers"]],
    }


def _of_one_generation(answer: Any, state_of: dict[str, str], texts: dict[str, dict[str, str]]) -> bool:
    """Whether every citation, and every passage shown instead, is what the answer's generation says there."""
    articles = texts[state_of[answer.generation]]
    shown = [(one.path, one.start, one.end, one.quote) for one in answer.citations]
    shown += [(one.path, one.start, one.end, one.text) for one in answer.closest]
    return all(articles.get(path, "")[start:end] == text for path, start, end, text in shown)


if __name__ == "__main__":
    main()
