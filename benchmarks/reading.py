"""Reading with the network in each number format: how long a question takes, and what is read otherwise.

The same questions with the same retrieved passages, format after format, in one process. int8 is PyTorch's
own dynamic quantisation of the encoder's linear layers. What the product loads is bfloat16 where the CPU
multiplies it in hardware, and float32 elsewhere.

    .venv/bin/python benchmarks/reading.py ../shared/eval/wiki/articles ../shared/eval/wiki/questions.jsonl
"""

import random
import time
from typing import TYPE_CHECKING, Any

import harness

if TYPE_CHECKING:
    from rag.evaluate import Question
    from rag.reader.read import TrainedReader
    from rag.types import Passage

PASSAGES = 8


def main() -> None:
    parser = harness.arguments(__doc__ or "", "ARTICLES", "QUESTIONS")
    parser.add_argument("--sample", type=int, default=200, metavar="N", help="questions (%(default)s)")
    args = parser.parse_args()
    with harness.workplace() as place:
        harness.measured(harness.build_once, args.articles, place / "index")
        found = harness.measured(read_all, place / "index", args.questions, args.sample, args.repeats)
    formats = found["formats"]
    rows = [["", *formats], *([row, *(formats[name][row] for name in formats)] for row in ROWS)]
    harness.report(f"{args.sample} questions to {args.articles}", rows, found, args.json)


ROWS = ("ms per question, p50", "ms per question, p95", "token F1", "first passage as in float32")


def read_all(index: str, questions: str, sample: int, repeats: int) -> dict[str, Any]:
    """Every question, read in each format; of the times, all repeats."""
    from rag import Engine
    from rag.evaluate import load_questions
    from rag.metrics import percentile, token_f1

    engine = Engine.open(index)
    asked = random.Random(0).sample(load_questions(questions), sample)
    retrieved = [engine.retrieve(each.question, PASSAGES, read=False) for each in asked]
    readers = {name: reader(name) for name in FORMATS}
    seen: dict[str, list[tuple[int, str]]] = {}
    times: dict[str, list[list[float]]] = {name: [] for name in FORMATS}
    for repeat in range(repeats):
        for name in FORMATS:
            harness.progress(f"{name}, run {repeat + 1} of {repeats}")
            seen[name], spent = read_each(readers[name], asked, retrieved)
            times[name].append(spent)
    formats = {}
    for name in FORMATS:
        f1 = [token_f1(short, each.answers) for (_, short), each in zip(seen[name], asked, strict=True)]
        same = [a[0] == b[0] for a, b in zip(seen[name], seen["float32"], strict=True)]
        spread = [harness.shown([percentile(run, share) for run in times[name]]) for share in (50, 95)]
        values = (*spread, f"{sum(f1) / len(f1):.3f}", f"{sum(same) / len(same):.3f}")
        formats[name] = dict(zip(ROWS, values, strict=True))
    return {"formats": formats, "ms": times}


def read_each(
    reader: "TrainedReader", asked: "list[Question]", retrieved: "list[list[Passage]]"
) -> tuple[list[tuple[int, str]], list[float]]:
    """The first passage and the answering words for each question, and its milliseconds."""
    seen, spent = [], []
    reader.judge(asked[0].question, retrieved[0])
    for each, passages in zip(asked, retrieved, strict=True):
        started = time.perf_counter()
        best = reader.judge(each.question, passages)[0]
        spent.append((time.perf_counter() - started) * 1000)
        span = best.spans[0] if best.spans else None
        seen.append((best.passage, passages[best.passage].text[span.start : span.end] if span else ""))
    return seen, spent


def reader(name: str) -> "TrainedReader":
    """The shipped reader in a number format."""
    import copy

    import torch

    from rag.reader.read import TrainedReader
    from rag.reader.weights import load_model, ready

    model, facts = load_model()
    model = copy.deepcopy(model)
    ready(model, torch.bfloat16 if name == "bfloat16" else torch.float32)
    if name == "int8":
        torch.ao.quantization.quantize_dynamic(model.encoder, {torch.nn.Linear}, torch.qint8, inplace=True)
    return TrainedReader(model, facts)


FORMATS = ("bfloat16", "float32", "int8")

if __name__ == "__main__":
    main()
