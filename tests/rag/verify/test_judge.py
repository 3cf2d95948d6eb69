import math

import pytest

from rag.errors import FootnoteError
from rag.types import Passage
from rag.verify import Held, judge, verify
from rag.verify.judge import Answered, by_reader, measures, reader_judge
from rag.verify.rules import told
from rag.verify.tokens import tokens

TEXT = (
    "Ada Holt, a young engineer from Lima, designed the Long Bridge. Tom Reed built it between 1905 and 1907. "
    "The National Office of Roads opened the bridge on 14 August 1907."
)


def held(claim: str, number: int) -> Held:
    starts = [0, TEXT.index("Tom"), TEXT.index("The National"), len(TEXT)]
    start, end = starts[number], starts[number + 1]
    found = told(tokens(claim), tokens(TEXT[start:end]), tokens(TEXT[:start]))
    passage = Passage(TEXT, "id", "The Bridge", "a.txt", None, 0, len(TEXT))
    return Held(claim, passage, (start, end), found)


def answered(claim: str, number: int) -> list[Answered]:
    return reader_judge().answers(held(claim, number))


def test_the_reader_points_at_the_words_of_a_true_claim():
    office, day = answered("The bridge was opened by the Office of Roads on 14 August 1907.", 2)[:2]
    assert (office.kind, day.kind) == ("name", "figure")
    assert office.share > math.log(0.5)
    assert day.share > math.log(0.5)


def test_the_reader_points_elsewhere_where_the_words_are_those_of_somebody_else():
    assert answered("Tom Reed designed the Long Bridge.", 0)[0].share < math.log(0.1)


def test_a_claim_without_a_word_to_ask_for_is_judged_by_the_rules_alone():
    assert answered("It was.", 0) == []
    assert 0 <= by_reader(held("It was.", 0)) <= 1


def test_what_is_measured():
    answers = [Answered("name", -2.0, 0.0, 1.0), Answered("word", -1.0, 4.0, 3.0)]
    claim = held("Tom Reed built it.", 1)
    found = measures(claim, answers)
    assert (found["coverage"], found["untold"]) == (claim.told.coverage, 0.0) == (1.0, 0.0)
    assert (found["name"], found["figure"], found["word"], found["share"]) == (-2.0, 0.0, -1.0, -1.5)
    assert (found["least sure"], found["sure"], found["relevance"]) == (0.0, 2.0, 2.0)
    assert found["another"] == found["elsewhere"] == -1.0


def test_true_and_false_with_the_reader_as_judge():
    passage = held("It was.", 0).passage
    assert verify("Ada Holt designed the Long Bridge.", [passage]).supported
    assert not verify("Ada Holt opened the bridge.", [passage]).supported


def test_a_missing_head_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(judge, "HEAD", tmp_path / "head.json")
    with pytest.raises(FootnoteError, match="install Footnote again"):
        reader_judge.__wrapped__()
