import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import IndexCorruptError
from index.store import Listed, Store, write_store
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


def test_the_commonest_sources_come_first(tmp_path):
    stated = ["A blog", "The Paper", None, "", "The Paper", "Zeitung"]
    articles = [
        Article(str(i), f"{i}.txt", "T", "Text.", None, source, "0" * 64) for i, source in enumerate(stated)
    ]
    write_store(tmp_path / "s.sqlite", articles, [], [])
    store = Store(tmp_path / "s.sqlite")
    assert store.sources(9) == ["The Paper", "A blog", "Zeitung"]
    assert store.sources(2) == ["The Paper", "A blog"]


def test_unknown_article_is_a_key_error(store):
    with pytest.raises(KeyError):
        store.article("nope")


def test_unknown_chunk_is_named(store):
    with pytest.raises(IndexCorruptError, match="chunk 9 is not in"):
        store.chunk_with_article(9)


def test_articles_are_listed_without_their_text(store):
    first = Listed("a1", "a.txt", "First", "2024-08-14", "A paper", 10, "0" * 64)
    second = Listed("b2", "b.txt", "Second", None, None, 13, "1" * 64)
    assert store.listing() == (2, [first, second])
    assert store.listing(0, 1) == (2, [first])
    assert store.listing(1, 5) == (2, [second])
    assert store.listing(2, 5) == (2, [])
    assert store.listing(contains="SECOND") == (1, [second])
    assert store.listing(contains=".TXT") == (2, [first, second])
    assert store.listing(1, 1, ".txt") == (2, [second])
    assert store.listing(contains="Some text") == (0, [])


@pytest.mark.parametrize(
    ("contains", "paths"),
    [
        ("%", ["100%.txt"]),
        ("_", ["a_b.txt"]),
        ("\\", []),
        ("'", ["o'hara.txt"]),
        ("žemaitija", ["z.txt"]),
        ("ZˇEM", []),
        ("z\u030cEMAI", ["z.txt"]),
        ("STRASSE", ["s.txt"]),
        ("\ud800", []),
        ("\x00", []),
    ],
)
def test_what_is_looked_for_is_plain_text(tmp_path, contains, paths):
    titles = {
        "100%.txt": "",
        "a_b.txt": "",
        "o'hara.txt": "",
        "s.txt": "Die Straße",
        "z.txt": "Žemaitija",
    }
    articles = [Article(path, path, title, "", None, None, "") for path, title in titles.items()]
    write_store(tmp_path / "s.sqlite", articles, [], [])
    assert [row.path for row in Store(tmp_path / "s.sqlite").listing(contains=contains)[1]] == paths


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    articles = [Article(f"{n}", f"{n:03}.txt", f"{n} %_'\\", "", None, None, "") for n in range(100)]
    file = tmp_path_factory.mktemp("many") / "s.sqlite"
    write_store(file, articles, [], [])
    return Store(file)


@given(st.text("0123 %_'\\.tTX", max_size=3), st.integers(0, 120), st.integers(0, 120) | st.none())
def test_a_page_is_a_slice_of_what_fits(many, contains, offset, limit):
    fit = [a for a in many.articles() if contains.lower() in a.path or contains.lower() in a.title]
    total, page = many.listing(offset, limit, contains)
    assert total == len(fit)
    assert [row.path for row in page] == [a.path for a in fit[offset:][:limit]]


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


DATED = [
    Article(name, f"{name}.txt", name, "Text.", date, source, "0" * 64)
    for name, date, source in [
        ("a", "2023-12-31", "One"),
        ("b", "2024-01-01", "Two"),
        ("c", None, "Two"),
        ("d", "2024-12-31", None),
    ]
]


@pytest.fixture
def dated(tmp_path):
    chunks = [Chunk(name, 0, 5) for name in "aabcdd"]
    write_store(tmp_path / "dated.sqlite", DATED, chunks, [bytes([n]) for n in range(6)])
    return Store(tmp_path / "dated.sqlite")


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({}, [0, 1, 2, 3, 4, 5]),
        ({"since": "2024-01-01"}, [2, 4, 5]),
        ({"until": "2024-01-01"}, [0, 1, 2]),
        ({"since": "2024-01-01", "until": "2024-01-01"}, [2]),
        ({"since": "2025-01-01"}, []),
        ({"articles": ["c", "a.txt"]}, [0, 1, 3]),
        ({"articles": ["a", "nothing", "' OR 1 --", "\udc80"]}, [0, 1]),
        ({"articles": ["nothing"]}, []),
        ({"sources": ["Two"]}, [2, 3]),
        ({"sources": ["One", "Two"], "since": "2024-01-01"}, [2]),
        ({"articles": ["b"], "sources": ["One"]}, []),
    ],
)
def test_chunks_that_fit(dated, asked, numbers):
    fitting = dated.fitting(**asked)
    assert (fitting.shape, fitting.dtype) == ((6,), bool)
    assert np.flatnonzero(fitting).tolist() == numbers


def test_what_fits_is_remembered_and_cannot_be_spoilt(dated):
    fitting = dated.fitting(sources=["Two"])
    assert dated.fitting(sources=["Two"]) is fitting
    with pytest.raises(ValueError, match="read-only"):
        fitting[0] = True


def test_dates_are_found_without_reading_texts(dated):
    query = "EXPLAIN QUERY PLAN SELECT id FROM article WHERE date >= ? AND date <= ?"
    assert "COVERING INDEX article_facts" in dated._rows(query, ["2024", "2025"])[0][-1]
