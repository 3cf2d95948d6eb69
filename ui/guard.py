"""The door of the web server: foreign pages are refused, and what is served may load nothing foreign."""

import base64
import hashlib
import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.api.problems import refusal

UNKNOWN = "Unknown host: call the server by its address, or name it in [serve] names."
FOREIGN = "Requests from other sites are refused."
POLICY = (
    "default-src 'self'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_INLINE = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)


class Guard:
    """ASGI middleware that checks Host and Origin and adds the headers that keep a page to itself.

    A request is served if it calls this server by a plain address, as localhost or by one of
    `names` (so that no foreign name can be pointed at it), and does not come from another site.
    Inline scripts of a page run only if they were in it when it left the server.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str] = ()) -> None:
        self.app = app
        self.names = frozenset({"localhost", *(name.lower() for name in names)})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self._is_ours(host):
            await refusal(scope["path"], 403, UNKNOWN)(scope, receive, send)
        elif origin is not None and _place(origin) != host.lower():
            await refusal(scope["path"], 403, FOREIGN)(scope, receive, send)
        else:
            await self.app(_uncompressed(scope), receive, _Page(send))

    def _is_ours(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name in self.names or _is_address(name)


class _Page:
    """Sends on what it is given, with the headers; holds a page back until its scripts are known."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "no-referrer"
            if headers.get("content-type", "").startswith("text/html"):
                self.start = message
                return
            headers["Content-Security-Policy"] = POLICY.format(hashes="")
        elif self.start is not None:
            self.body += message.get("body", b"")
            if message.get("more_body", False):
                return
            MutableHeaders(scope=self.start)["Content-Security-Policy"] = policy(self.body)
            await self.send(self.start)
            message = {**message, "body": self.body}
        await self.send(message)


def policy(page: bytes) -> str:
    """The content security policy of a page: nothing foreign, and of inline scripts only its own."""
    digests = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in _INLINE.findall(page))
    return POLICY.format(hashes="".join(f" 'sha256-{digest}'" for digest in digests))


def _uncompressed(scope: Scope) -> Scope:
    """The request as one for plain text where it asks for a page, whose scripts must be legible."""
    if b"text/html" not in dict(scope["headers"]).get(b"accept", b""):
        return scope
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}


def _place(origin: str) -> str | None:
    """Host and port of an origin; None where it is none."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
