import numpy as np

from index import load_embedder, open_snapshot
from rag.retrieve import retrieve


def test_every_candidate_has_both_scores_and_the_fused_order(seed_index):
    snapshot = open_snapshot(seed_index)
    question = "Who supports quality infrastructure?"
    query = load_embedder().encode_query(question)
    passages = retrieve(question, query, 100, snapshot, candidates=1, dense_weight=0.6)
    assert len(passages) == snapshot.manifest.chunks
    best = max(p.scores.lexical for p in passages)
    for p in passages:
        assert np.isclose(p.scores.fused, 0.6 * p.scores.dense + 0.4 * p.scores.lexical / best, atol=1e-5)
    fused = [p.scores.fused for p in passages]
    assert fused == sorted(fused, reverse=True)


def test_what_only_bm25_brings_gets_its_cosine_too(seed_index):
    snapshot = open_snapshot(seed_index)
    query = -load_embedder().encode_query("CAPRED gender equality")
    passages = retrieve("CAPRED gender equality", query, 1, snapshot, candidates=1, dense_weight=0.0)
    assert "gender equality" in passages[0].text
    assert passages[0].scores.dense < 0


def test_a_question_without_a_shared_term_still_finds_the_nearest(seed_index):
    snapshot = open_snapshot(seed_index)
    query = load_embedder().encode_query("zebra")
    passages = retrieve("zebra", query, 3, snapshot, candidates=10, dense_weight=0.6)
    assert len(passages) == 3
    assert {p.scores.lexical for p in passages} == {0.0}
