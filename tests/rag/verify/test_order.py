import pytest
from tests_support import held_against

from rag.verify.order import changed_places


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
    ],
)
def test_moved_by_grammar_alone(claim, evidence):
    assert held_against(changed_places, claim, evidence) == ""


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        ("Holt met Reed in May.", "Reed met Holt in May.", "holt and reed changed places"),
        (
            "Guilds met in Lima till one rose on Capri.",
            "Guilds met in Capri till one rose on Lima.",
            "lima and capri changed places",
        ),
    ],
)
def test_in_each_other_s_place(claim, evidence, reason):
    assert held_against(changed_places, claim, evidence) == reason
