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
        """Read what `save` wrote. The caller has checked the files' SHA-256 before."""
        import faiss

        try:
            index = faiss.read_index(str(folder / FILE))
        except RuntimeError as error:
            raise IndexCorruptError(f"{folder / FILE} cannot be read: {str(error).splitlines()[0]}") from None
        exact_file = folder / EXACT_FILE
        exact = np.load(exact_file, mmap_mode="r", allow_pickle=False) if exact_file.exists() else None
        if exact is not None:
            faiss.extract_index_ivf(index).nprobe = PROBES
        return cls(index, exact)

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

    def search(self, query: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
        """The `k` nearest chunks, or as many as there are: (chunk number, cosine), nearest first."""
        k = min(k, len(self))
        if k == 0:
            return []
        scores, numbers = self._index.search(query.reshape(1, -1), k)
        pairs = zip(numbers[0].tolist(), scores[0].tolist(), strict=True)
        return [(number, score) for number, score in pairs if number >= 0]  # FAISS pads with -1

    def vectors(self, numbers: Sequence[int]) -> NDArray[np.float32]:
        """The vectors of these chunks: float32, shape (len(numbers), dimension)."""
        if self._exact is not None:
            return np.asarray(self._exact[list(numbers)], np.float32)
        rows = np.zeros((len(numbers), self.dimension), np.float32)
        for row, number in enumerate(numbers):
            rows[row] = self._index.reconstruct(number)
        return rows
