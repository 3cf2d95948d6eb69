import pytest
from tests_support import held_against

from rag.verify.bearers import other_bearer


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Ada Holt is the mayor.", "Ada Holt, the mayor, thanked Reed."),
        ("Ada Holt is the mayor of Lima.", "Mayor Ada Holt came from Lima."),
        ("The Holt mill is a ruin.", "Reed calls the mill a ruin."),
        ("Ada Holt was born in 1907.", "Ada Holt, born in 1907, left Lima."),
        ("Ada Holt was the inventor of the mill.", "The mill, invented by Ada Holt, burned."),
    ],
)
def test_what_somebody_is(claim, evidence):
    assert held_against(other_bearer, claim, evidence) == ""


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        ("Ada Holt is the mayor.", "Mayor Tom Reed thanked Ada Holt.", "holt mayor"),
        ("Ada Holt is the mayor.", "Ada Holt thanked the mayor.", "holt mayor"),
        ("Ada Holt is the head of the guild.", "Tom Reed, the head of the guild, left.", "holt head"),
        ("Ada Holt is a baker.", "Ada Holt came from Lima.", "holt baker"),
        ("Ada Holt is the mayor.", "Ada Holt said that she met the mayor.", "holt mayor"),
        (
            "Ada Holt was the inventor of the mill.",
            "Holt saw the mill invented by Tom Reed.",
            "holt inventor",
        ),
    ],
)
def test_what_somebody_else_is(claim, evidence, reason):
    assert held_against(other_bearer, claim, evidence) == reason
