import json
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.ui.conftest import Run


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
