import pytest
from tests_support import held_against

from rag.verify.roles import misplaced


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("A storm of force 9 hit Lima.", "A force 9 storm hit Lima."),
        ("Holt said that the mill was safe.", "The mill was safe, Holt said."),
        ("According to Ada Holt, the mill is safe.", "The mill is safe, according to Ada Holt."),
        ("Reed left Lima during World War II.", "During World War II, Reed left Lima."),
        ("Lima has a mill of the firm Reed.", "The firm Reed has its mill in Lima."),
        (
            "Ada Holt founded the Reed Guild.",
            "It was followed by the founding of the Reed Guild by Ada Holt.",
        ),
        ("Tom Reed founded Reed Bank.", "The founder of Reed Bank, Tom Reed, left."),
        ("The school was founded as Lima House.", "Founded by Reed as Lima House, the school grew."),
        ("Guilds have to convert the colors.", "The colors fade, and guilds have to convert them."),
        ("Only Reed may end the lease.", "There is a lease, which only Reed may end."),
    ],
)
def test_moved_by_grammar_alone(claim, evidence):
    assert held_against(misplaced, claim, evidence) == ""


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        ("The letter was sent by Lima.", "The letter was sent to Lima.", "by lima, not to"),
        ("Reed sold the mill.", "The mill sold Reed.", "reed sold"),
        (
            "Guilds met in Lima till one rose on Capri.",
            "Guilds met in Capri till one rose on Lima.",
            "lima and capri changed places",
        ),
    ],
)
def test_in_another_role(claim, evidence, reason):
    assert held_against(misplaced, claim, evidence) == reason
