"""The reader's weights: one file without code in it, checked before it is used."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from safetensors.torch import load, save_file
from torch import Tensor, nn

from index.embed import computes_bfloat16
from index.errors import ModelError
from rag.reader.model import WORDS, ReaderModel, minilm

FOLDER = Path(__file__).parent
WEIGHTS, FACTS = "reader.safetensors", "reader.json"


@cache
def load_model(folder: Path = FOLDER) -> tuple[ReaderModel, dict[str, Any]]:
    """The network, ready to read, and the facts that were fitted with it.

    bfloat16 where the CPU computes in it, else float32. Raises ModelError where a file is missing or
    not the one whose SHA-256 stands in the facts.
    """
    try:
        facts: dict[str, Any] = json.loads((folder / FACTS).read_text(encoding="utf-8"))
        content = (folder / WEIGHTS).read_bytes()
    except (OSError, ValueError) as error:
        raise ModelError(f"the reader in {folder} cannot be read ({error}); install Footnote again") from None
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 != facts["sha256"]:
        raise ModelError(
            f"{folder / WEIGHTS} is not the reader that belongs here (SHA-256 {sha256[:12]}…); "
            "install Footnote again"
        )
    with torch.device("meta"):
        model = ReaderModel()
    model.load_state_dict({**load(content), WORDS: _word_embeddings()}, assign=True)
    _counted_positions(model)
    return ready(model, torch.bfloat16 if computes_bfloat16() else torch.float32), facts


def ready(model: ReaderModel, dtype: torch.dtype) -> ReaderModel:
    """The network for reading: its encoder in `dtype`, its heads in float32, nothing trained any more."""
    nn.Module.to(model.encoder, dtype)
    model.span.float()
    model.relevance.float()
    return model.eval().requires_grad_(False)


def save_model(model: ReaderModel, folder: Path) -> str:
    """Write all weights but the word embeddings, in bfloat16; returns their SHA-256."""
    weights = {
        name: tensor.detach().to(torch.bfloat16).contiguous()
        for name, tensor in model.state_dict().items()
        if name != WORDS
    }
    save_file(weights, folder / WEIGHTS)
    return hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()


def _word_embeddings() -> Tensor:
    """MiniLM's, from the package that the embedder comes from, too."""
    with safe_open(minilm()[0], "pt") as file:
        words: Tensor = file.get_tensor("embeddings.word_embeddings.weight")
        return words


def _counted_positions(model: ReaderModel) -> None:
    """The buffers that the weights do not hold."""
    embeddings = model.encoder.embeddings
    length = embeddings.position_embeddings.num_embeddings
    embeddings.register_buffer("position_ids", torch.arange(length)[None], persistent=False)
    embeddings.register_buffer("token_type_ids", torch.zeros((1, length), dtype=torch.long), persistent=False)
