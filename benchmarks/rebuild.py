"""Rebuild an index after one file changed, and after none did, as a share of the full build.

The change is a sentence at the end of one article of a copy of the corpus. Twice: "cold", each build in a
process of its own that also loads the model; and "warm", in one process that has built something before.

    .venv/bin/python benchmarks/rebuild.py ../shared/eval/wiki/articles
"""

import statistics
from pathlib import Path
from typing import Any

import harness

STAGES = ("full", "one file changed", "nothing changed")
SENTENCE = "This sentence was added to the article for a measurement."


def main() -> None:
    args = harness.arguments(__doc__ or "", "ARTICLES").parse_args()
    runs: dict[str, list[dict[str, Any]]] = {"cold": [], "warm": []}
    for repeat in range(args.repeats):
        harness.progress(f"run {repeat + 1} of {args.repeats}")
        with harness.workplace() as place:
            corpus, index = harness.copy_corpus(args.articles, place / "corpus"), place / "index"
            cold = {"full": harness.measured(harness.build_once, corpus, index)}
            change_one_file(corpus, repeat)
            for stage in STAGES[1:]:
                cold[stage] = harness.measured(harness.build_once, corpus, index)
            runs["cold"].append(cold)
        with harness.workplace() as place:
            corpus = harness.copy_corpus(args.articles, place / "corpus")
            runs["warm"].append(harness.measured(build_thrice, corpus, place, repeat))

    rows: list[list[str]] = [["median (range)", "seconds", "share of the full build, %", "chunks embedded"]]
    for state, repeats in runs.items():
        for stage in STAGES:
            seconds = [run[stage]["seconds"] for run in repeats]
            shares = [100 * run[stage]["seconds"] / run["full"]["seconds"] for run in repeats]
            embedded = statistics.median(run[stage]["embedded"] for run in repeats)
            total = repeats[0][stage]["chunks"]
            rows.append(
                [
                    f"{state}, {stage}",
                    harness.shown(seconds),
                    harness.shown(shares, 1),
                    f"{embedded:.0f} of {total}",
                ]
            )
    harness.report(f"rebuild of {args.articles}", rows, {"runs": runs}, args.json)


def change_one_file(corpus: Path, which: int) -> None:
    """Append a sentence to one article, another one in each run."""
    files = harness.text_files(corpus)
    file = files[(which * 7) % len(files)]
    file.write_text(file.read_text(encoding="utf-8").rstrip() + f" {SENTENCE}\n", encoding="utf-8")


def build_thrice(corpus: str, place: str, which: int) -> dict[str, Any]:
    """The three builds in one process, after a small one that loads the model."""
    small = Path(place) / "small"
    small.mkdir()
    (small / "article.txt").write_text(f"Warm-up\n\n{SENTENCE}\n", encoding="utf-8")
    harness.build_once(str(small), str(Path(place) / "small-index"))
    index = str(Path(place) / "index")
    stages = {"full": harness.build_once(corpus, index)}
    change_one_file(Path(corpus), which)
    for stage in STAGES[1:]:
        stages[stage] = harness.build_once(corpus, index)
    return stages


if __name__ == "__main__":
    main()
