"""The next generation, written aside and made the live one whole or not at all; see snapshot.py."""

import fcntl
import hashlib
import json
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from index.errors import IndexBusyError, IndexWriteError
from index.snapshot import (
    CURRENT,
    GENERATIONS,
    IN_USE,
    LOCK,
    MANIFEST,
    Manifest,
    file_sha256,
    generations,
)

KEPT = 2  # generations kept, the live one included, even if nobody reads them

_log = logging.getLogger("footnote")


@contextmanager
def writing(index: Path) -> Iterator[Path]:
    """Hold the index for writing and give an empty folder for the next generation.

    A lock whose holder is dead is free. Raises IndexBusyError while another process builds, and
    IndexWriteError where the folder cannot be written. What is left unpublished is removed.
    """
    draft = index / GENERATIONS / f".draft-{os.getpid()}"
    with write_errors(index):
        (index / GENERATIONS).mkdir(parents=True, exist_ok=True)
        lock = (index / LOCK).open("a+b")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise IndexBusyError(
                f"{index} is being built by another process; try again when it is done"
            ) from None
        try:
            with write_errors(index):
                _remove_leftovers(index)
                draft.mkdir()
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def write_errors(index: Path) -> Iterator[None]:
    """Around whatever writes the index: tells an OSError as IndexWriteError, with the remedy."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise IndexWriteError(
            f"the index {error.filename or index} cannot be written: {reason}; "
            "make room or set another folder with --index; what was indexed before still serves"
        ) from None


def publish(index: Path, draft: Path, manifest: Manifest) -> str:
    """Make `draft` the live generation, whole or not at all, and remove old ones nobody reads.

    `manifest.files` is filled in here. Returns the generation's name. Raises IndexWriteError.
    """
    with write_errors(index):
        name = _sealed(draft, manifest)
        os.rename(draft, index / GENERATIONS / name)
        _fsync(index / GENERATIONS)
        make_current(index, name)
        _remove_old(index, name)
        return name


def make_current(index: Path, name: str) -> None:
    """Make the generation `name` the live one; whoever holds the index for writing may."""
    with write_errors(index):
        pointer = index / f"{CURRENT}.new"
        pointer.write_text(name + "\n", encoding="ascii")
        _fsync(pointer)
        os.replace(pointer, index / CURRENT)
        _fsync(index)


def _sealed(draft: Path, manifest: Manifest) -> str:
    """Write the manifest, bring all to the disk, and give the generation its name."""
    (draft / IN_USE).touch()
    files = sorted(file for file in draft.rglob("*") if file.is_file())
    sums = {
        file.relative_to(draft).as_posix(): file_sha256(file)
        for file in files
        if file.name != IN_USE and not file.name.endswith(".lock")
    }
    data = json.dumps({**asdict(manifest), "files": sums}, indent=1, sort_keys=True).encode()
    (draft / MANIFEST).write_bytes(data)
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{hashlib.sha256(data).hexdigest()[:12]}"
    for path in (*files, draft / MANIFEST, *(p for p in draft.rglob("*") if p.is_dir()), draft):
        _fsync(path)
    return name


def _remove_old(index: Path, live: str) -> None:
    """Remove generations beyond the newest KEPT, unless someone reads them."""
    older = sorted((folder for folder in generations(index) if folder.name != live), reverse=True)
    for folder in older[KEPT - 1 :]:
        try:
            with (folder / IN_USE).open("rb") as in_use:
                fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.rename(folder, folder.with_name(f".removed-{folder.name}"))
        except BlockingIOError:
            continue
        except OSError as error:
            _log.warning("%s could not be removed: %s", folder, error.strerror)
    _remove_leftovers(index)


def _remove_leftovers(index: Path) -> None:
    for folder in (index / GENERATIONS).glob(".*"):
        shutil.rmtree(folder, ignore_errors=True)


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
