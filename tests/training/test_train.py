"""The losses and the batches, on examples made by hand."""

import math
import random
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from rag.reader.model import Outputs, Pair, pair_encoder
from rag.reader.weights import save_model
from training.groups import Group, Text
from training.settings import Settings
from training.train import Example, averaged, epoch_batches, losses, part_of, set_dropout, started


def example(answers: bool, spans: tuple[tuple[int, int], ...], group: int) -> Example:
    return Example(Pair([101, 102], 1, 1, []), answers, spans, group)


def test_losses_of_a_question_with_two_passages() -> None:
    even = torch.zeros((2, 4))
    outputs = Outputs(torch.tensor([math.log(3.0), 0.0]), even, even)
    batch = [example(True, ((1, 1), (2, 3)), 0), example(False, ((0, 0),), 0)]
    span, relevance, ranking = losses(outputs, batch)
    assert span.item() == pytest.approx((math.log(8) + math.log(16)) / 2)
    assert relevance.item() == pytest.approx((math.log(4 / 3) + math.log(2)) / 2)
    assert ranking.item() == pytest.approx(math.log(4 / 3))


def test_without_a_pair_to_compare_ranking_costs_nothing() -> None:
    outputs = Outputs(torch.zeros(1), torch.zeros((1, 4)), torch.zeros((1, 4)))
    assert losses(outputs, [example(True, ((1, 1),), 0)])[2].item() == 0


def test_a_question_and_its_passages_stay_in_one_batch() -> None:
    right = Text("Bridge", "Per Holm built it.", ((0, 8),))
    groups = [
        Group("wiki", f"Who built bridge {i}?", (right,), (Text("Ferry", "It sank. " * i),) * 5)
        for i in range(1, 9)
    ]
    settings = Settings(corrupted=0.0, batch_tokens=300)
    batches = epoch_batches(groups, pair_encoder(), settings, settings.stages[0], 0)
    pairs = [each for batch in batches for each in batch]
    assert sum(each.answers for each in pairs) == 8
    assert len(pairs) == 8 * 4
    homes = [{each.group for each in batch} for batch in batches]
    assert sum(map(len, homes)) == 8
    covered = next(each for each in pairs if each.answers)
    ((first, last),) = covered.spans
    assert covered.pair.offsets[first - covered.pair.first][0] == 0
    assert covered.pair.offsets[last - covered.pair.first][1] == 8


@given(st.integers(0, 10**6), st.booleans())
def test_a_part_of_a_passage_is_whole_sentences_with_an_answer_if_it_has_one(
    seed: int, answers: bool
) -> None:
    text = "It opened late. Per Holm built it in 1901. It has two lanes. It sank."
    words = ("Per Holm", "1901", "two")
    spans = tuple((text.index(word), text.index(word) + len(word)) for word in words) if answers else ()
    part = part_of(Text("Bridge", text, spans), random.Random(seed))
    assert part.title == "Bridge"
    assert part.text in text
    assert part.text.endswith(".")
    told = [word for word in words if word in part.text]
    assert [part.text[a:b] for a, b in part.spans] == (told if answers else [])
    assert told or not answers


def test_dropout_leaves_the_attention_alone() -> None:
    model = started(Settings())
    set_dropout(model, 0.25)
    shares = {name: m.p for name, m in model.named_modules() if isinstance(m, torch.nn.Dropout)}
    assert {share for name, share in shares.items() if "self" in name} == {0.0}
    assert sum(share == 0.25 for share in shares.values()) == 1 + 2 * 6


def test_the_mean_of_stages_is_taken_weight_by_weight(tmp_path: Path) -> None:
    settings = Settings()
    for number, value in enumerate((1.0, 2.0)):
        model = started(settings)
        with torch.no_grad():
            model.span.bias.fill_(value)
        (tmp_path / str(number)).mkdir()
        save_model(model, tmp_path / str(number))
    assert averaged([tmp_path / "1"], settings).span.bias.tolist() == [2.0, 2.0]
    mean = averaged([tmp_path / "0", tmp_path / "1"], settings)
    assert mean.span.bias.tolist() == [1.5, 1.5]
    words = mean.encoder.embeddings.word_embeddings.weight
    assert torch.equal(words, started(settings).encoder.embeddings.word_embeddings.weight)
