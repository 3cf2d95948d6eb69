from types import SimpleNamespace
from typing import Any

import pytest

from index import Settings
from ui import page
from ui.config import Serve


class Holding:
    """An engine with some articles that is never asked."""

    def __init__(self, corpus: str, *titles: str) -> None:
        self.corpus = corpus
        self.titles = titles

    def status(self) -> dict[str, Any]:
        return {"corpus": self.corpus, "articles": len(self.titles)}

    def listing(self, offset: int, limit: int) -> Any:
        return len(self.titles), [
            SimpleNamespace(title=title) for title in self.titles[offset : offset + limit]
        ]


@pytest.mark.parametrize(("articles", "said"), [(1, "1 article indexed."), (1200, "1,200 articles indexed.")])
def test_articles_are_counted(articles: int, said: str) -> None:
    engine: Any = Holding("/articles", *["Title"] * articles)
    assert said in page._headline(engine)


def test_suggested_questions_suit_the_corpus() -> None:
    seeds: Any = Holding(str(Settings.model_fields["corpus"].default), "MISTI")
    others: Any = Holding("/articles", "Whales", "Bridges of the north " * 9, "Tea", "Salt")
    assert page.examples(seeds, Serve()) == list(page.SEED_EXAMPLES)
    assert page.examples(seeds, Serve(examples=("Why?",))) == ["Why?"]
    assert page.examples(others, Serve()) == [
        "What do the articles say about “Whales”?",
        "What do the articles say about “Bridges of the north Bridges of the north Bridges of the…”?",
        "What do the articles say about “Tea”?",
    ]


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        (("", "", ""), "Ask only some articles"),
        ((None, " ", None), "Ask only some articles"),
        (("2024", "", ""), "Asking only since 2024"),
        (("2024", "2025-01", "a.txt\nb.txt"), "Asking only since 2024; until 2025-01; a.txt, b.txt"),
        (("", "", "\u202e" + "a" * 100), "Asking only \\u202e" + "a" * 79 + "…"),
    ],
)
def test_what_a_question_is_restricted_to_is_said(fields: tuple[Any, Any, Any], label: str) -> None:
    assert page._restricted(*fields).label == label
