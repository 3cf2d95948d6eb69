"""A folder of files to articles: which files there are, and what each of them says."""

import errno
import hashlib
import os
import re
import stat
import unicodedata
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Self

from index.articles.clean import EmptyArticle
from index.articles.reader import read_article
from index.articles.sandbox import Sandbox
from index.articles.title import readable
from index.errors import ArticleError, CorpusError
from index.types import Article

READER_VERSION = 2  # raised whenever the same file would become another article
KINDS = {".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}
MEMORY_BYTES = 2 * 2**30
HARMLESS_BYTES = 1_000_000  # of plain text: whatever it holds, it is read within a second or two


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the corpus, or a folder that was not entered."""

    path: str  # relative to the corpus, "/" between folders; unique, NFC, and fit for UTF-8
    file: Path
    reason: str | None = None  # why it is skipped; it is never opened then


# Which files there are


def scan(corpus: Path) -> list[Found]:
    """Every file below `corpus`, by path. Links are not followed, and hidden folders not entered.

    Raises CorpusError where `corpus` is not a folder that can be read.
    """
    try:
        with os.scandir(corpus):
            pass
    except FileNotFoundError:
        raise CorpusError(f"the corpus {corpus} does not exist; name a folder of articles") from None
    except NotADirectoryError:
        raise CorpusError(f"the corpus {corpus} is not a folder; name the folder it lies in") from None
    except OSError as error:
        raise CorpusError(f"the corpus {corpus} cannot be read: {error.strerror}; mend that") from None
    found = list(_walk(str(corpus)))
    paths = _paths([raw for raw, _ in found])
    files = (Found(paths[raw], Path(corpus, raw), reason) for raw, reason in found)
    return sorted(files, key=lambda one: one.path)


def _walk(corpus: str) -> Iterator[tuple[str, str | None]]:
    """Every file, and every folder not entered, as its path and the reason to skip it."""
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(os.path.join(corpus, folder)) as entries:
                listed = list(entries)
        except OSError as error:
            yield folder, f"a folder that cannot be read: {error.strerror}"
            continue
        for entry in listed:
            path = os.path.join(folder, entry.name)
            try:
                reason = _reason(entry)
                enter = reason is None and entry.is_dir(follow_symlinks=False)
            except OSError as error:
                reason, enter = f"cannot be looked at: {error.strerror}", False
            if enter:
                folders.append(path)
            else:
                yield path, reason


def _reason(entry: os.DirEntry[str]) -> str | None:
    if entry.is_symlink():
        return "a symbolic link, which is not followed; put the file itself there"
    folder = entry.is_dir(follow_symlinks=False)
    if entry.name.startswith("."):
        return "a hidden folder" if folder else "a hidden file"
    if folder:
        return None
    if not entry.is_file(follow_symlinks=False):
        return "not a file but a pipe, a socket or a device"
    if os.path.splitext(entry.name)[1].lower() not in KINDS:
        return "not a .txt, .md or .html file"
    return None


def _paths(raws: list[str]) -> dict[str, str]:
    """For each path as the system gives it, one to show: NFC, bytes that are no text as %XX, none twice."""
    shown: dict[str, str] = {}
    taken: set[str] = set()
    for raw in sorted(raws, key=lambda raw: (raw != _shown(raw), os.fsencode(raw))):
        path = _shown(raw)
        if path in taken:  # such as the NFD twin of an NFC name
            path = urllib.parse.quote(os.fsencode(raw))
        while path in taken:
            path += "~"
        taken.add(path)
        shown[raw] = path
    return shown


def _shown(raw: str) -> str:
    bare = re.sub("[\udc80-\udcff]", lambda found: f"%{ord(found[0]) - 0xDC00:02X}", raw)
    return unicodedata.normalize("NFC", bare)


def article_id(path: str) -> str:
    """Sixteen hexadecimal digits, the same for the same path."""
    data = unicodedata.normalize("NFC", path).encode("utf-8", errors="surrogatepass")
    return hashlib.sha256(data).hexdigest()[:16]


def read_bytes(found: Found, max_bytes: int) -> bytes:
    """The content of a file, which must still be a regular one. Raises ArticleError with the reason."""
    try:
        descriptor = os.open(found.file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise ArticleError("is no longer a regular file; put it back")
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(max_bytes + 1)
    except FileNotFoundError:
        raise ArticleError("vanished before it was read; run the build again") from None
    except PermissionError:
        raise ArticleError("may not be read; grant read permission") from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise ArticleError("has become a symbolic link, which is not followed") from None
        raise ArticleError(f"cannot be read: {error.strerror}") from None
    if len(data) > max_bytes:
        raise ArticleError(
            f"is larger than {max_bytes:,} bytes (max_file_bytes); split it or raise the limit"
        )
    return data


# What a file says


class Parser:
    """Files to articles. What can be made to exhaust its reader is read in a child process, within limits."""

    def __init__(self, parse_seconds: float = 20.0, memory_bytes: int = MEMORY_BYTES) -> None:
        self._sandbox = Sandbox(parse_seconds, memory_bytes)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child process; a further `parse` starts another."""
        self._sandbox.close()

    def parse(self, path: str, data: bytes, sha256: str) -> Article:
        """The article in the file at `path`. Raises EmptyArticle, or ArticleError with the reason."""
        name = PurePosixPath(path)
        kind = KINDS.get(name.suffix.lower())
        if kind is None:
            raise ArticleError("is not a .txt, .md or .html file")
        if not data.strip():
            raise EmptyArticle("is empty")
        harmless = kind == "text" and len(data) <= HARMLESS_BYTES
        draft = read_article(kind, data) if harmless else self._sandbox.read(kind, data)
        return Article(
            id=article_id(path),
            path=path,
            title=draft.title or readable(name.stem),
            text=draft.text,
            date=draft.date,
            source=draft.source,
            sha256=sha256,
        )
