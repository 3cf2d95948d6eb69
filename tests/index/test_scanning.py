"""Which files of a corpus are articles' files."""

import pytest

from index import build
from index.errors import CorpusError, SettingsError
from index.scanning import scan

TEXT = "The Harbour\n\nThe harbour of Vell opened in 1907. It has nine piers.\n"


def paths(corpus, index):
    return [found.path for found in scan(corpus, index)]


def test_an_index_is_not_the_corpus_itself(corpus, tmp_path):
    folder = corpus({"a.txt": TEXT})
    (tmp_path / "link").symlink_to(folder)
    for index in (folder, tmp_path / "link", folder / ".." / folder.name):
        with pytest.raises(SettingsError, match="the index cannot be the corpus folder itself"):
            build(folder, index)
    assert [file.name for file in folder.iterdir()] == ["a.txt"]


def test_an_index_within_the_corpus_holds_no_articles(corpus):
    folder = corpus({"a.txt": TEXT, "index/b.txt": TEXT})
    assert paths(folder, folder / "index") == ["a.txt"]


def test_other_indexes_within_the_corpus_hold_no_articles(corpus, tmp_path):
    folder = corpus({"a.txt": TEXT, "family/generations/b.txt": TEXT})
    build(folder, folder / "old" / "index")
    (folder / "old" / "index" / "generations" / "notes.txt").write_text(TEXT)
    assert paths(folder, tmp_path / "index") == ["a.txt", "family/generations/b.txt"]
    (folder / "old" / "index" / "CURRENT").unlink()  # as after a first build that was interrupted
    assert paths(folder, tmp_path / "index") == ["a.txt", "family/generations/b.txt"]


def test_a_corpus_within_the_folder_of_its_index_is_read(corpus, tmp_path):
    assert paths(corpus({"a.txt": TEXT}), tmp_path) == ["a.txt"]


def test_a_corpus_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CorpusError, match="does not exist"):
        scan(tmp_path / "gone", tmp_path / "index")
