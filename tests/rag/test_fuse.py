from hypothesis import given
from hypothesis import strategies as st

from rag.fuse import fuse


def test_convex_combination_of_cosine_and_bm25_over_the_best():
    assert fuse({1: 0.8, 2: 0.5}, {2: 10.0, 3: 5.0}, 0.5) == [(2, 0.75), (1, 0.4), (3, 0.25)]


def test_ends_of_the_weight_are_either_retriever_alone():
    dense, lexical = {1: 0.9, 2: 0.1}, {1: 1.0, 2: 4.0}
    assert [chunk for chunk, _ in fuse(dense, lexical, 1.0)] == [1, 2]
    assert [chunk for chunk, _ in fuse(dense, lexical, 0.0)] == [2, 1]


def test_nothing_shared_and_nothing_at_all():
    assert fuse({1: 0.5}, {}, 0.5) == [(1, 0.25)]
    assert fuse({}, {}, 0.5) == []


SCORES = st.dictionaries(st.integers(0, 20), st.floats(0, 1))


@given(SCORES, SCORES, st.floats(0, 1))
def test_every_candidate_comes_once_best_first(dense, lexical, weight):
    fused = fuse(dense, lexical, weight)
    assert sorted(chunk for chunk, _ in fused) == sorted(dense.keys() | lexical.keys())
    assert [score for _, score in fused] == sorted((score for _, score in fused), reverse=True)
