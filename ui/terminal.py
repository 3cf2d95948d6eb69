"""Answers and reports as lines of text, for a terminal or a pipe; no control character gets through."""

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from index.types import BuildReport, FileReport
from rag.invisible import visible
from rag.types import Answer, Citation, Passage
from ui.feedback import Verdict
from ui.render import EXCERPT, day, head

INDENT = "    "


def answer(answer: Answer, width: int | None = None) -> str:
    """The answer, then its footnotes or the closest articles. `width` in columns, None for whole lines."""
    text = _wrapped(answer.text, "", width)
    parts = [text, *([_wrapped(answer.note, "", width)] if answer.note else [])]
    parts += [_footnote(citation, width) for citation in answer.citations]
    if answer.closest:
        parts += ["Closest articles:", *(_closest(passage, width) for passage in answer.closest)]
    return "\n\n".join(parts)


def report(report: BuildReport) -> str:
    """What a build did: the counts, every file that is not in and why, and where the index lies."""
    counts = [
        ("files seen", report.seen),
        ("indexed", report.indexed),
        ("unchanged", report.unchanged),
        ("skipped", report.skipped),
        ("failed", report.failed),
        ("removed", len(report.removed)),
        ("chunks", f"{report.chunks} ({report.embedded} embedded now)"),
        ("seconds", f"{report.seconds:.1f}"),
        ("index", report.index),
    ]
    missing = [line for state in ("skipped", "failed") for line in _not_in(report.files, state)]
    return "\n".join([table([(name, str(value)) for name, value in counts]), *missing])


def status(status: dict[str, Any]) -> str:
    """What is indexed, as a table."""
    settings = ", ".join(f"{name} {value}" for name, value in status["settings"].items())
    return table(
        [
            ("index", status["index"]),
            ("corpus", status["corpus"]),
            ("articles", f"{status['articles']:,}"),
            ("chunks", f"{status['chunks']:,}"),
            ("built", status["created"]),
            ("embedder", f"{status['embedder']}, {status['dimension']} dimensions"),
            ("weights", f"SHA-256 {status['embedder_sha256']}"),
            ("settings", settings),
            ("generation", status["generation"]),
            ("size", f"{status['bytes'] / 1_000_000:.1f} MB"),
        ]
    )


def feedback(verdicts: Iterable[Verdict], width: int | None = None) -> str:
    """What people said: when, whether it was good, the question, and beneath it the rest."""
    return "\n\n".join(_verdict(verdict, width) for verdict in verdicts)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows in aligned columns, two blanks apart."""
    shown = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in shown
    )


def _footnote(citation: Citation, width: int | None) -> str:
    place = f"[{citation.n}] {_heading(citation)}, characters {citation.start}–{citation.end}"
    return "\n".join([_wrapped(place, "", width), _wrapped(f"“{citation.quote}”", INDENT, width)])


def _closest(passage: Passage, width: int | None) -> str:
    excerpt = head(passage.text, EXCERPT)
    return "\n".join([_wrapped(_heading(passage), "", width), _wrapped(excerpt, INDENT, width)])


def _heading(where: Citation | Passage) -> str:
    """Title, date and path, as far as they are known. The path keeps its own characters, written out."""
    return ", ".join(filter(None, [where.title, where.date and day(where.date), visible(where.path)]))


def _verdict(verdict: Verdict, width: int | None) -> str:
    places = [
        f"cited: {visible(place.path)}, characters {place.start}–{place.end}" for place in verdict.citations
    ]
    said = [f"“{verdict.word}”"] if verdict.word.strip() else []
    first = f"{verdict.time} {'good' if verdict.good else 'bad'}: {verdict.question}"
    beneath = [_wrapped(line, INDENT, width) for line in (*said, verdict.answer, *places)]
    return "\n".join([_wrapped(first, "", width), *beneath])


def _not_in(files: Iterable[FileReport], state: str) -> list[str]:
    """A heading and a line for each file of this state; nothing where there is none."""
    lines = [f"  {visible(file.path)}: {visible(file.reason or '')}" for file in files if file.state == state]
    return ["", f"{state.capitalize()}:", *lines] if lines else []


def _wrapped(text: str, indent: str, width: int | None) -> str:
    line = visible(" ".join(text.split()))
    return (
        textwrap.fill(line, width, initial_indent=indent, subsequent_indent=indent)
        if width
        else indent + line
    )
