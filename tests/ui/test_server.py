import socket
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio_client
import pytest

from index import Settings
from index.errors import SettingsError
from tests.ui.api.conftest import doors  # noqa: F401
from ui.config import Serve
from ui.server import address, listen, warn_of_another_corpus


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_others_are_let_in_with_a_password_only(host: str) -> None:
    with pytest.raises(SettingsError, match="a password is needed: set --auth USER:PASSWORD"):
        listen(Serve(host=host, port=0, admin_token="a"))


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.0.2"])
def test_this_machine_is_let_in_without(host: str) -> None:
    with listen(Serve(host=host, port=0)) as listener:
        assert listener.getsockname()[1] > 0


def test_gradio_client_gets_an_answer(doors: str) -> None:  # noqa: F811
    client = gradio_client.Client(doors, verbose=False)
    answer = client.predict("When was the Joint Declaration signed?", api_name="/answer")
    assert "was signed in November 2017. [^1]\n\n[^1]: " in answer


def test_port_0_takes_a_free_one() -> None:
    with listen(Serve(port=0)) as listener:
        port = listener.getsockname()[1]
        assert port > 0
        assert address(listener) == f"http://127.0.0.1:{port}"


def test_a_port_taken_is_named_with_the_remedy() -> None:
    with listen(Serve(port=0)) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(SettingsError) as refused:
            listen(Serve(port=port))
    assert str(refused.value) == (
        f"cannot listen on 127.0.0.1 port {port}: address already in use; "
        "choose another with --host or --port"
    )


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, []),
        ({"corpus": "/built"}, []),
        (
            {"corpus": "/other"},
            [
                "the index was built from /built, not from the corpus that is set, /other: the library changes "
                "the first; build the second with: footnote index /other --index /index"
            ],
        ),
    ],
)
def test_a_corpus_that_is_set_and_not_the_index_s_is_named(
    settings: dict[str, str], said: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    built = {"corpus": "/built"}
    engine: Any = SimpleNamespace(settings=Settings(**settings), index=Path("/index"), status=lambda: built)
    warn_of_another_corpus(engine)
    assert caplog.messages == said


@pytest.mark.parametrize("host", ["no such host", "a..b", "a" * 64])
def test_a_host_that_is_none_is_named(host: str) -> None:
    with pytest.raises(SettingsError, match=rf"cannot listen on {host} port 0: .+; choose another"):
        listen(Serve(host=host, port=0))


def test_an_address_for_everyone_is_shown_as_this_machine_s() -> None:
    with listen(Serve(host="0.0.0.0", port=0, token="t")) as listener:
        assert address(listener).startswith("http://127.0.0.1:")
    assert address(FakeSocket("::", 80)) == "http://[::1]:80"  # type: ignore[arg-type]


class FakeSocket(socket.socket):
    """A socket bound to an address this machine may not have."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__()
        self.close()
        self.bound = host, port, 0, 0

    def getsockname(self) -> Any:
        return self.bound
