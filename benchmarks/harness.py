"""What the benchmarks share: steps measured in processes of their own, the machine in words, tables."""

import argparse
import importlib
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))  # the benchmarks measure this checkout, wherever they are started


def measured(step: Callable[..., dict[str, Any]], *args: Any, python: str = sys.executable) -> dict[str, Any]:
    """The result of `step(*args)`, run in a fresh process of `python`, with its peak memory as `peak_mb`.

    `step` is a function of a benchmark's file; its arguments and result are plain data. The process that
    calls this stays small, since on Linux a child's peak begins with its parent's size.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "result.json"
        module = Path(step.__code__.co_filename).stem
        request = json.dumps({"module": module, "step": step.__name__, "args": args, "out": out}, default=str)
        done = subprocess.run([python, __file__], input=request, text=True, stdout=sys.stderr)
        if done.returncode:
            raise SystemExit(f"{module}: the step {step.__name__} ended with {done.returncode}")
        result: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return result


def _run_step(request: dict[str, Any]) -> None:
    """In the fresh process: run the step and write down what it gives."""
    module = importlib.import_module(request["module"])  # found beside this file
    result = getattr(module, request["step"])(*request["args"])
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # KiB on Linux
    Path(request["out"]).write_text(json.dumps(result), encoding="utf-8")


def build_once(corpus: str, index: str) -> dict[str, Any]:
    """One build with the default settings, timed from before the model is loaded."""
    from index import Settings, build

    started = time.perf_counter()
    report = build(corpus, index, settings=Settings())
    seconds = time.perf_counter() - started
    return {
        "generation": report.generation,
        "seconds": seconds,
        "chunks": report.chunks,
        "embedded": report.embedded,
    }


def arguments(description: str, *positional: str, repeats: int | None = 3) -> argparse.ArgumentParser:
    """A parser for paths of data, with --json and --repeats."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in positional:
        parser.add_argument(name.lower(), metavar=name, type=Path)
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write everything measured to FILE")
    if repeats:
        parser.add_argument(
            "--repeats", type=int, default=repeats, help="runs of each, interleaved (%(default)s)"
        )
    return parser


def machine() -> dict[str, Any]:
    """The CPU's model, what it can compute in bfloat16, and how busy it is."""
    facts = Path("/proc/cpuinfo").read_text(encoding="utf-8").partition("\n\n")[0]
    values = {
        key.strip(): value.strip() for key, _, value in (line.partition(":") for line in facts.split("\n"))
    }
    flags = values.get("flags", "").split()
    return {
        "cpu": values.get("model name", "unknown"),
        "cores": len(os.sched_getaffinity(0)),
        "avx512_bf16": "avx512_bf16" in flags,
        "amx_bf16": "amx_bf16" in flags,
        "load": round(os.getloadavg()[0], 2),
    }


def report(title: str, rows: Sequence[Sequence[Any]], data: dict[str, Any], json_file: Path | None) -> None:
    """Print the machine and one table, header first, and write `data` where asked."""
    facts = machine()
    print(f"{title}\n{', '.join(f'{name} {value}' for name, value in facts.items())}\n")
    print_table(rows)
    if json_file:
        text = json.dumps({"benchmark": title, "machine": facts, **data}, indent=1, default=str)
        json_file.write_text(text + "\n", encoding="utf-8")


def print_table(rows: Sequence[Sequence[Any]]) -> None:
    """Rows as a Markdown table, columns aligned."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    cells.insert(1, ["-" * width for width in widths])
    for row in cells:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |")


def shown(values: Sequence[float], digits: int = 2) -> str:
    """The median, and the least and greatest in brackets."""
    low, high = min(values), max(values)
    return f"{statistics.median(values):.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def progress(text: str) -> None:
    """One line to standard error, so that a long benchmark shows it is alive."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def workplace() -> Iterator[Path]:
    """An empty folder, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="footnote-benchmark-") as folder:
        yield Path(folder)


def copy_corpus(corpus: Path, to: Path) -> Path:
    """A writable copy of a corpus."""
    shutil.copytree(corpus, to, copy_function=shutil.copyfile)
    to.chmod(0o755)
    for folder in to.rglob("*/"):
        folder.chmod(0o755)
    return to


def text_files(corpus: Path) -> list[Path]:
    """The plain-text articles of a corpus, in order of their names."""
    files = sorted(file for file in corpus.rglob("*") if file.suffix in (".txt", ".md"))
    if not files:
        raise SystemExit(f"{corpus} has no .txt or .md articles; give a folder that has")
    return files


def two_states(corpus: Path, place: Path) -> dict[str, Path]:
    """The corpus as it is, and with a paragraph more in every article, one article gone and one new."""
    states = {name: copy_corpus(corpus, place / name) for name in ("first", "second")}
    files = text_files(states["second"])
    for file in files[1:]:
        title, gap, body = file.read_text(encoding="utf-8").partition("\n\n")
        file.write_text(f"{title}\n\nThis paragraph stands in one edition only.{gap}{body}", encoding="utf-8")
    files[0].unlink()
    (states["second"] / "new-article.txt").write_text(
        "A new article\n\nIt is in one edition only, as its one paragraph says.\n", encoding="utf-8"
    )
    return states


if __name__ == "__main__":
    _run_step(json.load(sys.stdin))
