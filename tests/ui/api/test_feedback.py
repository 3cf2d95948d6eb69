from pathlib import Path
from typing import Any

import httpx
import pytest

from rag import Engine
from tests.ui.api.conftest import Serving
from ui.feedback import Feedback, Place

SAID: dict[str, Any] = {
    "good": False,
    "word": "the wrong year",
    "question": "When?",
    "answer": "1987. [1]",
    "citations": [{"path": "a.txt", "start": 3, "end": 7}],
    "generation": "g1",
}


@pytest.fixture
def client(serve: Serving, engine: Engine, tmp_path: Path) -> httpx.Client:
    return serve(engine, feedback=tmp_path / "f.sqlite")


def test_what_is_said_is_kept(client: httpx.Client, tmp_path: Path) -> None:
    said = client.post("/api/feedback", json=SAID)
    assert (said.status_code, said.content) == (204, b"")
    assert (
        client.post("/api/feedback", json={"good": True, "question": "Q", "answer": "A"}).status_code == 204
    )
    second, first = Feedback(tmp_path / "f.sqlite").all()
    assert (first.good, first.word, first.question, first.answer, first.citations, first.generation) == (
        False,
        "the wrong year",
        "When?",
        "1987. [1]",
        (Place("a.txt", 3, 7),),
        "g1",
    )
    assert (second.good, second.word, second.citations, second.generation) == (True, "", (), "")


MISFITS: list[dict[str, Any]] = [
    {"good": 1},
    {"good": None},
    {"word": "x" * 1001},
    {"question": None},
    {"answer": "x" * 20_001},
    {"citations": [{"path": "a.txt", "start": -1, "end": 7}]},
    {"citations": [{"path": "a.txt", "start": 3, "end": 2**31}]},
    {"citations": [{"path": "a.txt", "start": 3}]},
    {"citations": SAID["citations"] * 101},
    {"user": "me"},
]


def test_what_does_not_fit_is_422(client: httpx.Client, tmp_path: Path) -> None:
    for change in MISFITS:
        refused = client.post("/api/feedback", json={**SAID, **change})
        assert refused.status_code == 422
        assert refused.headers["content-type"] == "application/problem+json"
        assert not (tmp_path / "f.sqlite").exists()


def test_lone_surrogates_are_replaced(client: httpx.Client, tmp_path: Path) -> None:
    body = b'{"good": true, "word": "\\ud800", "question": "Q", "answer": "A"}'
    headers = {"Content-Type": "application/json"}
    assert client.post("/api/feedback", content=body, headers=headers).status_code == 204
    assert Feedback(tmp_path / "f.sqlite").all()[0].word == "\ufffd"


def test_feedback_that_cannot_be_kept_is_507_and_the_chat_goes_on(
    serve: Serving, engine: Engine, tmp_path: Path
) -> None:
    (tmp_path / "f.sqlite").write_text("x" * 2000)
    client = serve(engine, feedback=tmp_path / "f.sqlite")
    refused = client.post("/api/feedback", json=SAID)
    assert refused.status_code == 507
    assert refused.json()["detail"] == (
        f"the feedback in {tmp_path}/f.sqlite cannot be written: file is not a database; "
        "mend that, or name another file with FOOTNOTE_SERVE_FEEDBACK"
    )
    asked = {"question": "When was the Joint Declaration signed?"}
    assert client.post("/api/ask", json=asked).status_code == 200


def test_only_who_may_ask_may_say(serve: Serving, engine: Engine, tmp_path: Path) -> None:
    client = serve(engine, feedback=tmp_path / "f.sqlite", token="t", admin_token="a")
    assert client.post("/api/feedback", json=SAID).status_code == 401
    headers = {"Authorization": "Bearer t"}
    assert client.post("/api/feedback", json=SAID, headers=headers).status_code == 204
    foreign = {**headers, "Origin": "http://evil.example"}
    assert client.post("/api/feedback", json=SAID, headers=foreign).status_code == 403
