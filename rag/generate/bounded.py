"""Replies of a server within bounds. Imported only where the `openai` client is, which brings httpx2."""

import time
from collections.abc import Callable, Iterator

import httpx2

from rag.errors import GeneratorError

MOST_BYTES = 4_000_000  # of a whole reply; a short answer has some 20,000


class Bounded(httpx2.SyncByteStream):
    """The bytes of a reply, up to `MOST_BYTES` and until `seconds` are over; then GeneratorError.

    So even a reply ends of which the client shows nothing, such as one of comments alone.
    """

    def __init__(self, stream: httpx2.SyncByteStream, seconds: float) -> None:
        self._stream = stream
        self._seconds = seconds

    def __iter__(self) -> Iterator[bytes]:
        size, until = 0, time.monotonic() + self._seconds
        for some in self._stream:
            size += len(some)
            if size > MOST_BYTES:
                raise GeneratorError(f"it sent more than {MOST_BYTES // 1_000_000} MB")
            if time.monotonic() > until:
                raise GeneratorError(f"it was not done within {self._seconds:g} s")
            yield some

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()


def bounding(seconds: float) -> Callable[[httpx2.Response], None]:
    """A hook for httpx2 that bounds each reply before any of its body is read."""

    def bound(response: httpx2.Response) -> None:
        if response.headers.get("content-encoding", "identity") != "identity":  # small here, huge unpacked
            raise GeneratorError("it sent a compressed answer, which was not asked for")
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = Bounded(response.stream, seconds)

    return bound
