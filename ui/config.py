"""Settings of the server, table `[serve]`."""

from pathlib import Path
from typing import ClassVar

from pydantic import Field, SecretStr, field_validator

from index.settings import PROJECT, Section


class Serve(Section):
    """Where the server listens, who may ask, how much it takes on at once and what it suggests to ask."""

    section: ClassVar[str] = "serve"

    host: str = "127.0.0.1"
    port: int = Field(7860, ge=0, le=65535)  # 0 takes any free one
    names: tuple[str, ...] = ()  # host names it may be called by, besides localhost and plain addresses
    auth: SecretStr | None = None  # "user:password": what a browser asks for; programs may send it too
    token: SecretStr | None = None  # for programs, as "Authorization: Bearer TOKEN"
    admin_token: SecretStr | None = None  # whoever changes the index must send this one, where it is set
    examples: tuple[str, ...] = ()  # questions to suggest; empty means ones that suit the corpus
    concurrency: int = Field(4, ge=1, le=64)  # questions at the same time, in the chat and for programs each
    waiting: int = Field(32, ge=0, le=10_000)  # questions that may wait; the next is told to come back
    max_body_bytes: int = Field(1_000_000, ge=1_000)  # of one request; a file may have more, see [index]
    feedback: Path = PROJECT / ".footnote" / "feedback.sqlite"  # what people say of the answers

    @property
    def is_locked(self) -> bool:
        """Whether one must say who one is to ask."""
        return self.auth is not None or self.token is not None

    @field_validator("auth")
    @classmethod
    def _has_two_parts(cls, auth: SecretStr | None) -> SecretStr | None:
        if auth is not None:
            user, _, password = auth.get_secret_value().partition(":")
            if not (user and password):
                raise ValueError("it must be USER:PASSWORD")
        return auth

    @field_validator("token", "admin_token")
    @classmethod
    def _is_not_empty(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not token.get_secret_value().strip():
            raise ValueError("it must not be empty")
        return token
