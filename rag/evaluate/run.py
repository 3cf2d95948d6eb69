"""Every question asked, and what came back measured."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.types import Progress
from rag.evaluate.gold import Gold, IndexedArticles
from rag.evaluate.questions import Question
from rag.evaluate.report import DEPTH, Report, Result
from rag.metrics import contains, exact_match, token_f1
from rag.types import Passage

if TYPE_CHECKING:
    from rag.engine import Engine


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


def _measure(engine: "Engine", articles: IndexedArticles, question: Question) -> Result:
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
