"""Logits of the network into answering words, as characters of the passage."""

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from rag.reader.model import Outputs, Pair

LONGEST = 30  # wordpieces of an answer, at most
TRIED = 20  # starts and ends that are combined


@dataclass(frozen=True, slots=True)
class SpanFound:
    """Words of a passage: `score` is their logit less that of "no answer"; higher is better."""

    start: int  # a character of the passage's text, as `end`
    end: int
    score: float


def best_spans(outputs: Outputs, row: int, pair: Pair, text: str, count: int = 3) -> list[SpanFound]:
    """The best spans of one passage, best first, none of them overlapping."""
    if not pair.offsets:
        return []
    first, last = pair.first, pair.first + len(pair.offsets)
    start, end = outputs.start[row], outputs.end[row]
    nothing = (start[0] + end[0]).item()
    found: list[SpanFound] = []
    for score, begins, ends in candidates(start[first:last], end[first:last]):
        a, b = _whole_words(text, pair.offsets[begins][0], pair.offsets[ends][1])
        if all(b <= other.start or other.end <= a for other in found):
            found.append(SpanFound(a, b, score - nothing))
        if len(found) == count:
            break
    return found


def candidates(start: Tensor, end: Tensor) -> Iterator[tuple[float, int, int]]:
    """Pairs of a likely start and a likely end, best first."""
    begins = torch.topk(start, min(TRIED, len(start))).indices.tolist()
    ends = torch.topk(end, min(TRIED, len(end))).indices.tolist()
    starts, stops = start.tolist(), end.tolist()
    pairs = [(starts[a] + stops[b], a, b) for a in begins for b in ends if a <= b < a + LONGEST]
    yield from sorted(pairs, reverse=True)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the rest of the words that it begins and ends in."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
