"""Train the support model, from the reader: python -m training.support DATA."""

import argparse
import logging
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch

from rag.metrics import auroc
from rag.reader.model import ReaderModel, pair_encoder
from rag.reader.weights import FOLDER, WEIGHTS, save_model
from training.examples import training_groups
from training.settings import Data, Settings
from training.support.claims import WRITTEN, Claim, edited_claims, known_passages, written_claims
from training.support.mixtures import debiased_epoch, edited_epoch, made_sentences, written_epoch
from training.support.questions import asked_claims, plausible_claims
from training.support.train import Stage, SupportSettings, train
from training.train import averaged

AT_ONCE = 32  # claims


def main() -> None:
    """The recipe: epochs of claims ever harder to tell from their looks, each on what came before."""
    parser = argparse.ArgumentParser(prog="python -m training.support", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA", help="the folder that holds eval/ and train/")
    parser.add_argument(
        "--out", type=Path, default=Path(".footnote/support"), help="where they go (%(default)s)"
    )
    args = parser.parse_args()
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.INFO)
    data, of_reader, settings = Data(args.data), Settings(), SupportSettings()
    chance = random.Random(settings.seed)

    asked = [
        *asked_claims(training_groups(data, of_reader), dict(settings.shares), chance),
        *plausible_claims(data, of_reader, chance),
    ]
    passages = known_passages(data)
    written = written_claims(WRITTEN / "train.tsv", passages)
    edited = edited_claims(WRITTEN / "edits.tsv", passages)
    sentences = made_sentences(data, of_reader, chance)
    logging.info("%d claims of questions, %d written, %d edited", len(asked), len(written), len(edited))

    model = averaged([FOLDER], of_reader)
    for number, (stage, claims) in enumerate(epochs(written, edited, asked, sentences, settings, chance)):
        train(model, claims, stage, settings, number, logging.info)
    args.out.mkdir(parents=True, exist_ok=True)
    save_model(model, args.out)
    for file, dev in (
        ("dev.tsv", written_claims(WRITTEN / "dev.tsv", passages)),
        ("dev-edits.tsv", edited_claims(WRITTEN / "dev-edits.tsv", passages)),
    ):
        scores = list(zip(supported_logits(model.eval(), dev), dev, strict=True))
        true, false = (
            [score for score, claim in scores if claim.supported == side] for side in (True, False)
        )
        print(f"AUROC on {len(dev)} claims kept aside, {file}: {auroc(true, false):.3f}")
    print(f"Weights in {args.out / WEIGHTS}")


def epochs(
    written: list[Claim],
    edited: list[Claim],
    asked: list[Claim],
    sentences: list[Claim],
    settings: SupportSettings,
    chance: random.Random,
) -> Iterator[tuple[Stage, list[Claim]]]:
    """What each epoch reads, and how fast it learns."""
    yield settings.asked, asked
    yield settings.written, written_epoch(written, asked, chance)
    yield settings.debiased, debiased_epoch(written, asked, sentences, chance)
    for _ in range(settings.edited_epochs):
        yield settings.edited, edited_epoch(written, edited, asked, sentences, chance)


@torch.inference_mode()
def supported_logits(model: ReaderModel, claims: Sequence[Claim]) -> list[float]:
    """The model's logit of each claim; higher is better supported."""
    encoder, logits = pair_encoder(), []
    pairs = [encoder.encode(claim.text, claim.passage.title, claim.passage.text) for claim in claims]
    for first in range(0, len(pairs), AT_ONCE):
        with torch.autocast("cpu", torch.bfloat16):
            logits += model(pairs[first : first + AT_ONCE]).relevance.tolist()
    return logits


if __name__ == "__main__":
    main()
