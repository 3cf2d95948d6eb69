"""Faults of the index on disk."""

import fcntl
import json
import random

import pytest

from index import snapshot as snapshots
from index.errors import IndexCorruptError, IndexMismatchError, IndexMissingError
from index.publication import writing
from index.snapshot import current_generation, open_snapshot, published


def generation(index):
    return index / "generations" / current_generation(index)


def test_opens_what_was_published(seed_index):
    opened = open_snapshot(seed_index)
    assert opened.generation == (seed_index / "CURRENT").read_text().strip()
    assert opened.manifest.articles == 2
    assert len(opened.vectors) == len(opened.lexical) == opened.manifest.chunks
    assert sorted(opened.manifest.files)[:1] == ["articles.sqlite"]


def test_nothing_there(tmp_path):
    with pytest.raises(IndexMissingError, match="nothing is indexed yet in .*footnote index CORPUS"):
        open_snapshot(tmp_path / "none")


@pytest.mark.parametrize(
    "pointer", [None, "", "20200101T000000000000-abcdefabcdef\n", "../../etc\n", "\udcff"]
)
def test_pointer_missing_or_dangling_falls_back_with_a_warning(seed_index_copy, pointer, caplog):
    name = current_generation(seed_index_copy)
    current = seed_index_copy / "CURRENT"
    if pointer is None:
        current.unlink()
    else:
        current.write_bytes(pointer.encode("utf-8", "surrogateescape"))
    assert open_snapshot(seed_index_copy).generation == name
    assert "using the newest valid one" in caplog.text


def test_every_flipped_bit_and_cut_is_found(seed_index_copy):
    """Every file of a generation, at random places: the index is refused and the file is named."""
    folder = generation(seed_index_copy)
    random_ = random.Random(11)
    files = [
        f for f in folder.rglob("*") if f.is_file() and f.stat().st_size and not f.name.endswith(".lock")
    ]
    assert {"manifest.json", "articles.sqlite", "vectors.faiss"} < {f.name for f in files}
    for file in files:
        whole = file.read_bytes()
        for _ in range(12):
            damaged = bytearray(whole)
            damaged[random_.randrange(len(whole))] ^= 1 << random_.randrange(8)
            for data in (bytes(damaged), whole[: random_.randrange(len(whole))]):
                file.write_bytes(data)
                with pytest.raises(IndexCorruptError, match=f"{file.name}.*(altered|read).*rebuild with"):
                    open_snapshot(seed_index_copy)
        file.write_bytes(whole)
    assert open_snapshot(seed_index_copy).manifest.articles == 2


@pytest.mark.parametrize("name", ["manifest.json", "articles.sqlite", "vectors.faiss", "IN_USE"])
def test_a_missing_file_is_named(seed_index_copy, name):
    (generation(seed_index_copy) / name).unlink()
    with pytest.raises(IndexCorruptError, match=name):
        open_snapshot(seed_index_copy)


def forged(index, **changes):
    """A generation whose manifest was changed and named anew, as a newer program would write it."""
    folder = generation(index)
    values = json.loads((folder / "manifest.json").read_bytes()) | changes
    data = json.dumps(values).encode()
    (folder / "manifest.json").write_bytes(data)
    name = folder.name[:-12] + snapshots.hashlib.sha256(data).hexdigest()[:12]
    folder.rename(folder.with_name(name))
    (index / "CURRENT").write_text(name)


def test_newer_schema_is_refused(seed_index_copy):
    forged(seed_index_copy, schema=99, colour="blue")
    with pytest.raises(IndexMismatchError, match="schema 99, this program reads 2; update footnote"):
        open_snapshot(seed_index_copy)


def test_wrong_count_and_dimension_are_refused(seed_index_copy):
    forged(seed_index_copy, chunks=1)
    with pytest.raises(IndexCorruptError, match="not 1; rebuild with"):
        open_snapshot(seed_index_copy)
    forged(
        seed_index_copy,
        chunks=len(snapshots.vectors.VectorIndex.load(generation(seed_index_copy))),
        dimension=3,
    )
    with pytest.raises(IndexCorruptError, match="384 dimensions, not 3"):
        open_snapshot(seed_index_copy)


def test_published_once_there_is_a_generation_or_a_pointer(tmp_path):
    index = tmp_path / "index"
    assert not published(index)
    with writing(index):
        assert not published(index)
    (index / "CURRENT").write_text("lost\n")
    assert published(index)
    (index / "CURRENT").unlink()
    (index / "generations" / "20200101T000000000000-abcdefabcdef").mkdir()
    assert published(index)


def test_closing_lets_go(seed_index_copy):
    opened = open_snapshot(seed_index_copy)
    with (opened.folder / "IN_USE").open("rb") as lock:
        with pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        opened.close()
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
