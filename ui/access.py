"""Who may ask and who may change the index: by password or by token, compared in constant time."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable

from pydantic import SecretStr
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.api.problems import refusal
from ui.config import Serve

OPEN = frozenset({"/healthz"})  # says that the server is up and on which generation, and nothing else


class Keys:
    """The credentials that open the server.

    A program sends `Authorization: Bearer TOKEN`; a browser asks for a user and a password. Where only
    tokens are set, any user with the token as password gets in; `user:password` is good as a token, too.
    """

    def __init__(self, settings: Serve) -> None:
        self.locked = settings.is_locked
        self._admin = _digests(settings.admin_token)
        self._known = _digests(settings.token, settings.auth) + self._admin

    def admits(self, authorization: str) -> bool:
        """Whether the sender of this header may ask."""
        return not self.locked or _is_among(authorization, self._known)

    def may_change(self, authorization: str) -> bool:
        """Whether the sender of this header may change the index: the admin, or where none is named, all."""
        return _is_among(authorization, self._admin) if self._admin else self.admits(authorization)


class Access:
    """ASGI middleware that turns away whoever does not show a credential, where any is set."""

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self.app = app
        self.keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or scope["path"] in OPEN or self._admits(scope):
            await self.app(scope, receive, send)
        else:
            said = "Say who you are, by password or token."
            await refusal(scope["path"], 401, said, CHALLENGE)(scope, receive, send)

    def _admits(self, scope: Scope) -> bool:
        return self.keys.admits(Headers(scope=scope).get("authorization", ""))


def only_admin(keys: Keys) -> Callable[[Request], None]:
    """What a route depends on that changes the index or its articles: whoever may not is turned away."""

    def check(request: Request) -> None:
        if not keys.may_change(request.headers.get("authorization", "")):
            status = 403 if keys.locked else 401
            raise HTTPException(
                status, "Only the admin may change the index: send the admin's token.", CHALLENGE
            )

    return check


CHALLENGE = {"WWW-Authenticate": 'Basic realm="Footnote", charset="UTF-8"'}


def _digests(*secrets: SecretStr | None) -> list[bytes]:
    return [
        _digest(secret.get_secret_value().encode("utf-8", "surrogatepass")) for secret in secrets if secret
    ]


def _digest(secret: bytes) -> bytes:
    return hashlib.sha256(secret).digest()


def _is_among(authorization: str, known: list[bytes]) -> bool:
    """Whether the header carries one of the secrets. All are compared, so that time tells nothing."""
    shown = [_digest(one) for one in _shown(authorization)]
    return sum(hmac.compare_digest(one, secret) for one in shown for secret in known) > 0


def _shown(authorization: str) -> list[bytes]:
    """What the header says: a token; or `user:password`, of which the password alone may be a token."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return [value.strip().encode("latin-1", "replace")]
    if scheme.lower() == "basic":
        try:
            both = base64.b64decode(value, validate=True)
        except binascii.Error:
            return []
        return [both, both.partition(b":")[2]]
    return []
