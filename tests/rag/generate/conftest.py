"""A server on loopback that answers as each test tells it to, however badly."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

Reply = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Notes what it is asked and leaves the reply to the test."""

    protocol_version = "HTTP/1.1"
    reply: Reply
    asked: list[dict[str, Any]]
    headers_seen: list[dict[str, str]]
    over: threading.Event  # set at the end of the test: whatever stalls is to stop

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append(json.loads(body))
        self.headers_seen.append({name.lower(): value for name, value in self.headers.items()})
        self.close_connection = True
        with suppress(OSError):  # the client leaves, as it should
            type(self).reply(self)

    do_GET = do_POST

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def begin(self, status: int = 200, content_type: str = "text/event-stream", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Connection", "close")
        self.end_headers()

    def write(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()

    def say(self, *words: str, finish: str | None = None) -> None:
        """A chunk of an answer for each of `words`, then one with the finish reason, if there is one."""
        for word in words:
            self.write(_chunk({"content": word}, None))
        if finish:
            self.write(_chunk({}, finish) + "data: [DONE]\n\n")

    def wait(self) -> None:
        self.over.wait(10)


def _chunk(delta: dict[str, str], finish: str | None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n"


class Server:
    """Where it listens, and what it was asked."""

    def __init__(self, address: str, handler: type[Handler]) -> None:
        self.base_url = f"http://{address}/v1"
        self.address = address
        self.asked = handler.asked
        self.headers = handler.headers_seen


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Reply], Server]]:
    """serve(reply) starts a server that answers each request by calling reply(handler)."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    over = threading.Event()
    servers: list[ThreadingHTTPServer] = []

    def start(reply: Reply) -> Server:
        handler = type(
            "Own", (Handler,), {"reply": staticmethod(reply), "asked": [], "headers_seen": [], "over": over}
        )
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return Server(f"127.0.0.1:{server.server_address[1]}", handler)

    yield start
    over.set()
    for server in servers:
        server.shutdown()
        server.server_close()
