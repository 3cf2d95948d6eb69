import numpy as np
import pytest

from index import vectors
from index.errors import IndexCorruptError
from index.vectors import VectorIndex


def unit(rows: list[list[float]]) -> np.ndarray:
    matrix = np.array(rows, np.float32)
    return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)


ROWS = unit([[1, 0], [0, 1], [1, 1], [-1, 0]])


def test_nearest_first_with_cosines():
    found = VectorIndex.of(ROWS).search(ROWS[0], 3)
    assert [number for number, _ in found] == [0, 2, 1]
    assert [round(score, 4) for _, score in found] == [1.0, 0.7071, 0.0]


def test_more_asked_for_than_there_are():
    assert len(VectorIndex.of(ROWS).search(ROWS[0], 1000)) == 4


def test_empty():
    assert VectorIndex.of(np.zeros((0, 2), np.float32)).search(ROWS[0], 5) == []


def test_vectors_come_back_as_they_were(tmp_path):
    VectorIndex.of(ROWS).save(tmp_path)
    loaded = VectorIndex.load(tmp_path)
    assert (len(loaded), loaded.dimension) == (4, 2)
    assert np.array_equal(loaded.vectors([3, 1]), ROWS[[3, 1]])


def test_large_indexes_round_for_search_but_keep_exact_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(vectors, "FLAT_UP_TO", 1000)
    rows = np.random.default_rng(7).normal(size=(4000, 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    VectorIndex.of(rows).save(tmp_path)
    loaded = VectorIndex.load(tmp_path)
    assert np.array_equal(loaded.vectors([5, 3999]), rows[[5, 3999]])
    right = 0
    for number in range(0, 4000, 40):
        found = loaded.search(rows[number], 10)
        right += found[0][0] == number
    assert right == 100


def test_garbage_is_named(tmp_path):
    (tmp_path / vectors.FILE).write_bytes(b"not an index at all")
    with pytest.raises(IndexCorruptError, match=r"vectors\.faiss cannot be read"):
        VectorIndex.load(tmp_path)
