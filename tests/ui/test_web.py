import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient

from index import Settings
from rag.config import Config
from ui.config import Serve
from ui.server import build_server


class Holding:
    """An engine with some articles that is never asked."""

    def __init__(self, corpus: str, *titles: str) -> None:
        self.index = f"{corpus}/index"
        self.corpus = corpus
        self.config = Config()
        self.settings = Settings()
        self.titles = titles

    def status(self) -> dict[str, Any]:
        return {"corpus": self.corpus, "articles": len(self.titles)}

    def listing(self, offset: int = 0, limit: int | None = None, contains: str = "") -> Any:
        return len(self.titles), [SimpleNamespace(title=title) for title in self.titles[:limit]]

    def sources(self, limit: int) -> list[str]:
        return []


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    corpus = tmp_path_factory.mktemp("corpus")
    (corpus / "secret.txt").write_text("secret")
    engine: Any = Holding(str(corpus), "<img src=x onerror=alert(1)>", "Two")
    with TestClient(build_server(engine, Serve()), base_url="http://127.0.0.1:7860") as client:
        yield client


def config(client: TestClient, kind: str) -> dict[str, Any]:
    """The properties of the page's first component of this kind."""
    return next(one["props"] for one in client.get("/config").json()["components"] if one["type"] == kind)


def test_the_page_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert (
        re.findall(r"""<(?:script|link|img|iframe)[^>]*(?:src|href)=["']?(?:https?:)?//[^>]*>""", page.text)
        == []
    )
    assert "unsafe-eval" not in page.headers["content-security-policy"]
    assert re.findall(r"@import|url\(['\"]?(?:https?:)?//", client.get("/theme.css").text) == []
    assert client.get("/chat-assets/main.js").status_code == 200


def test_messages_are_shown_as_data(client: TestClient) -> None:
    chat = config(client, "chatbot")
    assert (chat["sanitize_html"], chat["allow_tags"], chat["latex_delimiters"]) == (True, False, [])
    assert chat["buttons"] == []


def test_the_page_says_what_is_indexed(client: TestClient) -> None:
    assert "2 articles indexed." in config(client, "markdown")["value"]


def test_nothing_is_told_to_anyone_else(client: TestClient) -> None:
    settings = client.get("/config").json()
    assert settings["analytics_enabled"] is False
    assert settings["show_error"] is False
    assert settings["run_history"] is False
    told = client.get("/gradio_api/info").json()
    assert (list(told["named_endpoints"]), told["unnamed_endpoints"]) == (["/answer"], {})


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "{corpus}/secret.txt", "http://evil.example/x", "../../etc/passwd"]
)
def test_no_file_is_served(client: TestClient, path: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = path.format(corpus=tmp_path_factory.getbasetemp() / "corpus0")
    assert client.get(f"/gradio_api/file={path}").status_code in {403, 404}


def test_a_foreign_page_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 403
    assert client.post("/gradio_api/queue/join", headers={"Origin": "http://evil.example"}).status_code == 403
