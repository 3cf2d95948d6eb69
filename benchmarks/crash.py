"""Kill rebuilds at random moments; after each, the index must open and be wholly the old or the new one.

A corpus in two states is rebuilt back and forth in a process that is killed with SIGKILL, at a moment drawn
evenly over the time a rebuild takes. What opens afterwards is compared, text by text and chunk by chunk,
with an index of each state that was built in peace.

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
        seconds = max(rebuild(states[name], index, None) or 0 for name in ("second", "first") * 2)

        counts: Counter[str] = Counter()
        moments, live = [], "first"
        while counts["killed"] < args.kills:
            target = "second" if live == "first" else "first"
            moment = rng.uniform(0, seconds)
            finished = rebuild(states[target], index, moment) is not None
            found = state_of(index, known)
            counts["finished before the kill" if finished else "killed"] += 1
            if not finished:
                outcome = {live: "old", target: "new"}.get(found, found)
                counts[outcome] += 1
                moments.append({"seconds": moment, "of": seconds, "outcome": outcome})
            if found not in states:  # repaired, so that the next kill is judged by itself
                rebuild(states[target], index, None)
                found = target
            live = found
            if counts["killed"] % 20 == 0:
                harness.progress(f"{counts['killed']} of {args.kills}")
        rebuild(states["first"], index, None)
        left = sorted(folder.name for folder in (index / "generations").iterdir())

    names = ("killed", "old", "new", "mixed", "unreadable", "finished before the kill")
    rows = [["after a kill", "count"], *([name, str(counts[name])] for name in names)]
    data = {"counts": counts, "moments": moments, "left": left}
    harness.report(f"{args.kills} kills of rebuilds of {args.articles}", rows, data, args.json)
    print(f"\na rebuild takes up to {seconds:.2f} s; generations left after a last whole one: {len(left)}")
    if counts["mixed"] or counts["unreadable"]:
        raise SystemExit("an index was lost")


def rebuild(corpus: Path, index: Path, killed_after: float | None) -> float | None:
    """Seconds that a rebuild took, in a process of its own; None where it was killed before its end."""
    here, there = FORKING.Pipe(duplex=False)
    process = FORKING.Process(target=_rebuild, args=(corpus, index, there))
    process.start()
    there.close()
    if _received(here) != "ready":
        raise SystemExit("a rebuild did not begin")
    if killed_after is not None:
        time.sleep(killed_after)
        process.kill()
    seconds = _received(here)
    process.join()
    if seconds is None and (killed_after is None or process.exitcode != -signal.SIGKILL):
        raise SystemExit(f"a rebuild ended with {process.exitcode}")
    return seconds


def _received(connection: Connection) -> Any:
    """What the process sends next; None where it ended without."""
    if not connection.poll(PATIENCE):
        raise SystemExit(f"a rebuild hangs for {PATIENCE} s")
    try:
        return connection.recv()
    except EOFError:
        return None


def _rebuild(corpus: Path, index: Path, connection: Connection) -> None:
    """In the process: load the model, say so, build, say how long that took."""
    from index import Settings, build, load_embedder

    load_embedder()
    connection.send("ready")
    started = time.perf_counter()
    build(corpus, index, settings=Settings())
    connection.send(time.perf_counter() - started)


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
