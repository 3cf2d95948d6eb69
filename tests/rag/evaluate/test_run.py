"""Questions asked of an engine, and every measure of what came back."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from index import Article, Settings, build
from rag.config import Config
from rag.engine import Engine
from rag.evaluate import Question, QuestionsFileError, Report, evaluate
from rag.types import Answer, Citation, Passage, Sentence

SEA = "The sea is salt.\n\nRivers carry salt into the sea.\nThe café closes at 23 hours."
SKY = "The sky is blue. Air scatters blue light most."
Place = tuple[str, str]  # path, and a part of the article's text


class FakeEngine:
    """An engine of two articles that cites what it was told to, and remembers what it was asked."""

    def __init__(self, cited: dict[str, list[Place]], ranked: Sequence[Place] = ()) -> None:
        self.texts = {"sea.txt": SEA, "sub/sky.txt": SKY}
        self.cited = cited
        self.ranked = ranked
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.retrieved: list[tuple[str, int]] = []

    def articles(self) -> list[Article]:
        return [Article(f"id-{path}", path, path, "", None, None, "") for path in self.texts]

    def article(self, article_id: str) -> Article:
        path = article_id.removeprefix("id-")
        return Article(article_id, path, path, self.texts[path], None, None, "")

    def retrieve(self, question: str, k: int = 10) -> list[Passage]:
        self.retrieved.append((question, k))
        return [
            Passage(text, f"id-{path}", path, path, None, *self._span(path, text))
            for path, text in self.ranked
        ]

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        self.asked.append((question, tuple(history)))
        citations = tuple(
            Citation(n, f"id-{path}", path, path, None, *self._span(path, quote), quote)
            for n, (path, quote) in enumerate(self.cited.get(question, []), start=1)
        )
        return Answer(
            question=question,
            text=f"answer to {question}",
            short="the salt" if citations else None,
            sentences=tuple(Sentence(c.quote, (c.n,), True) for c in citations),
            citations=citations,
            abstained=not citations,
            confidence=0.9 if citations else 0.2,
            generation="g",
            searched=f"rewritten: {question}",
        )

    def _span(self, path: str, text: str) -> tuple[int, int]:
        start = self.texts[path].index(text)
        return start, start + len(text)


def measured(engine: FakeEngine, *questions: Question) -> Report:
    return evaluate(engine, questions)  # type: ignore[arg-type]


def table(report: Report, column: int = 1) -> dict[str, str]:
    return {row[0]: row[column] for row in report.rows()}


def test_every_measure_of_a_small_set() -> None:
    engine = FakeEngine(
        cited={
            "why salt?": [
                ("sea.txt", "Rivers carry salt into the sea."),
                ("sub/sky.txt", "The sky is blue."),
            ],
            "who rules?": [("sea.txt", "The sea is salt.")],
        },
        ranked=[
            ("sub/sky.txt", SKY),
            ("sea.txt", "The sea is salt."),
            ("sea.txt", "Rivers carry salt into the sea."),
        ],
    )
    report = measured(
        engine,
        Question(
            "why salt?", ("Salt", "sugar"), ("sea.txt",), "Rivers carry salt into the sea.", kind="fact"
        ),
        Question("both?", ("rivers",), ("sea.txt", "sub/sky.txt"), kind="cross"),
        Question("who rules?", (), kind="unanswerable"),
        Question("and who else?", (), kind="unanswerable-teaser"),
    )
    shown = table(report)
    latencies = [shown.pop("latency p50, ms"), shown.pop("latency p95, ms")]
    assert all(float(latency) >= 0 for latency in latencies)
    assert shown == {
        "measure": "all",
        "questions": "4",
        "unanswerable": "2",
        "hit@1 before reading": "0.500",
        "hit@1": "0.500",
        "hit@5": "1.000",
        "hit@10": "1.000",
        "MRR": "0.667",
        "gold not found": "0",
        "has a short answer": "0.500",
        "exact match": "0.500",
        "token F1": "0.500",
        "answer in the quotes": "0.500",
        "cited articles right": "0.500",
        "first citation right": "0.500",
        "all articles cited": "0.500",
        "first citation in the paragraph": "1.000",
        "abstained where unanswerable": "0.500",
        "abstained where answerable": "0.500",
        "AUROC of the confidence": "0.500",
    }
    assert report.rows()[0] == ("measure", "all", "fact", "cross", "unanswerable", "unanswerable-teaser")
    assert table(report, 2)["MRR"] == "0.333"
    assert table(report, 4)["abstained where answerable"] == "–"


def test_the_report_as_data_tells_each_question() -> None:
    engine = FakeEngine({"why salt?": [("sea.txt", "The sea is salt.")]}, [("sea.txt", "The sea is salt.")])
    data = json.loads(json.dumps(measured(engine, Question("why salt?", ("salt",), ("sea.txt",))).to_dict()))
    (first,) = data["questions"]
    assert first.pop("latency_ms") >= 0
    assert first == {
        "question": "why salt?",
        "kind": None,
        "answerable": True,
        "searched": "why salt?",
        "answer": "answer to why salt?",
        "short": "the salt",
        "cited": ["sea.txt"],
        "quotes": ["The sea is salt."],
        "abstained": False,
        "confidence": 0.9,
        "gold_found": True,
        "rank": 1,
        "retrieved": 1,
        "exact": True,
        "f1": 1.0,
        "contained": True,
        "cited_right": [True],
        "cited_all": True,
        "cited_paragraph": None,
    }
    assert data["summary"]["hit@1"] == 1.0
    assert data["summary"]["abstained where unanswerable"] is None
    assert data["kinds"] == {}


def test_history_is_asked_first_and_passed_on_with_its_answers() -> None:
    engine = FakeEngine({})
    progress: list[tuple[str, int, int]] = []
    questions = [Question("and why?", ("x",), ("sea.txt",), history=("what?", "where?"))]
    evaluate(engine, questions, progress=lambda *step: progress.append(step))  # type: ignore[arg-type]
    assert engine.asked == [
        ("and why?", ()),  # beforehand, unmeasured
        ("what?", ()),
        ("where?", ("what?", "answer to what?")),
        ("and why?", ("what?", "answer to what?", "where?", "answer to where?")),
    ]
    assert engine.retrieved == [("rewritten: and why?", 10)]
    assert progress == [("ask", 1, 1)]


def test_an_answer_counts_only_as_whole_words_in_one_quote() -> None:
    engine = FakeEngine({"when?": [("sea.txt", "The café closes at 23 hours.")]})
    (result,) = measured(engine, Question("when?", ("3",), ("sea.txt",))).results
    assert result.contained is False
    (result,) = measured(engine, Question("when?", ("4", "at 23"), ("sea.txt",))).results
    assert result.contained is True


def test_a_paragraph_that_is_not_in_the_article_counts_by_its_text_and_is_counted() -> None:
    paragraph = "Somebody added this. Rivers carry salt into the sea."
    ranked = [("sea.txt", "The sea is salt."), ("sea.txt", "Rivers carry salt into the sea.")]
    report = measured(FakeEngine({}, ranked), Question("why?", ("salt",), ("sea.txt",), paragraph))
    assert (report.results[0].gold_found, report.results[0].rank) == (False, 2)
    assert table(report)["gold not found"] == "1"


def test_questions_about_other_articles_are_refused() -> None:
    with pytest.raises(QuestionsFileError, match=r"'moon\.txt' is not in the index; index the folder"):
        measured(FakeEngine({}), Question("why?", ("x",), ("moon.txt",)))
    known, unknown = Question("a?", ("x",), ("sea.txt",)), Question("b?", ("x",), ("moon.txt",))
    report = measured(FakeEngine({}), known, unknown)
    assert table(report)["gold not found"] == "1"


def test_no_questions_make_an_empty_report() -> None:
    assert measured(FakeEngine({})).rows() == [
        ("measure", "all"),
        ("questions", "0"),
        ("unanswerable", "0"),
        ("gold not found", "0"),
    ]


def test_a_real_engine_on_the_seed_articles(tmp_path: Path) -> None:
    seeds = Path(__file__).parents[3] / "seeds"
    build(seeds, tmp_path / "index", settings=Settings())
    engine = Engine.open(tmp_path / "index", settings=Settings(), config=Config())
    (quality,) = (article for article in engine.articles() if "quality infrastructure" in article.title)
    paragraph = next(part for part in quality.text.split("\n\n") if "series of four courses" in part)
    report = evaluate(
        engine,
        [
            Question("How many courses are in the series?", ("four",), (quality.path,), paragraph),
            Question(
                "Of which project is it?", ("UNIDO",), (quality.path,), history=("What is the programme?",)
            ),
            Question("Who won the football match?", ()),
        ],
    )
    first, second, third = report.results
    assert (first.gold_found, first.rank) == (True, 1)
    assert (second.gold_found, third.gold_found) == (True, None)
    for result in report.results:
        assert result.abstained == (not result.cited)
        assert len(result.cited) == len(result.quotes)
        assert 0 <= result.confidence <= 1
    assert table(report)["hit@10"] == "1.000"
    json.dumps(report.to_dict())
