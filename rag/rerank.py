"""Passages in the order that the reader gives them."""

from collections.abc import Sequence
from dataclasses import replace

from rag.types import Passage, Reading


def rerank(passages: Sequence[Passage], reading: Reading) -> tuple[list[Passage], Reading]:
    """The passages with the reader's scores, best first, and the reading with its evidence pointing there.

    Those that the reader left unread have score 0: they follow in the retriever's order.
    """
    order = sorted(range(len(passages)), key=lambda i: -reading.scores[i])
    ranked = [
        replace(passages[i], scores=replace(passages[i].scores, reader=reading.scores[i])) for i in order
    ]
    evidence = tuple(
        replace(evidence, passage=order.index(evidence.passage)) for evidence in reading.evidence
    )
    return ranked, replace(reading, evidence=evidence, scores=tuple(reading.scores[i] for i in order))
