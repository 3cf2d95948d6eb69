import base64

import httpx
import pytest

from index.errors import SettingsError
from rag import Engine
from tests.ui.api.conftest import Serving, serve  # noqa: F401
from ui.access import Keys
from ui.config import Serve

ASK = {"question": "When was the Joint Declaration signed?"}


CHANGES = (("POST", "/api/rebuild"), ("PUT", "/api/files/a.txt"), ("DELETE", "/api/files/a.txt"))


def basic(both: str) -> str:
    return "Basic " + base64.b64encode(both.encode()).decode()


@pytest.mark.parametrize(
    ("settings", "header", "admitted", "may_change"),
    [
        ({}, "", True, True),
        ({"admin_token": "a"}, "", True, False),
        ({"admin_token": "a"}, "Bearer a", True, True),
        ({"auth": "me:pass:word"}, "", False, False),
        ({"auth": "me:pass:word"}, basic("me:pass:word"), True, True),
        ({"auth": "me:pass:word"}, "Bearer me:pass:word", True, True),
        ({"auth": "me:pass:word"}, basic("you:pass:word"), False, False),
        ({"auth": "me:pass:word"}, basic("me:pass"), False, False),
        ({"auth": "mé:ß"}, basic("mé:ß"), True, True),
        ({"token": "t"}, "Bearer t", True, True),
        ({"token": "t"}, "bearer  t", True, True),
        ({"token": "t"}, basic("anyone:t"), True, True),
        ({"token": "t"}, "Bearer", False, False),
        ({"token": "t"}, "Basic !", False, False),
        ({"token": "t"}, "t", False, False),
        ({"token": "t", "admin_token": "a"}, "Bearer t", True, False),
        ({"token": "t", "admin_token": "a"}, "Bearer a", True, True),
        ({"token": "t", "admin_token": "a"}, "Bearer ta", False, False),
    ],
)
def test_who_may_do_what(settings: dict[str, str], header: str, admitted: bool, may_change: bool) -> None:
    keys = Keys(Serve.load(**settings))
    assert (keys.admits(header), keys.may_change(header)) == (admitted, may_change)


@pytest.mark.parametrize(
    "settings", [{"auth": "nobody"}, {"auth": ":"}, {"auth": ""}, {"token": " "}, {"admin_token": ""}]
)
def test_a_credential_that_is_none_is_refused_and_not_shown(settings: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=r"in \[serve\] is refused: it must") as refused:
        Serve.load(**settings)
    assert "nobody" not in str(refused.value)


def test_secrets_are_not_printed() -> None:
    assert "pass" not in repr(Serve.load(auth="me:pass", token="pass", admin_token="pass"))


def test_nothing_but_the_health_is_told_without_a_credential(serve: Serving, engine: Engine) -> None:  # noqa: F811
    client = serve(engine, auth="me:secret", token="t", admin_token="a")
    for path in ("/", "/config", "/api/articles", "/v1/models", "/mcp", "/metrics", "/docs", "/openapi.json"):
        refused = client.get(path)
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Basic ")
    assert client.get("/healthz").json() == {"status": "ok", "generation": engine.generation}
    assert client.post("/api/ask", json=ASK, headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert client.post("/api/ask", json=ASK, headers={"Authorization": "Bearer t"}).status_code == 200
    assert client.get("/", auth=("me", "secret")).status_code == 200


def test_only_the_admin_changes_anything(serve: Serving, engine: Engine) -> None:  # noqa: F811
    client = serve(engine, token="t", admin_token="a")
    for method, path in CHANGES:
        assert client.request(method, path, headers={"Authorization": "Bearer t"}).status_code == 403
        assert client.request(method, path).status_code == 401
    client = serve(engine, admin_token="a")
    for method, path in CHANGES:
        assert client.request(method, path).status_code == 401
    assert client.post("/api/rebuild").status_code == 401
    assert "admin" in httpx.Response.json(client.post("/api/rebuild"))["detail"]
