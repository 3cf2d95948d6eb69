"""Questions on single sentences, put among others."""

import json
import random
from pathlib import Path

from training.qamr import qamr

TEXTS = {
    "Wiki1k:wikipedia:1": [
        "The bridge was built by Per Holm in 1901.",
        "The bridge has two lanes for cars.",
        "Per Holm built two ferries as well.",
    ],
    "Wiki1k:wikipedia:2": ["Lime trees line the old canal.", "The canal froze in 1901."],
}
ASKED = {
    "The bridge was built by Per Holm in 1901.": [
        ("Who built the bridge?", ["Per Holm"]),
        ("What kind?", ["bridge"]),
    ],
    "Lime trees line the old canal.": [("What lines the canal?", ["Lime trees", "trees"])],
}


def test_an_answer_stands_in_its_own_sentence_and_in_no_misleading_passage(tmp_path: Path) -> None:
    file = tmp_path / "qamr.jsonl"
    lines = [
        {"source": f"{text}:{i}:0", "sentence": sentence, "question": question, "answers": answers}
        for text, sentences in TEXTS.items()
        for i, sentence in enumerate(sentences)
        for question, answers in ASKED.get(sentence, [("Which year?", ["nothing"])])
    ]
    file.write_text("\n".join(map(json.dumps, lines)))
    found = {group.question: group for group in qamr(file, random.Random(0))}
    assert set(found) == {"Who built the bridge?", "What kind?", "What lines the canal?"}
    for group in found.values():
        (answering,) = group.answering
        answers = {answering.text[a:b] for a, b in answering.spans}
        assert answers
        assert not any(answer in other.text for other in group.others for answer in answers)
        assert not any(answering.text == other.text for other in group.others)
    bridge = found["Who built the bridge?"].answering[0]
    assert [bridge.text[a:b] for a, b in bridge.spans] == ["Per Holm"]
    assert len(found["Who built the bridge?"].others) == 2
