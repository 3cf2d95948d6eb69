"""The files of a corpus that an index is built from: those of indexes within it are not among them."""

import os
from functools import cache
from itertools import takewhile
from pathlib import Path

from index import articles
from index.errors import SettingsError
from index.snapshot import CURRENT, GENERATIONS, LOCK


def scan(corpus: Path, index: Path) -> list[articles.Found]:
    """Every file under `corpus`, without those of `index` and of any other index that lies there.

    Raises SettingsError where `index` is the corpus folder itself, CorpusError where there is no such
    folder or it cannot be listed.
    """
    if os.path.realpath(corpus) == os.path.realpath(index):
        raise SettingsError(
            f"the index cannot be the corpus folder itself, {corpus}; set another folder for it with --index"
        )

    @cache
    def is_index(folder: Path) -> bool:
        marked = any(os.path.isfile(folder / name) for name in (CURRENT, LOCK))
        return folder == index or (marked and os.path.isdir(folder / GENERATIONS))

    def within(file: Path) -> bool:
        return any(map(is_index, takewhile(lambda folder: folder != corpus, (file, *file.parents))))

    return [one for one in articles.scan(corpus) if not within(one.file)]
