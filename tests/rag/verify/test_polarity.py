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
    ],
)
def test_denied_in_both_or_in_neither(claim, evidence):
    assert not denied(claim, evidence)
