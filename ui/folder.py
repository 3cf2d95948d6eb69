"""Files put into the corpus and taken out of it, whole or not at all, and never beyond it.

A name is checked as text first, and then walked folder by folder without following a link.
"""

import errno
import os
import secrets
import time
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from index.articles.corpus import KINDS
from index.errors import FootnoteError
from rag.invisible import visible

LONGEST_NAME = 200  # characters
DRAFT, PART = ".footnote-", ".part"  # how the names of unfinished files begin and end: hidden, so never read
ABANDONED = 3600  # seconds after which an unfinished file that has not grown is of an upload that was killed
FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class LibraryError(FootnoteError):
    """Something cannot be done about a file of the corpus."""


class FileNameError(LibraryError):
    """No article's file can have this name."""


class FileMissingError(LibraryError):
    """There is no such file."""


class LastFileError(LibraryError):
    """It is the last file, and an index needs an article."""


class FileTooLargeError(LibraryError):
    """A file is larger than what is read."""


class FileWriteError(LibraryError):
    """The corpus folder cannot be changed."""


def checked_name(name: str) -> list[str]:
    """The folders and the last part of a file's name, "/" between them, accents composed.

    Raises FileNameError for what the indexer would not read, and for all but a plain path downwards.
    """
    name = unicodedata.normalize("NFC", name)
    shown, parts = visible(name), name.split("/")
    if len(name) > LONGEST_NAME:
        raise FileNameError(f"a file's name has at most {LONGEST_NAME} characters; shorten it")
    if shown != name or "\\" in name:
        raise FileNameError(f"{shown} has characters that do not belong in a file's name; rename it")
    if any(part.strip() in ("", ".", "..") for part in parts):
        raise FileNameError(f"{shown!r} is no plain path within the corpus, such as folder/article.txt")
    if any(part.startswith(".") for part in parts):
        raise FileNameError(f"{shown} would be hidden and not be read; rename it without the leading dot")
    if os.path.splitext(parts[-1])[1].lower() not in KINDS:
        raise FileNameError(f"{shown} is not a .txt, .md or .html file; only these are read")
    return parts


class Incoming:
    """A file that is being written beside its place."""

    def __init__(self, name: str, max_bytes: int, file: int, folder: int, draft: str, last: str) -> None:
        self._name = visible(name)
        self._max_bytes = self._left = max_bytes
        self._file, self._folder, self._draft, self._last = file, folder, draft, last

    def write(self, piece: bytes) -> None:
        """Add to the file. Raises FileTooLargeError or FileWriteError."""
        self._left -= len(piece)
        if self._left < 0:
            raise FileTooLargeError(
                f"{self._name} is larger than {self._max_bytes:,} bytes (max_file_bytes); "
                "split it or raise the limit"
            )
        with _told(self._name):
            while piece:
                piece = piece[os.write(self._file, piece) :]

    def keep(self) -> bool:
        """Put the file in its place; whether none was there. Raises FileNameError or FileWriteError."""
        with _told(self._name):
            os.fsync(self._file)
            new = not _is_there(self._last, self._folder)
            os.replace(self._draft, self._last, src_dir_fd=self._folder, dst_dir_fd=self._folder)
            os.fsync(self._folder)
            return new


@contextmanager
def incoming(corpus: Path, name: str, max_bytes: int, *, beside: Path) -> Iterator[Incoming]:
    """A file to be written piece by piece; it is in the corpus once it is kept, and gone if it never is.

    It may be anywhere but in `beside`, the index. Raises FileNameError or FileWriteError.
    """
    *folders, last = checked_name(name)
    draft = f"{DRAFT}{secrets.token_hex(8)}{PART}"
    with ExitStack() as stack:
        with _told(name):
            folder = stack.enter_context(_opened(corpus, folders, beside, make=True))
            _sweep(folder)
            file = os.open(draft, NEW, 0o666, dir_fd=folder)
        stack.callback(_unlink, draft, folder)
        stack.callback(os.close, file)
        yield Incoming(name, max_bytes, file, folder, draft, last)


def remove(corpus: Path, parts: Sequence[str], *, beside: Path) -> bool:
    """Take the file at `parts`, folders and name, out of the corpus; whether it was there.

    Raises FileNameError where a link is on the way, or FileWriteError.
    """
    *folders, last = parts
    with _told("/".join(parts)), _opened(corpus, folders, beside, make=False) as folder:
        there = _unlink(last, folder)
        os.fsync(folder)
        return there


@contextmanager
def _opened(corpus: Path, folders: Sequence[str], beside: Path, *, make: bool) -> Iterator[int]:
    """A descriptor of a folder in the corpus, reached through no link and not through `beside`."""
    at = os.open(corpus, FOLDER)
    try:
        _refuse_same(at, beside)
        for name in folders:
            if make:
                with suppress(FileExistsError):
                    os.mkdir(name, dir_fd=at)
            inner = os.open(name, FOLDER | os.O_NOFOLLOW, dir_fd=at)
            os.close(at)
            at = inner
            _refuse_same(at, beside)
        yield at
    finally:
        os.close(at)


def _refuse_same(folder: int, beside: Path) -> None:
    with suppress(FileNotFoundError):
        if os.path.samestat(os.fstat(folder), beside.stat()):
            raise FileNameError("the index lies there, where no article is read; choose another folder")


def is_draft(name: str) -> bool:
    """Whether a file of this name is an unfinished one."""
    return name.startswith(DRAFT) and name.endswith(PART)


def _sweep(folder: int) -> None:
    """Remove the unfinished files that nobody writes any more."""
    for name in filter(is_draft, os.listdir(folder)):
        with suppress(OSError):
            if time.time() - os.stat(name, dir_fd=folder, follow_symlinks=False).st_mtime > ABANDONED:
                os.unlink(name, dir_fd=folder)


def _is_there(name: str, folder: int) -> bool:
    try:
        os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def _unlink(name: str, folder: int) -> bool:
    """Whether there was anything to unlink."""
    try:
        os.unlink(name, dir_fd=folder)
    except FileNotFoundError:
        return False
    return True


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Errors of the system as ours."""
    try:
        yield
    except OSError as error:
        shown, reason = visible(name), (error.strerror or str(error)).lower()
        match error.errno:
            case errno.ENOTDIR | errno.ELOOP:
                raise FileNameError(
                    f"{shown} would lie in what is a file or a symbolic link; choose another folder"
                ) from None
            case errno.EISDIR | errno.ENAMETOOLONG:
                raise FileNameError(f"{shown} cannot be a file: {reason}; choose another name") from None
        raise FileWriteError(
            f"{shown} cannot be changed: {reason}; make room, or let the server write to the corpus folder"
        ) from None
