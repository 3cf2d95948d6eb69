"""Ask questions of an index: p50 and p95 by step, and the time from process start to first answer.

Each run is a process of its own that asks every question once, one after the other. The first answer is
timed from starting a fresh Python until it has printed the answer; the index exists by then.

    .venv/bin/python benchmarks/ask.py ../shared/eval/wiki/articles ../shared/eval/wiki/questions.jsonl
"""

import random
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import harness

from rag.evaluate import load_questions
from rag.metrics import percentile

FIRST = "import sys; from rag import ask; print(ask(sys.argv[1], index=sys.argv[2]).text, flush=True)"


def main() -> None:
    parser = harness.arguments(__doc__ or "", "ARTICLES", "QUESTIONS")
    parser.add_argument(
        "--questions-asked", type=int, default=500, metavar="N", help="a sample (%(default)s)"
    )
    args = parser.parse_args()
    questions = [question.question for question in load_questions(args.questions)]
    sample = random.Random(0).sample(questions, min(args.questions_asked, len(questions)))
    runs, first = [], []
    with harness.workplace() as place:
        index = place / "index"
        harness.measured(harness.build_once, args.articles, index)
        for repeat in range(args.repeats):
            harness.progress(f"run {repeat + 1} of {args.repeats}")
            first.append(seconds_to_first_answer(sample[repeat % len(sample)], index))
            runs.append(harness.measured(ask_all, index, sample))

    steps = list(dict.fromkeys(step for run in runs for step in run["ms"]))
    rows = [["ms per question, median run (range)", "p50", "p95"]]
    for step in steps:
        values = [run["ms"][step] for run in runs if step in run["ms"]]
        rows.append(
            [step, *(harness.shown([percentile(run, percent) for run in values]) for percent in (50, 95))]
        )
    rows.append(["process start to first answer, s", harness.shown(first), "–"])
    data = {"questions": len(sample), "runs": runs, "first_answer_seconds": first}
    harness.report(f"{len(sample)} questions to {args.articles}", rows, data, args.json)
    print(f"\npeak memory {statistics.median(run['peak_mb'] for run in runs):.0f} MB")


def seconds_to_first_answer(question: str, index: Path) -> float:
    """From starting Python to a printed answer."""
    started = time.perf_counter()
    command = [sys.executable, "-c", FIRST, question, str(index)]
    with subprocess.Popen(command, cwd=harness.PROJECT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        answered = bool(process.stdout.readline())
        seconds = time.perf_counter() - started
    if not answered or process.returncode:
        raise SystemExit(f"no answer came; try: footnote ask {question!r} --index {index}")
    return seconds


def ask_all(index: str, questions: list[str]) -> dict[str, Any]:
    """Milliseconds of every question by step; the first is asked once more beforehand, unmeasured."""
    from rag import Engine

    engine = Engine.open(index)
    engine.ask(questions[0])
    ms: dict[str, list[float]] = {}
    for question in questions:
        started = time.perf_counter()
        answer = engine.ask(question)
        whole = time.perf_counter() - started
        for step, seconds in {**answer.timings, "total": whole}.items():
            ms.setdefault(step, []).append(seconds * 1000)
    return {"ms": ms}


if __name__ == "__main__":
    main()
