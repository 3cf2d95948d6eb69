"""Passages and a reading into an answer: generate, cite, verify, or abstain."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from index import Article
from rag.cite import Citer, drafts, with_markers
from rag.errors import GeneratorError
from rag.generate import Extractive, Generator
from rag.types import Answer, Passage, Reading, Sentence, Unsupported

NOTHING_FOUND = "The articles do not answer this."
CLOSEST = 3  # articles shown where none answers
SENTENCES = 50  # looked at in one answer, so that checking them ends in time whatever a generator writes

_log = logging.getLogger("footnote")


def growing(
    empty: Answer,
    passages: Sequence[Passage],
    reading: Reading,
    generator: Generator,
    article: Callable[[str], Article],
    unsupported: Unsupported = "drop",
) -> Iterator[Answer]:
    """The answer as it grows, each time by one sentence that a passage supports.

    `empty` carries the question. Where there is no evidence, no generator is asked: the answer is an
    abstention. So it is where the generator finds no answer in the passages, since then two that were
    to agree do not. Where it fails, or nothing it says is supported, the extractive answer takes its
    place; where it fails midway, what is supported so far stays. `note` tells each of these.
    """
    answer = empty
    if reading.evidence:
        said = Said(generator.generate(empty.searched, passages))
        for answer in _written(empty, passages, reading, said, article, unsupported):
            yield answer
        note = None if isinstance(generator, Extractive) else _note(said, answer)
        if note and answer.citations:
            yield replace(answer, note=note)
        elif note:
            empty = replace(empty, note=note)
            if not said.nothing:
                quoted = Said(Extractive(reading).generate(empty.searched, passages))
                for answer in _written(empty, passages, reading, quoted, article):
                    yield answer
    if not answer.citations:
        yield replace(empty, text=NOTHING_FOUND, abstained=True, closest=closest(passages))


class Said:
    """The pieces a generator writes, as far as they come: where it fails they end, and `fault` says why."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._pieces = pieces
        self._blank = True
        self.fault: str | None = None

    def __iter__(self) -> Iterator[str]:
        try:
            for piece in self._pieces:
                self._blank = self._blank and not piece.strip()
                yield piece
        except GeneratorError as error:
            self.fault = " ".join(str(error).split())
            _log.warning("a generator failed: %s", self.fault)

    @property
    def nothing(self) -> bool:
        """Whether it ended well without a word."""
        return self._blank and not self.fault


def _note(said: Said, answer: Answer) -> str | None:
    """What the user should know of how the generator did."""
    if said.fault and answer.citations:
        return f"The answer may be incomplete, as the generator failed: {said.fault}."
    if said.fault:
        return f"The generator failed: {said.fault}; the answer quotes the articles instead."
    if said.nothing:
        return "The generator finds no answer in the passages."
    if not answer.citations:
        return "Nothing the generator wrote is said by the articles; the answer quotes them instead."
    return None


def _written(
    empty: Answer,
    passages: Sequence[Passage],
    reading: Reading,
    said: Said,
    article: Callable[[str], Article],
    unsupported: Unsupported = "drop",
) -> Iterator[Answer]:
    citer = Citer(passages, article, unsupported)
    sentences: list[Sentence] = []
    for draft in islice(drafts(said), SENTENCES):
        if said.fault and not draft.markers:
            continue  # it was cut off before its end
        sentence = citer.cite(draft)
        if sentence and sentence not in sentences:
            sentences.append(sentence)
            citations = tuple(citer.citations)
            if not citations:
                continue  # no answer yet: nothing that a passage supports
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
