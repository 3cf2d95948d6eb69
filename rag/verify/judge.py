"""A second opinion on what the rules accept: the trained reader is asked what the claim says.

Names, figures and noun phrases of the claim, a few of them, become questions to the evidence. Where it
is true, the reader points at the same words. What it says, and how the claim's words lie on the evidence,
goes into a few boosted trees. In the manner of question-answering checks of summaries (Wang, Cho and Lewis
2020, "Asking and Answering Questions to Evaluate the Factual Consistency of Summaries").
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.errors import ModelError
from index.sentences import sentences
from rag.reader.confidence import sigmoid
from rag.types import Passage
from rag.verify.align import same_name
from rag.verify.cloze import clozes
from rag.verify.layout import layout
from rag.verify.rules import Told
from rag.verify.tokens import Kind, Token, tokens
from rag.verify.trees import logit

if TYPE_CHECKING:
    from rag.reader.model import Outputs, Pair, PairEncoder, ReaderModel

HEAD = Path(__file__).with_name("head.json")
LOWEST = -8.0  # of a logit or a logarithm that is measured
HIGHEST = 8.0

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Held:
    """A claim with the sentence that it is held against."""

    claim: str
    passage: Passage
    span: Span  # of the sentence, in characters of the passage's text
    told: Told


class Judge(Protocol):
    """A second opinion: the probability (0 to 1) that the passage supports the claim."""

    def __call__(self, held: Held) -> float: ...


def by_reader(held: Held) -> float:
    """The trained reader as judge, loaded when first asked."""
    return reader_judge()(held)


@cache
def reader_judge() -> "ReaderJudge":
    """The judge that ships with the project. Raises ModelError where the reader's weights are missing."""
    from rag.reader.model import pair_encoder
    from rag.reader.weights import load_model

    try:
        head = json.loads(HEAD.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{HEAD} cannot be read ({error}); install Footnote again") from None
    return ReaderJudge(load_model()[0], pair_encoder(), head)


class ReaderJudge:
    """Asks the reader for each part of a claim, and weighs what it points at."""

    def __init__(self, model: "ReaderModel", encoder: "PairEncoder", head: Mapping[str, Any]) -> None:
        self._model = model
        self._encoder = encoder
        self._head = head

    def __call__(self, held: Held) -> float:
        """See Judge. 0.5 is where the claim counts as supported."""
        measured = measures(held, self.answers(held))
        return sigmoid(logit(self._head["trees"], measured) - self._head["threshold"])

    def answers(self, held: Held) -> "list[Answered]":
        """What the reader answers to each question of the claim."""
        import torch

        said = tokens(held.claim)
        asked = clozes(held.claim, said)
        if not asked:
            return []
        start, end = _window(held)
        text = held.passage.text[start:end]
        there = tokens(text)
        pairs = [self._encoder.encode(cloze.question, held.passage.title, text) for cloze in asked]
        with torch.inference_mode():
            outputs = self._model(pairs)
        return [
            _answered(outputs, row, pairs[row], said[cloze.head].kind, _same(said[cloze.head], there))
            for row, cloze in enumerate(asked)
        ]


def measures(held: Held, answers: "Sequence[Answered]") -> dict[str, float]:
    """What the head weighs, by name: how the claim lies on its evidence, and what the reader says."""
    evidence = held.passage.text[slice(*held.span)]
    measured = {"coverage": held.told.coverage, **layout(tokens(held.claim), tokens(evidence))}
    for kind in KINDS:
        measured[kind] = min((answer.share for answer in answers if answer.kind == kind), default=0.0)
    count = max(len(answers), 1)
    return measured | {
        "share": sum(answer.share for answer in answers) / count,
        "elsewhere": min((answer.elsewhere for answer in answers), default=0.0),
        "another": min((answer.elsewhere for answer in answers if answer.kind != "word"), default=0.0),
        "least sure": min((answer.surest for answer in answers), default=0.0),
        "sure": sum(answer.surest for answer in answers) / count,
        "relevance": sum(answer.relevance for answer in answers) / count,
    }


@dataclass(frozen=True, slots=True)
class Answered:
    """What the reader says to one question. Higher is better for the claim."""

    kind: Kind  # of the word left open
    share: float  # logarithm of the share of the likely answers that hold the claim's word
    surest: float  # logit of the likeliest answer less that of "no answer"
    relevance: float  # logit that the evidence answers the question

    @property
    def elsewhere(self) -> float:
        """0 where the reader points at the claim's word, less the more surely it points elsewhere."""
        return self.share * sigmoid(self.surest)


def _answered(outputs: "Outputs", row: int, pair: "Pair", kind: Kind, same: Sequence[Span]) -> Answered:
    import torch

    from rag.reader.spans import candidates

    first, last = pair.first, pair.first + len(pair.offsets)
    start, end = outputs.start[row], outputs.end[row]
    found = list(candidates(start[first:last], end[first:last]))
    if not found:
        return Answered(kind, LOWEST, LOWEST, LOWEST)
    scores = torch.tensor([score for score, _, _ in found])
    hits = torch.tensor(
        [any(pair.offsets[a][0] < y and x < pair.offsets[b][1] for x, y in same) for _, a, b in found]
    )
    share = (scores[hits].logsumexp(0) - scores.logsumexp(0)).item() if hits.any() else LOWEST
    surest = found[0][0] - (start[0] + end[0]).item()
    relevance = outputs.relevance[row].item()
    return Answered(kind, *(max(LOWEST, min(HIGHEST, value)) for value in (share, surest, relevance)))


def _same(token: Token, there: Sequence[Token]) -> list[Span]:
    """Where the evidence says what the token says."""
    return [(other.start, other.end) for other in there if _says(token, other)]


def _says(token: Token, other: Token) -> bool:
    if token.figure or other.figure:
        return bool(token.figure and other.figure and token.figure.asks & other.figure.offers)
    return token.stem == other.stem or (token.kind == "name" and same_name(token.plain, other.plain))


def _window(held: Held) -> Span:
    """The evidence with the sentence before it, to which its pronouns may point."""
    before = [start for start, _ in sentences(held.passage.text) if start < held.span[0]]
    return (before[-1] if before else held.span[0]), held.span[1]


KINDS: tuple[Kind, ...] = ("name", "figure", "word")
