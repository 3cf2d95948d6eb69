"""The whole server, really listening on a free port of this machine."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx
import pytest
import uvicorn

from rag import Engine
from ui.config import Serve
from ui.server import address, build_server, listen

Serving = Callable[..., httpx.Client]


@contextmanager
def serving(engine: Engine, **settings: Any) -> Iterator[str]:
    """The address of a server for `engine`, once it is up."""
    serve = Serve(port=0, **settings)
    with listen(serve) as listener:
        server = uvicorn.Server(uvicorn.Config(build_server(engine, serve), log_level="critical"))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])), daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield address(listener)
        server.force_exit = server.should_exit = True
        thread.join(30)


@pytest.fixture(scope="session")
def doors(engine: Engine) -> Iterator[str]:
    """The address of a server on the seed articles."""
    with serving(engine) as at:
        yield at


@pytest.fixture
def http(doors: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=doors, timeout=300, trust_env=False) as client:
        yield client


@pytest.fixture
def serve() -> Iterator[Serving]:
    """Start a server for an engine, with settings, and give a client of it."""
    with ExitStack() as stack:

        def start(engine: Any, **settings: Any) -> httpx.Client:
            at = stack.enter_context(serving(engine, **settings))
            client = httpx.Client(base_url=at, timeout=300, trust_env=False)
            return stack.enter_context(client)

        yield start


class Held:
    """An engine that answers only when it is let go, or whose first sentence comes and the second waits."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.asked = threading.Semaphore(0)  # released once for each question that has begun
        self.go = threading.Event()
        self.closed = threading.Event()

    def stream(self, question: str, *args: Any, **kwargs: Any) -> Iterator[Any]:
        self.asked.release()
        try:
            *_, answer = self._engine.stream(question, *args, **kwargs)
            if question.startswith("When"):
                yield answer
            self.go.wait(30)
            yield answer
        finally:
            self.closed.set()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


@pytest.fixture
def held(engine: Engine) -> Iterator[Held]:
    one = Held(engine)
    yield one
    one.go.set()
