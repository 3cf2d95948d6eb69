"""Server-sent events (WHATWG HTML, section 9.2)."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import Send

from ui.api.desk import unless_gone
from ui.api.problems import encoded


def event(data: Any, name: str | None = None) -> bytes:
    """One event that carries `data` as JSON."""
    head = f"event: {name}\n" if name else ""
    return head.encode() + b"data: " + encoded(data) + b"\n\n"


async def opened(request: Request, events: AsyncGenerator[bytes]) -> "EventStream":
    """A stream of `events`. What goes wrong before the first is raised, and has a status of its own."""

    async def first() -> bytes:
        return await anext(events)

    return EventStream(_from(await unless_gone(request, first()), events))


class EventStream(StreamingResponse):
    """Sends events until they end or the client is gone; then it closes their generator at once."""

    media_type = "text/event-stream"

    def __init__(self, events: AsyncGenerator[bytes]) -> None:
        super().__init__(events, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        self._events = events

    async def stream_response(self, send: Send) -> None:
        async with aclosing(self._events):
            await super().stream_response(send)


async def _from(first: bytes, rest: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    async with aclosing(rest):
        yield first
        async for one in rest:
            yield one
