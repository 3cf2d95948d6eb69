import pytest
from tests_support import held_against

from rag.verify.clauses import torn_apart


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Holt built a bridge.", "Holt built a bridge, while Reed planned a wall."),
        ("Holt sold the wall.", "Holt built a wall but sold it."),
        ("It is called by name or number.", "It is called by name; or by number."),
        ("Holt built a bridge; Reed planned a wall.", "Holt built a bridge; Reed planned a wall."),
    ],
)
def test_what_stands_in_one_clause(claim, evidence):
    assert held_against(torn_apart, claim, evidence) == ""


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        ("Holt built a wall.", "Holt built a bridge, while Reed planned a wall.", "wall elsewhere"),
        ("The mill opened in Lima.", "The mill opened in May; the shop closed in Lima.", "lima elsewhere"),
    ],
)
def test_what_the_evidence_holds_apart(claim, evidence, reason):
    assert held_against(torn_apart, claim, evidence) == reason
