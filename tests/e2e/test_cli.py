"""The command line as a process of its own."""

import os
import signal
import socket
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

from tests.e2e.conftest import PROJECT

Footnote = Callable[..., subprocess.Popen[str]]


def done(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def test_the_console_script_is_the_command_line() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["scripts"] == {"footnote": "ui.cli:main"}


def test_every_package_is_installed() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    made = [file.parent for top in ("index", "rag", "ui") for file in (PROJECT / top).rglob("__init__.py")]
    assert {".".join(folder.relative_to(PROJECT).parts) for folder in made} == set(
        project["tool"]["setuptools"]["packages"]
    )


def test_the_version_is_printed(footnote: Footnote) -> None:
    code, out, err = done(footnote("--version"))
    assert (code, err) == (0, "")
    assert out.startswith("footnote ")


def test_words_that_are_no_unicode_are_one_line(footnote: Footnote) -> None:
    code, out, err = done(footnote("status", "--index", os.fsdecode(b"\xff\xfe")))
    assert (code, out) == (2, "")
    assert err.startswith("footnote: ")
    assert len(err.splitlines()) == 1


def test_a_reader_that_leaves_early_is_no_fault(footnote: Footnote) -> None:
    process = footnote("--help")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert "Traceback" not in process.stderr.read()
    process.wait(timeout=60)


def test_a_port_taken_is_one_line(footnote: Footnote) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = done(footnote("serve", "--port", port))
    assert (code, out) == (2, "")
    assert err.startswith(f"footnote: cannot listen on 127.0.0.1 port {port}: address already in use; ")
    assert len(err.splitlines()) == 1


def test_ctrl_c_ends_the_server_quietly(footnote: Footnote, seed_index: Path) -> None:
    server = footnote("serve", "--port", "0", "--index", seed_index)
    assert server.stdout is not None
    assert server.stdout.readline().startswith("Footnote is up at http://127.0.0.1:")
    server.send_signal(signal.SIGINT)
    code, _, err = done(server)
    assert code == 130
    assert "Traceback" not in err


def test_ctrl_c_ends_a_command_quietly(footnote: Footnote, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "questions.jsonl")
    asking = footnote("eval", tmp_path / "questions.jsonl")
    with open(tmp_path / "questions.jsonl", "w"):  # it is reading now
        asking.send_signal(signal.SIGINT)
        code, out, err = done(asking)
    assert (code, out, err) == (130, "", "")
