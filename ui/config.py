"""Settings of the chat server, table `[serve]`."""

from typing import ClassVar

from pydantic import Field

from index.settings import Section


class Serve(Section):
    """Where the chat listens, how much it takes on at once and what it suggests to ask."""

    section: ClassVar[str] = "serve"

    host: str = "127.0.0.1"
    port: int = Field(7860, ge=0, le=65535)  # 0 takes any free one
    names: tuple[str, ...] = ()  # host names it may be called by, besides localhost and plain addresses
    examples: tuple[str, ...] = ()  # questions to suggest; empty means ones that suit the corpus
    concurrency: int = Field(4, ge=1, le=64)  # questions answered at the same time
    waiting: int = Field(32, ge=1, le=10_000)  # questions that may wait; the next is told to come back
