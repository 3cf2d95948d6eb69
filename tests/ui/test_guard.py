import base64
import hashlib
import re

import pytest
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.guard import Guard, policy

PAGE = (
    '<head><script>one()</script><script src="x.js"></script></head><script type="module">two()\n</script>'
    + " " * 2000
)


def page(request: Request) -> Response:
    return HTMLResponse(PAGE)


def text(request: Request) -> Response:
    return PlainTextResponse("text")


def pieces(request: Request) -> Response:
    return StreamingResponse(iter(["<script>", "three()", "</script>"]), media_type="text/html")


@pytest.fixture
def client() -> TestClient:
    app = Starlette(
        routes=[Route(f"/{f.__name__}", f, methods=["GET", "POST"]) for f in (page, text, pieces)]
    )
    app.add_middleware(GZipMiddleware)
    app.add_middleware(Guard, names=["Box.example"])
    return TestClient(app, base_url="http://127.0.0.1:7860")


def digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:7860",
        "localhost",
        "LOCALHOST:1",
        "[::1]:7860",
        "192.168.1.4",
        "box.example",
        "box.example:80",
    ],
)
def test_its_own_names_and_plain_addresses_are_served(client: TestClient, host: str) -> None:
    assert client.get("/text", headers={"Host": host}).text == "text"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "[::1", "localhost.evil", "a@b"]
)
def test_other_names_are_refused(client: TestClient, host: str) -> None:
    answer = client.get("/text", headers={"Host": host})
    assert answer.status_code == 403
    assert answer.text.startswith("Unknown host")


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://127.0.0.1:1", "http://localhost:7860", "http://[", "", "//[::1"],
)
def test_requests_from_other_sites_are_refused(client: TestClient, origin: str) -> None:
    answer = client.post("/text", headers={"Origin": origin})
    assert (answer.status_code, answer.text) == (403, "Requests from other sites are refused.")


def test_its_own_origin_is_served(client: TestClient) -> None:
    assert client.post("/text", headers={"Origin": "http://127.0.0.1:7860"}).status_code == 200


def test_a_page_may_run_its_own_inline_scripts_only(client: TestClient) -> None:
    answer = client.get("/page", headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
    assert answer.text == PAGE
    allowed = re.findall(r"'sha256-([^']+)'", answer.headers["content-security-policy"])
    assert allowed == [digest("one()"), digest("two()\n")]
    assert "script-src 'self' 'sha256-" in answer.headers["content-security-policy"]


def test_a_page_that_comes_in_pieces_is_held_until_it_is_whole(client: TestClient) -> None:
    answer = client.get("/pieces", headers={"Accept": "text/html"})
    assert answer.text == "<script>three()</script>"
    assert digest("three()") in answer.headers["content-security-policy"]


def test_everything_carries_the_headers(client: TestClient) -> None:
    headers = client.get("/text").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "script-src 'self';" in headers["content-security-policy"]
    assert "img-src 'self' data:" in headers["content-security-policy"]


def test_nothing_inline_and_no_evaluation_is_allowed_by_default() -> None:
    assert "script-src 'self';" in policy(b"<p onclick='x()'>no script</p>")
    assert "unsafe-eval" not in policy(b"")
