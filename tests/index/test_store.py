import threading

import pytest

from index.errors import IndexCorruptError
from index.store import Store, write_store
from index.types import Article, Chunk

ARTICLES = [
    Article("a1", "a.txt", "First", "Some text.", "2024-08-14", "A paper", "0" * 64),
    Article("b2", "b.txt", "Second", "Other text 😀.", None, None, "1" * 64),
]
CHUNKS = [Chunk("a1", 0, 10), Chunk("b2", 0, 5), Chunk("b2", 6, 13)]


@pytest.fixture
def store(tmp_path):
    write_store(tmp_path / "s.sqlite", ARTICLES, CHUNKS, [b"x", b"y", b"z"])
    return Store(tmp_path / "s.sqlite")


def test_gives_back_what_was_written(store):
    assert list(store.articles()) == ARTICLES
    assert store.article("b2") == ARTICLES[1]
    assert store.chunk_with_article(2) == (CHUNKS[2], ARTICLES[1])
    assert store.chunks_of("b2") == CHUNKS[1:]
    assert store.hashes() == {"a.txt": "0" * 64, "b.txt": "1" * 64}
    assert store.embedded() == {b"x": 0, b"y": 1, b"z": 2}
    assert store.counts() == (2, 3)


def test_unknown_article_is_a_key_error(store):
    with pytest.raises(KeyError):
        store.article("nope")


def test_unknown_chunk_is_named(store):
    with pytest.raises(IndexCorruptError, match="chunk 9 is not in"):
        store.chunk_with_article(9)


def test_safe_from_many_threads(store):
    wrong = []

    def read():
        for _ in range(200):
            if store.article("a1") != ARTICLES[0]:
                wrong.append(1)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_cannot_be_written(tmp_path):
    with pytest.raises(OSError, match="unable to open"):
        write_store(tmp_path / "missing" / "s.sqlite", [], [], [])
