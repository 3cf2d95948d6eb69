"""The command line, run within this process."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ui import cli

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `footnote` with some arguments: exit code, standard output, standard error."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def footnote(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["footnote", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return footnote
