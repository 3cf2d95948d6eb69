"""Spans from logits made by hand."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from rag.reader.model import Outputs, Pair
from rag.reader.spans import best_spans

TEXT = "Lindholm opened its bridge in 2019."
OFFSETS = [(0, 4), (4, 8), (9, 15), (16, 19), (20, 26), (27, 29), (30, 34), (34, 35)]
PAIR = Pair(ids=[101, 7, 102, *range(8), 102], first=3, types=3, offsets=OFFSETS)


def outputs(start: dict[int, float], end: dict[int, float], nothing: float = 0.0) -> Outputs:
    """Logits of 0 but for these wordpieces of the passage."""
    rows = []
    for given_logits in (start, end):
        row = torch.full((1, 12), -5.0)
        row[0, 0] = nothing / 2
        for piece, logit in given_logits.items():
            row[0, 3 + piece] = logit
        rows.append(row)
    return Outputs(torch.zeros(1), *rows)


def test_the_best_span_is_given_with_its_score_above_no_answer() -> None:
    found = best_spans(outputs({6: 4.0}, {6: 3.0}, nothing=2.0), 0, PAIR, TEXT)[0]
    assert (TEXT[found.start : found.end], found.score) == ("2019", 5.0)


def test_a_span_does_not_end_before_it_starts() -> None:
    found = best_spans(outputs({6: 4.0, 0: 1.0}, {1: 4.0}), 0, PAIR, TEXT)[0]
    assert TEXT[found.start : found.end] == "Lindholm"


def test_a_span_takes_the_rest_of_its_word() -> None:
    found = best_spans(outputs({1: 4.0}, {1: 4.0}), 0, PAIR, TEXT)[0]
    assert TEXT[found.start : found.end] == "Lindholm"


def test_further_spans_do_not_overlap_the_better_ones() -> None:
    found = best_spans(outputs({6: 4.0, 0: 3.0, 5: 3.5}, {6: 4.0, 1: 3.0}), 0, PAIR, TEXT, count=2)
    assert [TEXT[span.start : span.end] for span in found] == ["2019", "Lindholm"]


def test_an_empty_passage_has_no_span() -> None:
    nothing = Pair(ids=[101, 7, 102, 102], first=3, types=3, offsets=[])
    assert best_spans(outputs({}, {}), 0, nothing, "") == []


@given(st.lists(st.floats(-9, 9, width=32), min_size=16, max_size=16))
def test_spans_are_words_of_the_passage_best_first(logits: list[float]) -> None:
    found = best_spans(outputs(dict(enumerate(logits[:8])), dict(enumerate(logits[8:]))), 0, PAIR, TEXT)
    assert found
    assert [span.score for span in found] == sorted((span.score for span in found), reverse=True)
    for span in found:
        words = TEXT[span.start : span.end]
        assert words == words.strip() != ""


def cut(text: str, words: str) -> str:
    """The best span where the network points at the first place of `words`."""
    offsets = [(i, i + 1) for i in range(len(text)) if not text[i].isspace()]
    pair = Pair(ids=[0] * (len(offsets) + 4), first=3, types=3, offsets=offsets)
    first = next(i for i, (a, _) in enumerate(offsets) if a == text.index(words))
    last = next(i for i, (_, b) in enumerate(offsets) if b == text.index(words) + len(words))
    rows = [torch.full((1, len(offsets) + 4), -5.0) for _ in range(2)]
    rows[0][0, 3 + first] = rows[1][0, 3 + last] = 4.0
    (found,) = best_spans(Outputs(torch.zeros(1), *rows), 0, pair, text, count=1)
    return text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("Some 23,506 came.", "506", "23,506"),
        ("Some 23,506, of whom 4 left.", "23", "23,506"),
        ("It is 4.75 m deep.", "4", "4.75"),
        ("It leaves at 9:40.", "40", "9:40"),
        ("Write to post@harbour.example.org.", "@harbour", "post@harbour.example.org"),
        ("See https://example.org/a?b=1 now.", "example", "https://example.org/a?b=1"),
        ("Said Ida Lund-Holm.", "Ida Lund", "Ida Lund-Holm"),
        ("Said Pat O'Brien.", "Brien", "O'Brien"),
        ("Ida Lund's boat.", "Ida Lund", "Ida Lund"),
        ("In 1987, 12 came.", "1987", "1987"),
        ("From 1987-90 it ran.", "1987", "1987"),
        ("It ended. Then he left.", "ended", "ended"),
    ],
)
def test_words_of_several_parts_stay_whole(text: str, words: str, whole: str) -> None:
    assert cut(text, words) == whole


@pytest.mark.parametrize(
    "text",
    [
        "Hull | Ida\nLost | Per",
        "a row | Ida | Per",
        "It has:\n- ropes Ida\n- Per nets",
        "Ida came.\n\nPer went.",
    ],
)
def test_no_span_goes_over_the_end_of_a_cell_an_item_or_a_paragraph(text: str) -> None:
    offsets = [(i, i + 1) for i in range(len(text)) if not text[i].isspace()]
    pair = Pair(ids=[0] * (len(offsets) + 4), first=3, types=3, offsets=offsets)
    rows = [torch.full((1, len(offsets) + 4), -5.0) for _ in range(2)]
    for row, logits in zip(rows, ({"I": 4.0, "P": 3.0}, {"a": 1.0, "r": 3.0}), strict=True):
        for letter, logit in logits.items():
            row[0, 3 + offsets.index((text.rindex(letter), text.rindex(letter) + 1))] = logit
    found = best_spans(Outputs(torch.zeros(1), *rows), 0, pair, text, count=1)[0]
    assert text[found.start : found.end] in ("Ida", "Per")


def test_a_span_goes_over_the_break_of_a_wrapped_line() -> None:
    assert cut("It was built by the\nengineer Per Holm.", "the\nengineer") == "the\nengineer"
