"""The plain values of answering: passages, evidence, citations and answers."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

Unsupported = Literal["drop", "mark"]
"""What becomes of a sentence that no passage supports: it is left out, or shown with a mark."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What each step thought of a passage; higher is better everywhere, None where a step did not run."""

    dense: float | None = None  # cosine of question and passage, -1 to 1
    lexical: float | None = None  # BM25 with pairs of terms, 0 or more, no upper bound
    fused: float | None = None  # convex combination of the two, normalised; about 0 to 1
    reader: float | None = None  # the reader's, 0 to 1


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk as retrieved: `article.text[start:end] == text`."""

    text: str
    article_id: str
    title: str
    path: str
    date: str | None
    start: int
    end: int
    scores: Scores = Scores()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a passage that answers. Offsets are characters of the article, as everywhere."""

    passage: int  # position in the passages the reader was given
    start: int
    end: int
    score: float  # 0 to 1, higher is better
    short: tuple[int, int] | None = None  # the answering words within, as article offsets


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in some passages for one question."""

    evidence: tuple[Evidence, ...]  # best first; empty where nothing answers
    confidence: float  # probability that `evidence` answers the question, 0 to 1
    scores: tuple[float, ...] = ()  # one for each passage given, 0 to 1, higher is better


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact characters a sentence rests on: `article.text[start:end] == quote`.

    `before` and `after` are the article's text around the quote, for showing it in its place.
    """

    n: int
    article_id: str
    title: str
    path: str
    date: str | None
    start: int
    end: int
    quote: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer, without its markers."""

    text: str
    citations: tuple[int, ...]
    supported: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in which every sentence points at what it rests on.

    `text` carries `[n]` markers, numbered in order of first use; every marker is in `citations`
    and every citation is used. `abstained` is true if and only if there are no citations; then
    `closest` holds the passages that came nearest.
    """

    question: str
    text: str
    short: str | None
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    abstained: bool
    confidence: float  # calibrated probability that the answer is right, 0 to 1
    generation: str
    searched: str = ""  # what was searched for: the question, made to stand alone
    closest: tuple[Passage, ...] = ()
    note: str | None = None  # one line the user should know, such as why a generator was replaced
    timings: Mapping[str, float] = field(default_factory=dict)  # seconds by step

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain data, fit for JSON."""
        return asdict(replace(self, timings=dict(self.timings)))

    def to_markdown(self) -> str:
        """The answer as Markdown, each citation a footnote."""
        text = self.text
        for citation in self.citations:
            text = text.replace(f"[{citation.n}]", f"[^{citation.n}]")
        return "\n".join([text, "", *map(_footnote, self.citations)]).rstrip() + "\n"


def _footnote(citation: Citation) -> str:
    where = ", ".join(filter(None, [citation.title, citation.date, citation.path]))
    quote = " ".join(citation.quote.split())
    return f"[^{citation.n}]: {where}, characters {citation.start}–{citation.end}: “{quote}”"


History = Sequence[str | Mapping[str, Any]]
"""Earlier turns, oldest first: strings alternating question and answer, or chat messages."""
