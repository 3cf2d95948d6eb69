from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from index import Settings, build
from rag import Config, Engine
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
        (("", "", "", []), "Ask only some articles"),
        ((None, " ", None, None), "Ask only some articles"),
        (("2024", "", "", []), "Asking only since 2024"),
        (
            ("2024", "2025-01", "a.txt\nb.txt", ["The Paper", "A Blog"]),
            "Asking only since 2024; until 2025-01; a.txt, b.txt; The Paper, A Blog",
        ),
        (("", "", "\u202e" + "a" * 100, []), "Asking only \\u202e" + "a" * 79 + "…"),
    ],
)
def test_what_a_question_is_restricted_to_is_said(fields: tuple[Any, Any, Any, Any], label: str) -> None:
    assert page._restricted(*fields).label == label


def test_sources_can_be_chosen_where_articles_state_any(corpus: Callable[..., Path], tmp_path: Path) -> None:
    def shown(name: str, text: str) -> dict[str, Any]:
        """What the page says of the field for sources."""
        build(corpus({"a.txt": text}, name), tmp_path / f"{name}-index", settings=Settings())
        engine = Engine.open(tmp_path / f"{name}-index", settings=Settings(), config=Config())
        parts = page.build_page(engine, Serve()).get_config_file()["components"]
        (field,) = [part["props"] for part in parts if part["props"].get("elem_id") == "only-sources"]
        return field

    text = "The Zebra Bridge\n\nThe Zebra Bridge was opened in 1987 by Mayor Ada Quill.\n"
    without, stated = shown("without", text), shown("stated", f"{text}\nSource: The Paper\n")
    assert (without["visible"], without["choices"]) == (False, [])
    assert (stated["visible"], stated["choices"]) == (True, [("The Paper", "The Paper")])
