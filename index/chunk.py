"""An article's text into chunks: whole sentences within a token budget, at paragraph borders if it can be."""

import math
import unicodedata
from bisect import bisect_left
from collections.abc import Callable

from index.sentences import Span, paragraphs, sentences_within
from index.types import Article, Chunk

Count = Callable[[str], int]
SMALL = 4  # a paragraph under a quarter of the budget joins its neighbour


def chunk(article: Article, max_tokens: int, overlap_tokens: int, count: Count) -> list[Chunk]:
    """Cut an article into chunks of at most `max_tokens`, as counted by `count`.

    Chunks are in order and cover everything but white space. A paragraph that fits is kept whole;
    a longer one is cut between sentences into parts of about equal size; a sentence longer than the
    budget is cut between words, or anywhere if it has none. With `overlap_tokens`, each chunk starts
    with up to that many tokens of whole sentences from the chunk before.
    """
    text = article.text
    parts: list[list[Span]] = []  # each part is a list of sentences
    for start, end in paragraphs(text):
        pieces = [
            piece
            for sentence in sentences_within(text, start, end)
            for piece in _fitting(text, sentence, max_tokens, count)
        ]
        parts.extend(_balanced(text, pieces, max_tokens, count))
    parts = _small_joined(text, parts, max_tokens, count)
    starts = _overlapping(text, parts, max_tokens, overlap_tokens, count)
    return [Chunk(article.id, start, part[-1][1]) for start, part in zip(starts, parts, strict=True)]


def _balanced(text: str, sentences: list[Span], max_tokens: int, count: Count) -> list[list[Span]]:
    """Cut one paragraph into the fewest parts of about equal size."""
    if len(sentences) == 1:
        return [sentences]
    total = count(text[sentences[0][0] : sentences[-1][1]])
    target = math.ceil(total / math.ceil(total / max_tokens))
    parts: list[list[Span]] = []
    first = 0
    while first < len(sentences):
        last = _filling(text, sentences, first, target, count)
        if last > first and count(text[sentences[first][0] : sentences[last][1]]) > max_tokens:
            last -= 1
        parts.append(sentences[first : last + 1])
        first = last + 1
    return parts


def _filling(text: str, sentences: list[Span], first: int, target: int, count: Count) -> int:
    """The first sentence with which those from `first` on have `target` tokens, or the last one of all."""

    def fills(last: int) -> bool:
        return count(text[sentences[first][0] : sentences[last][1]]) >= target

    step, low = 1, first
    while low + step < len(sentences) and not fills(low + step - 1):
        low += step
        step *= 2
    return bisect_left(range(len(sentences) - 1), True, low, min(low + step, len(sentences)) - 1, key=fills)


def _small_joined(text: str, parts: list[list[Span]], max_tokens: int, count: Count) -> list[list[Span]]:
    """Join headings and other small parts to the part that follows, or at the end to the one before."""

    def fits(first: list[Span], second: list[Span]) -> bool:
        return count(text[first[0][0] : second[-1][1]]) <= max_tokens

    def small(part: list[Span]) -> bool:
        return count(text[part[0][0] : part[-1][1]]) * SMALL < max_tokens

    joined: list[list[Span]] = []
    for part in parts:
        if joined and small(joined[-1]) and fits(joined[-1], part):
            joined[-1] = joined[-1] + part
        else:
            joined.append(part)
    if len(joined) > 1 and small(joined[-1]) and fits(joined[-2], joined[-1]):
        last = joined.pop()
        joined[-1] = joined[-1] + last
    return joined


def _overlapping(
    text: str, parts: list[list[Span]], max_tokens: int, overlap_tokens: int, count: Count
) -> list[int]:
    """Where each chunk starts: at its part, or earlier by whole sentences of the part before."""
    starts = []
    for number, part in enumerate(parts):
        start = part[0][0]
        for earlier, _ in reversed(parts[number - 1] if number and overlap_tokens else []):
            overlap = count(text[earlier : part[0][0]])
            if overlap > overlap_tokens or count(text[earlier : part[-1][1]]) > max_tokens:
                break
            start = earlier
        starts.append(start)
    return starts


def _fitting(text: str, sentence: Span, max_tokens: int, count: Count) -> list[Span]:
    """The sentence itself, or pieces of it that each fit the budget."""
    start, end = sentence
    pieces = []
    while start < end:
        cut = _cut(text, start, end, max_tokens, count)
        pieces.append((start, start + len(text[start:cut].rstrip())))
        start = cut + len(text[cut:end]) - len(text[cut:end].lstrip()) if cut < end else end
    return pieces


def _cut(text: str, start: int, end: int, max_tokens: int, count: Count) -> int:
    """The furthest good place to cut so that `text[start:cut]` fits."""
    if (end - start) * 4 <= max_tokens:  # no text makes more tokens than its bytes in UTF-8
        return end
    window = min(end, start + max_tokens * 16)  # no run of text makes fewer tokens than one in 16 characters
    if window == end and count(text[start:end]) <= max_tokens:
        return end
    low, high = start + 1, window
    while low < high:
        middle = (low + high + 1) // 2
        if count(text[start:middle]) <= max_tokens:
            low = middle
        else:
            high = middle - 1
    if low == end:
        return end
    space = max(text.rfind(" ", start + 1, low + 1), text.rfind("\n", start + 1, low + 1))
    if space > start:
        return space
    while low > start + 1 and unicodedata.combining(text[low]):
        low -= 1
    return low
