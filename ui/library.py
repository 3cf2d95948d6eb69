"""The articles' files, for who looks after them: what lies in the corpus and what of it is indexed.

Nothing here indexes; a rebuild does.
"""

import hashlib
import threading
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from index import articles
from index.errors import ArticleError
from index.scanning import scan
from rag import Engine
from rag.invisible import visible
from ui import folder
from ui.folder import FileMissingError, FileNameError, Incoming, LastFileError, is_draft
from ui.rebuild import Rebuild

SETTLED_NS = 2_000_000_000  # a file left alone for so long has the digest that was taken of it

State = Literal["indexed", "changed", "new", "skipped", "failed", "removed"]
_Digest: TypeAlias = tuple[tuple[int, int, int, int], str]  # size, inode, times; SHA-256 of the content
_Refused: TypeAlias = tuple[int, State, str | None]  # when the rebuild began, in ns; state; reason


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file of the corpus, or one that only the index still has.

    `state`: "indexed" as it is; "changed" since; "new", not indexed yet; "skipped" or "failed" for
    `reason`; "removed" from the folder, but still indexed. A rebuild leaves none changed, new or removed.
    """

    path: str
    state: State
    reason: str | None = None
    size: int | None = None  # in bytes, where it was looked at


class Library:
    """The corpus of an engine. Safe from any thread, and while a rebuild runs."""

    def __init__(self, engine: Engine, rebuild: Rebuild) -> None:
        self._engine = engine
        self._rebuild = rebuild
        self._digests: dict[str, _Digest] = {}
        self._indexed: tuple[str, dict[str, str]] = "", {}  # the generation, and SHA-256 by path in it
        self._lock = threading.Lock()

    @property
    def corpus(self) -> Path:
        """The folder that the live index was built from, whatever the settings say now."""
        return Path(self._engine.status()["corpus"])

    @property
    def max_bytes(self) -> int:
        """The size of the largest file that is read."""
        return self._engine.settings.max_file_bytes

    def files(self) -> list[CorpusFile]:
        """Every file of the corpus and every article without one, by path.

        Whether a file changed is told by its content, as a rebuild tells it; for that it is read where its
        size, times or inode differ from when it was last read here. What is wrong with its content is known
        from the last rebuild that this server ran, for files that are older. Raises CorpusError.
        """
        indexed = self._hashes()
        refused = self._refused()
        found = self._scan()
        with self._lock:
            known, self._digests = self._digests, {}
            files = [self._looked_at(one, known.get(one.path), indexed, refused) for one in found]
        gone = indexed.keys() - {one.path for one in found}
        return sorted([*files, *(CorpusFile(path, "removed") for path in gone)], key=lambda file: file.path)

    def add(self, name: str, content: bytes) -> bool:
        """Put a file into the corpus, or in another's place; whether there was none of this name before.

        Raises FileNameError, FileTooLargeError or FileWriteError.
        """
        with self.incoming(name) as file:
            file.write(content)
            return file.keep()

    def incoming(self, name: str) -> AbstractContextManager[Incoming]:
        """A file to be written piece by piece and then kept. Raises as `add` does."""
        return folder.incoming(self.corpus, name, self.max_bytes, beside=self._engine.index)

    def remove(self, path: str) -> None:
        """Take a file, named as `files` names it, out of the corpus.

        Raises FileMissingError, FileNameError for what is no article's file, LastFileError, FileWriteError
        or CorpusError.
        """
        corpus, shown, files = self.corpus, visible(path), self._scan()
        found = next((one for one in files if one.path == path), None)
        if found and found.reason:
            raise FileNameError(f"only articles' files are removed here, and {shown} is {found.reason}")
        if found and not any(one.reason is None for one in files if one is not found):
            raise LastFileError(
                f"{shown} is the last article's file, and an index needs one; "
                "add another file before it is removed"
            )
        parts = found.file.relative_to(corpus).parts if found else ()
        if not (parts and folder.remove(corpus, parts, beside=self._engine.index)):
            raise FileMissingError(f"there is no file {shown} in the corpus; look again at what lies there")

    def _scan(self) -> list[articles.Found]:
        """As a rebuild does, without what is being written."""
        return [one for one in scan(self.corpus, self._engine.index) if not is_draft(one.file.name)]

    def _hashes(self) -> dict[str, str]:
        """SHA-256 of each article's file, by path, as indexed."""
        generation, hashes = self._engine.generation, self._indexed
        if hashes[0] != generation:
            hashes = generation, {row.path: row.sha256 for row in self._engine.listing()[1]}
            self._indexed = hashes
        return hashes[1]

    def _refused(self) -> dict[str, _Refused]:
        """The files that the last rebuild did not take."""
        last = self._rebuild.last()
        if last is None:
            return {}
        began_ns = int(last[0].timestamp() * 1e9)
        refused: dict[str, _Refused] = {}
        for file in last[1].files:
            if file.state in ("skipped", "failed"):
                refused[file.path] = began_ns, file.state, file.reason
        return refused

    def _looked_at(
        self,
        one: articles.Found,
        known: _Digest | None,
        indexed: dict[str, str],
        refused: dict[str, _Refused],
    ) -> CorpusFile:
        if one.reason:
            return CorpusFile(one.path, "skipped", one.reason)
        try:
            now = one.file.stat(follow_symlinks=False)
            signature = now.st_size, now.st_ino, now.st_mtime_ns, now.st_ctime_ns
            if known and known[0] == signature:
                digest = known[1]
            else:
                digest = hashlib.sha256(articles.read_bytes(one, self.max_bytes)).hexdigest()
        except OSError as error:
            return CorpusFile(one.path, "failed", f"cannot be looked at: {error.strerror}")
        except ArticleError as reason:
            return CorpusFile(one.path, "failed", str(reason), now.st_size)
        if time.time_ns() - now.st_ctime_ns > SETTLED_NS:
            self._digests[one.path] = signature, digest
        if one.path in indexed:
            state: State = "indexed" if indexed[one.path] == digest else "changed"
            return CorpusFile(one.path, state, None, now.st_size)
        began_ns, why, told = refused.get(one.path, (0, "new", None))
        if now.st_ctime_ns >= began_ns:  # the rebuild saw another content, or none
            why, told = "new", None
        return CorpusFile(one.path, why, told, now.st_size)
