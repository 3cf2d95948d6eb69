"""The command line within this process; as a process of its own, see tests/e2e/test_cli.py."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.ui.conftest import Run
from ui import cli

COMMANDS = ("index", "ask", "serve", "mcp", "eval", "status", "feedback")


def test_help_names_every_command(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert all(f"\n  {command} " in out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_shows_an_example(command: str, run: Run) -> None:
    assert f"\n    footnote {command}" in run(command, "--help")[1]


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from ui.cli import main; sys.argv = ['footnote', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = 'torch', 'gradio', 'faiss', 'sentence_transformers', 'tantivy', 'trafilatura'\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PROJECT)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("status", "--index", "none"), "nothing is indexed yet in"),
        (("ask", "--index", "none", "Why?"), "nothing is indexed yet in"),
        (("eval", "none.jsonl"), "none.jsonl cannot be read"),
        (("serve", "--port", "99999"), "setting 'port' in [serve] is refused"),
        (("serve", "--host", "no such host"), "cannot listen on no such host"),
        (("index", "no-such-folder", "--index", "idx"), "no-such-folder"),
        (("index", "\udcff\udcfe", "--index", "idx"), "\\udcff\\udcfe"),
    ],
)
def test_an_error_is_one_line_and_exit_code_2(arguments: tuple[str, ...], line: str, run: Run) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    (shown,) = err.strip().splitlines()
    assert shown.startswith("footnote: ")
    assert line in shown


def test_a_mistyped_option_is_explained(run: Run) -> None:
    code, _, err = run("ask", "Why?", "--jsn")
    assert code == 2
    assert "No such option: --jsn" in err


def test_a_mistyped_setting_is_explained(run: Run) -> None:
    Path("footnote.toml").write_text("[serve]\nprot = 1\n")
    assert run("serve") == (2, "", "footnote: unknown setting in [serve]: 'prot'; did you mean 'port'?\n")


def test_a_fault_of_the_program_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ZeroDivisionError("by zero")
    except ZeroDivisionError as error:
        cli._fault(type(error), error, error.__traceback__)
    shown = capsys.readouterr().err
    assert shown.startswith(
        "footnote: internal fault, please report it: ZeroDivisionError: by zero (test_cli.py, "
    )
    assert len(shown.splitlines()) == 1
