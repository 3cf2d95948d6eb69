"""Claims with their passages into the weights of the support model: the reader's network, trained on."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from rag.reader.model import Pair, PairEncoder, ReaderModel, pair_encoder
from training.support.claims import Claim
from training.train import optimization, set_dropout


@dataclass(frozen=True, slots=True)
class Stage:
    """One epoch."""

    learning_rate: float  # at its highest
    dropout: float  # share of what each layer adds that is left out


@dataclass(frozen=True, slots=True)
class SupportSettings:
    """How the support model is trained."""

    seed: int = 4
    asked: Stage = Stage(1.5e-4, 0.0)  # claims made of questions
    written: Stage = Stage(2e-4, 0.1)  # written claims
    debiased: Stage = Stage(1.5e-4, 0.1)  # the same, but for what their looks give away
    edited: Stage = Stage(1.5e-4, 0.1)  # claims with two passages, of which one supports them
    edited_epochs: int = 3  # each with a schedule of its own
    # Of each source's questions, the share that is made into claims.
    shares: tuple[tuple[str, float], ...] = (
        ("wiki", 1), ("squad2", 1), ("reviews", 0.5), ("posts", 0.5), ("qamr", 0.45),
    )  # fmt: skip
    warmup: float = 0.05  # share of the steps
    weight_decay: float = 0.01
    clip: float = 1.0  # the gradient's norm
    smoothing: float = 0.02  # what is taken from each label
    batch_tokens: int = 4096  # wordpieces in one step, at most
    sorted: int = 512  # claims among which those of one length are put together
    multiple: int = 32  # lengths are padded to multiples of this: each new shape costs a set-up


Example = tuple[Pair, bool, float]
"""Claim with passage, whether it is supported, and the logit that its looks give away."""


def train(
    model: ReaderModel,
    claims: Sequence[Claim],
    stage: Stage,
    settings: SupportSettings,
    number: int,
    log: Callable[[str], None],
) -> None:
    """Take `model` through the `number`th epoch; its relevance head learns to say whether the claim holds."""
    chance, encoder = random.Random(settings.seed + number), pair_encoder()
    torch.manual_seed(settings.seed + number)
    set_dropout(model.train(), stage.dropout)
    model.encoder.set_attn_implementation("eager")  # the faster one with gradients
    batches = list(_batches(_examples(claims, encoder), settings, chance))
    steps, mean, begun = len(batches), 0.0, time.monotonic()
    optimizer, schedule = optimization(
        model, stage.learning_rate, steps, settings.warmup, settings.weight_decay
    )
    for step, batch in enumerate(batches, start=1):
        with torch.autocast("cpu", torch.bfloat16):
            logits = model([pair for pair, _, _ in batch], settings.multiple).relevance
        labels = torch.tensor([float(supported) for _, supported, _ in batch])
        betrayed = torch.tensor([logit for _, _, logit in batch])
        loss = binary_cross_entropy_with_logits(
            logits + betrayed, labels * (1 - 2 * settings.smoothing) + settings.smoothing
        )
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), settings.clip)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        mean = 0.98 * mean + 0.02 * loss.item()
        if step % 50 == 0 or step == steps:
            left = (steps - step) / step * (time.monotonic() - begun) / 60
            log(f"step {step}/{steps}: loss {mean / (1 - 0.98**step):.3f}, {left:.0f} min left")


def _examples(claims: Sequence[Claim], encoder: PairEncoder) -> list[Example]:
    return [
        (encoder.encode(c.text, c.passage.title, c.passage.text), c.supported, c.betrayed) for c in claims
    ]


def _batches(
    examples: list[Example], settings: SupportSettings, chance: random.Random
) -> Iterator[list[Example]]:
    """Steps of about as many wordpieces each, in any order."""
    chance.shuffle(examples)
    found: list[list[Example]] = []
    for first in range(0, len(examples), settings.sorted):
        batch: list[Example] = []
        for example in sorted(examples[first : first + settings.sorted], key=lambda e: len(e[0].ids)):
            length = -(-len(example[0].ids) // settings.multiple) * settings.multiple
            if batch and (len(batch) + 1) * length > settings.batch_tokens:
                found.append(batch)
                batch = []
            batch.append(example)
        found.append(batch)
    chance.shuffle(found)
    yield from found
