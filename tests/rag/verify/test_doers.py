import pytest
from tests_support import held_against

from rag.verify.doers import other_doer


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Reed built the mill.", "Tom Reed, who was born in Lima, built the mill."),
        ("The mill was built by Reed.", "Reed built the mill."),
        ("The ministry closed the mill.", "Tom Reed's Ministry of Grain closed the mill."),
        ("The NGO closed the mill.", "The National Grain Office closed the mill."),
        ("Wheat cost a dollar.", "A sack of wheat cost a dollar."),
        ("Reed designed the mill.", "The mill was designed and built by Reed."),
        ("Two days are given to build a mill.", "The guild builds a mill in two days."),
        ("It closed the mill.", "Reed closed the mill."),
        ("Dr. Reed founded the mill.", "The mill, founded in 1969 by the miller Dr. Reed, burned."),
    ],
)
def test_the_same_doer_or_one_that_may_be(claim, evidence):
    assert held_against(other_doer, claim, evidence) == ""


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        ("Holt opened the mill.", "Reed opened the mill after Holt left.", "holt opened"),
        ("The mill was sold by Holt.", "Reed sold the mill to Holt.", "holt sold"),
        ("Reed designed the mill.", "The mill, designed in Lima and built by Reed, burned.", "reed designed"),
        ("Holt built the mill.", "The mill was built by Reed for Holt.", "holt built"),
    ],
)
def test_another_doer(claim, evidence, reason):
    assert held_against(other_doer, claim, evidence) == reason
