import json
from pathlib import Path

import pytest

from tests.ui.conftest import Run
from ui.feedback import Feedback, Place


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
