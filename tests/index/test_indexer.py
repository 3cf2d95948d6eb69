"""Builds: from nothing, incremental, refused, interrupted."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Settings, build, open_snapshot
from index.chunk import chunk
from index.errors import CorpusError, IndexBusyError, IndexWriteError
from index.publication import writing
from index.snapshot import current_generation

PROJECT = Path(__file__).resolve().parents[2]
HARBOUR = "The Harbour\n\nThe harbour of Vell opened in 1907. It has nine piers.\n"
BRIDGE = "The Bridge\n\nThe bridge at Orm was built by Ada Holt. It spans 300 metres.\n"
MILL = "The Mill\n\nThe mill grinds rye. Its owner is Tom Reed.\n"


def contents(index: Path):
    """Everything an index holds, vectors aside."""
    snapshot = open_snapshot(index)
    articles = list(snapshot.store.articles())
    return articles, [snapshot.store.chunks_of(article.id) for article in articles]


def states(report):
    return {file.path: file.state for file in report.files}


def test_from_nothing_and_again(corpus, tmp_path):
    folder = corpus({"a.txt": HARBOUR, "sub/a.txt": BRIDGE, "empty.txt": " \n", "photo.png": b"\x89PNG"})
    seen = []
    report = build(folder, tmp_path / "index", progress=lambda *step: seen.append(step))
    assert states(report) == {
        "a.txt": "indexed",
        "sub/a.txt": "indexed",
        "empty.txt": "skipped",
        "photo.png": "skipped",
    }
    assert report.seen == 4 == report.indexed + report.unchanged + report.skipped + report.failed
    assert all((file.reason is None) == (file.state in ("indexed", "unchanged")) for file in report.files)
    assert (report.chunks, report.embedded) == (2, 2)
    assert {stage for stage, _, _ in seen} == {"read", "embed", "write"}
    assert seen[-1] == ("write", 1, 1)
    articles, _ = contents(tmp_path / "index")
    assert [(a.path, a.title) for a in articles] == [("a.txt", "The Harbour"), ("sub/a.txt", "The Bridge")]

    again = build(folder, tmp_path / "index")
    assert (again.unchanged, again.embedded, again.generation) == (2, 0, report.generation)


def test_only_what_changed_is_embedded(corpus, tmp_path):
    folder = corpus({"a.txt": HARBOUR, "b.txt": BRIDGE})
    build(folder, tmp_path / "index")
    corpus({"b.txt": BRIDGE.replace("300", "310"), "c.txt": MILL})
    (folder / "a.txt").rename(folder / "d.txt")
    report = build(folder, tmp_path / "index")
    assert states(report) == {"b.txt": "indexed", "c.txt": "indexed", "d.txt": "indexed"}
    assert report.removed == ("a.txt",)
    assert report.embedded == 2  # the moved article keeps its vectors


def test_the_same_file_with_another_model_or_other_settings_is_done_anew(corpus, tmp_path):
    folder = corpus({"a.txt": HARBOUR})
    first = build(folder, tmp_path / "index", settings=Settings(chunk_tokens=100))
    second = build(folder, tmp_path / "index", settings=Settings(chunk_tokens=20))
    assert (first.indexed, second.indexed) == (1, 1)
    assert second.generation != first.generation


FILES = st.dictionaries(
    st.sampled_from(["a.txt", "b.txt", "c/a.txt", "d.txt"]),
    st.sampled_from([HARBOUR, BRIDGE, MILL, HARBOUR + "\n" + MILL]),
    min_size=1,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(FILES, min_size=2, max_size=3))
def test_a_rebuild_gives_what_a_build_from_nothing_gives(tmp_path_factory, versions):
    base = tmp_path_factory.mktemp("property")
    for version in versions:
        folder = base / "corpus"
        for file in sorted(folder.rglob("*.txt")) if folder.exists() else []:
            file.unlink()
        for path, text in version.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text)
        build(folder, base / "rebuilt")
    build(folder, base / "fresh")
    assert contents(base / "rebuilt") == contents(base / "fresh")
    rebuilt, fresh = open_snapshot(base / "rebuilt"), open_snapshot(base / "fresh")
    numbers = list(range(fresh.manifest.chunks))
    cosines = (rebuilt.vectors.vectors(numbers) * fresh.vectors.vectors(numbers)).sum(axis=1)
    assert np.all(cosines > 0.999)
    for question in ("Who owns the mill?", "harbour piers"):
        assert rebuilt.lexical.search(question, 9) == fresh.lexical.search(question, 9)


def test_a_corpus_that_is_missing_or_suddenly_empty_changes_nothing(corpus, tmp_path):
    with pytest.raises(CorpusError, match="nowhere"):
        build(tmp_path / "nowhere", tmp_path / "index")
    folder = corpus({"a.txt": HARBOUR})
    build(folder, tmp_path / "index")
    (folder / "a.txt").unlink()
    with pytest.raises(CorpusError, match="no article could be read .* the index has 1; nothing was changed"):
        build(folder, tmp_path / "index")
    assert len(contents(tmp_path / "index")[0]) == 1


def test_an_index_within_its_corpus_does_not_index_itself(corpus):
    folder = corpus({"a.txt": HARBOUR})
    build(folder, folder / "index")
    assert states(build(folder, folder / "index")) == {"a.txt": "unchanged"}


def test_a_damaged_index_is_rebuilt_whole(corpus, tmp_path):
    folder = corpus({"a.txt": HARBOUR})
    report = build(folder, tmp_path / "index")
    (tmp_path / "index" / "generations" / report.generation / "articles.sqlite").write_bytes(b"")
    assert build(folder, tmp_path / "index").indexed == 1
    assert len(contents(tmp_path / "index")[0]) == 1


@pytest.mark.parametrize("pointer", [None, "20200101T000000000000-abcdefabcdef\n"])
def test_a_lost_pointer_is_mended_though_nothing_changed(corpus, tmp_path, pointer, caplog):
    folder, index = corpus({"a.txt": HARBOUR}), tmp_path / "index"
    report = build(folder, index)
    (index / "CURRENT").unlink()
    if pointer:
        (index / "CURRENT").write_text(pointer)
    again = build(folder, index)
    assert (again.unchanged, again.generation) == (1, report.generation)
    assert "mend it with: footnote index" in caplog.text
    assert current_generation(index) == report.generation


class Panic(BaseException):
    """As a library in Rust panics: no Exception."""


@pytest.mark.parametrize("error", [Panic, ValueError])
def test_an_article_that_cannot_be_cut_is_reported_and_the_build_goes_on(
    corpus, tmp_path, monkeypatch, error
):
    def cut(article, *rest):
        if article.path == "b.txt":
            raise error
        return chunk(article, *rest)

    monkeypatch.setattr("index.indexer.chunk", cut)
    report = build(corpus({"a.txt": HARBOUR, "b.txt": BRIDGE, "c.txt": MILL}), tmp_path / "index")
    assert states(report) == {"a.txt": "indexed", "b.txt": "failed", "c.txt": "indexed"}
    reason = f"cannot be cut into chunks ({error.__name__}); simplify or split it"
    assert report.files[1].reason == reason
    assert [a.path for a in contents(tmp_path / "index")[0]] == ["a.txt", "c.txt"]


def test_a_million_blanks_stop_no_build(corpus, tmp_path):
    folder = corpus({"a.txt": HARBOUR, "wide.txt": f"The Gap\n\nIt is{' ' * 1_000_000}wide here.\n"})
    assert build(folder, tmp_path / "index").failed == 0


def test_only_what_fails_while_writing_is_told_as_an_index_not_written(corpus, tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    folder = corpus({"a.txt": HARBOUR})
    with monkeypatch.context() as patched:
        patched.setattr("index.indexer.load_embedder", fail)
        with pytest.raises(OSError, match="No space left"):
            build(folder, tmp_path / "index")
    with monkeypatch.context() as patched:
        patched.setattr("index.store.write_store", fail)
        with pytest.raises(IndexWriteError, match="cannot be written: No space left on device; make room"):
            build(folder, tmp_path / "index")
    assert build(folder, tmp_path / "index").indexed == 1


def test_bad_files_among_good_ones_each_get_a_reason(corpus, tmp_path):
    good = {f"good{i}.txt": f"Title {i}\n\nThe word of file {i} is zebra{i}.\n" for i in range(14)}
    bad = {
        "empty.txt": b"\xef\xbb\xbf \n",
        "zip.txt": b"PK\x03\x04" + bytes(range(256)) * 40,
        "a.pdf": b"<html>",
    }
    folder = corpus(good | bad)
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "link.txt").symlink_to("/etc/passwd")
    report = build(folder, tmp_path / "index")
    assert report.indexed == 14
    reasons = {file.path: file.reason for file in report.files if file.reason}
    assert set(reasons) == {*bad, "pipe.txt", "loop", "link.txt"}
    assert report.seen == len(report.files) == 14 + 6
    snapshot = open_snapshot(tmp_path / "index")
    for i in range(14):
        ((number, _), *_) = snapshot.lexical.search(f"zebra{i}", 3)
        assert snapshot.store.chunk_with_article(number)[1].path == f"good{i}.txt"


def test_two_writers(corpus, tmp_path):
    folder = corpus({"a.txt": HARBOUR})
    with writing(tmp_path / "index"), pytest.raises(IndexBusyError):
        build(folder, tmp_path / "index")


def test_killed_at_any_moment_the_index_is_wholly_the_old_or_the_new_one(corpus, tmp_path):
    """A few random kills; benchmarks/crash.py does hundreds."""
    old, new = {"a.txt": HARBOUR, "b.txt": BRIDGE}, {"a.txt": MILL, "c.txt": HARBOUR}
    folder, index = corpus(old), tmp_path / "index"
    build(folder, index)
    before = contents(index)
    (folder / "b.txt").unlink()
    corpus(new)
    build(folder, tmp_path / "other")
    after = contents(tmp_path / "other")
    code = (
        "import sys\nfrom index import build\n"
        "def progress(stage, done, total):\n    print(stage, flush=True)\n"
        "build(sys.argv[1], sys.argv[2], progress=progress)"
    )
    random_ = random.Random(5)
    for _ in range(4):
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(folder), str(index)],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for line in process.stdout:
            if line.strip() == "write":
                break
        time.sleep(random_.random() * 0.1)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        found = contents(index)
        assert found in (before, after)
        if found == after:
            break
    build(folder, index)
    assert contents(index) == after
