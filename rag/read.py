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
from rag.spans import EXACT, answers, beside, nearness, short
from rag.types import Evidence, Passage, Reading

EMBEDDED = 4  # sentences, of those that seem best, whose own vectors are compared with the question's
SECOND = 1.0  # a second sentence of an article is quoted where its score comes this near to the first one's
ELSEWHERE = 2.0  # another article is quoted where it comes this near to the best one and meets as many terms

# Weights of what `_fits` measures. Fitted so that the softmax over a question's sentences falls on those that
# hold an answer: 2,000 questions about 12 Wikipedia articles (SQuADShifts), checked on 2,000 about 12 others.
RANK = {
    "dense": 7.1,
    "lexical": 2.5,
    "cosine": 7.0,
    "terms": 1.6,
    "context": 4.7,
    "pairs": 1.5,
    "kindless": -2.4,
    "near": 2.9,
    "counted": 1.8,
}
# Logistic regression of "the article is there" on the same split, each question asked with its article in the
# corpus and without, then scaled to the probability that the sentence is right if half of the articles are.
CONFIDENCE = {"score": 0.226, "cosine": 4.15, "unmet": -0.99, "names": -0.84, "pairs": 0.7, "lead": 0.2}
BIAS = -5.52
# Set by hand, as questions written from an article ask for what is there: "how much money" wants money.
KINDLESS = {"money": -4.0, "percent": -4.0, "number": -2.0, "year": -2.0, "date": -1.5}
COUNTED = 1.5  # by hand, too: "23 officials" for "how many officials", where its passage meets every term


class Reader(Protocol):
    """Finds what answers a question. A trained reader takes the simple one's place."""

    name: str

    def read(self, question: str, passages: Sequence[Passage]) -> Reading:
        """What in `passages`, best first, answers `question`, and how surely."""
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
    fits: dict[str, float] = field(default_factory=dict)  # by the names of RANK

    @property
    def score(self) -> float:
        return sum(weight * self.fits[name] for name, weight in RANK.items())


class SentenceReader:
    """Judges sentences by meaning, by the terms they share with the question and by the kind of answer."""

    name = "sentences"

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def read(self, question: str, passages: Sequence[Passage]) -> Reading:
        """See Reader. The evidence is the best sentence, perhaps a second; confidence is 0 without any."""
        asked = parse(question)
        found = _candidates(passages) if asked.terms else []
        if not found:
            return Reading((), 0.0, (0.0,) * len(passages))
        weights = _weights(asked, found)
        _fit(asked, weights, found, passages)
        ranked = self._ranked(question, found)
        confidence = _confidence(asked, ranked, passages)

        def surely(candidate: Candidate) -> float:
            return confidence * math.exp(min(0.0, candidate.score - ranked[0].score))

        evidence = []
        for candidate in _chosen(ranked, passages):
            span = short(asked, candidate.text, candidate.words, weights)
            within = (candidate.start + span[0], candidate.start + span[1]) if span else None
            evidence.append(
                Evidence(candidate.passage, candidate.start, candidate.end, surely(candidate), within)
            )
        scores = [0.0] * len(passages)
        for candidate in ranked:
            scores[candidate.passage] = max(scores[candidate.passage], surely(candidate))
        return Reading(tuple(evidence), confidence, tuple(scores))

    def _ranked(self, question: str, found: list[Candidate]) -> list[Candidate]:
        """Best first; those that seem best by their passage's cosine are judged by their own."""
        ranked = sorted(found, key=lambda candidate: -candidate.score)
        best, rest = ranked[:EMBEDDED], ranked[EMBEDDED:]
        vectors = self._embedder.encode([candidate.text for candidate in best])
        cosines = vectors @ self._embedder.encode_query(question)
        for candidate, cosine in zip(best, cosines.tolist(), strict=True):
            candidate.fits["cosine"] = cosine
        return sorted(best, key=lambda candidate: -candidate.score) + rest


def _candidates(passages: Sequence[Passage]) -> list[Candidate]:
    """Every sentence of the passages, once, also where passages overlap."""
    found: dict[tuple[str, int], Candidate] = {}
    for number, passage in enumerate(passages):
        for first, last in sentences(passage.text):
            text = passage.text[first:last]
            spoken = words(text)
            start, end = passage.start + first, passage.start + last
            stems = {word.stem for word in spoken}
            found.setdefault((passage.article_id, start), Candidate(number, start, end, text, spoken, stems))
    return list(found.values())


def _weights(asked: Question, found: Sequence[Candidate]) -> dict[str, float]:
    """The share of each term in the question, 1 together: the rarer among the sentences, the larger."""
    holding = Counter(term for candidate in found for term in asked.terms if term in candidate.stems)
    rarity = {
        term: math.log(1 + (len(found) - holding[term] + 0.5) / (holding[term] + 0.5))
        * (1.25 if term in asked.names else 1.0)
        for term in asked.terms
    }
    return {term: rare / sum(rarity.values()) for term, rare in rarity.items()}


def _fit(
    asked: Question, weights: Mapping[str, float], found: Sequence[Candidate], passages: Sequence[Passage]
) -> None:
    """Measure how each candidate fits: all are 0 to 1, but for the cosine, -1 to 1."""
    best_lexical = max(passage.scores.lexical or 0.0 for passage in passages) or 1.0
    titles = [{word.stem for word in words(passage.title)} for passage in passages]
    for position, candidate in enumerate(found):
        passage = passages[candidate.passage]
        context = candidate.stems | titles[candidate.passage]
        if position and found[position - 1].passage == candidate.passage:
            context |= found[position - 1].stems
        kind = answers(asked, candidate.text, candidate.words) if asked.kind != "object" else []
        candidate.fits = {
            "dense": passage.scores.dense or 0.0,
            "lexical": (passage.scores.lexical or 0.0) / best_lexical,
            "cosine": passage.scores.dense or 0.0,
            "terms": sum(share for term, share in weights.items() if term in candidate.stems),
            "context": sum(share for term, share in weights.items() if term in context),
            "pairs": _together(asked.terms, candidate.words),
            "kindless": float(asked.kind in EXACT and not kind),
            "near": max((nearness(span, candidate.words, weights) for span in kind), default=0.0),
            "counted": float(
                asked.kind == "number" and any(beside(span, candidate.words, asked.focus) for span in kind)
            ),
        }


def _together(terms: Sequence[str], spoken: Sequence[Word]) -> float:
    """The share of the question's neighbouring terms that stand within three words of each other."""
    places = {term: [i for i, word in enumerate(spoken) if word.stem == term] for term in terms}
    couples = list(pairwise(terms))
    close = sum(any(abs(i - j) <= 3 for i in places[a] for j in places[b]) for a, b in couples)
    return close / max(1, len(couples))


def _chosen(ranked: Sequence[Candidate], passages: Sequence[Passage]) -> list[Candidate]:
    """Of each article that answers about as well as the best: its best sentence and one that comes close."""
    chosen: dict[str, list[Candidate]] = {}
    for candidate in ranked:
        quoted = chosen.setdefault(passages[candidate.passage].article_id, [])
        first = quoted[0] if quoted else candidate
        near = candidate.score >= ranked[0].score - ELSEWHERE
        meets = candidate.fits["context"] >= ranked[0].fits["context"]
        if (quoted or (near and meets)) and len(quoted) < 2 and candidate.score >= first.score - SECOND:
            quoted.append(candidate)
    return [candidate for quoted in chosen.values() for candidate in quoted]


def _confidence(asked: Question, ranked: Sequence[Candidate], passages: Sequence[Passage]) -> float:
    """The probability that the best of the candidates answers."""
    best = ranked[0]
    said = {word.stem for word in words(passages[best.passage].title)}
    said = said.union(*(other.stems for other in ranked if other.passage == best.passage))
    unmet = [term for term in asked.terms if term not in said]
    fits = {
        "score": best.score,
        "cosine": max(candidate.fits["cosine"] for candidate in ranked[:EMBEDDED]),
        "unmet": len(unmet) / len(asked.terms),
        "names": sum(term in asked.names for term in unmet),
        "pairs": best.fits["pairs"],
        "lead": min([6.0, *(best.score - other.score for other in ranked[1:])]),
    }
    logit = BIAS + sum(weight * fits[name] for name, weight in CONFIDENCE.items())
    if best.fits["kindless"]:
        logit += KINDLESS[asked.kind]
    if best.fits["counted"] and not unmet:
        logit += COUNTED
    return 1 / (1 + math.exp(-logit))
