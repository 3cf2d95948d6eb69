import json
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Article, Settings, build
from rag import Config, Engine
from tests.ui.api.conftest import Serving
from ui.api.articles import cut

SIGNED = "When was the Joint Declaration signed?"


def events(stream: str) -> list[tuple[str, dict[str, object]]]:
    found = []
    for block in stream.strip().split("\n\n"):
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_an_answer_is_the_engine_s(http: httpx.Client, engine: Engine) -> None:
    told = http.post("/api/ask", json={"question": SIGNED}).json()
    known = json.loads(json.dumps(engine.ask(SIGNED).to_dict()))
    assert {**told, "timings": 0} == {**known, "timings": 0}
    assert told["citations"][0]["quote"].endswith("was signed in November 2017.")


def test_a_streamed_answer_comes_by_sentences(http: httpx.Client) -> None:
    answer = http.post("/api/ask", json={"question": SIGNED, "stream": True})
    assert answer.headers["content-type"].startswith("text/event-stream")
    *sentences, (name, whole) = events(answer.text)
    assert name == "answer"
    assert [name for name, _ in sentences] == ["sentence"] * len(sentences)
    told = [{key: one[key] for key in ("text", "citations", "supported")} for _, one in sentences]
    assert told == whole["sentences"]
    assert [new for _, one in sentences for new in one["new_citations"]] == whole["citations"]  # type: ignore[attr-defined]


def test_a_streamed_abstention_is_an_answer(http: httpx.Client) -> None:
    answer = http.post("/api/ask", json={"question": "Who is the king of Spain?", "stream": True})
    ((name, whole),) = events(answer.text)
    assert (name, whole["abstained"]) == ("answer", True)


def test_what_is_wrong_before_a_stream_has_its_own_status(http: httpx.Client) -> None:
    assert http.post("/api/ask", json={"question": "?", "stream": True}).status_code == 422


@pytest.mark.parametrize(
    "history",
    [
        ["What does the Joint Declaration between UNIDO and Cambodia concern?", "Quality."],
        [{"role": "user", "content": "What does the Joint Declaration between UNIDO and Cambodia concern?"}],
    ],
)
def test_a_follow_up_is_understood(http: httpx.Client, history: list[object]) -> None:
    told = http.post("/api/ask", json={"question": "When was it signed?", "history": history}).json()
    assert "November 2017" in told["text"]


def test_a_client_cannot_have_a_module_imported(http: httpx.Client) -> None:
    for name in ("os:system", "antigravity:x", "none"):
        refused = http.post("/api/ask", json={"question": SIGNED, "generator": name})
        assert refused.status_code == 422
        assert refused.json()["detail"] == f"There is no generator {name!r} here, but: extractive."
    assert http.post("/api/ask", json={"question": SIGNED, "generator": "extractive"}).status_code == 200


def test_articles_are_listed_a_page_at_a_time(http: httpx.Client, engine: Engine) -> None:
    one, two = engine.articles()
    first = http.get("/api/articles", params={"limit": 1}).json()
    assert (first["total"], first["offset"], first["next"]) == (2, 0, 1)
    assert first["generation"] == engine.generation
    assert first["articles"] == [
        {
            "id": one.id,
            "path": one.path,
            "title": one.title,
            "date": one.date,
            "source": one.source,
            "length": len(one.text),
        }
    ]
    second = http.get("/api/articles", params={"limit": 1, "offset": 1}).json()
    assert (second["next"], second["articles"][0]["id"]) == (None, two.id)
    assert http.get("/api/articles", params={"offset": 5}).json()["articles"] == []
    assert http.get("/api/articles", params={"limit": 0}).status_code == 422


def test_articles_are_found_by_title_or_path(http: httpx.Client, engine: Engine) -> None:
    one, two = engine.articles()
    for contains, found in ((one.title.upper(), [one.id]), (two.path[:12], [two.id]), ("%", []), ("", None)):
        page = http.get("/api/articles", params={"contains": contains}).json()
        ids = [article["id"] for article in page["articles"]]
        assert ids == ([one.id, two.id] if found is None else found)
        assert page["total"] == len(ids)
    page = http.get("/api/articles", params={"contains": ".txt", "limit": 1}).json()
    assert (page["total"], page["next"]) == (2, 1)
    assert http.get("/api/articles", params={"contains": "x" * 1001}).status_code == 422
    assert http.get("/api/articles?contains=%ff%00").json()["total"] == 0


def test_a_citation_can_be_read_in_its_article(http: httpx.Client) -> None:
    (cited, *_) = http.post("/api/ask", json={"question": SIGNED}).json()["citations"]
    part = http.get(
        f"/api/articles/{cited['article_id']}", params={"start": cited["start"], "end": cited["end"]}
    )
    assert part.json()["text"] == cited["quote"]
    whole = http.get(f"/api/articles/{cited['article_id']}").json()
    assert whole["text"][cited["start"] : cited["end"]] == cited["quote"]
    assert (whole["start"], whole["end"]) == (0, whole["length"])


@pytest.mark.parametrize("cut", ["start=-1", "end=-1", "start=5&end=4", "start=x"])
def test_a_cut_that_is_none_is_422(http: httpx.Client, engine: Engine, cut: str) -> None:
    article = next(engine.articles())
    assert http.get(f"/api/articles/{article.id}?{cut}").status_code == 422


def test_an_article_that_is_not_there_is_404(http: httpx.Client) -> None:
    assert http.get("/api/articles/nothing").status_code == 404


@given(st.text(), st.integers(0, 60), st.none() | st.integers(0, 60))
def test_a_cut_is_the_slice(text: str, start: int, end: int | None) -> None:
    article = Article("a", "a.txt", "A", text, None, None, "")
    if end is not None and end < start:
        with pytest.raises(ValueError, match="a cut goes from 0"):
            cut(article, start, end)
        return
    part = cut(article, start, end)
    assert part.text == text[start:end] == text[part.start : part.end]
    assert 0 <= part.start <= part.end <= part.length == len(text)


def test_curl_gets_an_answer(doors: str) -> None:
    program = shutil.which("curl")
    if not program:
        pytest.skip("curl is missing")
    command = [program, "-sS", f"{doors}/api/ask", "-H", "Content-Type: application/json"]
    done = subprocess.run(
        [*command, "-d", json.dumps({"question": SIGNED})], capture_output=True, check=True, timeout=60
    )
    assert "November 2017" in json.loads(done.stdout)["text"]


def test_it_says_that_it_is_up(http: httpx.Client, engine: Engine) -> None:
    assert http.get("/healthz").json() == {"status": "ok", "generation": engine.generation}


@pytest.fixture
def own(corpus: Callable[..., Path], tmp_path: Path) -> Engine:
    """An engine on an index that may be rebuilt."""
    folder = corpus({"bridge.txt": "The Zebra Bridge\n\nThe Zebra Bridge was opened in 1987.\n"})
    build(folder, tmp_path / "index", settings=Settings())
    return Engine.open(tmp_path / "index", settings=Settings(), config=Config())


def test_a_rebuild_reports_and_is_answered_from(serve: Serving, own: Engine, tmp_path: Path) -> None:
    client = serve(own)
    (tmp_path / "corpus" / "tower.txt").write_text("The Fox Tower\n\nThe Fox Tower was built in 1912.\n")
    (tmp_path / "corpus" / "empty.txt").write_text("")
    report = client.post("/api/rebuild").json()
    assert (report["seen"], report["indexed"], report["unchanged"], report["skipped"]) == (3, 1, 1, 1)
    assert [(file["path"], file["state"]) for file in report["files"]] == [
        ("bridge.txt", "unchanged"),
        ("empty.txt", "skipped"),
        ("tower.txt", "indexed"),
    ]
    assert [(one["stage"], one["done"] == one["total"]) for one in report["stages"]] == [
        ("read", True),
        ("embed", True),
        ("write", True),
    ]
    assert client.get("/healthz").json()["generation"] == report["generation"]
    assert (
        client.post("/api/ask", json={"question": "When was the Fox Tower built?"}).json()["short"] == "1912"
    )
    state = client.get("/api/rebuild").json()
    assert (state["running"], state["error"], state["report"]["indexed"]) == (False, None, 1)


def test_a_rebuild_need_not_be_waited_for(serve: Serving, own: Engine, tmp_path: Path) -> None:
    client = serve(own)
    (tmp_path / "corpus" / "tower.txt").write_text("The Fox Tower\n\nThe Fox Tower was built in 1912.\n")
    started = client.post("/api/rebuild", params={"wait": "false"})
    assert (started.status_code, started.json()["running"]) == (202, True)
    assert client.post("/api/rebuild", params={"wait": "false"}).status_code == 409
    assert client.post("/api/rebuild").status_code == 409
    while (state := client.get("/api/rebuild").json())["running"]:
        time.sleep(0.05)
    assert state["began"] == started.json()["began"]
    assert [(file["path"], file["state"], file["reason"]) for file in state["report"]["files"]] == [
        ("bridge.txt", "unchanged", None),
        ("tower.txt", "indexed", None),
    ]
    assert client.get("/healthz").json()["generation"] == state["report"]["generation"]


def test_the_docs_are_one_page_that_loads_nothing(http: httpx.Client) -> None:
    page = http.get("/docs", headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    for inside in ("<script", "src=", "//", "@import", "url("):
        assert inside not in page.text.replace("http://127.0.0.1:7860", "")
    described = http.get("/openapi.json").json()["paths"]
    assert {"/api/ask", "/api/articles", "/api/articles/{article_id}", "/api/rebuild"} < set(described)
    for path in described:
        assert f"{path}</code></h2>" in page.text
    assert "{&quot;question&quot;: &quot;Who signed the Joint Declaration?&quot;}" in page.text


SECOND = "004_75cd3ffba4c82632.txt"


def test_only_articles_that_fit_are_asked(http: httpx.Client) -> None:
    told = http.post("/api/ask", json={"question": SIGNED, "only": {"articles": [SECOND]}}).json()
    assert {one["path"] for one in told["citations"]} == {SECOND}
    other = {"articles": ["000_798e8c7fbf823d46.txt"]}
    told = http.post("/api/ask", json={"question": SIGNED, "only": other}).json()
    assert SECOND not in {one["path"] for one in [*told["citations"], *told["closest"]]}
    for stream in (False, True):
        body = {"question": SIGNED, "only": {"since": "1901", "until": "1901"}, "stream": stream}
        answer = http.post("/api/ask", json=body)
        told = events(answer.text)[-1][1] if stream else answer.json()
        assert (told["abstained"], told["closest"]) == (True, [])
        assert told["note"] == "No article fits what was asked for: dated 1901-01-01 to 1901-12-31."


@pytest.mark.parametrize(
    ("asked", "detail"),
    [
        ({"only": {"since": "soon"}}, "'soon' is no date; write it as 2024, 2024-05 or 2024-05-31"),
        ({"only": {"since": "2025", "until": "2024"}}, "no day is since 2025-01-01 and until 2024-12-31"),
        ({"only": {"since": 2024}}, "Input should be a valid string"),
        ({"only": {"articles": "a.txt"}}, "Input should be a valid list"),
        ({"only": {"before": "2024"}}, "before: Extra inputs are not permitted"),
        ({"unsupported": "keep"}, "Input should be 'drop' or 'mark'"),
    ],
)
def test_a_filter_that_is_none_is_422(http: httpx.Client, asked: dict[str, object], detail: str) -> None:
    refused = http.post("/api/ask", json={"question": SIGNED, **asked})
    assert refused.status_code == 422
    assert detail in refused.json()["detail"]


def test_unsupported_sentences_are_marked_where_that_is_asked(serve: Serving, engine: Engine) -> None:
    class Says:
        def __getattr__(self, name: str) -> object:
            return getattr(engine, name)

        def stream(self, question: str, *args: object, unsupported: object, **kwargs: object) -> object:
            yield replace(engine.ask(question), note=repr(unsupported))

    client = serve(Says())
    for unsupported in ("drop", "mark", None):
        told = client.post("/api/ask", json={"question": SIGNED, "unsupported": unsupported}).json()
        assert told["note"] == repr(unsupported)
