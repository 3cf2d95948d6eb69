import hashlib
import os
import socket
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import EmptyArticle, Found, Parser, article_id, read_bytes, scan
from index.errors import ArticleError, CorpusError

ROOT = os.geteuid() == 0 if hasattr(os, "geteuid") else False


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser() as parser:
        yield parser


def write(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"This is {name}.")


def reasons(folder: Path) -> dict[str, str | None]:
    return {found.path: found.reason for found in scan(folder)}


def test_every_file_is_found_once_in_order(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/b.txt", "a/c/D.MD", "e.Html", "f.htm", "g.markdown")
    found = scan(tmp_path)
    assert [one.path for one in found] == ["a/b.txt", "a/c/D.MD", "b.txt", "e.Html", "f.htm", "g.markdown"]
    assert [one.reason for one in found] == [None] * 6
    assert found[0].file == tmp_path / "a" / "b.txt"
    assert article_id("a/b.txt") != article_id("b.txt")


def test_what_is_skipped_has_a_reason(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.pdf", "README", ".hidden.txt", ".git/c.txt", "real/d.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(tmp_path)
        server.bind("socket.txt")
        found = reasons(tmp_path)
    link = "a symbolic link, which is not followed; put the file itself there"
    special = "not a file but a pipe, a socket or a device"
    assert found == {
        ".git": "a hidden folder",
        ".hidden.txt": "a hidden file",
        "README": "not a .txt, .md or .html file",
        "a.txt": None,
        "b.pdf": "not a .txt, .md or .html file",
        "gone.txt": link,
        "link.txt": link,
        "loop": link,
        "pipe.txt": special,
        "real/d.txt": None,
        "socket.txt": special,
    }


@pytest.mark.skipif(ROOT, reason="root may read everything")
def test_a_folder_without_permission_is_one_reason(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "closed/b.txt")
    (tmp_path / "closed").chmod(0)
    try:
        assert reasons(tmp_path) == {
            "a.txt": None,
            "closed": "a folder that cannot be read: Permission denied",
        }
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_strange_names_are_kept_apart_and_fit_for_utf8(tmp_path: Path) -> None:
    names = ["new\nline.txt", "\u202ertl.txt", "<img src=x>.txt", "100%25.txt", "a~.txt", "quo\"te'.txt"]
    nfc, nfd = unicodedata.normalize("NFC", "é.txt"), unicodedata.normalize("NFD", "é.txt")
    raw = [*map(os.fsencode, [*names, nfc, nfd, "%E9.txt"]), b"\xe9.txt", b"\xff\xfe.txt"]
    for name in raw:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(name)
    found = scan(tmp_path)
    paths = [one.path for one in found]
    assert {*names, nfc, "e%CC%81.txt", "%E9.txt", "%FF%FE.txt"} <= set(paths)
    assert len(set(paths)) == len(raw) == len({article_id(path) for path in paths})
    assert all(unicodedata.is_normalized("NFC", path) and path.encode("utf-8") for path in paths)
    assert {read_bytes(one, 100) for one in found} == set(raw)


def test_names_do_not_change_when_others_come(tmp_path: Path) -> None:
    nfd = unicodedata.normalize("NFD", "é.txt")
    write(tmp_path, nfd)
    assert [one.path for one in scan(tmp_path)] == ["é.txt"]


def test_an_empty_corpus_is_no_error(tmp_path: Path) -> None:
    assert scan(tmp_path) == []


def test_a_corpus_that_is_none(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    with pytest.raises(CorpusError, match="does not exist"):
        scan(tmp_path / "nowhere")
    with pytest.raises(CorpusError, match="not a folder"):
        scan(tmp_path / "a.txt")


@given(st.text())
def test_ids_are_stable_and_short(path: str) -> None:
    assert article_id(path) == article_id(unicodedata.normalize("NFD", path))
    assert len(article_id(path)) == 16
    assert int(article_id(path), 16) >= 0


def test_the_id_is_a_hash_of_the_path() -> None:
    assert article_id("é/a.txt") == hashlib.sha256("é/a.txt".encode()).hexdigest()[:16]


def found(file: Path) -> Found:
    return Found(file.name, file)


def test_reading_up_to_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 10)
    assert read_bytes(found(tmp_path / "a.txt"), 10) == b"x" * 10
    with pytest.raises(ArticleError, match=r"larger than 9 bytes \(max_file_bytes\)"):
        read_bytes(found(tmp_path / "a.txt"), 9)


def test_what_changed_since_the_scan(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "pipe.txt")
    for name, reason in {
        "gone.txt": "vanished",
        "folder.txt": "no longer a regular file",
        "link.txt": "has become a symbolic link",
        "pipe.txt": "no longer a regular file",
    }.items():
        with pytest.raises(ArticleError, match=reason):
            read_bytes(found(tmp_path / name), 100)


@pytest.mark.skipif(ROOT, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(ArticleError, match="may not be read"):
        read_bytes(found(tmp_path / "a.txt"), 100)


def test_an_article_of_each_kind(parser: Parser) -> None:
    text = "It will begin in spring, the authority said on Monday."
    files = {
        "x/a.txt": f"Ferry\n\n{text}",
        "b.MD": f"# Ferry\n\n{text}",
        "c.htm": f"<html><body><h1>Ferry</h1><p>{text}</p></body></html>",
    }
    for path, content in files.items():
        article = parser.parse(path, content.encode(), "abc")
        assert (article.path, article.title, article.text) == (path, "Ferry", text)
        assert (article.id, article.sha256) == (article_id(path), "abc")
        assert (article.date, article.source) == (None, None)


def test_a_text_without_a_title_has_that_of_its_file(parser: Parser) -> None:
    article = parser.parse("news/the-new_ferry.txt", b"It will begin in spring.", "")
    assert (article.title, article.text) == ("The new ferry", "It will begin in spring.")


def test_a_long_text_is_read_the_same_in_the_child(parser: Parser) -> None:
    paragraph = "The harbour authority said on Monday that the new ferry would begin in spring. "
    text = "\n\n".join([paragraph.strip()] * 15_000)
    article = parser.parse("a.txt", f"Ferry\n\n{text}\n\nPost Comment".encode(), "")
    assert (article.title, article.text) == ("Ferry", text)


@pytest.mark.parametrize("path", ["a.txt", "a.md", "a.html"])
def test_empty_files(parser: Parser, path: str) -> None:
    for data in (b"", b" \r\n\t", b"\xef\xbb\xbf\n"):
        with pytest.raises(EmptyArticle):
            parser.parse(path, data, "")


@pytest.mark.parametrize("path", ["a.txt", "a.md", "a.html"])
def test_binary_files(parser: Parser, path: str) -> None:
    with pytest.raises(ArticleError, match="is a PNG image, not text"):
        parser.parse(path, b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "")


@pytest.mark.parametrize("path", ["a.txt", "a.md", "a.html"])
def test_a_million_letters(parser: Parser, path: str) -> None:
    assert len(parser.parse(path, b"a" * 1_000_000, "").text) == 1_000_000


def test_other_files_are_refused(parser: Parser) -> None:
    with pytest.raises(ArticleError, match=r"not a \.txt"):
        parser.parse("a.pdf", b"text", "")
