"""What goes wrong, as each door's clients expect to be told.

REST: problem details (RFC 9457). The OpenAI-compatible door: OpenAI's error form. Pages: plain text.
"""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from index.errors import (
    FootnoteError,
    IndexBusyError,
    IndexCorruptError,
    IndexMismatchError,
    IndexMissingError,
)
from rag.errors import QuestionError

DOORS = ("/api/", "/healthz", "/metrics", "/docs", "/openapi.json", "/mcp")
OPENAI = "/v1/"
RETRY_SECONDS = 1  # after which one who was told "busy" may come again

_STATUS: dict[type[FootnoteError], int] = {
    QuestionError: 422,
    IndexBusyError: 409,
    IndexMissingError: 503,
    IndexCorruptError: 503,
    IndexMismatchError: 503,
}


class BusyError(FootnoteError):
    """As many questions are being answered, and wait, as the server takes on."""

    def __init__(self) -> None:
        super().__init__("busy: too many questions at once; ask again in a moment")


_STATUS[BusyError] = 503


def status_of(error: FootnoteError) -> int:
    """The HTTP status of an error: 4xx where the client can mend it, else 5xx."""
    return next((_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS), 500)


def problem(status: int, detail: str, **more: Any) -> dict[str, Any]:
    """Problem details (RFC 9457, section 3.1)."""
    title = HTTPStatus(status).phrase
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}


def openai_error(status: int, message: str, code: str | None = None) -> dict[str, Any]:
    """The same in the form of OpenAI's API."""
    kind = "server_error" if status >= 500 else "invalid_request_error"
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}


def refusal(
    path: str,
    status: int,
    detail: str,
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> Response:
    """The response that tells a client of `path` what is wrong, in the form that it expects."""
    if path.startswith(OPENAI):
        status = 400 if status == 422 else status
        return as_json(openai_error(status, detail, more.get("code")), status, headers)
    if path.startswith(DOORS):
        return as_json(problem(status, detail, **more), status, headers, "application/problem+json")
    return PlainTextResponse(detail, status, headers)


def as_json(
    data: Any, status: int = 200, headers: Mapping[str, str] | None = None, media: str = "application/json"
) -> Response:
    """A response of JSON. What is no Unicode is escaped, never an error."""
    return Response(encoded(data), status, headers, media)


def encoded(data: Any) -> bytes:
    """`data` as JSON in UTF-8, on one line."""
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "backslashreplace")


def handle_problems(app: FastAPI) -> None:
    """Have every error of `app` told in the form of its door."""

    async def known(request: Request, error: Exception) -> Response:
        assert isinstance(error, FootnoteError)
        status = status_of(error)
        headers = {"Retry-After": str(RETRY_SECONDS)} if status == 503 else None
        return refusal(request.url.path, status, str(error), headers)

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return refusal(request.url.path, error.status_code, str(error.detail), error.headers)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        status, detail, errors = _invalid(request, error.errors())
        return refusal(request.url.path, status, detail, errors=errors)

    async def gone(request: Request, error: Exception) -> Response:
        return Response(status_code=499)  # nobody will read it

    async def fault(request: Request, error: Exception) -> Response:
        return refusal(request.url.path, 500, "The server is at fault; its log says why.")

    app.add_exception_handler(FootnoteError, known)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(ClientDisconnect, gone)
    app.add_exception_handler(Exception, fault)


def _invalid(request: Request, errors: Sequence[Any]) -> tuple[int, str, list[dict[str, str]]]:
    """Status, detail and details of a request that does not fit: 400 no JSON, 415 not said so, 422 else."""
    first = errors[0]
    if first["type"] == "json_invalid":
        reason = first["ctx"]["error"]
        return 400, f"The body is not JSON: {reason}, character {first['loc'][-1]}.", []
    if first["loc"] == ("body",) and "json" not in request.headers.get("content-type", ""):
        return 415, "Send JSON, and say so: Content-Type: application/json", []
    details = [{"detail": one["msg"], **_place(one["loc"])} for one in errors]
    detail = "; ".join(f"{next(reversed(one.values()))}: {one['detail']}" for one in details)
    return 422, detail, details


def _place(location: Sequence[Any]) -> dict[str, str]:
    """Where it is: a JSON pointer into the body, or the name of a parameter."""
    where, *path = map(str, location)
    return {"pointer": "#/" + "/".join(path)} if where == "body" else {"parameter": "/".join(path)}
