"""Whether passages support a sentence, and which sentences of them do.

Word for word counts at once. Otherwise one sentence of a passage has to tell the claim: its figures, its
names, its polarity, who does what, and most of its other words; or several, each a part of the claim.
What the rules accept is put to a judge.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.sentences import sentences
from rag.types import Passage
from rag.verify.judge import Held, Judge, by_reader
from rag.verify.quote import locate, plain
from rag.verify.rules import Told, told
from rag.verify.tokens import Token, tokens
from rag.verify.voice import carries_markup, is_whole, speaks_for_itself

Span = tuple[int, int]

JUDGED = 0.5  # the judge's probability from which a claim counts as supported
LONGEST = 120  # words of a claim; the rules compare them in pairs
CANDIDATES = 6  # sentences looked at closely for each claim
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


def verify(sentence: str, passages: Sequence[Passage], judge: Judge | None = by_reader) -> Support:
    """Whether one of `passages` supports `sentence`; the first that says it word for word, or the best.

    Addresses and markup count only within whole sentences of a passage, and a claim that says "I" or
    "we" only word for word. Without a judge, the rules alone decide. Raises ModelError where the
    reader's weights are missing.
    """
    marked = carries_markup(sentence)
    for position, passage in enumerate(passages):
        span = locate(sentence, passage.text)
        if span and not (marked and not is_whole(span, passage.text)):
            return Support(True, 1.0, position, (span,))
    claim = plain(sentence)
    if len(claim.split()) > LONGEST:
        return Support(False, 0.0, None, reason="too long for one sentence")
    if marked or speaks_for_itself(claim):
        return Support(False, 0.0, None, reason="no article speaks like this")
    best = _whole(claim, passages, judge)
    return best if best.supported else _in_parts(claim, passages, judge) or best


def _whole(claim: str, passages: Sequence[Passage], judge: Judge | None) -> Support:
    """The claim told by a single sentence, the best of those that share most words with it."""
    best: tuple[Told, int, Span] | None = None
    said = tokens(claim)
    for position, number in _likely(said, passages):
        text = read(passages[position].text)
        before = [token for other in text[max(number - CONTEXT, 0) : number] for token in other.tokens]
        context = [*tokens(plain(passages[position].title)), *before]
        readings = text[number].readings[:1] if re.search(r"[(\[]", claim) else text[number].readings
        found = max((told(said, reading, context) for reading in readings), key=lambda told: told.rank)
        if best is None or found.rank > best[0].rank:
            best = found, position, text[number].span
        if best[0].score == 1:
            break
    return _decided(claim, passages, judge, *best) if best else Support(False, 0.0, None)


def _decided(
    claim: str, passages: Sequence[Passage], judge: Judge | None, found: Told, position: int, span: Span
) -> Support:
    """What the rules accept is put to the judge, where there is one; what they refuse stays refused."""
    if found.reason or judge is None:
        return Support(not found.reason, found.score, position, (span,), found.reason)
    score = judge(Held(claim, passages[position], span, found))
    supported = score >= JUDGED
    return Support(
        supported, score, position, (span,), "" if supported else "the reader finds another answer"
    )


def _in_parts(claim: str, passages: Sequence[Passage], judge: Judge | None) -> Support | None:
    """The claim told by several sentences of one passage, each a clause of it; None where one is not."""
    parts = [part for part in _PART.split(claim) if part.strip()]
    if len(parts) < 2:
        return None
    for position, passage in enumerate(passages):
        found = [_whole(part, [passage], None) for part in parts]
        if judge and all(part.supported for part in found):
            found = [_whole(part, [passage], judge) for part in parts]
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


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence of a passage, read."""

    span: Span
    tokens: tuple[Token, ...]
    readings: tuple[tuple[Token, ...], ...]  # with and, where it has any, without what stands in brackets
    stems: frozenset[str]


@lru_cache(maxsize=512)
def read(text: str) -> tuple[Read, ...]:
    """The sentences of a passage's text."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[Read]:
    for start, end in sentences(text):
        found = tokens(text[start:end])
        shorter = tokens(_BRACKETS.sub("", text[start:end]))
        readings = (found, shorter) if len(shorter) < len(found) else (found,)
        yield Read((start, end), found, readings, frozenset(t.stem for t in found if t.kind != "little"))


_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])")
_PART = re.compile(
    r",?\s+(?:and|but|while|whereas)\s+(?=(?:it|he|she|they|its|his|her|their|the|was|were|is|are|has|had|[a-z]+ed)\b)"
    r"|,\s+(?:and|but|while|whereas)\s+|;\s+|,\s+(?:which|who)\s+"
)
