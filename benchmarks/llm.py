"""A language model as the generator, beside the extractive one: the same questions, passages and checks.

The model is a GGUF file, served on loopback by the package `xllamacpp` in a Python of its own, or any
OpenAI-compatible server that already runs. Both generators answer each question one after the other, in one
process. A sentence counts as supported where `verify` says so: before, of all that the model wrote, by the
passages it was given; after, of all that is shown, by nothing but the words quoted in its footnotes.

    .venv/bin/python benchmarks/llm.py ../shared/eval/wiki/articles ../shared/eval/wiki/questions.jsonl \\
        --gguf MODEL.gguf --server-python PATH/TO/PYTHON-WITH-XLLAMACPP
    .venv/bin/python benchmarks/llm.py seeds ../shared/eval/seeds/questions.jsonl \\
        --base-url http://127.0.0.1:11434/v1 --model qwen2.5:1.5b

With --replay, what the model wrote in an earlier run, kept by its --json, is checked and shown anew; its
seconds are those of then.
"""

import argparse
import json
import os
import random
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import harness

if TYPE_CHECKING:
    from rag import Answer, Engine, Passage
    from rag.generate import Llm

MARGIN = 1500  # tokens of the model's context besides the passages: rules, question, answer

SERVE = """
import sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.n_ctx, params.cpuparams.n_threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
params.n_parallel, params.port, params.verbosity, params.use_jinja = 1, 0, 1, True
server = xllamacpp.Server(params)  # it serves as long as it is held
print(server.listening_address, flush=True)
sys.stdin.read()
"""


def main() -> None:
    parser = harness.arguments(__doc__ or "", "ARTICLES", "QUESTIONS", repeats=None)
    model_arguments(parser)
    parser.add_argument("--sample", type=int, default=100, metavar="N", help="questions (%(default)s)")
    args = parser.parse_args()
    before = replayed(args.replay) if args.replay else {}
    with harness.workplace() as place, served(args) as base_url:
        harness.progress("building the index")
        harness.measured(harness.build_once, args.articles, place / "index")
        harness.progress("asking")
        llm = {
            "base_url": base_url,
            "model": args.model,
            "passage_tokens": args.passage_tokens,
            "seconds": args.seconds,
            "first_seconds": args.seconds,
        }
        found = harness.measured(ask_all, place / "index", args.questions, args.sample, llm, before)
    answers = found["answers"]
    columns = {name: summary([each for each in answers if each["generator"] == name]) for name in GENERATORS}
    rows = [["", *columns], *([row, *(columns[name][row] for name in columns)] for row in columns["openai"])]
    title = f"{len(answers) // 2} questions to {args.articles}, {model_name(args)}"
    harness.report(title, rows, {"llm": llm, **found}, args.json)


GENERATORS = ("extractive", "openai")


def model_arguments(parser: argparse.ArgumentParser) -> None:
    """Which model, and how it is used."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--gguf", type=Path, metavar="FILE", help="the model, to be served by xllamacpp")
    parser.add_argument("--server-python", default="python3", metavar="PYTHON", help="one with xllamacpp")
    which.add_argument("--base-url", metavar="URL", help="a server that runs, instead of --gguf")
    which.add_argument("--replay", type=Path, metavar="FILE", help="what one wrote before, instead of one")
    parser.add_argument("--model", default="model", metavar="NAME", help="its name there (%(default)s)")
    parser.add_argument("--seconds", type=float, default=25, metavar="S", help="for an answer (%(default)s)")
    parser.add_argument("--passage-tokens", type=int, default=1500, metavar="N", help="(%(default)s)")


def model_name(args: Any) -> str:
    """What the table calls the model."""
    file: Path | None = args.gguf or args.replay
    return file.name if file else str(args.model)


@contextmanager
def served(args: Any) -> Iterator[str]:
    """The base URL of the server: the one given, or one of our own, ended afterwards."""
    if args.base_url or args.replay:
        yield args.base_url or "http://127.0.0.1:9"  # nobody listens there
        return
    context, threads = args.passage_tokens + MARGIN, len(os.sched_getaffinity(0))
    command = [args.server_python, "-c", SERVE, str(args.gguf), str(context), str(threads)]
    harness.progress("loading the model")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        try:
            address = process.stdout.readline().strip()
            if not address:
                raise SystemExit(
                    f"{args.gguf} is not served; has {args.server_python} the package xllamacpp?"
                )
            yield f"{address}/v1"
        finally:
            process.kill()


def replayed(file: Path) -> dict[str, dict[str, Any]]:
    """The model's answers of an earlier run, by question; those that never came are left out."""
    answers = json.loads(file.read_text(encoding="utf-8"))["answers"]
    return {
        each["question"]: {"written": each["written"], "seconds": each["seconds"]}
        for each in answers
        if each.get("generator", "openai") == "openai" and "failed" not in (each["note"] or "")
    }


def ask_all(
    index: str, questions: str, sample: int, llm: dict[str, Any], before: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    """Every question, answered by each generator and measured."""
    from rag import Engine
    from rag.config import Config
    from rag.evaluate import load_questions
    from rag.generate import Llm

    config = Config(llm=Llm(**llm))
    engine = Engine.open(index, config=config)
    asked = load_questions(questions)
    asked = random.Random(0).sample(asked, min(sample, len(asked)))
    engine.ask(asked[0].question)  # loads the models, unmeasured
    answers = []
    for done, question in enumerate(asked, 1):
        history = conversation(engine, question.history)
        wanted = question.answers if question.answerable else ()
        for name in GENERATORS:
            known = before.get(question.question) if name == "openai" else None
            one = answered(engine, name, question.question, history, wanted, known)
            answers.append({"generator": name, **one})
        harness.progress(f"{done} of {len(asked)}: {answers[-1]['seconds']:.1f} s")
    return {"answers": answers}


def conversation(engine: "Engine", questions: Sequence[str]) -> tuple[str, ...]:
    """The earlier questions, each followed by the extractive answer."""
    history: tuple[str, ...] = ()
    for question in questions:
        history += (question, engine.ask(question, history).text)
    return history


def answered(
    engine: "Engine",
    name: str,
    question: str,
    history: tuple[str, ...],
    wanted: Sequence[str],
    before: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """One answer, measured. What does not apply to it is None; `before` is what was written and how long."""
    from rag.metrics import contains, exact_match, token_f1

    recorder = Recorder(engine.config.llm, before["written"] if before else None)
    started = time.perf_counter()
    answer = engine.ask(question, history, generator=recorder if name == "openai" else name)
    seconds = before["seconds"] if before else time.perf_counter() - started
    text = " ".join(sentence.text for sentence in answer.sentences)
    return {
        "question": question,
        "answer": answer.text,
        "short": answer.short,
        "wanted": list(wanted),
        "written": recorder.text,
        "note": answer.note,
        "abstained": answer.abstained,
        "answerable": bool(wanted),
        "exact": exact_match(answer.short, wanted) if wanted else None,
        "f1": token_f1(answer.short, wanted) if wanted else None,
        "f1_text": token_f1(text, wanted) if wanted else None,
        "contained": contains(text, wanted) if wanted else None,
        "supported_before": recorder.supported(),
        "supported_after": shown_supported(answer),
        "seconds": seconds,
    }


class Recorder:
    """The language model, and what it was given and wrote; or what it wrote before."""

    def __init__(self, llm: "Llm", before: str | None = None) -> None:
        self._llm = llm
        self._before = before
        self._passages: Sequence[Passage] = ()
        self.text = ""

    def generate(self, question: str, passages: "Sequence[Passage]") -> Iterator[str]:
        """As the model does."""
        from rag.generate.llm import ChatModel

        self._passages = passages
        written = (
            ChatModel(self._llm).generate(question, passages) if self._before is None else [self._before]
        )
        for piece in written:
            self.text += piece
            yield piece

    def supported(self) -> list[bool]:
        """For each sentence it wrote, whether the passages support it. A refusal to answer is no sentence."""
        from rag.cite import drafts
        from rag.generate.reply import NOT_ANSWERED
        from rag.verify import verify

        written = drafts([self.text]) if NOT_ANSWERED not in self.text else ()
        return [verify(draft.text, self._passages).supported for draft in written]


def shown_supported(answer: "Answer") -> list[bool]:
    """For each sentence shown, whether the words it quotes support it, and nothing else."""
    from rag import Passage
    from rag.verify import verify

    quotes = {
        c.n: Passage(c.quote, c.article_id, c.title, c.path, c.date, c.start, c.end) for c in answer.citations
    }

    def together(numbers: Sequence[int]) -> list[Passage]:
        passages = [quotes[n] for n in numbers]
        joined = replace(passages[0], text="\n\n".join(passage.text for passage in passages))
        return [*passages, joined] if len(passages) > 1 else passages

    return [
        bool(sentence.citations) and verify(sentence.text, together(sentence.citations)).supported
        for sentence in answer.sentences
    ]


def summary(answers: Sequence[dict[str, Any]]) -> dict[str, str]:
    """The table's column of one generator."""
    seconds = [answer["seconds"] for answer in answers]
    notes = [answer["note"] or "" for answer in answers]
    answerable = [answer for answer in answers if answer["answerable"]]
    others = [answer for answer in answers if not answer["answerable"]]
    return {
        "short answer, exact match": mean(answer["exact"] for answer in answerable),
        "short answer, F1": mean(answer["f1"] for answer in answerable),
        "whole answer, F1": mean(answer["f1_text"] for answer in answerable),
        "whole answer has the expected words": mean(answer["contained"] for answer in answerable),
        "abstained, answerable": mean(answer["abstained"] for answer in answerable),
        "abstained, unanswerable": mean(answer["abstained"] for answer in others),
        "sentences supported, as written": mean(
            one for answer in answers for one in answer["supported_before"]
        ),
        "sentences supported, as shown": mean(one for answer in answers for one in answer["supported_after"]),
        "sentences shown": str(sum(len(answer["supported_after"]) for answer in answers)),
        "the articles quoted instead": mean("quotes" in note for note in notes),
        "… as the model failed": mean(note.startswith("The generator failed") for note in notes),
        "seconds per answer": harness.shown(seconds) if seconds else "–",
    }


def mean(values: "Iterator[Any]") -> str:
    """The share or mean in three digits, and of how many."""
    known = [float(value) for value in values]
    return f"{sum(known) / len(known):.3f} of {len(known)}" if known else "–"


if __name__ == "__main__":
    main()
