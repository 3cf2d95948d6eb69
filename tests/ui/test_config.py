from pathlib import Path

import pytest

from index.errors import SettingsError
from ui.config import Serve


def test_the_chat_is_for_this_machine_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.chdir(str(tmp_path))
    assert (Serve.load().host, Serve.load().port) == ("127.0.0.1", 7860)


def test_it_is_set_by_argument_then_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTE_SERVE_PORT", "8080")
    assert Serve.load().port == 8080
    assert Serve.load(port=0).port == 0


@pytest.mark.parametrize("port", [-1, 65536, "http"])
def test_a_port_out_of_range_is_refused_by_name(port: object) -> None:
    with pytest.raises(SettingsError, match=r"'port' in \[serve\]"):
        Serve.load(port=port)


def test_feedback_lies_beside_the_index_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Serve.load().feedback.parts[-2:] == (".footnote", "feedback.sqlite")
    monkeypatch.setenv("FOOTNOTE_SERVE_FEEDBACK", "mine.sqlite")
    assert Serve.load().feedback == Path("mine.sqlite")
