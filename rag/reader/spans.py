"""Logits of the network into answering words, as characters of the passage."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from index.sentences import parts
from rag.reader.model import Outputs, Pair

LONGEST = 30  # wordpieces of an answer, at most
TRIED = 20  # starts and ends that are combined

_WORD = re.compile(  # an address, a figure such as 11,402 or 9:30, a name such as O'Brien-Hall
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)[^\s<>]*\w|"
    r"\w+(?:(?:(?<=\d)[.,:/](?=\d)|(?<=[^\W\d_])(?:-|['’](?![sS]\b))(?=[^\W\d_]))\w+)*"
)
_CELL = re.compile(r" \| ")


@dataclass(frozen=True, slots=True)
class SpanFound:
    """Words of a passage: `score` is their logit less that of "no answer"; higher is better."""

    start: int  # a character of the passage's text, as `end`
    end: int
    score: float


def best_spans(outputs: Outputs, row: int, pair: Pair, text: str, count: int = 3) -> list[SpanFound]:
    """The best spans of one passage, best first, none overlapping.

    None goes over the end of a paragraph, a list item or a table's cell either.
    """
    if not pair.offsets:
        return []
    first, last = pair.first, pair.first + len(pair.offsets)
    start, end = outputs.start[row], outputs.end[row]
    nothing = (start[0] + end[0]).item()
    words = [word.span() for word in _WORD.finditer(text)]
    borders = sorted([*(part for part, _ in parts(text)), *(cell.end() for cell in _CELL.finditer(text))])
    found: list[SpanFound] = []
    for score, begins, ends in candidates(start[first:last], end[first:last]):
        a, b = _whole_words(words, pair.offsets[begins][0], pair.offsets[ends][1])
        crosses = bisect(borders, a) < bisect(borders, b - 1)
        if not crosses and all(b <= other.start or other.end <= a for other in found):
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


def _whole_words(words: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The span with the rest of the `words` that it begins and ends in; these are in order."""
    first, last = bisect(words, (start, 0)) - 1, bisect(words, (end, 0)) - 1
    if first >= 0 and start < words[first][1]:
        start = words[first][0]
    if last >= 0 and end < words[last][1]:
        end = words[last][1]
    return start, end
