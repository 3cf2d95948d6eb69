"""The pairs that the network reads; the network itself with the weights that ship."""

import torch

from rag.reader.model import MAX_LENGTH, MAX_QUESTION, Pair, pair_encoder
from rag.reader.weights import load_model


def test_a_pair_is_the_question_the_title_and_the_passage() -> None:
    pair = pair_encoder().encode("Who paid?", "The bridge", "A bank paid.")
    assert pair == Pair(
        ids=[101, 2040, 3825, 1029, 102, 1996, 2958, 1024, 1037, 2924, 3825, 1012, 102],
        first=8,
        types=5,
        offsets=[(0, 1), (2, 6), (7, 11), (11, 12)],
    )


def test_what_is_too_long_is_cut_at_its_end() -> None:
    pair = pair_encoder().encode("why " * 1000, "title " * 1000, "word " * 1000)
    assert len(pair.ids) == MAX_LENGTH
    assert pair.types == MAX_QUESTION + 2
    assert pair.ids[0] == 101
    assert pair.ids[-1] == 102
    assert len(pair.offsets) == MAX_LENGTH - 1 - pair.first


def test_the_same_pair_reads_the_same_alone_and_beside_a_longer_one() -> None:
    model, encoder = load_model()[0], pair_encoder()
    short = encoder.encode("Who paid?", "The bridge", "A bank paid.")
    long = encoder.encode("Who paid?", "The bridge", "A bank in the town paid for all of it, " * 4)
    with torch.inference_mode():
        alone, beside = model([short]), model([short, long])
    length = len(short.ids)
    torch.testing.assert_close(beside.relevance[0], alone.relevance[0], atol=0.1, rtol=0.05)
    torch.testing.assert_close(beside.start[0, :length], alone.start[0], atol=0.15, rtol=0.05)


def test_only_the_passage_and_no_answer_can_be_pointed_at() -> None:
    pair = pair_encoder().encode("Who paid?", "The bridge", "A bank paid.")
    with torch.inference_mode():
        start = load_model()[0]([pair]).start[0]
    assert [i for i, logit in enumerate(start.tolist()) if logit > -1000] == [0, 8, 9, 10, 11]
