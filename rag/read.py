"""Passages into evidence: which sentences answer a question, which words of them, and how surely."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from index.embed import Embedder
from index.sentences import sentences
from rag.question import Question, Word, parse, words
from rag.spans import EXACT, Span, answers, beside, nearness, short
from rag.types import Evidence, Passage, Reading

EMBEDDED = 6  # sentences compared with the question by their vectors
SECOND = 1.0  # a second sentence is quoted where its score comes this near to the best one's
ELSEWHERE = 1.0  # and one of another article, where it comes this near

# Both were fitted on questions about twelve Wikipedia articles and checked on twelve others.
# RANK: so that the softmax of the scores over a question's sentences favours one that holds an answer.
RANK = {
    "fused": 6.7,
    "cosine": 8.0,
    "terms": 1.6,
    "context": 4.4,
    "pairs": 1.35,
    "kindless": -2.4,
    "near": 3.4,
    "counted": 1.5,
}
# CONFIDENCE: logistic regression of "an answer is there" against the same questions put to a corpus
# without their article.
CONFIDENCE = {"score": 0.459, "cosine": 5.54, "unmet": -1.385, "unmet names": -1.116, "lead": 0.346}
BIAS = -8.677


class Reader(Protocol):
    """Finds what answers a question. A better reader takes the simple one's place."""

    name: str

    def read(self, question: str, passages: Sequence[Passage]) -> Reading:
        """What in `passages`, best first, answers `question`, and how probably."""
        ...


@dataclass(slots=True, eq=False)
class Candidate:
    """A sentence of a passage, and how it fits the question."""

    passage: int
    start: int  # a character of the article, as `end`
    end: int
    text: str
    words: list[Word]
    stems: set[str]
    answers: list[Span] = field(default_factory=list)
    weights: dict[str, float] = field(default_factory=dict)
    fit: dict[str, float] = field(default_factory=dict)  # by the names of RANK

    @property
    def score(self) -> float:
        return sum(weight * self.fit[name] for name, weight in RANK.items())


class SentenceReader:
    """Judges sentences by meaning, by the terms they share with the question and by the kind of answer."""

    name = "sentences"

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def read(self, question: str, passages: Sequence[Passage]) -> Reading:
        asked = parse(question)
        ranked = self.ranked(question, asked, passages)
        if not asked.terms or not ranked:
            return Reading((), 0.0, (0.0,) * len(passages))
        best = ranked[0]
        confidence = _confidence(asked, best, ranked, passages)
        chosen = [best]
        return Reading(
            (
                Evidence(
                    best.passage,
                    best.start,
                    best.end,
                    confidence,
                    None,
                ),
            ),
            confidence,
        )

    def ranked(self, question: str, asked: Question, passages: Sequence[Passage]) -> list[Candidate]:
        """All sentences, best first; of those that seem best, the vectors are compared too."""
        found = candidates(asked, passages)
        found.sort(key=lambda candidate: -candidate.score)
        best = found[:EMBEDDED]
        if best:
            vectors = self._embedder.encode([candidate.text for candidate in best])
            cosines = vectors @ self._embedder.encode_query(question)
            for candidate, cosine in zip(best, cosines.tolist(), strict=True):
                candidate.fit["cosine"] = cosine
        return sorted(best, key=lambda candidate: -candidate.score) + found[EMBEDDED:]


def candidates(asked: Question, passages: Sequence[Passage]) -> list[Candidate]:
    """Every sentence of the passages, once, and how it fits; its cosine is still that of its passage."""
    found: dict[tuple[str, int], Candidate] = {}
    for number, passage in enumerate(passages):
        for start, end in sentences(passage.text):
            text = passage.text[start:end]
            spoken = words(text)
            candidate = Candidate(
                number, passage.start + start, passage.start + end, text, spoken, {w.stem for w in spoken}
            )
            found.setdefault((passage.article_id, candidate.start), candidate)
    every = list(found.values())
    weights = _weights(asked, every)
    titles = [{word.stem for word in words(passage.title)} for passage in passages]
    for before, candidate in zip([None, *every], every, strict=False):
        passage = passages[candidate.passage]
        near = candidate.stems | titles[candidate.passage]
        if before and before.passage == candidate.passage:
            near |= before.stems
        places = {
            term: [i for i, word in enumerate(candidate.words) if word.stem == term]
            for term in weights.keys() & candidate.stems
        }
        candidate.answers = [] if asked.kind == "object" else answers(asked, candidate.text, candidate.words)
        candidate.weights = weights
        candidate.fit = {
            "fused": passage.scores.fused or 0.0,
            "cosine": passage.scores.dense or 0.0,
            "terms": sum(weights[term] for term in places),
            "context": sum(weight for term, weight in weights.items() if term in near),
            "pairs": _together(asked.terms, places),
            "kindless": float(asked.kind in EXACT and not candidate.answers),
            "near": max(
                (nearness(span, candidate.words, weights) for span in candidate.answers), default=0.0
            ),
            "counted": float(
                asked.kind == "number"
                and any(beside(span, candidate.words, asked.focus) for span in candidate.answers)
            ),
        }
    return every


def _weights(asked: Question, found: list[Candidate]) -> dict[str, float]:
    """The share of each term in the question, 1 together: the rarer among the sentences, the larger."""
    total = len(found)
    holding = Counter(term for candidate in found for term in asked.terms if term in candidate.stems)
    rarity = {
        term: math.log(1 + (total - holding[term] + 0.5) / (holding[term] + 0.5))
        * (1.25 if term in asked.names else 1.0)
        for term in asked.terms
    }
    return {term: rare / sum(rarity.values()) for term, rare in rarity.items()}


def _together(terms: Sequence[str], places: Mapping[str, list[int]]) -> float:
    """The share of the question's neighbouring terms that stand within three words of each other."""
    couples = list(pairwise(terms))
    close = [
        any(abs(i - j) <= 3 for i in places.get(one, ()) for j in places.get(other, ()))
        for one, other in couples
    ]
    return sum(close) / max(1, len(couples))


def _confidence(
    asked: Question, candidate: Candidate, ranked: Sequence[Candidate], passages: Sequence[Passage]
) -> float:
    """The probability that `candidate` answers."""
    passage = candidate.passage
    said = {word.stem for word in words(passages[passage].title)}
    said |= {stem for other in ranked if other.passage == passage for stem in other.stems}
    unmet = [term for term in asked.terms if term not in said]
    rivals = [other.score for other in ranked if other is not candidate]
    fit = {
        "score": candidate.score,
        "cosine": max(other.fit["cosine"] for other in ranked[:EMBEDDED]),
        "unmet": len(unmet) / len(asked.terms),
        "unmet names": sum(term in asked.names for term in unmet),
        "lead": min(3.0, candidate.score - max(rivals, default=-math.inf)),
    }
    return 1 / (1 + math.exp(-BIAS - sum(weight * fit[name] for name, weight in CONFIDENCE.items())))
