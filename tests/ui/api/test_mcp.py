"""An MCP client against the running server, and against `footnote mcp` as a process of its own."""

import asyncio
import sys
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from rag import Engine
from tests.ui.api.conftest import Serving
from tests.ui.samples import citation, passage
from ui.api.mcp import LONGEST_READ, _line

PROJECT = Path(__file__).resolve().parents[3]
SIGNED = "When was the Joint Declaration signed?"


def finished(work: Coroutine[Any, Any, Any]) -> Any:
    """The result of a coroutine, run in a thread of its own: a browser's loop may run in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def calls(server: Any, *given: tuple[str, dict[str, Any]], mode: str = "auto") -> tuple[Any, list[Any]]:
    """The tools, and the result of each call."""
    async with Client(server, mode=mode) as client:
        tools = await client.list_tools()
        return tools.tools, [await client.call_tool(name, arguments) for name, arguments in given]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_an_assistant_can_ask_search_and_read(doors: str, engine: Engine, mode: str) -> None:
    tools, (asked, searched) = finished(
        calls(f"{doors}/mcp", ("ask", {"question": SIGNED}), ("search", {"query": SIGNED, "k": 2}), mode=mode)
    )
    assert [tool.name for tool in tools] == ["ask", "search", "read_article"]
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert tool.description
        assert tool.output_schema
        assert all(field.get("description") for field in tool.input_schema["properties"].values())
    answer = asked.structured_content
    (cited,) = answer["citations"]
    assert (answer["abstained"], cited["n"]) == (False, 1)
    assert f"[1] {cited['title']}" in asked.content[0].text
    assert cited["article_id"] in asked.content[0].text
    found = searched.structured_content["passages"]
    assert [one["text"] for one in found] == [one.text for one in engine.retrieve(SIGNED, 2)]
    place = {name: cited[name] for name in ("article_id", "start", "end")}
    _, (read,) = finished(calls(f"{doors}/mcp", ("read_article", place)))
    assert read.structured_content["text"] == read.content[0].text == cited["quote"]
    assert read.structured_content["next_start"] == cited["end"]


def test_a_mistake_is_told_to_the_assistant(doors: str) -> None:
    _, results = finished(
        calls(
            f"{doors}/mcp",
            ("ask", {"question": "?"}),
            ("search", {"query": SIGNED, "k": 0}),
            ("read_article", {"article_id": "../../etc/passwd"}),
            ("read_article", {"article_id": "x", "start": -1}),
        )
    )
    assert all(result.is_error for result in results)
    assert results[0].content[0].text.endswith("please ask a question")
    assert "there is no article '../../etc/passwd'" in results[2].content[0].text


def test_a_long_article_comes_in_parts(serve: Serving, tmp_path: Path, corpus: Any) -> None:
    from index import Settings, build
    from rag import Config

    folder = corpus({"long.txt": "Long\n\n" + "The bridge is long. " * 1500})
    build(folder, tmp_path / "index", settings=Settings())
    engine = Engine.open(tmp_path / "index", settings=Settings(), config=Config())
    (article,) = engine.articles()
    base = str(serve(engine).base_url).rstrip("/") + "/mcp"
    _, (first,) = finished(calls(base, ("read_article", {"article_id": article.id})))
    rest = {"article_id": article.id, "start": first.structured_content["next_start"]}
    _, (second,) = finished(calls(base, ("read_article", rest)))
    assert len(first.structured_content["text"]) == LONGEST_READ
    assert first.structured_content["text"] + second.structured_content["text"] == article.text
    assert second.structured_content["next_start"] is None


def test_it_runs_over_standard_input_and_output(seed_index: Path, tmp_path: Path) -> None:
    program = StdioServerParameters(
        command=sys.executable,
        args=["-m", "ui.cli", "mcp", "--index", str(seed_index)],
        env={"PYTHONPATH": str(PROJECT), "HF_HUB_OFFLINE": "1"},
        cwd=tmp_path,
    )
    _, (asked,) = finished(calls(stdio_client(program), ("ask", {"question": SIGNED})))
    assert "November 2017" in asked.structured_content["text"]


def test_an_assistant_can_keep_to_dates_or_to_an_article(doors: str, engine: Engine) -> None:
    one, two = engine.articles()
    _, (cited, *found, asked, searched, wrong) = finished(
        calls(
            f"{doors}/mcp",
            ("ask", {"question": SIGNED, "article": two.path}),
            ("search", {"query": SIGNED, "article": one.id}),
            ("search", {"query": SIGNED, "article": two.id, "since": "", "until": ""}),
            ("ask", {"question": SIGNED, "since": "1901", "until": "1901"}),
            ("search", {"query": SIGNED, "until": "1901"}),
            ("ask", {"question": SIGNED, "since": "soon"}),
        )
    )
    assert {one["path"] for one in cited.structured_content["citations"]} == {two.path}
    paths = [{place["path"] for place in each.structured_content["passages"]} for each in found]
    assert paths == [{one.path}, {two.path}]
    none = "No article fits what was asked for: dated 1901-01-01 to 1901-12-31."
    assert (asked.structured_content["abstained"], asked.structured_content["note"]) == (True, none)
    assert none in asked.content[0].text
    assert searched.structured_content["passages"] == []
    assert searched.content[0].text == "No article fits what was asked for: dated 1901-12-31 or earlier."
    assert wrong.is_error
    assert wrong.content[0].text.endswith("write it as 2024, 2024-05 or 2024-05-31")


def test_a_place_is_one_line_whatever_its_article_is_called() -> None:
    assert _line(citation(title="A\n\n[2] B", path="c\x1b\u202e.txt")) == (
        "A\\n\\n[2] B, 2024-08-04, c\\x1b\\u202e.txt, characters 11–21, article_id a"
    )
    assert _line(passage()) == "A title, a.txt, characters 0–13, article_id a"
