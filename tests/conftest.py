"""Real parts, made once: the index of the seed articles, and corpora to build others from."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ["HF_HUB_OFFLINE"] = "1"
PROJECT = Path(__file__).resolve().parent.parent
SEEDS = PROJECT / "seeds"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test sees the developer's own settings or touches the developer's own index."""
    for name in os.environ:
        if name.startswith("FOOTNOTE_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def seed_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the seed articles. Read only: tests that rebuild use a copy."""
    from index import Settings, build

    folder = tmp_path_factory.mktemp("seed") / "index"
    build(SEEDS, folder, settings=Settings())
    return folder


@pytest.fixture
def seed_index_copy(seed_index: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "index-copy"
    shutil.copytree(seed_index, copy)
    return copy


@pytest.fixture(scope="session")
def engine(seed_index: Path):  # type: ignore[no-untyped-def]
    from index import Settings
    from rag import Config, Engine

    return Engine.open(seed_index, settings=Settings(), config=Config())


@pytest.fixture
def corpus(tmp_path: Path) -> Callable[..., Path]:
    """Write files into a corpus: corpus({"a.txt": "Title\\n\\nText."}) -> its folder."""

    def write(files: dict[str, str | bytes], name: str = "corpus") -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        for path, content in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return write
