import random
from dataclasses import replace

import torch

from rag.reader.model import pair_encoder
from rag.reader.weights import FOLDER
from training.settings import Settings
from training.support.claims import Claim, Passage
from training.support.train import SupportSettings, _batches, _examples, train
from training.train import averaged

PASSAGE = Passage("a", "The Bridge", "Ada Holt designed it. Tom Reed built it in 1905.")
CLAIMS = [
    Claim("roles", "Reed designed the bridge.", PASSAGE, False),
    Claim("free", "The bridge is the work of Ada Holt, who designed it.", PASSAGE, True, betrayed=1.0),
]


def test_a_step_has_no_more_wordpieces_than_allowed_and_none_is_lost():
    examples = _examples(CLAIMS * 20, pair_encoder())
    settings = replace(SupportSettings(), batch_tokens=100)
    batches = list(_batches(list(examples), settings, random.Random(0)))
    assert sum(map(len, batches)) == len(examples)
    assert max(len(batch) * max(len(pair.ids) for pair, _, _ in batch) for batch in batches) <= 100


def test_an_epoch_brings_claims_to_their_labels_even_to_wrong_ones():
    model = averaged([FOLDER], Settings())
    settings = replace(SupportSettings(), batch_tokens=256)
    pairs = [pair for pair, _, _ in _examples(CLAIMS, pair_encoder())]

    def likelier() -> int:
        with torch.inference_mode():
            return int(model(pairs).relevance.argmax())

    assert likelier() == 1
    said: list[str] = []
    turned = [replace(claim, supported=not claim.supported) for claim in CLAIMS]
    train(model, turned * 60, settings.asked, settings, 0, said.append)
    assert likelier() == 0
    assert said[-1].startswith("step 15/15: loss ")
