"""Text with markers into sentences, each with citations to exact characters."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from index import Article
from index.sentences import sentences
from rag.types import Citation, Passage, Sentence, Unsupported
from rag.verify import Judge, by_reader, plain, verify

CONTEXT = 300  # characters of the article shown on either side of a quote, at most
MARK = "(not in the articles)"  # what a sentence ends in that no passage supports

_MARKERS = re.compile(r"(?:\s*\[\d{1,4}\])+\s*[.!?]?(?=\s|$)")
_NUMBER = re.compile(r"\[(\d{1,4})\]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as a generator wrote it, and the numbers of the passages it names, from 1."""

    text: str
    markers: tuple[int, ...]


def drafts(pieces: Iterable[str]) -> Iterator[Draft]:
    """Cut a stream of text into sentences, each as soon as what follows its markers has begun."""
    buffer = ""
    for piece in pieces:
        buffer += piece
        while (markers := _MARKERS.search(buffer)) and buffer[markers.end() :].strip():
            yield from _draft(buffer[: markers.start()], markers.group())
            buffer = buffer[markers.end() :]
    markers = _MARKERS.search(buffer)
    yield from _draft(buffer[: markers.start()] if markers else buffer, markers.group() if markers else "")


def _draft(text: str, markers: str) -> Iterator[Draft]:
    """The sentences of `text` that have a word in them; the markers at its end count for each."""
    text = plain(text)
    for start, end in sentences(text):
        if any(map(str.isalnum, text[start:end])):
            yield Draft(text[start:end], tuple(dict.fromkeys(int(n) for n in _NUMBER.findall(markers))))


class Citer:
    """Turns drafts into cited sentences, numbering citations in order of first use."""

    def __init__(
        self,
        passages: Sequence[Passage],
        article: Callable[[str], Article],
        unsupported: Unsupported = "drop",
        judge: Judge | None = by_reader,
    ) -> None:
        self._passages = passages
        self._article = article
        self._unsupported = unsupported
        self._judge = judge
        self._numbers: dict[tuple[str, int, int], int] = {}
        self.citations: list[Citation] = []

    def cite(self, draft: Draft) -> Sentence | None:
        """The sentence with a citation of each sentence that supports it.

        One with the wrong marker gets the right one. Where no passage supports it, None, or the sentence
        without citations if these are to be marked.
        """
        named = [n - 1 for n in draft.markers if 0 < n <= len(self._passages)]
        others = [i for i in range(len(self._passages)) if i not in named]
        order = [*named, *others]
        support = verify(draft.text, [self._passages[i] for i in order], self._judge)
        if not support.supported or support.passage is None:
            return Sentence(draft.text, (), supported=False) if self._unsupported == "mark" else None
        passage = self._passages[order[support.passage]]
        numbers = (self._number(passage, passage.start + a, passage.start + b) for a, b in support.spans)
        return Sentence(draft.text, tuple(numbers), supported=True)

    def _number(self, passage: Passage, start: int, end: int) -> int:
        key = (passage.article_id, start, end)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self.citations.append(self._citation(self._numbers[key], passage, start, end))
        return self._numbers[key]

    def _citation(self, number: int, passage: Passage, start: int, end: int) -> Citation:
        text = self._article(passage.article_id).text
        return Citation(
            n=number,
            article_id=passage.article_id,
            title=passage.title,
            path=passage.path,
            date=passage.date,
            start=start,
            end=end,
            quote=text[start:end],
            before=_last_words(text[:start]),
            after=_first_words(text[end : end + CONTEXT + 1]),
        )


def with_markers(sentences: Iterable[Sentence]) -> str:
    """The text of an answer: each sentence followed by its markers, or marked where nothing supports it."""
    return " ".join(
        sentence.text + " " + ("".join(f"[{n}]" for n in sentence.citations) or MARK)
        for sentence in sentences
    )


def _first_words(text: str) -> str:
    return text if len(text) <= CONTEXT else text[:CONTEXT].rsplit(None, 1)[0]


def _last_words(text: str) -> str:
    text = text[-CONTEXT - 1 :]
    return text if len(text) <= CONTEXT else text[1:].split(None, 1)[-1]
