"""The questions of QAMR (Michael et al. 2018), each in a passage made of its sentence and others."""

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from faiss import IndexFlatIP

from index.embed import load_embedder
from training.groups import Group, Text, occurrences

ALIKE = 12  # sentences most like a question that are looked for
TOLD = 5  # a question whose own sentence is among so many most like it tells that from others


def qamr(file: Path, chance: random.Random) -> Iterator[Group]:
    """Questions on single sentences, put among other sentences: some alike, some of the same text, some not.

    Where the question tells its sentence from others, passages made of those most like the question do not
    answer; many questions name no topic ("What type?"), and other sentences may well answer these.
    """
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts: dict[str, list[str]] = defaultdict(list)
    for sentence, text in {line["sentence"]: _text_of(line) for line in lines}.items():
        texts[text].append(sentence)
    everything = [sentence for sentences in texts.values() for sentence in sentences]
    alike = _alike([line["question"] for line in lines], everything)
    for line, nearest in zip(lines, alike, strict=True):
        sentence, answers = line["sentence"], line["answers"]
        like = _others([everything[i] for i in nearest], line)
        near = _others(texts[_text_of(line)], line)
        far = _others(chance.sample(everything, 4), line)
        pool = [*like[:3], *chance.sample(near, min(3, len(near))), *far]
        beside = list(dict.fromkeys(chance.sample(pool, min(len(pool), chance.randint(1, 4)))))
        place = chance.randint(0, len(beside))
        before = " ".join(beside[:place])
        offset = len(before) + 1 if before else 0
        spans = tuple((s + offset, e + offset) for s, e in occurrences(sentence, answers))
        if spans and beside:
            text = " ".join([*beside[:place], sentence, *beside[place:]])
            told = sentence in [everything[i] for i in nearest[:TOLD]]
            yield Group("qamr", line["question"], (Text("", text, spans),), _misleading(like, told, chance))


def _others(sentences: Iterable[str], line: dict[str, Any]) -> list[str]:
    """Those that do not hold the answer to a line's question."""
    return [each for each in sentences if each != line["sentence"] and not occurrences(each, line["answers"])]


def _misleading(like: list[str], told: bool, chance: random.Random) -> tuple[Text, ...]:
    """Passages made of sentences like the question; seldom any where it does not tell its own from them."""
    if not told and chance.random() > 0.3:
        return ()
    chance.shuffle(like)
    sizes = [chance.randint(1, 5) for _ in range(2 if told else 1)]
    cuts = [sum(sizes[:i]) for i in range(len(sizes) + 1)]
    parts = (" ".join(like[a:b]) for a, b in pairwise(cuts))
    return tuple(Text("", part) for part in parts if part)


def _alike(questions: list[str], sentences: list[str]) -> list[list[int]]:
    """Positions of the sentences most like each question, by the cosine of their embeddings."""
    embedder = load_embedder()
    index = IndexFlatIP(embedder.dimension)
    index.add(embedder.encode(sentences))
    return index.search(embedder.encode(questions), ALIKE)[1].tolist()


def _text_of(line: dict[str, Any]) -> str:
    return ":".join(line["source"].split(":")[:3])
