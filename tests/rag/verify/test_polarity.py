import pytest
from tests_support import held_against

from rag.verify.polarity import contrary


def denied(claim: str, evidence: str) -> bool:
    return bool(held_against(contrary, claim, evidence))


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Reed closed the mill.", "Reed denied that he closed the mill."),
        ("Lima opened a mill.", "Lima has yet to open a mill."),
        ("Reed closed the mill.", "Instead of closing the mill, Reed left."),
        ("Reed left because it rained.", "Reed left not because it rained."),
        ("Reed closed the mill.", "Reed refused to close the mill."),
        ("Rain came before the war.", "Rain came after the war."),
        ("There is a mill in Lima.", "There is no mill in Lima."),
        ("Lima has plans for a mill.", "Lima has no plans for a mill."),
    ],
)
def test_denied_in_one(claim, evidence):
    assert denied(claim, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Reed did not close the mill.", "Reed denied that he closed the mill."),
        ("Reed blamed a lack of rain and cracks.", "Reed blamed a lack of rain and cracks."),
        (
            "Water is lost through cracks.",
            "Reed blamed lack of rain and old cracks, through which water is lost.",
        ),
        ("Not only Reed came.", "Reed came."),
        ("The mill opened in 1984.", "It was not until 1984 that the mill opened."),
        ("Before the rain, Reed left after lunch.", "Reed left after lunch before the rain."),
        ("The mill was under Reed.", "It was Reed under whom the mill took over."),
        ("A spelling has rules.", "There is no list of what rules a spelling has."),
    ],
)
def test_denied_in_both_or_in_neither(claim, evidence):
    assert not denied(claim, evidence)
