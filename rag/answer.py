"""Passages and a reading into an answer: generate, cite, verify, or abstain."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index import Article
from rag.cite import Citer, drafts, with_markers
from rag.generate import Extractive, Generator
from rag.types import Answer, Passage, Reading, Sentence

NOTHING_FOUND = "The articles do not answer this."
CLOSEST = 3  # articles shown where none answers


def growing(
    empty: Answer,
    passages: Sequence[Passage],
    reading: Reading,
    generator: Generator,
    article: Callable[[str], Article],
) -> Iterator[Answer]:
    """The answer as it grows, each time by one sentence that a passage supports.

    `empty` carries the question. Where nothing the generator says is supported, the extractive answer
    takes its place; where there is no evidence, the answer is an abstention.
    """
    answer = empty
    if reading.evidence:
        for answer in _written(empty, passages, reading, generator, article):
            yield answer
        if not answer.citations and not isinstance(generator, Extractive):
            note = "Nothing the generator wrote is said by the articles; the answer quotes them instead."
            empty = replace(empty, note=note)
            for answer in _written(empty, passages, reading, Extractive(reading), article):
                yield answer
    if not answer.citations:
        yield replace(empty, text=NOTHING_FOUND, abstained=True, closest=closest(passages))


def _written(
    empty: Answer,
    passages: Sequence[Passage],
    reading: Reading,
    generator: Generator,
    article: Callable[[str], Article],
) -> Iterator[Answer]:
    citer = Citer(passages, article)
    sentences: list[Sentence] = []
    for draft in drafts(generator.generate(empty.searched, passages)):
        sentence = citer.cite(draft)
        if sentence and sentence not in sentences:
            sentences.append(sentence)
            citations = tuple(citer.citations)
            yield replace(
                empty,
                text=with_markers(sentences),
                sentences=tuple(sentences),
                citations=citations,
                abstained=False,
                short=_short(
                    reading, passages, answer_spans={(c.article_id, c.start, c.end) for c in citations}
                ),
            )


def _short(
    reading: Reading, passages: Sequence[Passage], answer_spans: set[tuple[str, int, int]]
) -> str | None:
    """The answering words of the best evidence that is cited; None where articles differ on them."""
    found: dict[str, str] = {}
    for evidence in reading.evidence:
        passage = passages[evidence.passage]
        if evidence.short and any(
            article_id == passage.article_id and start <= evidence.short[0] and evidence.short[1] <= end
            for article_id, start, end in answer_spans
        ):
            first, last = (offset - passage.start for offset in evidence.short)
            found.setdefault(passage.article_id, " ".join(passage.text[first:last].split()))
    return next(iter(found.values())) if len(set(found.values())) == 1 else None


def closest(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The best passage of each of the nearest articles."""
    best: dict[str, Passage] = {}
    for passage in passages:
        best.setdefault(passage.article_id, passage)
    return tuple(best.values())[:CLOSEST]
