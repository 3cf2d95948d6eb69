"""The API's description as one plain page: no script, nothing from elsewhere."""

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.responses import HTMLResponse, Response

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}"
    "section{border-top:1px solid #8888;margin-top:1.5rem}code,pre{font:14px/1.4 ui-monospace,monospace}"
    "pre{overflow:auto;padding:.75rem;border:1px solid #8888;border-radius:.5rem}dt{font-weight:600}"
    ":root{color-scheme:light dark}"
)


def docs_routes(app: FastAPI) -> APIRouter:
    """The route of the page, which describes `app`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/docs")
    def docs() -> Response:
        return HTMLResponse(page(app.openapi()))

    return router


def page(schema: dict[str, Any]) -> str:
    """An OpenAPI schema as HTML."""
    title, about = escape(schema["info"]["title"]), escape(schema["info"].get("description", ""))
    routes = "".join(
        _route(path, method, route, schema)
        for path, methods in schema["paths"].items()
        for method, route in methods.items()
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head>'
        f'<body><h1>{title}</h1><p>{about}</p><p>For programs: <a href="/openapi.json">openapi.json</a></p>'
        f"{routes}</body></html>"
    )


def _route(path: str, method: str, route: dict[str, Any], schema: dict[str, Any]) -> str:
    body = route.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    parts = [
        f"<h2><code>{method.upper()} {escape(path)}</code></h2><p>{escape(route.get('summary', ''))}</p>",
        "".join(f"<p>{escape(text)}</p>" for text in route.get("description", "").split("\n\n")),
        _fields("Parameters", route.get("parameters", []), schema),
    ]
    if body:
        fields = [{"name": name, "schema": field} for name, field in _properties(body, schema)]
        parts.append(_fields("Body, as JSON", fields, schema))
    parts.append(f"<pre>{escape(_curl(path, method, body, schema))}</pre>")
    return f"<section>{''.join(parts)}</section>"


def _fields(heading: str, fields: list[dict[str, Any]], schema: dict[str, Any]) -> str:
    rows = "".join(
        f"<dt><code>{escape(field['name'])}</code> {escape(_kind(field['schema'], schema))}</dt>"
        f"<dd>{escape(field.get('description') or field['schema'].get('description', ''))}</dd>"
        for field in fields
    )
    return f"<h3>{heading}</h3><dl>{rows}</dl>" if rows else ""


def _properties(body: dict[str, Any], schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from _resolved(body, schema).get("properties", {}).items()


def _kind(field: dict[str, Any], schema: dict[str, Any]) -> str:
    """The type of a field in words."""
    if "anyOf" in field:
        return " or ".join(_kind(one, schema) for one in field["anyOf"])
    if "$ref" in field:
        names = ", ".join(name for name, _ in _properties(field, schema))
        return f"object ({names})"
    if field.get("type") == "array":
        return f"array of {_kind(field.get('items', {}), schema)}"
    return json.dumps(field["const"]) if "const" in field else str(field.get("type", "any"))


def _curl(path: str, method: str, body: dict[str, Any] | None, schema: dict[str, Any]) -> str:
    """The route called from a shell, with an example of each field that must be there."""
    post = "" if method == "get" else f" -X {method.upper()}"
    if not body:
        return f"curl{post} http://127.0.0.1:7860{path}"
    example = json.dumps(_example(body, schema))
    return f"curl http://127.0.0.1:7860{path} -H 'Content-Type: application/json' -d '{example}'"


def _example(field: dict[str, Any], schema: dict[str, Any]) -> Any:
    field = _resolved(field, schema)
    if "examples" in field:
        return field["examples"][0]
    if "anyOf" in field:
        return _example(field["anyOf"][0], schema)
    if "properties" in field:
        return {name: _example(field["properties"][name], schema) for name in field.get("required", [])}
    return [_example(field["items"], schema)] if field.get("type") == "array" else "…"


def _resolved(field: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in field:
        found: dict[str, Any] = schema["components"]["schemas"][field["$ref"].rpartition("/")[2]]
        field = found
    return field
