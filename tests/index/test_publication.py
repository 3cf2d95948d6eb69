"""Faults of writing the index."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import IndexBusyError, IndexWriteError
from index.publication import publish, writing
from index.snapshot import GENERATIONS, current_generation, open_snapshot


def test_one_writer_at_a_time(tmp_path):
    with (
        writing(tmp_path / "index"),
        pytest.raises(IndexBusyError, match="being built by another process"),
        writing(tmp_path / "index"),
    ):
        pass


def test_the_lock_of_a_dead_writer_is_free(tmp_path):
    index = tmp_path / "index"
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom index.publication import writing\n"
        "with writing(Path(sys.argv[1])) as draft:\n"
        "    (draft / 'half').write_text('x')\n    os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(index)], cwd=Path(__file__).parents[2])
    assert killed.returncode == -9
    with writing(index) as draft:
        assert [f.name for f in (index / "generations").iterdir()] == [draft.name]


def test_what_fails_while_it_is_held_for_writing_is_told_as_it_is(tmp_path):
    with pytest.raises(FileNotFoundError, match="elsewhere"), writing(tmp_path / "index"):
        (tmp_path / "elsewhere").read_bytes()


def test_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with (
        pytest.raises(IndexWriteError, match="cannot be written: .*set another folder"),
        writing(tmp_path / "file"),
    ):
        pass


def republish(index, manifest):
    """Publish a copy of the live generation as a new one."""
    with writing(index) as draft:
        shutil.copytree(index / GENERATIONS / current_generation(index), draft, dirs_exist_ok=True)
        (draft / "manifest.json").unlink()
        return publish(index, draft, manifest)


@pytest.mark.parametrize("call", ["fsync", "rename", "replace"])
def test_every_failing_call_leaves_a_whole_index(seed_index_copy, monkeypatch, call):
    """Each fsync, rename and replace of a publication fails in turn, as on a full or broken disk."""
    manifest = open_snapshot(seed_index_copy).manifest
    real = getattr(os, call)
    for failing in range(1, 100):
        old, calls = current_generation(seed_index_copy), 0

        def fail(*args, failing=failing):
            nonlocal calls
            calls += 1
            if calls == failing:
                raise OSError(28, "No space left on device", str(args[0]))
            return real(*args)

        with monkeypatch.context() as patched:
            patched.setattr(os, call, fail)
            try:
                new = republish(seed_index_copy, manifest)
            except IndexWriteError as error:
                assert "No space left" in str(error)
                new = None
        live = open_snapshot(seed_index_copy)
        assert live.manifest.articles == 2
        if calls < failing:
            assert live.generation == new
            break
        assert call == "fsync" or live.generation == old or new == live.generation
    assert failing > 1


def test_generations_in_use_are_kept_and_others_go(seed_index_copy):
    reading = open_snapshot(seed_index_copy)
    names = [republish(seed_index_copy, reading.manifest) for _ in range(4)]
    kept = {f.name for f in (seed_index_copy / "generations").iterdir()}
    assert kept == {reading.generation, *names[-2:]}
    assert reading.store.counts()[0] == 2
    reading.close()
    republish(seed_index_copy, reading.manifest)
    assert reading.generation not in {f.name for f in (seed_index_copy / "generations").iterdir()}
