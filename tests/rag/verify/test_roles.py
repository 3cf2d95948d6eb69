import pytest
from tests_support import held_against

from rag.verify.roles import misplaced


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("A storm of force 9 hit Lima.", "A force 9 storm hit Lima."),
        ("Holt said that the mill was safe.", "The mill was safe, Holt said."),
        ("According to Ada Holt, the mill is safe.", "The mill is safe, according to Ada Holt."),
    ],
)
def test_moved_by_grammar_alone(claim, evidence):
    assert held_against(misplaced, claim, evidence) == ""


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        ("The letter was sent by Lima.", "The letter was sent to Lima.", "by lima, not to"),
        ("Reed sold the mill.", "The mill sold Reed.", "reed sold"),
    ],
)
def test_in_another_role(claim, evidence, reason):
    assert held_against(misplaced, claim, evidence) == reason
