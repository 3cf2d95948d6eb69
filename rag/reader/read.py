"""Passages into evidence: which of them answer, which words do, and how surely."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import torch

from index.sentences import sentences
from rag.reader.confidence import probability, sigmoid
from rag.reader.model import PairEncoder, ReaderModel, pair_encoder
from rag.reader.policy import Judged, read_in_use
from rag.reader.spans import SpanFound, best_spans
from rag.types import Evidence, Passage, Reading

BATCH = 32  # passages read at once: more would want gigabytes
SECOND = 1.0  # another sentence of the passage is quoted where its span's logit comes this near to the best


class TrainedReader:
    """A cross-encoder of MiniLM's size: a relevance for each passage, and where its answer stands."""

    name = "minilm-reader"

    def __init__(self, model: ReaderModel, facts: dict[str, Any]) -> None:
        self._model = model
        self._facts = facts
        self.threshold: float = facts["threshold"]
        self._encoder: PairEncoder = pair_encoder()

    def read(self, question: str, passages: Sequence[Passage]) -> Reading:
        """See Reader. Confidence is 0 without passages; passages left unread have score 0."""
        judged = self.judge(question, passages)
        if not judged:
            return Reading((), 0.0, (0.0,) * len(passages))
        confidence = probability(question, judged, passages, self._facts["confidence"])
        scores = [0.0] * len(passages)
        for each in judged:
            scores[each.passage] = sigmoid(each.score - self._facts["fused_weight"])
        evidence = [replace(each, score=confidence * each.score) for each in self._evidence(judged, passages)]
        return Reading(tuple(evidence), confidence, tuple(scores))

    def judge(self, question: str, passages: Sequence[Passage]) -> list[Judged]:
        """What the network says of the passages that can still change the answer, best first."""
        if not question.strip() or not passages:
            return []

        def read(chosen: Sequence[int]) -> list[Judged]:
            return self._judged(question, passages, chosen)

        return read_in_use(passages, self._facts, read)

    def _judged(self, question: str, passages: Sequence[Passage], chosen: Sequence[int]) -> list[Judged]:
        """What the network says of each of the passages chosen, at most `BATCH` of them at once."""
        if len(chosen) > BATCH:
            parts = [chosen[i : i + BATCH] for i in range(0, len(chosen), BATCH)]
            return [each for part in parts for each in self._judged(question, passages, part)]
        pairs = [self._encoder.encode(question, passages[i].title, passages[i].text) for i in chosen]
        with torch.inference_mode():
            outputs = self._model(pairs)
        relevance = outputs.relevance.tolist()
        return [
            Judged(
                passage=i,
                relevance=relevance[row],
                score=relevance[row],
                spans=tuple(best_spans(outputs, row, pairs[row], passages[i].text)),
            )
            for row, i in enumerate(chosen)
        ]

    def _evidence(self, judged: Sequence[Judged], passages: Sequence[Passage]) -> list[Evidence]:
        """The sentences that hold the answering words, of each article that answers about as well."""
        best = judged[0]
        evidence: list[Evidence] = []
        articles: set[str] = set()
        for each in judged:
            passage = passages[each.passage]
            near = math.exp(min(0.0, each.relevance - best.relevance))
            enough = each is best or (each.relevance > 0.0 and each.span > 0.0)
            if enough and passage.article_id not in articles and sentences(passage.text):
                articles.add(passage.article_id)
                evidence += _sentences(passage, each, near)
        return evidence


def _sentences(passage: Passage, judged: Judged, score: float) -> list[Evidence]:
    """The sentence around each answering span that comes near to the best one, in order of the spans."""
    found: dict[tuple[int, int], Evidence] = {}
    for span in judged.spans or (None,):
        if span and span.score < judged.span - SECOND:
            break
        start, end = quoted(passage.text, [span] if span else [])
        words = (passage.start + span.start, passage.start + span.end) if span else None
        found.setdefault(
            (start, end),
            Evidence(judged.passage, passage.start + start, passage.start + end, score, words),
        )
    return list(found.values())


def quoted(text: str, spans: Sequence[SpanFound]) -> tuple[int, int]:
    """The sentence of `text` around the first of `spans`, or the first one; more where it crosses one."""
    borders = sentences(text)
    span = spans[0] if spans else SpanFound(*borders[0], 0.0)
    touched = [(a, b) for a, b in borders if a < span.end and span.start < b]
    return touched[0][0], touched[-1][1]
