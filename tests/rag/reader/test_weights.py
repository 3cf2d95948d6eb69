"""The shipped weights, and weights that are not them."""

import shutil
from pathlib import Path

import pytest
import torch

from index.errors import ModelError
from rag.reader import weights
from rag.reader.weights import FACTS, FOLDER, WEIGHTS, load_model, save_model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (FACTS, WEIGHTS):
        shutil.copy(FOLDER / name, tmp_path)
    return tmp_path


def test_the_shipped_file_is_small_and_the_one_of_the_facts() -> None:
    assert (FOLDER / WEIGHTS).stat().st_size < 50_000_000
    model, _ = load_model()
    assert not model.training
    assert all(not weight.requires_grad for weight in model.parameters())


def test_altered_weights_are_refused_by_name(folder: Path) -> None:
    file = folder / WEIGHTS
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    with pytest.raises(ModelError, match=r"reader\.safetensors is not the reader that belongs here"):
        load_model(folder)


@pytest.mark.parametrize("name", [FACTS, WEIGHTS])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=name):
        load_model(folder)


def test_what_is_saved_is_what_was_loaded(folder: Path) -> None:
    model, facts = load_model(folder)
    assert save_model(model, folder) == facts["sha256"]


def test_a_cpu_without_bfloat16_reads_in_float32(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "computes_bfloat16", lambda: False)
    model, _ = load_model(folder)
    assert {weight.dtype for weight in model.parameters()} == {torch.float32}
