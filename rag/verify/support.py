"""Whether passages support a sentence, and which sentences of them do.

Word for word counts at once. Otherwise one sentence of a passage has to tell the claim: its figures, its
names, its polarity, who does what, and most of its other words; or several, each a part of the claim.
The rules are the project's own, in the manner of alignment-based entailment (MacCartney and Manning 2008,
"Modeling semantic containment and exclusion in natural language inference"); no model is asked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from index.sentences import sentences
from rag.types import Passage
from rag.verify.align import Places, align
from rag.verify.lexicon import CRITICAL, LIGHT
from rag.verify.names import misnamed
from rag.verify.polarity import contrary
from rag.verify.quote import locate, plain
from rag.verify.roles import misplaced
from rag.verify.tokens import Token, tokens

Span = tuple[int, int]

THRESHOLD = 0.7  # of the words of a claim, by weight, that the evidence has to tell
FINITE = frozenset("is are was were has have had can could will would does do did".split())
CANDIDATES = 6  # sentences looked at closely for each claim
FORBIDDEN = 0.3  # the score, at most, of what a rule forbids
CONTEXT = 3  # sentences before the evidence in which the names may stand that it refers to


@dataclass(frozen=True, slots=True)
class Support:
    """`score` is 0 to 1, higher is better supported; `passage` is the best one's position, or None.

    `spans` are the supporting sentences, in characters of the passage's text; `reason` says in a few words
    what the passages do not support.
    """

    supported: bool
    score: float
    passage: int | None
    spans: tuple[Span, ...] = ()
    reason: str = ""


class Judge(Protocol):
    """A second opinion: the probability (0 to 1) that `passage` supports `sentence`."""

    def __call__(self, sentence: str, passage: Passage) -> float: ...


def verify(sentence: str, passages: Sequence[Passage], judge: Judge | None = None) -> Support:
    """Whether one of `passages` supports `sentence`; the first that says it word for word, or the best."""
    for position, passage in enumerate(passages):
        if span := locate(sentence, passage.text):
            return Support(True, 1.0, position, (span,))
    claim = plain(sentence)
    best = _whole(claim, passages)
    if not best.supported:
        best = _in_parts(claim, passages) or best
    return _judged(claim, passages, best, judge) if judge else best


def _judged(claim: str, passages: Sequence[Passage], best: Support, judge: Judge) -> Support:
    """The rules and the judge each have half a vote, but what a rule forbids stays forbidden."""
    if best.passage is None or best.score <= FORBIDDEN:
        return best
    score = (best.score + judge(claim, passages[best.passage])) / 2
    return Support(score >= THRESHOLD, score, best.passage, best.spans, best.reason)


def _whole(claim: str, passages: Sequence[Passage]) -> Support:
    """The claim told by a single sentence, the best of those that share most words with it."""
    best = Support(False, 0.0, None)
    said = tokens(claim)
    for position, number in _likely(said, passages):
        passage = passages[position]
        text = read(passage.text)
        before = [token for other in text[max(number - CONTEXT, 0) : number] for token in other.tokens]
        score, reason = _told(said, text[number].tokens, [*tokens(plain(passage.title)), *before])
        if score > best.score:
            best = Support(not reason, score, position, (text[number].span,), reason)
        if best.score == 1:
            break
    return best


def _in_parts(claim: str, passages: Sequence[Passage]) -> Support | None:
    """The claim told by several sentences of one passage, each a clause of it; None where one is not."""
    parts = [part for part in _PART.split(claim) if part.strip()]
    if len(parts) < 2:
        return None
    for position, passage in enumerate(passages):
        found = [_whole(part, [passage]) for part in parts]
        spans = tuple(sorted({span for part in found for span in part.spans}))
        if len(spans) > 1 and all(part.supported for part in found):
            return Support(True, min(part.score for part in found), position, spans)
    return None


def _likely(claim: Sequence[Token], passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """Passage and number of the sentences that share most words with the claim, best first."""
    stems = {token.stem for token in claim if token.kind != "little"}
    shared = {
        (position, number): len(stems & sentence.stems)
        for position, passage in enumerate(passages)
        for number, sentence in enumerate(read(passage.text))
    }
    ranked = sorted(shared, key=lambda place: -shared[place])
    return [place for place in ranked[:CANDIDATES] if shared[place]]


def _told(claim: Sequence[Token], evidence: Sequence[Token], context: Sequence[Token]) -> tuple[float, str]:
    """How much of the claim the evidence tells (0 to 1), and what it contradicts or does not have."""
    places = align(claim, evidence)
    score = _coverage(claim, evidence, places, context)
    reason = (
        _miscounted(claim, evidence, context)
        or misnamed(claim, evidence, places, context)
        or _undone(claim, places)
        or _of_nobody(claim, places, context)
        or contrary(claim, evidence, places)
        or misplaced(claim, evidence, places)
    )
    if reason:
        return min(score, FORBIDDEN), reason
    return score, "" if score >= THRESHOLD else "most of it is not told"


def _miscounted(claim: Sequence[Token], evidence: Sequence[Token], context: Sequence[Token]) -> str:
    """The first figure of the claim that the evidence does not have, or ""."""
    here = {atom for token in evidence if token.figure for atom in token.figure.offers}
    before = {atom for token in context if token.figure for atom in token.figure.offers}
    for token in claim:
        for atom in token.figure.asks if token.figure else ():
            dated = token.figure is not None and len(token.figure.asks) > 1 and atom[0] == "number"
            if atom not in here and not (dated and atom in before):
                return token.plain
    ranks = {token.plain for token in evidence}
    return next((t.plain for t in claim if t.plain in CRITICAL and t.plain not in ranks), "")


def _undone(claim: Sequence[Token], places: Places) -> str:
    """The first verb of the claim that the evidence does not have, or ""."""
    unknown = (t for i, t in enumerate(claim) if t.verb and i not in places and t.stem not in LIGHT)
    return next((token.plain for token in unknown), "")


def _of_nobody(claim: Sequence[Token], places: Places, context: Sequence[Token]) -> str:
    """The claim's subject, where the evidence has no word of it and no name of it stands before, or ""."""
    verb = next((i for i, token in enumerate(claim) if token.verb or token.plain in FINITE), 0)
    subject = [i for i in range(verb) if claim[i].kind in ("name", "word") and not claim[i].lead]
    before = {token.plain for token in context}
    if any(i in places or claim[i].plain in before for i in subject):
        return ""
    return " ".join(claim[i].plain for i in subject)


def _coverage(
    claim: Sequence[Token], evidence: Sequence[Token], places: Places, context: Sequence[Token]
) -> float:
    """The share of the claim's words, by weight, that stand in the evidence, or as names before it."""
    names = {token.plain for token in context}
    told = total = 0.0
    for position, token in enumerate(claim):
        weight = _weight(token)
        total += weight
        if position in places or (token.kind == "name" and token.plain in names):
            told += weight
    return told / total if total else 0.0


def _weight(token: Token) -> float:
    if token.kind == "little":
        return 0.0
    if token.stem in LIGHT or token.plain.endswith("ly"):
        return 0.3
    return 1.5 if token.verb else 1.0


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence of a passage, read."""

    span: Span
    tokens: tuple[Token, ...]
    stems: frozenset[str]


@lru_cache(maxsize=512)
def read(text: str) -> tuple[Read, ...]:
    """The sentences of a passage's text."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[Read]:
    for start, end in sentences(text):
        found = tokens(text[start:end])
        yield Read((start, end), found, frozenset(t.stem for t in found if t.kind != "little"))


_PART = re.compile(
    r",?\s+(?:and|but|while|whereas)\s+(?=(?:it|he|she|they|its|his|her|their|the|was|were|is|are|has|had|[a-z]+ed)\b)"
    r"|,\s+(?:and|but|while|whereas)\s+|;\s+|,\s+(?:which|who)\s+"
)
