import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_exact_rows_that_were_not_saved_are_not_read(tmp_path):
    VectorIndex.of(ROWS).save(tmp_path)
    np.save(tmp_path / vectors.EXACT_FILE, -ROWS)
    assert np.array_equal(VectorIndex.load(tmp_path).vectors([3, 1]), ROWS[[3, 1]])


def test_garbage_is_named(tmp_path):
    (tmp_path / vectors.FILE).write_bytes(b"not an index at all")
    with pytest.raises(IndexCorruptError, match=r"vectors\.faiss cannot be read"):
        VectorIndex.load(tmp_path)


def best_of(rows, query, fitting, k):
    """The `k` nearest rows that fit, by comparing with each."""
    numbers = np.flatnonzero(fitting)
    return numbers[np.argsort(-(rows[numbers] @ query), kind="stable")[:k]].tolist()


def random_rows(count, seed=7):
    rows = np.random.default_rng(seed).normal(size=(count, 16)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_only_what_fits_is_found_whatever_is_nearer():
    index = VectorIndex.of(ROWS)
    assert [number for number, _ in index.search(ROWS[0], 4, np.array([False, True, False, True]))] == [1, 3]
    assert index.search(ROWS[0], 4, np.zeros(4, bool)) == []


@settings(max_examples=50, deadline=None)
@given(st.lists(st.booleans(), min_size=40, max_size=40), st.integers(1, 50))
def test_none_that_fits_and_is_nearer_is_missing(fits, k):
    rows, fitting = random_rows(40), np.array(fits)
    found = VectorIndex.of(rows).search(rows[0], k, fitting)
    assert [number for number, _ in found] == best_of(rows, rows[0], fitting, k)


@pytest.mark.parametrize("few", [0, 100_000])
def test_large_indexes_find_what_fits_however_rare(monkeypatch, few):
    monkeypatch.setattr(vectors, "FLAT_UP_TO", 1000)
    monkeypatch.setattr(vectors, "PROBES", 8)
    monkeypatch.setattr(vectors, "FEW", few)
    rows = random_rows(4000)
    index = VectorIndex.of(rows)
    fitting = np.zeros(4000, bool)
    fitting[5::200] = True
    right = 0
    for number in range(0, 400, 20):
        found = [found for found, _ in index.search(rows[number], 10, fitting)]
        assert len(found) == 10
        assert fitting[found].all()
        right += len(set(found) & set(best_of(rows, rows[number], fitting, 10)))
    assert right >= (200 if few else 190)  # of 200; the inverted file rounds
