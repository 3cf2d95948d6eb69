"""Passages into evidence: which of them answer, which words do, and how surely."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import torch

from index.sentences import sentences
from rag.reader.byline import bylines, is_byline
from rag.reader.confidence import probability, sigmoid
from rag.reader.lists import asks_for_several, other_items, unmarked
from rag.reader.model import PairEncoder, ReaderModel, pair_encoder
from rag.reader.policy import Judged, read_in_use
from rag.reader.spans import SpanFound, best_spans
from rag.reader.speech import spoken
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
        evidence = [
            replace(each, score=confidence * each.score)
            for each in self._evidence(question, judged, passages)
        ]
        reading = Reading(tuple(evidence), confidence, tuple(scores))
        return spoken(question, passages, reading, self.judge)

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
                spans=_about(question, passages[i], best_spans(outputs, row, pairs[row], passages[i].text)),
            )
            for row, i in enumerate(chosen)
        ]

    def _evidence(
        self, question: str, judged: Sequence[Judged], passages: Sequence[Passage]
    ) -> list[Evidence]:
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
                evidence += _sentences(question, passage, each, near)
        return evidence


def _about(question: str, passage: Passage, spans: Sequence[SpanFound]) -> tuple[SpanFound, ...]:
    """The spans but those in the lines above the article that say who wrote it and when."""
    above = [] if passage.start else bylines(question, passage.text)
    return tuple(span for span in spans if not any(a <= span.start and span.end <= b for a, b in above))


def _sentences(question: str, passage: Passage, judged: Judged, score: float) -> list[Evidence]:
    """The sentence around each answering span that comes near to the best one, in order of the spans.

    Where it is an item of a list and the question asks for several, the other items follow.
    """
    found: dict[tuple[int, int], Evidence] = {}

    def add(start: int, end: int, words: tuple[int, int] | None) -> None:
        start, end = passage.start + start, passage.start + end
        found.setdefault((start, end), Evidence(judged.passage, start, end, score, words))

    several = asks_for_several(question)
    for span in judged.spans or (None,):
        if span is None:
            add(*quoted(passage.text, []), None)
            continue
        if span.score < judged.span - SECOND:
            break
        start, end = quoted(passage.text, [span])
        first = max(start, span.start)  # a list item's mark is not quoted
        add(start, end, (passage.start + first, passage.start + span.end) if first < span.end else None)
        for other in other_items(passage.text, first, span.end) if several else []:
            add(*other, None)
    return list(found.values())


def quoted(text: str, spans: Sequence[SpanFound]) -> tuple[int, int]:
    """The sentence of `text` around the first of `spans`, or the first one; more where it crosses one.

    A list item comes without its dash.
    """
    borders = sentences(text)
    if spans:
        touched = [(a, b) for a, b in borders if a < spans[0].end and spans[0].start < b]
    else:
        touched = [next(((a, b) for a, b in borders if not is_byline(text[a:b])), borders[0])]
    start, end = touched[0][0], touched[-1][1]
    return unmarked(text, start, end), end
