"""The plain values of answering: passages, evidence, citations and answers."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from index.articles.clean import one_line
from rag.check import checked_days, checked_names
from rag.errors import QuestionError
from rag.invisible import visible
from rag.markdown import escaped, with_footnotes

LONGEST_NAME = 100  # characters of a name that are told back

Unsupported = Literal["drop", "mark"]
"""What becomes of a sentence that no passage supports: it is left out, or shown with a mark."""


@dataclass(frozen=True, slots=True)
class Only:
    """The articles a question is asked of; what is None or empty is not asked about.

    A year ("2024") or a month ("2024-05") stands for all its days: `since` becomes the first, `until` the
    last. An article that states no date fits no dates. Raises QuestionError for what is no date.
    """

    since: str | None = None  # ISO 8601, this day included
    until: str | None = None  # ISO 8601, this day included
    articles: tuple[str, ...] = ()  # any of these, by id or path
    sources: tuple[str, ...] = ()  # any of these, as in Article.source

    def __post_init__(self) -> None:
        since = None if self.since is None else checked_days(self.since)[0]
        until = None if self.until is None else checked_days(self.until)[1]
        if since and until and since > until:
            raise QuestionError(f"no day is since {since} and until {until}; set an earlier and a later one")
        object.__setattr__(self, "since", since)
        object.__setattr__(self, "until", until)
        object.__setattr__(self, "articles", checked_names(self.articles, "articles"))
        object.__setattr__(self, "sources", checked_names(self.sources, "sources"))

    def __bool__(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.since or self.until or self.articles or self.sources)

    def __str__(self) -> str:
        """In words, such as "dated 2024-01-01 or later, in a.txt or b.txt, by The Paper"."""
        if self.since and self.until:
            dated = f"dated {self.since} to {self.until}"
        elif self.since:
            dated = f"dated {self.since} or later"
        else:
            dated = f"dated {self.until} or earlier" if self.until else ""
        articles = f"in {_any_of(self.articles)}" if self.articles else ""
        sources = f"by {_any_of(self.sources)}" if self.sources else ""
        return ", ".join(filter(None, [dated, articles, sources]))


def _any_of(names: Sequence[str]) -> str:
    """Up to three names, and how many more there are."""
    more = f" or {len(names) - 3:,} more" if len(names) > 3 else ""
    return " or ".join(one_line(name)[:LONGEST_NAME] for name in names[:3]) + more


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
    searched: str = ""  # what was searched for: the question, made to stand alone, slips of the pen put right
    closest: tuple[Passage, ...] = ()
    note: str | None = None  # one line the user should know, such as why a generator was replaced
    timings: Mapping[str, float] = field(default_factory=dict)  # seconds by step

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain data, fit for JSON."""
        return asdict(replace(self, timings=dict(self.timings)))

    def to_markdown(self) -> str:
        """The answer as Markdown, each citation a footnote; what it quotes is text there, never markup."""
        text = with_footnotes(self.text, frozenset(citation.n for citation in self.citations))
        return "\n".join([text, "", *map(_footnote, self.citations)]).rstrip() + "\n"


def _footnote(citation: Citation) -> str:
    where = visible(", ".join(filter(None, [citation.title, citation.date, citation.path])))
    quote = escaped(" ".join(citation.quote.split()))
    return f"[^{citation.n}]: {escaped(where)}, characters {citation.start}–{citation.end}: “{quote}”"


History = Sequence[str | Mapping[str, Any]]
"""Earlier turns, oldest first: strings alternating question and answer, or chat messages."""
