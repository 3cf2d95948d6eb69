"""A question into passages: dense and lexical candidates, their scores fused."""

from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray

from index import Snapshot
from rag.errors import QuestionError
from rag.fuse import fuse
from rag.types import Only, Passage, Scores


def checked_only(only: Only | None) -> Only | None:
    """`only` itself. Raises QuestionError where it is neither an Only nor None."""
    if only is not None and not isinstance(only, Only):
        raise QuestionError(f"only must be an Only, such as Only(since='2024'), not {only!r:.60}")
    return only


def retrieve(
    question: str,
    query: NDArray[np.float32],
    k: int,
    snapshot: Snapshot,
    *,
    candidates: int,
    dense_weight: float,
    only: Only | None = None,
) -> list[Passage]:
    """The `k` best passages for `question`, best first, or as many as there are.

    `query` is the question's unit vector, shape (dimension,). Each retriever brings `candidates` chunks
    (at least `k`); what only BM25 brought gets its cosine too. With `only`, they are passages of articles
    that fit it, as if there were no others, except that BM25 still counts in all how rare a term is.
    """
    wanted = max(k, candidates)
    fitting = snapshot.store.fitting(**asdict(only)) if only else None
    lexical = dict(snapshot.lexical.search(question, wanted, fitting))
    dense = dict(snapshot.vectors.search(query, wanted, fitting))
    missing = [chunk for chunk in lexical if chunk not in dense]
    dense |= zip(missing, (snapshot.vectors.vectors(missing) @ query).tolist(), strict=True)
    return [
        _passage(snapshot, chunk, Scores(dense[chunk], lexical.get(chunk, 0.0), score))
        for chunk, score in fuse(dense, lexical, dense_weight)[:k]
    ]


def _passage(snapshot: Snapshot, number: int, scores: Scores) -> Passage:
    chunk, article = snapshot.store.chunk_with_article(number)
    return Passage(
        text=article.text[chunk.start : chunk.end],
        article_id=article.id,
        title=article.title,
        path=article.path,
        date=article.date,
        start=chunk.start,
        end=chunk.end,
        scores=scores,
    )
