from index import index_status, open_snapshot


def test_what_is_indexed(seed_index):
    status = index_status(open_snapshot(seed_index))
    assert status["index"] == str(seed_index)
    assert (status["articles"], status["embedder"], status["dimension"]) == (2, "all-MiniLM-L6-v2", 384)
    assert status["chunks"] >= 2
    assert status["bytes"] > 10_000
