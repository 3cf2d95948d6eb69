"""The command line within this process; as a process of its own, see tests/e2e/test_cli.py."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ui import cli
from ui.feedback import Feedback, Place

PROJECT = Path(__file__).resolve().parents[2]
COMMANDS = ("index", "ask", "serve", "mcp", "eval", "status", "feedback")

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


def test_an_answer_is_printed_with_its_footnotes(run: Run, seed_index: Path) -> None:
    code, out, _ = run("ask", "When", "was", "the", "Joint", "Declaration", "signed?", "--index", seed_index)
    assert code == 0
    assert "was signed in November 2017. [1]\n\n[1] Upgrading Cambodia’s quality infrastructure, " in out
    assert "004_75cd3ffba4c82632.txt, characters " in out
    assert "was signed in November 2017.”\n" in out
    assert "\x1b" not in out


def test_an_answer_as_json_is_the_answer(run: Run, seed_index: Path) -> None:
    code, out, _ = run("ask", "Who is the king of Spain?", "--json", "--index", seed_index)
    answer = json.loads(out)
    assert code == 0
    assert answer["question"] == "Who is the king of Spain?"
    assert (answer["abstained"], answer["citations"]) == (True, [])
    assert len(answer["closest"]) == 2


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("",), "please ask a question"),
        (("Why?", "--k", "0"), "k must be a whole number"),
        (("Why?", "--since", "soon"), "'soon' is no date; write it as 2024, 2024-05 or 2024-05-31"),
        (("Why?", "--since", "2025", "--until", "2024"), "no day is since 2025-01-01 and until 2024-12-31"),
        (("\udcff\udcfe",), "please ask a question"),
    ],
)
def test_a_question_that_cannot_be_asked_is_one_line(
    run: Run, seed_index: Path, arguments: tuple[str, ...], line: str
) -> None:
    code, out, err = run("ask", *arguments, "--index", seed_index)
    assert (code, out) == (2, "")
    assert err.strip().splitlines()[-1].startswith(f"footnote: {line}")


def test_only_articles_that_fit_are_asked(run: Run, seed_index: Path) -> None:
    one, two = "000_798e8c7fbf823d46.txt", "004_75cd3ffba4c82632.txt"
    asked = ("ask", "When was the Joint Declaration signed?", "--json", "--index", seed_index)
    answer = json.loads(run(*asked, "--article", two)[1])
    assert {citation["path"] for citation in answer["citations"]} == {two}
    answer = json.loads(run(*asked, "--article", one, "--article", two, "--until", "1901")[1])
    assert (
        answer["note"]
        == f"No article fits what was asked for: dated 1901-12-31 or earlier, in {one} or {two}."
    )
    answer = json.loads(run(*asked, "--source", "The Paper", "--unsupported", "mark")[1])
    assert answer["note"] == "No article fits what was asked for: by The Paper."


def test_the_readmes_own_generator_runs(run: Run, seed_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    section = (PROJECT / "README.md").read_text().partition("\n## Your own LLM\n")[2]
    code = section.partition("```python\n")[2].partition("```")[0]
    assert len([line for line in code.splitlines() if line.strip()]) <= 10
    Path("most_shared.py").write_text(code)
    question = "Which participants included officials from various ministries?"
    code, out, _ = run("ask", question, "--generator", "most_shared:MostShared", "--index", seed_index)
    assert code == 0
    assert out.startswith("Participants included 23 officials from various government ministries. [1]\n")


def test_an_unknown_generator_is_one_line(run: Run, seed_index: Path) -> None:
    code, _, err = run("ask", "Who signed it?", "--generator", "magic", "--index", seed_index)
    assert code == 2
    assert err.strip().splitlines()[-1].startswith("footnote: there is no generator 'magic'; set ")


def test_indexing_reports_every_file(run: Run, corpus: Callable[..., Path]) -> None:
    folder = corpus(
        {"good.txt": "A title\n\nThe bridge was opened in 1987.\n", "empty.txt": "", "a.jpg": b"\xff"}
    )
    code, out, _ = run("index", folder, "--index", "index")
    assert code == 0
    assert "\nindexed     1\n" in out
    assert "  empty.txt: " in out
    assert "  a.jpg: " in out


def test_indexing_nothing_is_exit_code_1(run: Run, corpus: Callable[..., Path]) -> None:
    code, out, _ = run("index", corpus({"empty.txt": ""}), "--index", "index")
    assert code == 1
    assert "  empty.txt: " in out


def test_status_tells_what_is_indexed(run: Run, seed_index: Path) -> None:
    code, out, err = run("status", "--index", seed_index)
    assert (code, err) == (0, "")
    assert f"\ncorpus      {PROJECT / 'seeds'}\narticles    2\n" in out
    assert json.loads(run("status", "--json", "--index", seed_index)[1])["articles"] == 2


def test_feedback_is_listed_newest_first(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTE_SERVE_FEEDBACK", "f.sqlite")
    assert run("feedback") == (0, "No feedback yet.\n", "")
    assert run("feedback", "--json") == (0, "[]\n", "")
    Feedback(Path("f.sqlite")).add(True, "", "Why?", "So.", [], "g")
    Feedback(Path("f.sqlite")).add(False, "wrong", "When?", "1987. [1]", [Place("a.txt", 3, 7)], "g")
    newest, other = run("feedback")[1].strip().split("\n\n")
    assert newest.partition(" ")[2] == (
        "bad: When?\n    “wrong”\n    1987. [1]\n    cited: a.txt, characters 3–7"
    )
    assert other.partition(" ")[2] == "good: Why?\n    So."
    (told,) = json.loads(run("feedback", "--json", "--limit", 1)[1])
    assert (told["good"], told["citations"]) == (False, [{"path": "a.txt", "start": 3, "end": 7}])
    Path("f.sqlite").write_text("x" * 2000)
    assert run("feedback") == (
        2,
        "",
        "footnote: the feedback in f.sqlite cannot be read: file is not a database; "
        "mend that, or name another file with FOOTNOTE_SERVE_FEEDBACK\n",
    )


def test_questions_are_evaluated(run: Run, seed_index: Path) -> None:
    questions = [
        {"question": "When was it signed?", "answers": ["2017"], "articles": ["004_75cd3ffba4c82632.txt"]},
        {"question": "Who is the king of Spain?", "answers": []},
        {"question": "Never asked", "answers": []},
    ]
    Path("questions.jsonl").write_text("\n".join(map(json.dumps, questions)))
    code, out, _ = run(
        "eval", "questions.jsonl", "--limit", 2, "--json", "results.json", "--index", seed_index
    )
    assert code == 0
    assert out.splitlines()[0].split() == ["measure", "all"]
    assert [line.split()[-1] for line in out.splitlines() if line.startswith("questions ")] == ["2"]
    results = json.loads(Path("results.json").read_text())
    assert [one["question"] for one in results["questions"]] == [one["question"] for one in questions[:2]]


def test_results_that_cannot_be_written_are_one_line(run: Run, seed_index: Path) -> None:
    Path("questions.jsonl").write_text('{"question": "Why?", "answers": []}')
    assert run("eval", "questions.jsonl", "--json", ".", "--index", seed_index) == (
        2,
        "",
        "footnote: . cannot be written: is a directory\n",
    )
