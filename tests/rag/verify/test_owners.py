import pytest
from tests_support import held_against

from rag.verify.owners import other_owner


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Holt's mill burned.", "The mill of Holt burned."),
        ("The mill of Lima burned.", "The mill burned in Lima."),
        ("The mill of the town burned.", "Reed's mill burned."),
        ("The body of the EU met.", "The body of the European Union met."),
    ],
)
def test_the_same_owner(claim, evidence):
    assert held_against(other_owner, claim, evidence) == ""


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        (
            "Holt's mill burned.",
            "Reed's mill burned while the house of Ada Holt stood.",
            "mill of holt, not of reed",
        ),
        (
            "The mayor of Quito left.",
            "The mayor of Lima left in the cold morning for Quito.",
            "mayor of quito, not of lima",
        ),
    ],
)
def test_another_owner(claim, evidence, reason):
    assert held_against(other_owner, claim, evidence) == reason
