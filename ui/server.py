"""The server: guards in front, then the doors for programs, and behind everything else the chat."""

import asyncio
import ipaddress
import logging
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from index.errors import SettingsError
from rag import Engine
from rag.invisible import visible
from ui.config import Serve

if TYPE_CHECKING:
    from fastapi import FastAPI

_log = logging.getLogger("footnote")


def serve(engine: Engine, settings: Serve, listener: socket.socket, ready: Callable[[str], None]) -> None:
    """Serve on `listener` until interrupted; `ready` is called with the address once it is up."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready(address(listener))

    warn_of_another_corpus(engine)
    config = uvicorn.Config(build_server(engine, settings), log_level="warning", timeout_graceful_shutdown=2)
    asyncio.run(Server(config).serve([listener]))


def warn_of_another_corpus(engine: Engine) -> None:
    """Say in one line where the index was built from another folder than the settings name."""
    corpus, set_to = engine.status()["corpus"], engine.settings.corpus.absolute()
    if "corpus" in engine.settings.model_fields_set and str(set_to) != corpus:
        _log.warning(
            "the index was built from %s, not from the corpus that is set, %s: the library changes the"
            " first; build the second with: footnote index %s --index %s",
            *(visible(str(one)) for one in (corpus, set_to, set_to, engine.index)),
        )


def listen(settings: Serve) -> socket.socket:
    """A socket bound to the host and port set, port 0 meaning any free one.

    Raises SettingsError where that fails, and where others than this machine could ask without a password.
    """
    host, port = settings.host, settings.port
    try:
        family, _, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        if not (settings.is_locked or ipaddress.ip_address(str(where[0]).partition("%")[0]).is_loopback):
            raise SettingsError(
                f"{host} can be reached from other machines, so a password is needed: set --auth "
                "USER:PASSWORD or FOOTNOTE_SERVE_TOKEN, or listen on 127.0.0.1"
            )
        return socket.create_server((str(where[0]), int(where[1])), family=family)
    except (OSError, UnicodeError) as error:
        told = error.strerror or str(error) if isinstance(error, OSError) else "no host has such a name"
        reason = told.partition(" (")[0].lower()
        raise SettingsError(
            f"cannot listen on {host} port {port}: {reason}; choose another with --host or --port"
        ) from None


def address(listener: socket.socket) -> str:
    """The address to open in a browser on this machine."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def build_server(engine: Engine, settings: Serve) -> "FastAPI":
    """The web application: every door to `engine` behind its guards, with one desk for all programs."""
    from fastapi import FastAPI
    from starlette.exceptions import HTTPException
    from starlette.types import Receive, Scope, Send

    from ui.access import Access, Keys
    from ui.api.articles import article_routes
    from ui.api.completions import completion_routes
    from ui.api.desk import Desk
    from ui.api.docs import docs_routes
    from ui.api.feedback import feedback_routes
    from ui.api.files import file_routes
    from ui.api.mcp import mcp_routes, mcp_server
    from ui.api.metrics import Metrics
    from ui.api.problems import OPENAI, handle_problems
    from ui.api.rest import question_routes, rebuild_routes, watch_routes
    from ui.feedback import Feedback
    from ui.guard import Guard
    from ui.library import Library
    from ui.rebuild import Rebuild
    from ui.web import build_chat

    keys, metrics, rebuild = Keys(settings), Metrics(), Rebuild(engine)
    desk = Desk(engine, settings, metrics)
    chat = build_chat(metrics.watched("chat", engine), settings)
    tools = mcp_server(desk)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        async with chat.router.lifespan_context(chat), tools.session_manager.run():
            yield

    server = FastAPI(
        title="Footnote",
        version=_version(),
        description="Answers from a folder of articles, each sentence cited to the characters it rests on.",
        docs_url=None,
        redoc_url=None,
        lifespan=running,
        max_body_size=settings.max_body_bytes,
    )
    handle_problems(server)
    for routes in (
        question_routes(desk),
        article_routes(engine),
        file_routes(Library(engine, rebuild), keys),
        rebuild_routes(rebuild, keys),
        feedback_routes(Feedback(settings.feedback)),
        completion_routes(desk),
        watch_routes(desk, metrics),
        docs_routes(server),
    ):
        server.include_router(routes)
    server.router.routes.extend(mcp_routes(tools, settings))
    server.router.redirect_slashes = False

    async def otherwise(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].startswith(("/api/", OPENAI)):
            raise HTTPException(404, "There is nothing here; /docs tells what there is.")
        await chat(scope, receive, send)

    server.router.default = otherwise
    server.add_middleware(Access, keys=keys)
    server.add_middleware(Guard, names=settings.names)
    return server


def _version() -> str:
    try:
        return version("footnote")
    except PackageNotFoundError:
        return "0"
