"""Nearest neighbours by cosine: the one door to FAISS."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexCorruptError

FILE = "vectors.faiss"
EXACT_FILE = "vectors.npy"  # the float32 rows, kept beside an index that only holds them rounded
FLAT_UP_TO = 200_000  # chunks; beyond, an inverted file of 8-bit vectors
PROBES = 64  # lists of the inverted file looked at for one question
FEW = 10_000  # chunks that are compared one by one, where only these may be found


class VectorIndex:
    """Unit vectors with the chunk numbers 0 … n-1. Scores are cosines: -1 to 1, higher is nearer."""

    def __init__(self, index: Any, exact: NDArray[np.float32] | None = None) -> None:
        self._index = index
        self._exact = exact

    @classmethod
    def of(cls, vectors: NDArray[np.float32]) -> "VectorIndex":
        """Index `vectors`: float32, shape (n, d), rows of length 1. The same rows give the same index."""
        import faiss

        count, dimension = vectors.shape
        if count <= FLAT_UP_TO:
            index, exact = faiss.index_factory(dimension, "IDMap2,Flat", faiss.METRIC_INNER_PRODUCT), None
        else:
            lists = int(4 * count**0.5)
            index = faiss.index_factory(dimension, f"IVF{lists},SQ8", faiss.METRIC_INNER_PRODUCT)
            index.train(vectors)
            faiss.extract_index_ivf(index).nprobe = PROBES
            exact = vectors
        index.add_with_ids(vectors, np.arange(count, dtype=np.int64))
        return cls(index, exact)

    @classmethod
    def load(cls, folder: Path) -> "VectorIndex":
        """Read what `save` wrote. The caller has checked the files' SHA-256 before.

        The exact rows are read only beside an index that rounds its own: a file of that name that `save`
        did not write is never opened.
        """
        import faiss

        try:
            index = faiss.read_index(str(folder / FILE))
        except RuntimeError as error:
            raise IndexCorruptError(f"{folder / FILE} cannot be read: {str(error).splitlines()[0]}") from None
        inverted = faiss.try_extract_index_ivf(index)
        if inverted is None:
            return cls(index)
        inverted.nprobe = PROBES
        try:
            return cls(index, np.load(folder / EXACT_FILE, mmap_mode="r", allow_pickle=False))
        except (OSError, ValueError) as error:
            raise IndexCorruptError(f"{folder / EXACT_FILE} cannot be read: {error}") from None

    def save(self, folder: Path) -> None:
        """Write the index into `folder`. Raises OSError where that fails."""
        import faiss

        try:
            faiss.write_index(self._index, str(folder / FILE))
        except RuntimeError as error:
            raise OSError(0, str(error).splitlines()[0], str(folder / FILE)) from None
        if self._exact is not None:
            np.save(folder / EXACT_FILE, self._exact)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def search(
        self, query: NDArray[np.float32], k: int, fitting: NDArray[np.bool_] | None = None
    ) -> list[tuple[int, float]]:
        """The `k` nearest chunks, or as many as there are: (chunk number, cosine), nearest first.

        With `fitting`, shape (n,), only chunks for which it is true are found.
        """
        found = len(self) if fitting is None else int(np.count_nonzero(fitting))
        if not found:
            return []
        if fitting is not None and self._exact is not None and found <= FEW:
            return self._compared(query, k, np.flatnonzero(fitting))
        parameters = None if fitting is None else self._parameters(fitting, found)
        scores, numbers = self._index.search(query.reshape(1, -1), min(k, found), params=parameters)
        pairs = zip(numbers[0].tolist(), scores[0].tolist(), strict=True)
        return [(number, score) for number, score in pairs if number >= 0]  # FAISS pads with -1

    def _compared(
        self, query: NDArray[np.float32], k: int, numbers: NDArray[np.int64]
    ) -> list[tuple[int, float]]:
        """The `k` nearest of these chunks, by their exact vectors."""
        scores = self.vectors(numbers) @ query
        nearest = np.argsort(-scores, kind="stable")[:k]
        return list(zip(numbers[nearest].tolist(), scores[nearest].tolist(), strict=True))

    def _parameters(self, fitting: NDArray[np.bool_], found: int) -> Any:
        """Search among these only; in an inverted file in more lists, the rarer they are."""
        import faiss

        untyped: Any = faiss  # its stubs miss these arguments
        selector = untyped.IDSelectorBitmap(np.packbits(fitting, bitorder="little"))
        if self._exact is None:
            return untyped.SearchParameters(sel=selector)
        lists = untyped.extract_index_ivf(self._index).nlist
        return untyped.SearchParametersIVF(sel=selector, nprobe=min(lists, PROBES * len(self) // found))

    def vectors(self, numbers: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of these chunks: float32, shape (len(numbers), dimension)."""
        if self._exact is not None:
            return np.asarray(self._exact[np.asarray(numbers, np.int64)], np.float32)
        rows = np.zeros((len(numbers), self.dimension), np.float32)
        for row, number in enumerate(numbers):
            rows[row] = self._index.reconstruct(number)
        return rows
