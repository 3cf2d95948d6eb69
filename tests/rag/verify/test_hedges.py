import pytest
from tests_support import held_against

from rag.verify.hedges import supposed


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The town built a mill.", "The town, which had planned a bridge, built a mill."),
        ("The town plans to build a mill.", "The town plans to build a mill."),
        ("Holt said the mill would close.", "The mill could close, Holt said."),
        ("The aim was to feed the town.", "The aim was to feed the town."),
        ("The mill will open in May.", "The mill will open in May."),
    ],
)
def test_told_as_a_fact_or_with_a_hedge_in_both(claim, evidence):
    assert held_against(supposed, claim, evidence) == ""


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        ("The town built a mill.", "The town planned to build a mill.", "planned build"),
        ("Holt robbed the mill.", "Holt was accused of robbing the mill.", "accused robbing"),
        ("The mill was closed.", "The town fears that the mill was closed.", "fears closed"),
        ("The mill is closed.", "If the mill is closed, Lima starves.", "if closed"),
        ("The mill opened in May.", "The mill will open in May.", "will open"),
        ("The mill opened in May.", "The mill is to open in May.", "to open"),
    ],
)
def test_only_supposed(claim, evidence, reason):
    assert held_against(supposed, claim, evidence) == reason
