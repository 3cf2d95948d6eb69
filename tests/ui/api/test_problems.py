"""The hazards of HTTP, one by one, on the running server: each is told in the form of its door."""

import json
import socket
from urllib.parse import urlsplit

import httpx
import pytest

from index.errors import CorpusError, IndexBusyError, IndexCorruptError
from rag.errors import QuestionError
from ui.api.problems import BusyError, encoded, status_of

JSON = {"Content-Type": "application/json"}


def problem(answer: httpx.Response) -> dict[str, object]:
    assert answer.headers["content-type"] == "application/problem+json"
    data: dict[str, object] = answer.json()
    assert data["type"] == "about:blank"
    assert data["status"] == answer.status_code
    return data


@pytest.mark.parametrize(
    "body", [b'{"question":', b"", b"\xff", b'{"question":' + b"[" * 100_000, b"[" * 500_000, b"1" * 5000]
)
def test_a_body_that_is_no_json_is_400_or_422(http: httpx.Client, body: bytes) -> None:
    answer = http.post("/api/ask", content=body, headers=JSON)
    assert answer.status_code == (422 if body == b"" else 400)
    assert problem(answer)["title"] in ("Bad Request", "Unprocessable Entity")


def test_wrong_types_are_422_with_each_place(http: httpx.Client) -> None:
    answer = http.post("/api/ask", json={"question": 1, "k": "3", "history": [7], "more": None})
    assert answer.status_code == 422
    errors = problem(answer)["errors"]
    assert isinstance(errors, list)
    pointers = [one["pointer"] for one in errors]
    assert pointers[0] == "#/question"
    assert {"#/k", "#/more"} < set(pointers)


@pytest.mark.parametrize("k", ["0", "-1", "1000000000", "NaN", "true", "1.5"])
def test_a_count_that_is_none_is_422(http: httpx.Client, k: str) -> None:
    answer = http.post("/api/ask", content=f'{{"question": "Why?", "k": {k}}}', headers=JSON)
    assert answer.status_code == 422
    assert problem(answer)["errors"]


def test_json_must_be_called_so(http: httpx.Client) -> None:
    answer = http.post("/api/ask", content=b'{"question": "Why?"}', headers={"Content-Type": "text/plain"})
    assert problem(answer)["status"] == 415


def test_a_question_that_cannot_be_asked_is_422(http: httpx.Client) -> None:
    answer = http.post("/api/ask", json={"question": " ?! "})
    assert problem(answer)["detail"] == "please ask a question"
    assert answer.status_code == 422


@pytest.mark.parametrize("path", ["/api/ask", "/v1/chat/completions", "/mcp", "/gradio_api/queue/join"])
def test_a_body_too_large_is_413(http: httpx.Client, path: str) -> None:
    headers = {**JSON, "Accept": "application/json, text/event-stream"}
    assert http.post(path, content=b" " * 1_000_001, headers=headers).status_code == 413


def test_a_body_too_large_is_413_in_mid_stream(doors: str) -> None:
    """Not all of the body is ever sent, and nothing says how long it is."""
    at = urlsplit(doors)
    with socket.create_connection((str(at.hostname), int(at.port or 0)), timeout=30) as line:
        head = f"POST /api/ask HTTP/1.1\r\nHost: {at.netloc}\r\nContent-Type: application/json\r\n"
        line.sendall(head.encode() + b"Transfer-Encoding: chunked\r\n\r\n")
        for _ in range(17):
            line.sendall(b"10000\r\n" + b" " * 65536 + b"\r\n")
        assert line.recv(1000).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    "path", ["/api/nothing", "/api/", "/api/articles/../../etc/passwd", "/api/articles/%2e%2e%2f%2e%2e%2fx"]
)
def test_what_is_not_there_is_404(doors: str, path: str) -> None:
    at = urlsplit(doors)
    with socket.create_connection((str(at.hostname), int(at.port or 0)), timeout=30) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: {at.netloc}\r\nConnection: close\r\n\r\n".encode())
        got = b"".join(iter(lambda: line.recv(65536), b""))
    assert got.startswith(b"HTTP/1.1 404 ")
    assert b"application/problem+json" in got


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=http://evil.example/x",
        "/gradio_api/file=..%2f..%2fetc%2fpasswd",
        "/file=/etc/passwd",
        "/chat-assets/..%2f..%2fpyproject.toml",
    ],
)
def test_no_file_is_served(http: httpx.Client, path: str) -> None:
    assert http.get(path).status_code in (403, 404)


def test_a_wrong_method_is_405(http: httpx.Client) -> None:
    answer = http.get("/api/ask")
    assert problem(answer)["status"] == 405
    assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize("header", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
@pytest.mark.parametrize("path", ["/api/articles", "/v1/models", "/metrics", "/mcp", "/"])
def test_foreign_hosts_and_origins_are_refused(http: httpx.Client, path: str, header: dict[str, str]) -> None:
    answer = http.get(path, headers=header)
    assert answer.status_code == 403
    if path == "/v1/models":
        assert answer.json()["error"]["type"] == "invalid_request_error"
    elif path != "/":
        assert problem(answer)["title"] == "Forbidden"


def test_the_openai_door_speaks_its_own_form(http: httpx.Client) -> None:
    for answer, status in (
        (http.post("/v1/chat/completions", content=b"{", headers=JSON), 400),
        (http.post("/v1/chat/completions", json={"messages": "no"}), 400),
        (http.get("/v1/nothing"), 404),
        (http.get("/v1/chat/completions"), 405),
    ):
        assert answer.status_code == status
        assert set(answer.json()["error"]) == {"message", "type", "param", "code"}


def test_lone_surrogates_are_replaced(http: httpx.Client) -> None:
    body = b'{"question": "Who is \\ud800?", "history": ["\\udfff", {"role": "user", "content": "\\ud800"}]}'
    answer = http.post("/api/ask", content=body, headers=JSON)
    assert answer.status_code == 200
    assert answer.json()["question"] == "Who is \ufffd?"


def test_every_error_has_a_status() -> None:
    errors = [QuestionError(""), BusyError(), IndexBusyError(""), IndexCorruptError(""), CorpusError("")]
    assert [status_of(error) for error in errors] == [422, 503, 409, 503, 500]


def test_what_is_no_unicode_is_escaped() -> None:
    assert json.loads(encoded({"a": "é\ud800\n"})) == {"a": "é\ud800\n"}
    assert encoded("é\n") == b'"\xc3\xa9\\n"'
