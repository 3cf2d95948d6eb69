"""Every number of the training, in one place."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stage:
    """Some epochs with one schedule of the learning rate, from what the stage before has left."""

    epochs: int
    learning_rate: float  # at its highest
    negatives: int  # retrieved passages beside the one that answers, for each question and epoch
    dropout: float  # share of what each layer adds that is left out
    cut: float  # share of the passages of which only some sentences in a row are read
    # Pairs of each source in an epoch: 1 is every question, 0.5 a fresh half in each epoch.
    shares: dict[str, float]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the shipped reader is trained."""

    seed: int = 20
    stages: tuple[Stage, ...] = (
        Stage(2, 3e-4, 3, 0.0, 0.0, {"wiki": 1, "squad2": 1, "reviews": 0.5, "posts": 0.5, "qamr": 0.2}),
        Stage(2, 2e-4, 2, 0.0, 0.0, {"wiki": 1, "squad2": 1, "reviews": 0.4, "posts": 0.4, "qamr": 0.3}),
        Stage(1, 2e-4, 3, 0.1, 0.5, {"wiki": 1, "squad2": 1, "reviews": 0.4, "posts": 0.4, "qamr": 0.4}),
    )
    warmup: float = 0.06  # share of the steps
    weight_decay: float = 0.01
    clip: float = 1.0  # the gradient's norm
    batch_tokens: int = 5120  # wordpieces in one step, at most
    parts: int = 3  # of a step, by length
    multiple: int = 32  # lengths are padded to multiples of this: each new shape costs a set-up
    span_weight: float = 1.0
    relevance_weight: float = 0.5
    ranking_weight: float = 0.5
    corrupted: float = (
        0.25  # share of the questions that are asked once more, changed so that nothing answers
    )
    # Split by article. Nothing of these is trained on; `dev` fits the confidence, `test` is reported.
    wiki_dev: tuple[str, ...] = ("function-mathematics.txt", "doctor-of-medicine.txt", "rotterdam.txt")
    wiki_test: tuple[str, ...] = (
        "drum-and-bass.txt",
        "istanbul.txt",
        "lipid.txt",
        "neuroscience.txt",
        "unemployment-in-the-united-states.txt",
        "yugoslav-partisans.txt",
    )
    squad2_dev: tuple[str, ...] = ("1973_oil_crisis",)
    squad2_test: tuple[str, ...] = ("Warsaw", "Immune_system")


@dataclass(frozen=True, slots=True)
class Data:
    """Where the data of others lie, below one folder; see the model card for what they are."""

    folder: Path

    @property
    def wiki_articles(self) -> Path:
        return self.folder / "eval/wiki/articles"

    @property
    def wiki_questions(self) -> Path:
        return self.folder / "eval/wiki/questions.jsonl"

    @property
    def squad2(self) -> Path:
        return self.folder / "eval/squad2.json"

    @property
    def reviews(self) -> Path:
        return self.folder / "train/amazon_reviews.json"

    @property
    def posts(self) -> Path:
        return self.folder / "train/reddit.json"

    @property
    def qamr(self) -> Path:
        return self.folder / "train/qamr.jsonl"
