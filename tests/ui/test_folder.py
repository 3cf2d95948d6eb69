import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import scan
from ui import folder
from ui.folder import (
    FileNameError,
    FileTooLargeError,
    FileWriteError,
    LibraryError,
    checked_name,
    incoming,
    remove,
)


def put(corpus: Path, name: str, content: bytes = b"x", beside: Path = Path("/nowhere")) -> bool:
    with incoming(corpus, name, 10, beside=beside) as file:
        file.write(content)
        return file.keep()


def everything(place: Path) -> dict[str, bytes | None]:
    """All that lies in a folder, at any depth: content of files, None for others."""
    found = {}
    for folder_, folders, files in os.walk(place):
        for name in (*folders, *files):
            path = Path(folder_, name)
            whole = path.is_file() and not path.is_symlink()
            found[path.relative_to(place).as_posix()] = path.read_bytes() if whole else None
    return found


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A corpus beside things that are nobody's business."""
    (tmp_path / "corpus" / "inside").mkdir(parents=True)
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "s.txt").write_bytes(b"secret")
    (tmp_path / "corpus" / "out").symlink_to(tmp_path / "secret")
    (tmp_path / "corpus" / "link.txt").symlink_to(tmp_path / "secret" / "s.txt")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "'' is no plain path within the corpus, such as folder/article.txt"),
        ("/a.txt", "'/a.txt' is no plain path within the corpus, such as folder/article.txt"),
        ("a//b.txt", "'a//b.txt' is no plain path within the corpus, such as folder/article.txt"),
        ("../a.txt", "'../a.txt' is no plain path within the corpus, such as folder/article.txt"),
        ("a/../../b.txt", "'a/../../b.txt' is no plain path within the corpus, such as folder/article.txt"),
        ("a/", "'a/' is no plain path within the corpus, such as folder/article.txt"),
        ("a\\b.txt", "a\\b.txt has characters that do not belong in a file's name; rename it"),
        ("a\n.txt", "a\\n.txt has characters that do not belong in a file's name; rename it"),
        ("a\x00.txt", "a\\x00.txt has characters that do not belong in a file's name; rename it"),
        (
            "a\u202etxt.exe.txt",
            "a\\u202etxt.exe.txt has characters that do not belong in a file's name; rename it",
        ),
        ("\ud800.txt", "\\ud800.txt has characters that do not belong in a file's name; rename it"),
        (".hidden.txt", ".hidden.txt would be hidden and not be read; rename it without the leading dot"),
        (".git/a.txt", ".git/a.txt would be hidden and not be read; rename it without the leading dot"),
        (".txt", ".txt would be hidden and not be read; rename it without the leading dot"),
        ("a.pdf", "a.pdf is not a .txt, .md or .html file; only these are read"),
        ("a", "a is not a .txt, .md or .html file; only these are read"),
        ("a" * 197 + ".txt", "a file's name has at most 200 characters; shorten it"),
    ],
)
def test_a_name_that_is_none_is_refused_with_the_remedy(name: str, reason: str, place: Path) -> None:
    before = everything(place)
    with pytest.raises(FileNameError) as refused:
        put(place / "corpus", name)
    assert str(refused.value) == reason
    assert everything(place) == before


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a.txt", ["a.txt"]),
        ("a/b/Ünïcödé 中.HTML", ["a", "b", "Ünïcödé 中.HTML"]),
        ("e\u0301.md", ["é.md"]),
        ("..a/b...htm", None),
        ("a" * 196 + ".txt", ["a" * 196 + ".txt"]),
    ],
)
def test_what_may_be_a_name(name: str, parts: list[str] | None) -> None:
    if parts is None:
        with pytest.raises(FileNameError):
            checked_name(name)
    else:
        assert checked_name(name) == parts


def test_a_file_is_put_whole_and_replaced_whole(place: Path) -> None:
    corpus = place / "corpus"
    assert put(corpus, "new/a.txt", b"one")
    assert not put(corpus, "new/a.txt", b"two")
    assert everything(corpus / "new") == {"a.txt": b"two"}


def test_a_file_not_kept_leaves_nothing(place: Path) -> None:
    before = everything(place)
    with incoming(place / "corpus", "a.txt", 10, beside=place) as file:
        file.write(b"half")
    assert everything(place) == before


def test_a_file_being_written_is_not_read_as_an_article(place: Path) -> None:
    with incoming(place / "corpus", "inside/a.txt", 10, beside=place / "secret") as file:
        file.write(b"half")
        reasons = [one.reason for one in scan(place / "corpus") if one.path.startswith("inside/")]
    assert reasons == ["a hidden file"]


def test_what_a_killed_upload_left_goes_with_the_next_one(place: Path) -> None:
    inside = place / "corpus" / "inside"
    for name in (".footnote-0.part", ".footnote-1.part", ".footnote-0.txt", "a.part"):
        (inside / name).write_bytes(b"half")
        os.utime(inside / name, (0, 0))
    (inside / ".footnote-1.part").touch()  # may be written at this moment
    (inside / ".footnote-2.part").mkdir()
    os.utime(inside / ".footnote-2.part", (0, 0))
    put(place / "corpus", "inside/b.txt")
    left = {".footnote-1.part", ".footnote-2.part", ".footnote-0.txt", "a.part", "b.txt"}
    assert set(os.listdir(inside)) == left


def test_a_file_too_large_is_refused_in_mid_stream(place: Path) -> None:
    before = everything(place)
    with incoming(place / "corpus", "a.txt", 10, beside=place) as file:
        file.write(b"12345")
        file.write(b"67890")
        with pytest.raises(FileTooLargeError) as refused:
            file.write(b"1")
    assert str(refused.value) == "a.txt is larger than 10 bytes (max_file_bytes); split it or raise the limit"
    assert everything(place) == before


@pytest.mark.parametrize("name", ["out/a.txt", "out/s.txt", "link.txt/a.txt"])
def test_no_link_is_followed(name: str, place: Path) -> None:
    before = everything(place)
    with pytest.raises(FileNameError) as refused:
        put(place / "corpus", name)
    assert str(refused.value) == (
        f"{name} would lie in what is a file or a symbolic link; choose another folder"
    )
    with pytest.raises(FileNameError):
        remove(place / "corpus", name.split("/"), beside=place)
    assert everything(place) == before


def test_a_link_is_replaced_and_not_written_through(place: Path) -> None:
    put(place / "corpus", "link.txt", b"mine")
    assert everything(place)["corpus/link.txt"] == b"mine"
    assert everything(place)["secret/s.txt"] == b"secret"


def test_a_folder_is_not_replaced(place: Path) -> None:
    (place / "corpus" / "a.txt").mkdir()
    with pytest.raises(FileNameError) as refused:
        put(place / "corpus", "a.txt")
    assert str(refused.value) == "a.txt cannot be a file: is a directory; choose another name"


def test_nothing_goes_into_the_index(place: Path) -> None:
    index = place / "corpus" / "inside"
    for name in ("inside/a.txt", "inside/generations/a.txt"):
        with pytest.raises(FileNameError, match="the index lies there"):
            put(place / "corpus", name, beside=index)
    assert everything(index) == {}


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_full_disk_is_one_line_and_the_old_file_stays(
    call: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(place / "corpus", "a.txt", b"old")
    before = everything(place)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folder.os, call, full)
    with pytest.raises(FileWriteError) as refused:
        put(place / "corpus", "a.txt", b"new")
    assert str(refused.value) == (
        "a.txt cannot be changed: no space left on device; "
        "make room, or let the server write to the corpus folder"
    )
    assert everything(place) == before


def test_a_file_is_removed_and_only_once(place: Path) -> None:
    put(place / "corpus", "inside/a.txt")
    assert remove(place / "corpus", ["inside", "a.txt"], beside=place)
    assert not remove(place / "corpus", ["inside", "a.txt"], beside=place)
    assert everything(place / "corpus" / "inside") == {}


pieces = st.one_of(
    st.sampled_from(
        ["..", ".", "", "out", "link.txt", "inside", "secret", "a.txt", "%2e%2e", "~", "C:", "\\.."]
    ),
    st.text(max_size=8),
)
hostile = st.one_of(
    st.text(st.characters(), max_size=40),
    st.lists(pieces, max_size=6).map("/".join),
    st.lists(pieces, max_size=6).map("/".join).map(lambda path: path + ".txt"),
)


@contextmanager
def fresh() -> Iterator[Path]:
    with TemporaryDirectory() as at:
        place = Path(at)
        (place / "corpus" / "inside").mkdir(parents=True)
        (place / "secret").mkdir()
        (place / "corpus" / "out").symlink_to(place / "secret")
        yield place


@given(hostile)
def test_no_name_ever_writes_outside_the_corpus(name: str) -> None:
    with fresh() as place:
        before = everything(place)
        try:
            put(place / "corpus", name)
        except LibraryError as error:
            assert "\n" not in str(error)
            after = everything(place)
            assert {path: content for path, content in after.items() if content is not None} == {}
        else:
            after = everything(place)
            (written,) = after.keys() - before.keys() - {path for path in after if after[path] is None}
            assert PurePosixPath(written).is_relative_to("corpus")
            assert not any(part.startswith(".") for part in PurePosixPath(written).parts)
        assert {path for path in after if not path.startswith("corpus/")} == {"corpus", "secret"}


@given(hostile)
def test_a_name_that_is_taken_is_one_that_the_indexer_reads(name: str) -> None:
    with fresh() as place:
        try:
            put(place / "corpus", name)
        except LibraryError:
            return
        (read,) = [one for one in scan(place / "corpus") if one.reason is None]
        assert read.path == "/".join(checked_name(name))
