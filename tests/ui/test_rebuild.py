import threading
from pathlib import Path

import pytest
from tests_support import SEEDS

from index import Settings
from index.errors import CorpusError, IndexBusyError
from index.snapshot import writing
from ui.rebuild import Rebuild


class Indexed:
    """Of an engine, what a rebuild asks for."""

    def __init__(self, index: Path, corpus: Path) -> None:
        self.index, self.corpus, self.settings = index, corpus, Settings()

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


def test_what_goes_wrong_is_raised_and_told(seed_index_copy: Path, tmp_path: Path) -> None:
    missing: Rebuild = Rebuild(Indexed(seed_index_copy, tmp_path / "none"))  # type: ignore[arg-type]
    with pytest.raises(CorpusError) as error:
        missing.run()
    assert missing.state()["error"] == str(error.value)


def test_another_program_s_build_is_waited_for(rebuild: Rebuild, seed_index_copy: Path) -> None:
    with writing(seed_index_copy), pytest.raises(IndexBusyError, match="another process"):
        rebuild.run()
