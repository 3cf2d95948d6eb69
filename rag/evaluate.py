"""Evaluation: questions with known answers are asked, and what came back is measured."""

import json
import re
import time
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import FootnoteError
from index.types import Progress
from rag.metrics import auroc, contains, exact_match, hit_at, percentile, reciprocal_rank, token_f1
from rag.types import Citation, Passage

if TYPE_CHECKING:
    from rag.engine import Engine

DEPTH = 10  # passages looked at for ranks


class QuestionsFileError(FootnoteError):
    """A file of questions cannot be used: unreadable, a malformed line, or about other articles."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what is known about its answer.

    Any of `answers` counts; none means that the articles do not answer. `articles` are the paths, in
    the corpus, of the articles to be cited; `paragraph` is the text that holds the answer, where known.
    `history` are the earlier questions of the conversation, oldest first.
    """

    question: str
    answers: tuple[str, ...]
    articles: tuple[str, ...] = ()
    paragraph: str | None = None
    kind: str | None = None
    history: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        return bool(self.answers) and not (self.kind or "").startswith("unanswerable")


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one question. Measures that do not apply to it are None."""

    question: str
    kind: str | None
    answerable: bool
    searched: str
    answer: str
    short: str | None
    cited: tuple[str, ...]  # paths of the articles, in order of citation
    quotes: tuple[str, ...]
    abstained: bool
    confidence: float  # 0 to 1
    latency_ms: float
    gold_found: bool | None  # the gold article is indexed and holds the gold paragraph, where one is given
    rank: int | None  # of the first gold passage, from 1; None where it is not among the first `DEPTH`
    retrieved: int | None  # the same before the reader ranked them
    exact: bool | None
    f1: float | None  # 0 to 1
    contained: bool | None  # an expected answer stands in a quote
    cited_right: tuple[bool, ...]  # for each citation, whether its article is a gold one
    cited_all: bool | None  # every gold article is cited
    cited_paragraph: bool | None  # the first citation touches the gold paragraph


@dataclass(frozen=True, slots=True)
class Report:
    """The results of all questions, and their summary as a table or as data."""

    results: tuple[Result, ...]

    def rows(self) -> list[tuple[str, ...]]:
        """One table, header first: a row for each measure; a column for all questions, then for each kind."""
        groups = {"all": self.results, **_by_kind(self.results)}
        columns = [summary(results) for results in groups.values()]
        body = [(name, *(_shown(name, column[name]) for column in columns)) for name in columns[0]]
        return [("measure", *groups), *(row for row in body if set(row[1:]) != {"–"})]

    def to_dict(self) -> dict[str, Any]:
        """The summary, the summary by kind, and every question with its result, fit for JSON."""
        return {
            "summary": summary(self.results),
            "kinds": {kind: summary(results) for kind, results in _by_kind(self.results).items()},
            "questions": [asdict(result) for result in self.results],
        }


def evaluate(engine: "Engine", questions: Sequence[Question], *, progress: Progress | None = None) -> Report:
    """Ask every question and measure the answers. `progress` is called with the stage "ask".

    The first question is asked once more beforehand, so that no latency includes loading a model.
    Raises QuestionsFileError where none of the articles to be cited is in the index.
    """
    articles = IndexedArticles(engine)
    articles.refuse_strangers(questions)
    if questions:
        engine.ask(questions[0].question)
    results = []
    for done, question in enumerate(questions, start=1):
        results.append(_measure(engine, articles, question))
        if progress:
            progress("ask", done, len(questions))
    return Report(tuple(results))


def load_questions(path: Path | str) -> list[Question]:
    """Questions from a file with one JSON object a line.

    Each has `question` and `answers` and may have `articles` (or one `article`), `paragraph`, `kind`
    and `history`; other fields are ignored. Raises QuestionsFileError, naming the line and the fault.
    """
    path = Path(path)
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise QuestionsFileError(f"{path} cannot be read: {reason}; give a file of questions") from None
    questions = [_question(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if not questions:
        raise QuestionsFileError(f"{path} holds no questions; write one JSON object on each line")
    return questions


def summary(results: Sequence[Result]) -> dict[str, float | None]:
    """Every measure over some results; shares are 0 to 1, None where there is nothing to measure."""
    answerable = [result for result in results if result.answerable]
    others = [result for result in results if not result.answerable]
    with_gold = [result for result in answerable if result.gold_found is not None]
    ranks = [result.rank for result in with_gold]
    latencies = [result.latency_ms for result in results]
    confidences = [[result.confidence for result in group] for group in (answerable, others)]
    return {
        "questions": len(results),
        "unanswerable": len(others),
        "hit@1 before reading": _mean(hit_at(result.retrieved, 1) for result in with_gold),
        "hit@1": _mean(hit_at(rank, 1) for rank in ranks),
        "hit@5": _mean(hit_at(rank, 5) for rank in ranks),
        "hit@10": _mean(hit_at(rank, 10) for rank in ranks),
        "MRR": _mean(map(reciprocal_rank, ranks)),
        "gold not found": sum(not result.gold_found for result in with_gold),
        "has a short answer": _mean(result.short is not None for result in answerable),
        "exact match": _mean(result.exact for result in answerable),
        "token F1": _mean(result.f1 for result in answerable),
        "answer in the quotes": _mean(result.contained for result in answerable),
        "cited articles right": _mean(right for result in with_gold for right in result.cited_right),
        "first citation right": _mean(result.cited_right[:1] == (True,) for result in with_gold),
        "all articles cited": _mean(result.cited_all for result in answerable),
        "first citation in the paragraph": _mean(result.cited_paragraph for result in answerable),
        "abstained where unanswerable": _mean(result.abstained for result in others),
        "abstained where answerable": _mean(result.abstained for result in answerable),
        "AUROC of the confidence": auroc(*confidences) if all(confidences) else None,
        "latency p50, ms": percentile(latencies, 50) if latencies else None,
        "latency p95, ms": percentile(latencies, 95) if latencies else None,
    }


def _measure(engine: "Engine", articles: "IndexedArticles", question: Question) -> Result:
    history = _conversation(engine, question.history)
    started = time.perf_counter()
    answer = engine.ask(question.question, history)
    latency_ms = (time.perf_counter() - started) * 1000

    searched = answer.searched if history else question.question
    wanted = question.answers if question.answerable else ()
    gold = Gold.of(question, articles) if wanted and question.articles else None
    passages = engine.retrieve(searched, DEPTH) if gold else []
    cited = tuple(citation.path for citation in answer.citations)
    quotes = tuple(citation.quote for citation in answer.citations)
    return Result(
        question=question.question,
        kind=question.kind,
        answerable=question.answerable,
        searched=searched,
        answer=answer.text,
        short=answer.short,
        cited=cited,
        quotes=quotes,
        abstained=answer.abstained,
        confidence=answer.confidence,
        latency_ms=latency_ms,
        gold_found=gold.found if gold else None,
        rank=gold.rank(passages) if gold else None,
        retrieved=gold.rank(sorted(passages, key=_fused)) if gold else None,
        exact=exact_match(answer.short, wanted) if wanted else None,
        f1=token_f1(answer.short, wanted) if wanted else None,
        contained=any(contains(quote, wanted) for quote in quotes) if wanted else None,
        cited_right=tuple(path in gold.articles for path in cited) if gold else (),
        cited_all=gold.articles <= set(cited) if gold else None,
        cited_paragraph=any(map(gold.holds, answer.citations[:1])) if gold and gold.paragraph else None,
    )


def _fused(passage: Passage) -> float:
    return -(passage.scores.fused or 0.0)


def _conversation(engine: "Engine", questions: Sequence[str]) -> tuple[str, ...]:
    """The earlier questions, each followed by the engine's own answer."""
    history: tuple[str, ...] = ()
    for question in questions:
        history += (question, engine.ask(question, history).text)
    return history


class IndexedArticles:
    """The indexed articles by path, their texts read once."""

    def __init__(self, engine: "Engine") -> None:
        self._engine = engine
        self._ids = {article.path: article.id for article in engine.articles()}
        self._words: dict[str, _Words] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._ids

    def words(self, path: str) -> "_Words":
        if path not in self._words:
            self._words[path] = _Words(self._engine.article(self._ids[path]).text)
        return self._words[path]

    def refuse_strangers(self, questions: Sequence[Question]) -> None:
        named = [path for question in questions for path in question.articles]
        if named and not any(path in self for path in named):
            raise QuestionsFileError(
                f"the questions are about other articles: {named[0]!r} is not in the index; "
                "index the folder that holds it"
            )


class _Words:
    """A text as its words, to find a paragraph in whatever its spaces and Unicode form have become."""

    def __init__(self, text: str) -> None:
        self._text = text
        matches = [(_composed(match.group()), match.span()) for match in re.finditer(r"\S+", text)]
        self._spans = [span for word, span in matches if word]
        words = [word for word, _ in matches if word]
        self.joined = f" {' '.join(words)} "
        self._starts = list(accumulate((len(word) + 1 for word in words), initial=0))

    def find(self, paragraph: str) -> tuple[int, int] | None:
        """Where the paragraph stands in the text, or None."""
        start = self._text.find(paragraph)
        if start >= 0:
            return start, start + len(paragraph)
        wanted = _Words(paragraph)
        at = self.joined.find(wanted.joined)
        if not wanted._spans or at < 0:
            return None
        first = bisect_left(self._starts, at)
        return self._spans[first][0], self._spans[first + len(wanted._spans) - 1][1]


def _composed(word: str) -> str:
    """A word in Unicode's composed form, without characters that do not show."""
    shown = (c for c in word if unicodedata.category(c) not in ("Cf", "Cc"))
    return unicodedata.normalize("NFC", "".join(shown))


@dataclass(frozen=True, slots=True)
class Gold:
    """What is to be found and cited: articles, or a paragraph at its place in one of them."""

    articles: frozenset[str]
    paragraph: str | None
    place: tuple[str, int, int] | None  # path, start, end of the paragraph, where it was found
    found: bool

    @classmethod
    def of(cls, question: Question, articles: IndexedArticles) -> "Gold":
        indexed = [path for path in question.articles if path in articles]
        paragraph = question.paragraph
        places = ((path, articles.words(path).find(paragraph)) for path in indexed if paragraph)
        place = next(((path, *span) for path, span in places if span), None)
        found = bool(place) if paragraph else bool(indexed)
        return cls(frozenset(question.articles), paragraph, place, found)

    def rank(self, passages: Sequence[Passage]) -> int | None:
        return next((n for n, passage in enumerate(passages, start=1) if self.holds(passage)), None)

    def holds(self, found: Passage | Citation) -> bool:
        """Whether it touches the gold paragraph, or is of a gold article where no paragraph is given."""
        if found.path not in self.articles or not self.paragraph:
            return found.path in self.articles
        if self.place:
            path, start, end = self.place
            return found.path == path and found.start < end and found.end > start
        text = found.text if isinstance(found, Passage) else found.quote
        one, other = _Words(text).joined, _Words(self.paragraph).joined
        return one in other or other in one


def _question(path: Path, number: int, line: str) -> Question:
    """One line of a file of questions, checked."""

    def refuse(fault: str) -> QuestionsFileError:
        return QuestionsFileError(f"{path}, line {number}: {fault}")

    def text(name: str) -> str | None:
        value = fields.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise refuse(f"{name!r} must be a text that is not blank")
        return value

    def texts(name: str) -> tuple[str, ...]:
        value = fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            raise refuse(f"{name!r} must be a list of texts, none of them blank")
        return tuple(value)

    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise refuse(f"not JSON ({error}); write one object on each line") from None
    if not isinstance(fields, dict):
        raise refuse('not a JSON object; write {"question": …, "answers": […]}')
    if (question := text("question")) is None:
        raise refuse("'question' is missing")
    if "answers" not in fields:
        raise refuse("'answers' is missing; write [] for a question that the articles do not answer")
    article = text("article")
    return Question(
        question=question,
        answers=texts("answers"),
        articles=texts("articles") or ((article,) if article else ()),
        paragraph=text("paragraph"),
        kind=text("kind"),
        history=texts("history"),
    )


def _by_kind(results: Sequence[Result]) -> dict[str, list[Result]]:
    """The results of each kind, in order of first appearance; none where no question has a kind."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        if result.kind:
            groups.setdefault(result.kind, []).append(result)
    return groups


def _mean(values: Iterable[float | None]) -> float | None:
    known = [float(value) for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _shown(name: str, value: float | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, int):
        return str(value)
    return f"{value:.1f}" if name.endswith("ms") else f"{value:.3f}"
