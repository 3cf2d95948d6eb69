import pytest
from tests_support import held_against

from rag.verify.bounds import other_bound


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("It cost 5 million.", "It cost more than 5 million."),
        ("It cost up to 5 million.", "It cost at most 5 million."),
        ("It took six hours.", "It took 6 hours."),
        ("It is 20 km long.", "It is 20 kilometers long."),
    ],
)
def test_the_same_bound_and_unit(claim, evidence):
    assert held_against(other_bound, claim, evidence) == ""


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        ("It cost 5 million.", "It cost up to 5 million.", "at most 5"),
        ("It has at least 300 rooms.", "It has 300 rooms.", "at least 300"),
        ("It has 300 rooms.", "It has almost 300 rooms.", "almost 300"),
        ("It took six hours.", "It took six days.", "six hour, not day"),
    ],
)
def test_another_bound_or_unit(claim, evidence, reason):
    assert held_against(other_bound, claim, evidence) == reason
