"""Generations on disk: their file names, the manifest, opening one safely.

    INDEX/
        CURRENT                  the name of the live generation
        LOCK                     held by the process that builds
        generations/NAME/        immutable once published
            manifest.json        what it was made of, and the SHA-256 of every other file
            articles.sqlite  vectors.faiss  lexical/
            IN_USE               readers hold a shared lock on it

NAME is the time of the build and the start of the manifest's own SHA-256, so that no bit of a
generation can change unnoticed.
"""

import fcntl
import hashlib
import json
import logging
import re
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from index import lexical, store, vectors
from index.errors import IndexCorruptError, IndexMismatchError, IndexMissingError

SCHEMA = 2  # raised whenever the files of a generation change their form
CURRENT, LOCK, GENERATIONS, MANIFEST, IN_USE = "CURRENT", "LOCK", "generations", "manifest.json", "IN_USE"
REBUILD = "rebuild with: footnote index"

_NAME = re.compile(r"\d{8}T\d{12}-[0-9a-f]{12}")
_log = logging.getLogger("footnote")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made of."""

    schema: int
    created: str  # ISO 8601, UTC
    corpus: str
    settings: dict[str, Any]  # those that change what is in the index
    embedder: str
    embedder_sha256: str
    dimension: int
    articles: int
    chunks: int
    files: dict[str, str]  # SHA-256 by path within the generation


class Snapshot:
    """One generation, open for reading. Nothing of it is removed while the snapshot lives."""

    def __init__(self, folder: Path, manifest: Manifest, in_use: IO[bytes]) -> None:
        self.folder = folder
        self.generation = folder.name
        self.manifest = manifest
        self.store = store.Store(folder / store.FILE)
        self.vectors = vectors.VectorIndex.load(folder)
        self.lexical = lexical.LexicalIndex.load(folder / lexical.FOLDER)
        self._finalizer = weakref.finalize(self, _close, self.store, in_use)
        self._check_counts()

    def close(self) -> None:
        """Let go of the files; also happens when the snapshot is garbage."""
        self._finalizer()

    def _check_counts(self) -> None:
        expected = self.manifest.chunks
        found = {"vectors": len(self.vectors), "lexical": len(self.lexical), "chunks": self.store.counts()[1]}
        for name, count in found.items():
            if count != expected:
                raise IndexCorruptError(f"{self.folder} has {count} {name}, not {expected}; {REBUILD}")
        if self.vectors.dimension != self.manifest.dimension:
            raise IndexCorruptError(
                f"{self.folder} has vectors of {self.vectors.dimension} dimensions, "
                f"not {self.manifest.dimension}; {REBUILD}"
            )


def _close(opened: store.Store, in_use: IO[bytes]) -> None:
    opened.close()
    in_use.close()


def open_snapshot(index: Path) -> Snapshot:
    """Open the live generation of `index`.

    Where CURRENT is missing or names nothing, the newest valid generation is opened, with a warning.
    Raises IndexMissingError, IndexCorruptError or IndexMismatchError.
    """
    for _ in range(10):  # a generation may be replaced and removed between reading its name and opening it
        name = current_generation(index)
        if name is None:
            return _newest_valid(index)
        try:
            return _open(index / GENERATIONS / name)
        except IndexMissingError:
            continue
    raise IndexMissingError(f"the live generation of {index} keeps vanishing; {REBUILD}")


def current_generation(index: Path) -> str | None:
    """The name of the live generation, or None where CURRENT is missing or names nothing."""
    try:
        name = (index / CURRENT).read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return None
    if _NAME.fullmatch(name) and (index / GENERATIONS / name).is_dir():
        return name
    return None


def published(index: Path) -> bool:
    """Whether a generation was ever published in `index`; a first build may have been interrupted."""
    return (index / CURRENT).exists() or bool(generations(index))


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a generation, checked against the generation's name and this program's schema."""
    try:
        data = (folder / MANIFEST).read_bytes()
    except FileNotFoundError:
        if not folder.exists():
            raise IndexMissingError(f"{folder} is gone; {REBUILD}") from None
        raise IndexCorruptError(f"{folder / MANIFEST} is missing; {REBUILD}") from None
    except OSError as error:
        raise IndexCorruptError(f"{folder / MANIFEST} cannot be read: {error.strerror}; {REBUILD}") from None
    if hashlib.sha256(data).hexdigest()[:12] != folder.name[-12:]:
        raise IndexCorruptError(f"{folder / MANIFEST} has been altered; {REBUILD}")
    values = json.loads(data)
    if values["schema"] != SCHEMA:
        raise IndexMismatchError(
            f"{folder} has index schema {values['schema']}, this program reads {SCHEMA}; "
            "update footnote, or rebuild with: footnote index"
        )
    return Manifest(**values)


def _open(folder: Path) -> Snapshot:
    in_use = _shared_lock(folder)
    try:
        manifest = read_manifest(folder)
        for name, sha256 in manifest.files.items():
            try:
                intact = file_sha256(folder / name) == sha256
            except OSError as error:
                raise IndexCorruptError(f"{folder / name}: {error.strerror}; {REBUILD}") from None
            if not intact:
                raise IndexCorruptError(f"{folder / name} has been altered or cut short; {REBUILD}")
        return Snapshot(folder, manifest, in_use)
    except BaseException:
        in_use.close()
        raise


def _shared_lock(folder: Path) -> IO[bytes]:
    """Hold a generation against removal for as long as the returned file is open."""
    try:
        in_use = (folder / IN_USE).open("rb")
    except FileNotFoundError:
        if folder.exists():
            raise IndexCorruptError(f"{folder / IN_USE} is missing; {REBUILD}") from None
        raise IndexMissingError(f"{folder} is gone; {REBUILD}") from None
    except OSError as error:
        raise IndexCorruptError(f"{folder / IN_USE}: {error.strerror}; {REBUILD}") from None
    fcntl.flock(in_use, fcntl.LOCK_SH)
    if not folder.exists():
        in_use.close()
        raise IndexMissingError(f"{folder} is gone; {REBUILD}")
    return in_use


def _newest_valid(index: Path) -> Snapshot:
    reasons = []
    for folder in sorted(generations(index), reverse=True):
        try:
            snapshot = _open(folder)
        except (IndexCorruptError, IndexMissingError, IndexMismatchError) as error:
            reasons.append(str(error))
            continue
        _log.warning(
            "%s names no generation; using the newest valid one, %s; mend it with: footnote index",
            index / CURRENT,
            folder.name,
        )
        return snapshot
    if reasons:
        raise IndexCorruptError(reasons[0])
    raise IndexMissingError(
        f"nothing is indexed yet in {index}; build with: footnote index CORPUS --index {index}"
    )


def generations(index: Path) -> list[Path]:
    """Folders of all generations that were published and not removed, in no order."""
    try:
        return [folder for folder in (index / GENERATIONS).iterdir() if _NAME.fullmatch(folder.name)]
    except OSError:
        return []


def file_sha256(file: Path) -> str:
    """Of its contents, in hexadecimal."""
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()
