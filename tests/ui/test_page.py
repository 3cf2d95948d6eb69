import math
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient

from index import Settings, build
from rag import Answer, Config, Engine
from tests.ui.samples import answer
from ui import page
from ui.config import Serve
from ui.web import build_chat


class Holding:
    """An engine with some articles that is never asked."""

    def __init__(self, corpus: str, *titles: str) -> None:
        self.corpus = corpus
        self.index = Path(corpus, "index")
        self.config = Config()
        self.titles = titles

    def status(self) -> dict[str, Any]:
        return {"corpus": self.corpus, "articles": len(self.titles)}

    def listing(self, offset: int, limit: int) -> Any:
        return len(self.titles), [
            SimpleNamespace(title=title) for title in self.titles[offset : offset + limit]
        ]

    def sources(self, limit: int) -> list[str]:
        return []


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
        ((None, " ", None, [""]), "Ask only some articles"),
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


def parts(engine: Any) -> list[dict[str, Any]]:
    """The properties of all that is on the page."""
    return [part["props"] for part in page.build_page(engine, Serve()).get_config_file()["components"]]


@pytest.mark.parametrize(("k", "most"), [(8, 50), (60, 60), (100, 100)])
def test_as_many_passages_can_be_read_as_the_settings_say(k: int, most: int) -> None:
    engine: Any = Holding("/articles", "Tea")
    engine.config = Config(k=k)
    (slider,) = [one for one in parts(engine) if one.get("label") == "Passages read for an answer"]
    assert (slider["value"], slider["maximum"]) == (k, most)


def test_questions_share_what_may_run_at_once() -> None:
    engine: Any = Holding("/articles", "Tea")
    functions = page.build_page(engine, Serve(concurrency=2)).fns.values()
    assert {one.concurrency_id for one in functions if one.queue and one.fn} == {page.ASKING}


def test_a_conversation_does_not_expire_and_they_are_not_without_number() -> None:
    engine: Any = Holding("/articles", "Tea")
    built = page.build_page(engine, Serve())
    states = [one for one in built.blocks.values() if one.get_block_name() == "state"]
    assert {one.time_to_live for one in states if hasattr(one, "time_to_live")} == {math.inf}
    assert built.state_session_capacity == page.MOST_SESSIONS


class Slow(Holding):
    """An engine whose answers come in two pieces, the second when it is let go."""

    def __init__(self) -> None:
        super().__init__("/articles", "Tea")
        self.begun: dict[str, threading.Event] = defaultdict(threading.Event)
        self.go: dict[str, threading.Event] = defaultdict(threading.Event)
        self.over: dict[str, threading.Event] = defaultdict(threading.Event)

    def stream(self, question: str, *_: Any, **__: Any) -> Iterator[Answer]:
        try:
            yield answer(question=question)
            self.begun[question].set()
            assert self.go[question].wait(30)
            yield answer(question=question)
        finally:
            self.over[question].set()


def test_of_two_questions_only_the_last_writes_the_chat() -> None:
    engine: Any = Slow()
    with TestClient(build_chat(engine, Serve()), base_url="http://127.0.0.1") as client:
        config = client.get("/config").json()
        identity = {one["props"].get("elem_id"): one["id"] for one in config["components"]}
        chosen = ["extractive", 8, "drop", "", "", "", []]

        def of(element: str) -> dict[str, Any]:
            """The function that runs when something is submitted there."""
            target = [identity[element], "submit"]
            return next(
                one for one in config["dependencies"] if target in one["targets"] and one["backend_fn"]
            )

        def after(function: dict[str, Any]) -> dict[str, Any]:
            return next(one for one in config["dependencies"] if one["trigger_after"] == function["id"])

        def call(function: dict[str, Any], *data: Any) -> Any:
            door = "queue/join" if function["queue"] is not False else "run/predict"
            asked = {"data": data, "fn_index": function["id"], "session_hash": "s"}
            called = client.post(f"/gradio_api/{door}", json=asked, headers={"x-gradio-user": "app"})
            assert called.status_code == 200, called.text
            return called.json()

        asking, repeating = of("question"), of("repeated")
        call(asking, "One?", None, None, *chosen)
        assert engine.begun["One?"].wait(30)
        said = '{"turn": 1, "question": "Two?"}'
        call(repeating, None)
        call(after(repeating), said, None, None, *chosen)
        assert engine.begun["Two?"].wait(30)
        engine.go["Two?"].set()
        assert engine.over["Two?"].wait(30)
        engine.go["One?"].set()
        assert engine.over["One?"].wait(30)
        shown = call(after(asking), None, None)["data"][1]
        assert [message["role"] for message in shown] == ["user", "assistant"]
        assert "Two&#63;" in str(shown[0])
