"""Kill rebuilds at random moments; after each, the index must open and be wholly the old or the new one.

A corpus in two states is rebuilt back and forth in a process that is killed with SIGKILL: every other time
at a moment drawn evenly over the whole rebuild, else over its last part, from writing the generation on.
What opens afterwards is compared, text by text and chunk by chunk, with an index of each state that was
built in peace.

    .venv/bin/python benchmarks/crash.py ../shared/eval/wiki/articles --kills 200
"""

import hashlib
import multiprocessing
import random
import signal
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import harness

FORKING = multiprocessing.get_context("forkserver")
PRELOADED = ["torch", "sentence_transformers", "faiss", "tantivy", "tiktoken", "trafilatura", "sentencex"]
STAGES = ("from its beginning", "from writing on")
PATIENCE = 600  # seconds until a rebuild counts as hanging


def main() -> None:
    parser = harness.arguments(__doc__ or "", "ARTICLES", repeats=None)
    parser.add_argument("--kills", type=int, default=200, help="%(default)s by default")
    parser.add_argument("--seed", type=int, default=0, help="of the random moments (%(default)s)")
    args = parser.parse_args()
    FORKING.set_forkserver_preload(PRELOADED)  # each process is forked from one that has these loaded
    rng = random.Random(args.seed)
    with harness.workplace() as place:
        states = harness.two_states(args.articles, place)
        known = {}
        for name, corpus in states.items():
            rebuild(corpus, place / f"{name}-index", None)
            known[fingerprint(place / f"{name}-index")] = name
        index = place / "index"
        rebuild(states["first"], index, None)
        whole = [rebuild(states[name], index, None) for name in ("second", "first") * 2]
        longest = {stage: max(run[stage] for run in whole if run) for stage in STAGES}

        counts: Counter[str] = Counter()
        moments, live = [], "first"
        while counts["killed"] < args.kills:
            target = "second" if live == "first" else "first"
            stage = STAGES[counts["killed"] % len(STAGES)]
            moment = rng.uniform(0, longest[stage])
            finished = rebuild(states[target], index, (stage, moment)) is not None
            found = state_of(index, known)
            counts["finished before the kill" if finished else "killed"] += 1
            if not finished:
                outcome = {live: "old", target: "new"}.get(found, found)
                counts[outcome] += 1
                moments.append({"stage": stage, "seconds": moment, "outcome": outcome})
                if counts["killed"] % 20 == 0:
                    harness.progress(f"{counts['killed']} of {args.kills}")
            if found not in states:  # repaired, so that the next kill is judged by itself
                rebuild(states[target], index, None)
                found = target
            live = found
        rebuild(states["second" if live == "first" else "first"], index, None)
        left = sorted(folder.name for folder in (index / "generations").iterdir())

    names = ("killed", "old", "new", "mixed", "unreadable", "finished before the kill")
    rows = [["after a kill", "count"], *([name, str(counts[name])] for name in names)]
    data = {"counts": counts, "moments": moments, "left": left}
    harness.report(f"{args.kills} kills of rebuilds of {args.articles}", rows, data, args.json)
    print(
        "\nlongest whole rebuild: " + ", ".join(f"{value:.2f} s {stage}" for stage, value in longest.items())
    )
    print(f"generations left on disk after a last whole rebuild: {len(left)}")
    if counts["mixed"] or counts["unreadable"]:
        raise SystemExit("an index was lost")


def rebuild(corpus: Path, index: Path, kill: tuple[str, float] | None) -> dict[str, float] | None:
    """Rebuild in a process of its own; `kill` is a stage and the seconds after its start to kill it.

    Gives the seconds that it took from the start of each stage, or None where it was killed before its end.
    """
    here, there = FORKING.Pipe(duplex=False)
    process = FORKING.Process(target=_rebuild, args=(corpus, index, there))
    process.start()
    there.close()
    received = None
    for stage in STAGES:
        if (received := _received(here)) != stage:
            raise SystemExit(f"a rebuild did not come {stage}")
        if kill and stage == kill[0]:
            time.sleep(kill[1])
            process.kill()
            break
    while received in STAGES:
        received = _received(here)
    process.join()
    if received is None and not (kill and process.exitcode == -signal.SIGKILL):
        raise SystemExit(f"a rebuild ended with {process.exitcode}")
    return received


def _received(connection: Connection) -> Any:
    """What the process sends next; None where it ended without."""
    if not connection.poll(PATIENCE):
        raise SystemExit(f"a rebuild hangs for {PATIENCE} s")
    try:
        return connection.recv()
    except EOFError:
        return None


def _rebuild(corpus: Path, index: Path, connection: Connection) -> None:
    """In the process: load the model, build, tell each stage as it starts and at last their seconds."""
    from index import Settings, build, load_embedder

    started: dict[str, float] = {}

    def start(stage: str) -> None:
        started[stage] = time.perf_counter()
        connection.send(stage)

    def progress(stage: str, done: int, total: int) -> None:
        if stage == "write" and not done:
            start(STAGES[1])

    load_embedder()
    start(STAGES[0])
    build(corpus, index, settings=Settings(), progress=progress)
    ended = time.perf_counter()
    connection.send({stage: ended - since for stage, since in started.items()})


def state_of(index: Path, known: dict[str, str]) -> str:
    """The name of the state an index is in, "mixed" for neither, "unreadable" where it does not open."""
    from index import FootnoteError

    try:
        return known.get(fingerprint(index), "mixed")
    except FootnoteError as error:
        harness.progress(str(error))
        return "unreadable"


def fingerprint(index: Path) -> str:
    """A digest of all that an open index holds: articles, chunks, and what its searches find."""
    from index import open_snapshot

    snapshot = open_snapshot(index)
    digest = hashlib.sha256()
    for article in snapshot.store.articles():
        chunks = [(chunk.start, chunk.end) for chunk in snapshot.store.chunks_of(article.id)]
        digest.update(repr((article, chunks)).encode())
        digest.update(repr(snapshot.lexical.search(article.title, 10)).encode())
    for number in range(0, len(snapshot.vectors), 50):
        digest.update(
            repr([n for n, _ in snapshot.vectors.search(snapshot.vectors.vectors([number])[0], 1)]).encode()
        )
    snapshot.close()
    return digest.hexdigest()


if __name__ == "__main__":
    main()
