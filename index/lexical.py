"""BM25 over chunks: the one door to tantivy."""

from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexCorruptError

FOLDER = "lexical"
ANALYZER = "footnote_en"
HEAP_BYTES = 64_000_000
LONGEST_TERM = 64  # characters; longer runs are no words
MOST_TERMS = 256  # of one question
PAIR_SLOP = 3  # other words that may stand between two terms that belong together
PAIR_BOOST = 0.5
FEW = 0.01  # share of the chunks up to which those that may be found are looked up, not picked out
DEEPER = 4  # times as many hits as should hold enough that may be found
ASKING = "what which who whom whose when where why how do does did"  # rare in articles, but no topic
LINKING = """is are was were be been has have had can could will would should the a an of in on at to for
from by with and or that this these those it its as"""  # terms in their own right, but part of no pair


class LexicalIndex:
    """Terms of chunks, folded and stemmed. Scores are 0 or more, higher is better."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self._searcher = index.searcher()
        self._numbers_are_terms = self._can_look_up()

    @classmethod
    def write(cls, folder: Path, texts: Iterable[str]) -> None:
        """Index `texts` as chunks 0, 1, 2 … in `folder`, which must not exist. Raises OSError."""
        folder.mkdir()
        try:
            cls._write(folder, texts)
        except ValueError as error:  # how tantivy reports a disk that is full
            raise OSError(0, str(error).splitlines()[0], str(folder)) from None

    @staticmethod
    def _write(folder: Path, texts: Iterable[str]) -> None:
        import tantivy

        index = tantivy.Index(_schema(), path=str(folder))
        index.register_tokenizer(ANALYZER, _analyzer())
        writer = index.writer(heap_size=HEAP_BYTES, num_threads=1)
        for number, text in enumerate(texts):
            document = tantivy.Document()
            document.add_unsigned("number", number)
            document.add_text("text", text)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read what `write` wrote. The caller has checked the files' SHA-256 before."""
        import tantivy

        try:
            index = tantivy.Index.open(str(folder))
        except ValueError as error:
            raise IndexCorruptError(f"{folder} cannot be read: {str(error).splitlines()[0]}") from None
        index.register_tokenizer(ANALYZER, _analyzer())
        return cls(index)

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(
        self, question: str, k: int, fitting: NDArray[np.bool_] | None = None
    ) -> list[tuple[int, float]]:
        """The `k` best chunks that share a term with `question`: (chunk number, score), best first.

        The score is BM25 of the terms, and half as much again for each two that follow one another in
        the question and stand close together in the chunk (sequential dependence: Metzler and Croft
        2005, "A Markov Random Field Model for Term Dependencies"). Words that only ask, such as "what",
        do not count. Everything in `question` is literal text: there is no query syntax.

        With `fitting`, shape (n,), only chunks for which it is true are found. Their scores and their
        order are the same as without: how rare a term is, is told by all chunks.
        """
        query = self._query(question)
        found = len(self) if fitting is None else int(np.count_nonzero(fitting))
        if query is None or not found:
            return []
        if fitting is None:
            return self._best(query, k)
        if found <= FEW * len(self) and self._numbers_are_terms:
            return self._best(self._among(query, np.flatnonzero(fitting).tolist()), k)
        return self._picked(query, k, fitting, found)

    def frequency(self, word: str) -> int:
        """The number of chunks that have the word, or another form of it."""
        import tantivy

        terms = [
            (tantivy.Occur.Must, tantivy.Query.term_query(self._index.schema, "text", t))
            for t in analyze(word)
        ]
        query = tantivy.Query.boolean_query(terms)
        return int(self._searcher.search(query, limit=1, count=True).count) if terms else 0

    def _query(self, question: str) -> Any:
        """What to look for; None where there is no term in `question`."""
        import tantivy

        terms, pairs = _wanted(question)
        schema, should = self._index.schema, tantivy.Occur.Should
        clauses = [tantivy.Query.term_query(schema, "text", term, "freq") for term in terms]
        for pair in pairs:
            near = tantivy.Query.phrase_query(schema, "text", list(pair), slop=PAIR_SLOP)
            clauses.append(tantivy.Query.boost_query(near, PAIR_BOOST))
        return tantivy.Query.boolean_query([(should, clause) for clause in clauses]) if clauses else None

    def _best(self, query: Any, k: int) -> list[tuple[int, float]]:
        hits = self._searcher.search(query, limit=min(k, len(self)), count=False).hits
        numbers = self._searcher.fast_field_values("number", [address for _, address in hits])
        return [(int(number), float(score)) for number, (score, _) in zip(numbers, hits, strict=True)]

    def _among(self, query: Any, numbers: list[int]) -> Any:
        """`query`, for chunks of these numbers only."""
        import tantivy

        must, schema = tantivy.Occur.Must, self._index.schema
        numbered = tantivy.Query.term_set_query(schema, "number", numbers)
        return tantivy.Query.boolean_query(
            [(must, query), (must, tantivy.Query.const_score_query(numbered, 0.0))]
        )

    def _can_look_up(self) -> bool:
        """Whether chunks can be looked up by number: not in indexes made before they could."""
        import tantivy

        try:
            self._searcher.search(tantivy.Query.term_query(self._index.schema, "number", 0), limit=1)
        except ValueError:
            return False
        return True

    def _picked(self, query: Any, k: int, fitting: NDArray[np.bool_], found: int) -> list[tuple[int, float]]:
        """The `k` best that fit, out of as many hits as it takes."""
        depth = k
        while True:
            depth = min(len(self), DEEPER * max(depth, k * len(self) // found))
            hits = self._best(query, depth)
            picked = [hit for hit in hits if fitting[hit[0]]]
            if len(picked) >= k or len(hits) < depth or depth == len(self):
                return picked[:k]


def analyze(text: str) -> list[str]:
    """The terms of `text`, as they are indexed: lower case, accents folded, stemmed."""
    terms: list[str] = _analyzer().analyze(text)
    return terms


def _wanted(question: str) -> tuple[list[str], list[tuple[str, str]]]:
    """The terms of a question, each once, and the pairs of them that follow one another."""
    asking, linking = set(analyze(ASKING)), set(analyze(LINKING))
    said = analyze(question)
    terms = [term for term in said if term not in asking] or said
    content = [term for term in terms if term not in linking]
    pairs = [pair for pair in pairwise(content) if pair[0] != pair[1]]
    return list(dict.fromkeys(terms))[:MOST_TERMS], list(dict.fromkeys(pairs))[:MOST_TERMS]


@cache
def _analyzer() -> Any:
    import tantivy

    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(LONGEST_TERM))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", indexed=True, fast=True)
    builder.add_text_field("text", tokenizer_name=ANALYZER, index_option="position")
    return builder.build()
