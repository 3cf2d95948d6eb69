"""What an epoch of each stage of the training reads."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from training.settings import Data, Settings
from training.support import made
from training.support.bias import betrayed
from training.support.claims import Claim, Passage

NOT_TRAINED_ON = ("another verb", "stitched")
"""Kinds of false sentences made by rules of which the network sees none."""
VERBATIM, OF_A_KIND = 1600, 330  # made sentences, at most
ASKED, MADE = 700, 3600  # claims made of questions, and sentences made of articles, in an epoch


def written_epoch(written: Sequence[Claim], asked: Sequence[Claim], chance: random.Random) -> list[Claim]:
    """All written claims as they are, with some made of questions."""
    return [*written, *chance.sample(asked, min(ASKED, len(asked)))]


def debiased_epoch(
    written: Sequence[Claim], asked: Sequence[Claim], sentences: Sequence[Claim], chance: random.Random
) -> list[Claim]:
    """The same with what the claims' looks give away taken into account, and all made sentences."""
    return [*written_epoch(with_bias(written), asked, chance), *sentences]


def edited_epoch(
    written: Sequence[Claim],
    edited: Sequence[Claim],
    asked: Sequence[Claim],
    sentences: Sequence[Claim],
    chance: random.Random,
) -> list[Claim]:
    """Each claim with the passage that supports it and the one that does not; some of the other sources."""
    paired = {claim.text for claim in edited}
    return [
        *edited,
        *(claim for claim in written if claim.text in paired),
        *chance.sample(asked, min(ASKED, len(asked))),
        *chance.sample(sentences, min(MADE, len(sentences))),
    ]


def with_bias(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, each with what its looks give away."""
    return [replace(claim, betrayed=b) for claim, b in zip(claims, betrayed(claims), strict=True)]


def made_sentences(data: Data, settings: Settings, chance: random.Random) -> list[Claim]:
    """Sentences made by rules from the articles that may be trained on, without the kinds kept out."""
    held = {*settings.wiki_dev, *settings.wiki_test}
    texts = {
        file.name: file.read_text(encoding="utf-8")
        for file in sorted(data.wiki_articles.glob("*.txt"))
        if file.name not in held
    }
    found: dict[tuple[str, str], Claim] = {}
    for _ in range(2):
        for name, text in texts.items():
            other = texts[chance.choice(sorted(set(texts) - {name}))]
            title = text.split("\n\n")[0].strip()
            for kind, sentence, true, home in [
                *made.of_article(text, other, [], chance),
                *made.nearby(text, [], chance),
            ]:
                if kind not in NOT_TRAINED_ON:
                    passage = Passage(name, title, " ".join(home.split()))
                    found[sentence, passage.text] = Claim(kind, sentence, passage, true)
    sentences = list(found.values())
    chance.shuffle(sentences)
    count: Counter[str] = Counter()
    kept = []
    for sentence in sentences:
        count[sentence.kind] += 1
        if count[sentence.kind] <= (VERBATIM if sentence.kind == "verbatim" else OF_A_KIND):
            kept.append(sentence)
    return kept
