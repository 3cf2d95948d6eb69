import json
import multiprocessing
import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.samples import texts
from ui import feedback
from ui.feedback import Feedback, FeedbackError, Place


def say(file: Path, count: int, who: str) -> None:
    for number in range(count):
        Feedback(file).add(True, f"{who}{number}", "Why?", "So.", [], "g")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "new" / "feedback.sqlite"


def test_what_was_said_is_kept_newest_first(file: Path) -> None:
    kept = Feedback(file)
    assert kept.all() == []
    kept.add(True, "", "Why?", "So. [1]", [Place("a.txt", 3, 7), Place("b/ü.txt", 0, 1)], "g1")
    kept.add(False, "wrong year", "When?", "1987. [1]", [], "g2")
    second, first = kept.all()
    assert (first.good, first.word, first.question, first.answer) == (True, "", "Why?", "So. [1]")
    assert (first.citations, first.generation) == ((Place("a.txt", 3, 7), Place("b/ü.txt", 0, 1)), "g1")
    assert (second.good, second.word, second.citations) == (False, "wrong year", ())
    assert kept.all(1) == [second]
    assert json.loads(json.dumps(first.to_dict()))["citations"][0] == {"path": "a.txt", "start": 3, "end": 7}
    assert first.time[:2] == "20"
    assert first.time.endswith("+00:00")


def test_it_is_for_the_owner_s_eyes_only(file: Path) -> None:
    say(file, 1, "a")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_reading_makes_no_file(file: Path) -> None:
    assert Feedback(file).all() == []
    assert not file.parent.exists()


def test_it_is_bounded(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedback, "KEPT", 3)
    say(file, 5, "a")
    assert [one.word for one in Feedback(file).all()] == ["a4", "a3", "a2"]
    places = [Place("a.txt", 0, 1)] * 200
    Feedback(file).add(True, "w" * 1001, "q" * 20_000, "a" * 20_001, places, "g")
    (newest,) = Feedback(file).all(1)
    assert newest.word == "w" * 999 + "…"
    assert newest.question == "q" * 20_000
    assert newest.answer == "a" * 19_999 + "…"
    assert len(newest.citations) == 100


@given(texts, texts, st.text(st.characters(), max_size=20))
def test_any_text_can_be_said(word: str, answer: str, path: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        kept = Feedback(Path(folder, "f.sqlite"))
        kept.add(True, word, "Why?", answer, [Place(path, 0, 1)], "g")
        (one,) = kept.all()
        assert one.word == word.encode("utf-8", "replace").decode()
        assert one.answer == answer.encode("utf-8", "replace").decode()


def test_threads_and_processes_write_together(file: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    others = [spawn.Process(target=say, args=(file, 20, f"p{n}-")) for n in range(2)]
    threads = [threading.Thread(target=say, args=(file, 20, f"t{n}-")) for n in range(4)]
    for one in (*others, *threads):
        one.start()
    for one in (*others, *threads):
        one.join(60)
    said = sorted(one.word for one in Feedback(file).all())
    assert said == sorted(f"{who}-{n}" for who in ("p0", "p1", "t0", "t1", "t2", "t3") for n in range(20))


def test_what_cannot_be_written_is_one_line_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("")
    kept = Feedback(tmp_path / "blocked" / "feedback.sqlite")
    with pytest.raises(FeedbackError) as refused:
        kept.add(True, "", "Why?", "So.", [], "g")
    assert str(refused.value) == (
        f"the feedback in {tmp_path}/blocked/feedback.sqlite cannot be written: file exists; "
        "mend that, or name another file with FOOTNOTE_SERVE_FEEDBACK"
    )


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "f.sqlite").write_text("Nothing of the kind. " * 100)
    with pytest.raises(FeedbackError, match="cannot be read: file is not a database; mend that"):
        Feedback(tmp_path / "f.sqlite").all()
    with pytest.raises(FeedbackError, match="cannot be written: file is not a database; mend that"):
        Feedback(tmp_path / "f.sqlite").add(True, "", "Why?", "So.", [], "g")


def test_a_file_that_another_holds_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    say(file, 1, "a")
    monkeypatch.setattr(feedback, "PATIENCE", 0.01)
    other = sqlite3.connect(file)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(FeedbackError, match="cannot be written: database is locked"):
        say(file, 1, "b")
    assert [one.word for one in Feedback(file).all()] == ["a0"]
    other.close()
