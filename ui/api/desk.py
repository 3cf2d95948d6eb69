"""Where programs' questions are taken: a bounded number at once, a bounded number waiting, no more."""

import asyncio
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Iterator
from contextlib import aclosing, asynccontextmanager, closing
from functools import partial
from typing import Any, TypeVar, Unpack

import anyio
import anyio.to_thread
from starlette.requests import ClientDisconnect, Request

from rag import Engine
from rag.types import Answer, History, Only, Passage
from ui.api.metrics import Metrics
from ui.api.problems import BusyError
from ui.choices import Arguments, generators
from ui.config import Serve

PATIENCE = 2.0  # seconds for which an answer nobody waits for any more may keep its slot
THREADS = 4  # for each slot: what outlives that patience must end in one of these

Result = TypeVar("Result")


class Desk:
    """Hands questions to an engine, each in a thread of its own, and gives back its answer as it grows.

    A question takes a slot or waits for one. Whoever leaves gives his up: the engine stops after the
    sentence it is at. Used from one event loop.
    """

    def __init__(self, engine: Engine, settings: Serve, metrics: Metrics) -> None:
        self.engine = engine
        self._metrics = metrics
        self._most = settings.concurrency + settings.waiting
        self._inside = 0
        self._slots = asyncio.Semaphore(settings.concurrency)
        self._threads = anyio.CapacityLimiter(settings.concurrency * THREADS)
        metrics.watch(lambda: self._inside)

    async def answers(
        self, door: str, question: str, history: History = (), **given: Unpack[Arguments]
    ) -> AsyncGenerator[Answer]:
        """The answer as it grows, as from `Engine.stream`. Raises BusyError at once where no room is."""
        async with self._slot(door):
            stream = self.engine.stream(question, history, **given)
            async with aclosing(self._threaded(self._metrics.counted(door, stream))) as answers:
                async for answer in answers:
                    yield answer

    async def answer(
        self, door: str, question: str, history: History = (), **given: Unpack[Arguments]
    ) -> Answer:
        """The whole answer. Raises as `answers` does."""
        return [answer async for answer in self.answers(door, question, history, **given)][-1]

    async def passages(self, door: str, question: str, k: int, *, only: Only | None = None) -> list[Passage]:
        """The `k` best passages, best first. Raises as `answers` does."""
        async with self._slot(door):
            return await self._in_thread(partial(self.engine.retrieve, question, k, only=only))

    def generators(self) -> list[str]:
        """The names by which a client may ask for a generator: none that would import a module."""
        return [name for name in generators(self.engine.config) if ":" not in name]

    @asynccontextmanager
    async def _slot(self, door: str) -> AsyncIterator[None]:
        if self._inside >= self._most:
            self._metrics.busy(door)
            raise BusyError
        self._inside += 1
        try:
            async with self._slots:
                yield
        finally:
            self._inside -= 1

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        return await anyio.to_thread.run_sync(work, limiter=self._threads, abandon_on_cancel=True)

    async def _threaded(self, answers: Iterator[Answer]) -> AsyncGenerator[Answer]:
        """`answers`, made in a thread; left alone, the thread ends after the one it is at."""
        loop = asyncio.get_running_loop()
        told: asyncio.Queue[Answer | None] = asyncio.Queue()
        left = threading.Event()

        def work() -> None:
            with closing(answers):  # type: ignore[type-var]
                for answer in answers:
                    if left.is_set():
                        return
                    loop.call_soon_threadsafe(told.put_nowait, answer)

        async def worked() -> None:
            try:
                await self._in_thread(work)
            finally:
                told.put_nowait(None)

        thread = asyncio.create_task(worked())
        thread.add_done_callback(_looked_at)  # nobody may be left to
        try:
            while (answer := await told.get()) is not None:
                yield answer
            await thread
        finally:
            left.set()
            with anyio.move_on_after(PATIENCE, shield=True):
                await asyncio.wait({thread})


def _looked_at(task: asyncio.Task[Any]) -> None:
    """An error that nobody waits for is no news."""
    if not task.cancelled():
        task.exception()


async def unless_gone(request: Request, work: Coroutine[Any, Any, Result]) -> Result:
    """The result of `work`, which is cancelled when the client goes. Raises ClientDisconnect then.

    To be used when the body has been read: what the client sends afterwards is ignored.
    """

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    working, watching = asyncio.ensure_future(work), asyncio.ensure_future(gone())
    try:
        await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    finally:
        for task in (working, watching):
            task.cancel()
        await asyncio.gather(working, watching, return_exceptions=True)
