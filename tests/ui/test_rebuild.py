import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from tests_support import SEEDS

from index import Settings
from index.errors import CorpusError, IndexBusyError
from index.publication import writing
from ui.rebuild import Rebuild


class Indexed:
    """Of an engine, what a rebuild asks for."""

    def __init__(self, index: Path, corpus: Path) -> None:
        self.index, self.corpus, self.settings = index, corpus, Settings()
        self.generation = ""

    def status(self) -> dict[str, str]:
        return {"corpus": str(self.corpus)}


@pytest.fixture
def rebuild(seed_index_copy: Path) -> Rebuild:
    return Rebuild(Indexed(seed_index_copy, SEEDS))  # type: ignore[arg-type]


def test_one_at_a_time(rebuild: Rebuild) -> None:
    reading, go = threading.Event(), threading.Event()

    def progress(stage: str, done: int, total: int) -> None:
        reading.set()
        go.wait(60)

    first = threading.Thread(target=rebuild.run, args=[progress])
    first.start()
    assert reading.wait(120)
    assert rebuild.state()["running"]
    with pytest.raises(IndexBusyError, match="already running"):
        rebuild.run()
    go.set()
    first.join(120)
    state = rebuild.state()
    assert (state["running"], state["report"]["unchanged"]) == (False, 2)


def test_it_can_be_started_and_watched(rebuild: Rebuild) -> None:
    assert rebuild.last() is None
    assert rebuild.state() == {"running": False, "began": None, "stages": [], "report": None, "error": None}
    rebuild.start()
    with pytest.raises(IndexBusyError, match="already running"):
        rebuild.start()
    state = until_done(rebuild)
    assert [(file["path"], file["state"], file["reason"]) for file in state["report"]["files"]] == [
        (path, "unchanged", None) for path in sorted(os.listdir(SEEDS))
    ]
    assert [(one["stage"], one["done"], one["total"]) for one in state["stages"]] == [("read", 2, 2)]
    last = rebuild.last()
    assert last
    began, report = last
    assert began.isoformat(timespec="seconds") == state["began"]
    assert report.unchanged == 2


def test_what_goes_wrong_unwatched_is_in_the_state(seed_index_copy: Path, tmp_path: Path) -> None:
    missing: Rebuild = Rebuild(Indexed(seed_index_copy, tmp_path / "none"))  # type: ignore[arg-type]
    missing.start()
    state = until_done(missing)
    assert state["error"] == f"the corpus {tmp_path / 'none'} does not exist; name a folder of articles"
    assert (state["report"], missing.last()) == (None, None)


def test_a_fault_is_told_without_its_particulars(rebuild: Rebuild, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(_: object) -> None:
        raise ZeroDivisionError("particulars")

    monkeypatch.setattr(rebuild, "_built", fault)
    with pytest.raises(ZeroDivisionError):
        rebuild.run()
    assert rebuild.state()["error"] == "the server is at fault; its log says why"
    assert not rebuild.state()["running"]


def until_done(rebuild: Rebuild) -> dict[str, Any]:
    while rebuild.state()["running"]:
        time.sleep(0.01)
    return rebuild.state()


def test_what_goes_wrong_is_raised_and_told(seed_index_copy: Path, tmp_path: Path) -> None:
    missing: Rebuild = Rebuild(Indexed(seed_index_copy, tmp_path / "none"))  # type: ignore[arg-type]
    with pytest.raises(CorpusError) as error:
        missing.run()
    assert missing.state()["error"] == str(error.value)


def test_another_program_s_build_is_waited_for(rebuild: Rebuild, seed_index_copy: Path) -> None:
    with writing(seed_index_copy), pytest.raises(IndexBusyError, match="another process"):
        rebuild.run()
