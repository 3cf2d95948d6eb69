"""Claims about passages, supported by them or not, as a language model wrote them.

A large language model read passages, in `train.tsv` of articles that may be trained on, and wrote true
and false claims about each: paraphrases, and such with one thing made false or added. Then it changed one
sentence of the passage so that the verdict on the claim turned round (Kaushik, Hovy and Lipton 2020,
"Learning the Difference That Makes a Difference with Counterfactually-Augmented Data"): the claim alone
tells nothing then.

`claims/train.tsv` and `dev.tsv` hold, a line each, the hash of the passage, T or F, the kind, and the claim;
`edits.tsv` and `dev-edits.tsv` the hash, T or F for the passage as changed, the changes (characters from, to,
and what stands there now), and the claim. The passages themselves are looked up in the data.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from training.examples import squad2_articles
from training.settings import Data

WRITTEN = Path(__file__).with_name("claims")
SPEECH = Path(__file__).parents[2] / "benchmarks/speech/articles"
SHORT, LONG = 350, 700  # characters of a piece of an article in which paragraphs are short


@dataclass(frozen=True, slots=True)
class Passage:
    """What a claim is held against."""

    article: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence with a passage that supports it, or does not."""

    kind: str
    text: str
    passage: Passage
    supported: bool
    betrayed: float = 0.0  # logit of "supported" that its looks give away


def written_claims(file: Path, passages: dict[str, Passage]) -> list[Claim]:
    """The claims of a file; `passages` by their hash. Raises KeyError where the data have other passages."""
    claims = []
    for line in file.read_text(encoding="utf-8").splitlines():
        key, label, kind, text = line.split("\t")
        claims.append(Claim(kind, text, passages[key], label == "T"))
    return claims


def edited_claims(file: Path, passages: dict[str, Passage]) -> list[Claim]:
    """The claims of a file, each against its passage as changed. Raises KeyError as above."""
    claims = []
    for line in file.read_text(encoding="utf-8").splitlines():
        key, label, changes, text = line.split("\t")
        before = passages[key]
        changed = before.text
        for start, end, new in reversed(json.loads(changes)):
            changed = changed[:start] + new + changed[end:]
        after = replace(before, text=changed)
        claims.append(Claim("edited", text, after, label == "T"))
    return claims


def known_passages(data: Data) -> dict[str, Passage]:
    """Every passage that claims were written about, and many more, by the hash of its text."""
    found = [
        *wiki_passages(data.wiki_articles),
        *_squad2(data.squad2),
        *_reviews(data.reviews),
        *_reviews(data.posts),
        *_single(data.qamr),
        *_speech(),
    ]
    return {key_of(passage.text): passage for passage in found}


def wiki_passages(folder: Path) -> Iterator[Passage]:
    """The paragraphs of a folder of articles, the title on the first line of each."""
    for file in sorted(folder.glob("*.txt")):
        title, *paragraphs = file.read_text(encoding="utf-8").split("\n\n")
        yield from (Passage(file.name, title.strip(), " ".join(text.split())) for text in paragraphs)


def key_of(text: str) -> str:
    """The name of a passage: of its text on one line."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _squad2(file: Path) -> Iterator[Passage]:
    for article in squad2_articles(file):
        title = article.title.replace("_", " ")
        yield from (Passage(article.title, title, " ".join(text.split())) for text in article.paragraphs)


def _reviews(file: Path) -> Iterator[Passage]:
    for article in json.loads(file.read_text(encoding="utf-8"))["data"]:
        for part in article["paragraphs"]:
            yield Passage("", "", " ".join(part["context"].split()))


def _single(file: Path) -> Iterator[Passage]:
    for sentence in {json.loads(line)["sentence"] for line in file.read_text(encoding="utf-8").splitlines()}:
        yield Passage("", "", sentence)


def _speech() -> Iterator[Passage]:
    """News in short paragraphs: several of them make a passage."""
    for file in sorted(SPEECH.iterdir()):
        lines = [line.strip() for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]
        title, piece = re.sub(r"^[# ]+", "", lines[0]), ""
        for line in [*lines[1:], ""]:
            if len(piece) > SHORT and (len(piece) + len(line) > LONG or not line):
                yield Passage(file.name, title, piece)
                piece = ""
            piece = f"{piece} {line}".strip()
