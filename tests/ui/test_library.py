import hashlib
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from index import Settings
from index.articles import scan
from index.errors import CorpusError
from index.store import Store, write_store
from index.types import Article, BuildReport, FileReport
from ui.folder import FileMissingError, FileNameError, LastFileError
from ui.library import CorpusFile, Library

OLD = "A title\n\nThe bridge was opened in 1987.\n"


class Indexed:
    """Of an engine, what a library asks for: an index of what lay in the corpus when it was made."""

    def __init__(self, corpus: Path, index: Path) -> None:
        self.corpus, self.index, self.settings = corpus, index, Settings(max_file_bytes=100)
        self.generation = "g"
        self.rebuild()

    def rebuild(self) -> None:
        articles = [
            Article(
                one.path, one.path, "T", "x", None, None, hashlib.sha256(one.file.read_bytes()).hexdigest()
            )
            for one in scan(self.corpus)
            if one.reason is None and one.file.read_bytes().strip()
        ]
        self.index.mkdir(exist_ok=True)
        (self.index / "s.sqlite").unlink(missing_ok=True)
        write_store(self.index / "s.sqlite", articles, [], [])
        self.generation = f"{self.generation}+"
        self.listing = Store(self.index / "s.sqlite").listing

    def status(self) -> dict[str, str]:
        return {"corpus": str(self.corpus)}


class Rebuilt:
    """Of a rebuild, what a library asks for: the last report."""

    def __init__(self) -> None:
        self.told: tuple[datetime, BuildReport] | None = None

    def last(self) -> tuple[datetime, BuildReport] | None:
        return self.told

    def tell(self, *files: FileReport) -> None:
        now = datetime.now(UTC)
        self.told = now, BuildReport("c", "i", "g", files, (), chunks=1, embedded=1, seconds=1.0)


@pytest.fixture
def folder(corpus: Callable[..., Path]) -> Path:
    return corpus({"a.txt": OLD, "deep/b.md": OLD})


@pytest.fixture
def indexed(folder: Path, tmp_path: Path) -> Indexed:
    return Indexed(folder, tmp_path / "index")


@pytest.fixture
def rebuilt() -> Rebuilt:
    return Rebuilt()


@pytest.fixture
def library(indexed: Indexed, rebuilt: Rebuilt) -> Library:
    return Library(indexed, rebuilt)  # type: ignore[arg-type]


def states(library: Library) -> dict[str, str]:
    return {file.path: file.state for file in library.files()}


def test_every_file_has_its_state(library: Library, folder: Path) -> None:
    assert library.files() == [
        CorpusFile("a.txt", "indexed", None, 40),
        CorpusFile("deep/b.md", "indexed", None, 40),
    ]
    (folder / "a.txt").write_text("Other")
    (folder / "c.htm").write_text("")
    (folder / "d.pdf").write_text("")
    (folder / "large.txt").write_text("x" * 101)
    (folder / "deep" / "b.md").unlink()
    assert library.files() == [
        CorpusFile("a.txt", "changed", None, 5),
        CorpusFile("c.htm", "new", None, 0),
        CorpusFile("d.pdf", "skipped", "not a .txt, .md or .html file", None),
        CorpusFile("deep/b.md", "removed", None, None),
        CorpusFile(
            "large.txt",
            "failed",
            "is larger than 100 bytes (max_file_bytes); split it or raise the limit",
            101,
        ),
    ]


def test_a_change_is_seen_where_size_and_time_are_the_same(library: Library, folder: Path) -> None:
    before = (folder / "a.txt").stat()
    (folder / "a.txt").write_text(OLD.replace("1987", "1988"))
    os.utime(folder / "a.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert states(library)["a.txt"] == "changed"


def test_a_file_touched_is_not_changed(library: Library, folder: Path) -> None:
    (folder / "a.txt").write_text(OLD)
    os.utime(folder / "a.txt", (0, 0))
    assert states(library)["a.txt"] == "indexed"


def test_a_file_left_alone_is_read_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.library.SETTLED_NS", -(10**18))
    read: list[str] = []
    whole = library_module().articles.read_bytes
    monkeypatch.setattr(
        library_module().articles, "read_bytes", lambda one, most: read.append(one.path) or whole(one, most)
    )
    assert states(library) == states(library) == {"a.txt": "indexed", "deep/b.md": "indexed"}
    assert read == ["a.txt", "deep/b.md"]


def library_module() -> SimpleNamespace:
    import ui.library

    return ui.library  # type: ignore[return-value]


def test_the_reason_is_the_last_rebuild_s_until_the_file_changes(
    library: Library, folder: Path, indexed: Indexed, rebuilt: Rebuilt
) -> None:
    library.add("c.txt", b" ")
    os.utime(folder / "c.txt", (0, 0))
    wait_for_the_clock(folder)
    rebuilt.tell(FileReport("a.txt", "unchanged"), FileReport("c.txt", "skipped", "is empty"))
    indexed.rebuild()
    assert library.files()[1] == CorpusFile("c.txt", "skipped", "is empty", 1)
    wait_for_the_clock(folder)
    library.add("c.txt", b"Text")
    assert library.files()[1] == CorpusFile("c.txt", "new", None, 4)


def wait_for_the_clock(folder: Path) -> None:
    """Until a file made now is younger than all before: the clock of a file system may go in steps."""
    (folder / ".clock").touch()
    first = (folder / ".clock").stat().st_ctime_ns
    while (folder / ".clock").stat().st_ctime_ns <= first:
        (folder / ".clock").touch()
    (folder / ".clock").unlink()


def test_what_is_put_in_is_new_and_what_is_taken_out_is_gone(library: Library, indexed: Indexed) -> None:
    assert library.add("c.txt", b"Text")
    assert not library.add("a.txt", b"Other")
    assert states(library) == {"a.txt": "changed", "c.txt": "new", "deep/b.md": "indexed"}
    library.remove("c.txt")
    library.remove("deep/b.md")
    assert states(library) == {"a.txt": "changed", "deep/b.md": "removed"}
    indexed.rebuild()
    assert states(library) == {"a.txt": "indexed"}


def test_the_last_file_stays_because_no_index_could_be_made_without(library: Library, folder: Path) -> None:
    (folder / "d.pdf").write_text("never read")
    library.remove("deep/b.md")
    with pytest.raises(LastFileError) as refused:
        library.remove("a.txt")
    assert str(refused.value) == (
        "a.txt is the last article's file, and an index needs one; add another file before it is removed"
    )
    assert states(library) == {"a.txt": "indexed", "d.pdf": "skipped", "deep/b.md": "removed"}
    library.add("c.txt", b"Text")
    library.remove("a.txt")


@pytest.mark.parametrize("path", ["none.txt", "", "..", "/etc/passwd", "../corpus/a.txt", "deep", "./a.txt"])
def test_what_is_not_there_cannot_be_removed(path: str, library: Library) -> None:
    with pytest.raises(FileMissingError) as refused:
        library.remove(path)
    assert str(refused.value) == f"there is no file {path} in the corpus; look again at what lies there"
    assert states(library) == {"a.txt": "indexed", "deep/b.md": "indexed"}


def test_only_articles_files_are_removed(library: Library, folder: Path) -> None:
    (folder / ".env").write_text("secret")
    (folder / "link.txt").symlink_to(folder / "a.txt")
    for path in (".env", "link.txt"):
        with pytest.raises(FileNameError, match="only articles' files are removed here, and "):
            library.remove(path)
    assert (folder / ".env").exists()
    assert (folder / "link.txt").is_symlink()


def test_a_file_is_removed_by_the_name_it_is_listed_by(library: Library, folder: Path) -> None:
    (folder / "e\u0301.txt").write_text(OLD)
    (folder / os.fsdecode(b"\xff.txt")).write_text(OLD)
    assert states(library).keys() == {"a.txt", "deep/b.md", "%FF.txt", "é.txt"}
    library.remove("é.txt")
    library.remove("%FF.txt")
    assert sorted(os.listdir(folder)) == ["a.txt", "deep"]


def test_what_is_being_written_is_not_listed(library: Library) -> None:
    with library.incoming("c.txt") as file:
        file.write(b"half")
        assert states(library) == {"a.txt": "indexed", "deep/b.md": "indexed"}


def test_indexes_within_the_corpus_are_not_of_it(folder: Path) -> None:
    library = Library(Indexed(folder, folder / "index"), Rebuilt())  # type: ignore[arg-type]
    (folder / "index" / "x.txt").write_text(OLD)
    (folder / "other" / "generations").mkdir(parents=True)
    (folder / "other" / "CURRENT").touch()
    (folder / "other" / "generations" / "x.txt").write_text(OLD)
    assert states(library) == {"a.txt": "indexed", "deep/b.md": "indexed"}
    with pytest.raises(FileNameError):
        library.add("index/y.txt", b"Text")


def test_a_corpus_that_is_gone_is_told(library: Library, folder: Path) -> None:
    shutil.rmtree(folder)
    with pytest.raises(CorpusError, match="does not exist"):
        library.files()
