"""Follow-up questions made to stand alone: BLEU against people's rewrites, and what is left alone.

FOLLOWUPS has one JSON object a line: `history` (a title and a section, then questions and answers in turn),
`question` and its `rewrite`. With --wiki QUESTIONS, questions that stand alone are asked in mid-conversation,
half after turns of FOLLOWUPS and half after questions on their own article, and those altered are counted.

    benchmarks/followups.py FOLLOWUPS [--wiki QUESTIONS]

BLEU is sacrebleu's `corpus_bleu`, 0 to 100, higher is better; sacrebleu is needed for this benchmark only.
"""

import json
import random
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from harness import arguments, progress, report

from rag.dialogue import standalone

ALONE = 500  # questions that stand alone
TITLE = 2  # lines at the head of each history that a chat has not

Row = dict[str, Any]
Rewriter = Callable[[str, Sequence[str]], str]

_PRONOUN = re.compile(r"\b(?:he|she|it|they|him|her|them|his|its|their|hers|theirs)\b", re.IGNORECASE)
_POSSESSIVES = frozenset(("his", "its", "their", "her", "hers", "theirs"))


def main() -> None:
    parser = arguments(__doc__ or "", "FOLLOWUPS", repeats=None)
    parser.add_argument("--wiki", type=Path, metavar="QUESTIONS", help="questions that stand alone")
    args = parser.parse_args()
    followups = _rows(args.followups)
    rewriters: dict[str, Rewriter] = {
        "copy": lambda question, history: question,
        "pronouns by the first line": first_line,
        "Footnote": standalone,
    }
    data = {name: scores(name, rewriter, followups) for name, rewriter in rewriters.items()}
    if args.wiki:
        altered = altered_questions(followups, _rows(args.wiki))
        data["Footnote"]["altered"] = len(altered) / ALONE
        data["Footnote"]["altered_questions"] = altered
    report("Follow-up questions", _table(data), {"rewriters": data}, args.json)


def first_line(question: str, history: Sequence[str]) -> str:
    """Every pronoun replaced by the first line of the history, as a possessive where it is one."""

    def name(match: re.Match[str]) -> str:
        return history[0] + ("'s" if match[0].lower() in _POSSESSIVES else "")

    return _PRONOUN.sub(name, question) if history else question


def scores(name: str, rewriter: Rewriter, followups: list[Row]) -> dict[str, Any]:
    """BLEU with the title lines and without, of all and of the halves A and B; milliseconds a question."""
    progress(name)
    halves = _halves(followups)
    result: dict[str, Any] = {}
    for form, skipped in (("titled", 0), ("untitled", TITLE)):
        started = time.process_time()
        rewritten = [rewriter(row["question"], row["history"][skipped:]) for row in followups]
        result[f"{form}_ms"] = (time.process_time() - started) * 1000 / len(followups)
        result[form] = _bleu(rewritten, followups)
        for half in "AB":
            chosen = [i for i, of in enumerate(halves) if of == half]
            result[f"{form}_{half}"] = _bleu([rewritten[i] for i in chosen], [followups[i] for i in chosen])
    return result


def altered_questions(followups: list[Row], questions: list[Row]) -> list[list[str]]:
    """The questions that stand alone and came back different, each with what came back."""
    progress("questions that stand alone")
    chance = random.Random(0)
    by_article: dict[str, list[Row]] = {}
    for row in questions:
        by_article.setdefault(row["article"], []).append(row)
    altered = []
    for position, row in enumerate(chance.sample(questions, ALONE)):
        if position % 2:
            history = chance.choice(followups)["history"]
        else:
            others = [other for other in by_article[row["article"]] if other is not row]
            earlier = chance.sample(others, min(3, len(others)))
            history = [text for other in earlier for text in (other["question"], other["answers"][0])]
        rewritten = standalone(row["question"], history)
        if rewritten != row["question"]:
            altered.append([row["question"], rewritten])
    return altered


def _halves(followups: list[Row]) -> list[str]:
    """A or B for each question, in turn by dialogue; a dialogue begins where only the title was said."""
    dialogue = -1
    halves = []
    for row in followups:
        dialogue += len(row["history"]) == TITLE
        halves.append("AB"[dialogue % 2])
    return halves


def _bleu(rewritten: list[str], rows: list[Row]) -> float:
    try:
        from sacrebleu import corpus_bleu
    except ImportError:
        raise SystemExit("this benchmark needs sacrebleu; install it with: pip install sacrebleu") from None
    return float(corpus_bleu(rewritten, [[row["rewrite"] for row in rows]]).score)


def _table(data: dict[str, dict[str, Any]]) -> list[list[str]]:
    columns = ["titled", "titled_A", "titled_B", "untitled", "untitled_A", "untitled_B"]
    header = ["BLEU", *(column.replace("_", ", half ") for column in columns), "ms", "altered"]
    rows = [
        [
            name,
            *(f"{row[column]:.1f}" for column in columns),
            f"{row['titled_ms']:.2f}",
            f"{row['altered']:.1%}" if "altered" in row else "",
        ]
        for name, row in data.items()
    ]
    return [header, *rows]


def _rows(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()
