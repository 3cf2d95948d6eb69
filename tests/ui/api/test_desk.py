"""Load and clients that leave, on the running server with an engine that can be held."""

import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import httpx
import pytest

from tests.ui.api.conftest import Held, Serving

ASK = {"question": "Who signed the Joint Declaration?"}


def counts(client: httpx.Client) -> dict[str, float]:
    """The sums that /metrics tells."""
    lines = [line.rpartition(" ") for line in client.get("/metrics").text.splitlines() if line[0] != "#"]
    return {name.removeprefix("footnote_"): float(value) for name, _, value in lines}


def until_inside(client: httpx.Client, number: int) -> None:
    """Wait until so many questions are being answered or wait."""
    end = time.monotonic() + 5
    while counts(client)["questions_inside"] != number:
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("path", ["/api/ask", "/v1/chat/completions"])
def test_one_too_many_is_told_busy_at_once(serve: Serving, held: Held, path: str) -> None:
    client = serve(held, concurrency=1, waiting=2)
    with ThreadPoolExecutor(3) as pool:
        asking = [pool.submit(client.post, "/api/ask", json=ASK) for _ in range(3)]
        until_inside(client, 3)
        body = {**ASK} if path == "/api/ask" else {"messages": [{"role": "user", "content": "Who?"}]}
        for stream in (False, True):
            refused = client.post(path, json={**body, "stream": stream})
            assert refused.status_code == 503
            assert refused.headers["retry-after"] == "1"
            assert "busy" in refused.text
        held.go.set()
        assert [one.result().status_code for one in asking] == [200, 200, 200]
    door = "api" if path == "/api/ask" else "openai"
    assert counts(client)[f'busy_total{{door="{door}"}}'] == 2
    assert counts(client)["questions_inside"] == 0


@pytest.mark.parametrize("question", ["Who signed it?", "When was the Joint Declaration signed?"])
@pytest.mark.parametrize("stream", [False, True])
def test_who_leaves_gives_up_the_slot(serve: Serving, held: Held, question: str, stream: bool) -> None:
    """Before the first sentence or after it, the only slot is free for the next one, though work goes on."""
    client = serve(held, concurrency=1, waiting=0)
    at = urlsplit(str(client.base_url))
    body = json.dumps({"question": question, "stream": stream}).encode()
    head = f"POST /api/ask HTTP/1.1\r\nHost: {at.netloc}\r\nContent-Type: application/json\r\n"
    with socket.create_connection((str(at.hostname), int(at.port or 0)), timeout=30) as line:
        line.sendall(head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        assert held.asked.acquire(timeout=30)
        if stream and question.startswith("When"):
            assert line.recv(100).startswith(b"HTTP/1.1 200")
    until_inside(client, 0)
    held.go.set()
    assert client.post("/api/ask", json=ASK).status_code == 200
    assert held.closed.wait(30)


def test_the_chat_and_the_programs_are_counted_apart(serve: Serving, held: Held) -> None:
    held.go.set()
    client = serve(held)
    client.post("/api/ask", json=ASK)
    client.post("/api/ask", json={"question": "Who is the king of Spain?"})
    client.post("/api/ask", json={"question": "?"})
    found = counts(client)
    assert found['questions_total{door="api"}'] == 2
    assert found['abstentions_total{door="api"}'] == 1
    assert found['refused_total{door="api"}'] == 1
    assert found['answer_seconds_count{door="api"}'] == 2
    assert found[f'index_info{{generation="{held.generation}"}}'] == 1
