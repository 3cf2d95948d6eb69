import pytest
from tests_support import held_against

from rag.verify.comparisons import compared_with


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Lima has more mills than Quito.", "Lima has more mills than Quito."),
        ("Lima has 200 mills.", "Lima has more than 200 mills."),
        ("Quito built a bridge.", "Quito, unlike Lima, built a bridge."),
    ],
)
def test_compared_in_both(claim, evidence):
    assert held_against(compared_with, claim, evidence) == ""


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        ("Lima built a bridge.", "Quito, unlike Lima, built a bridge.", "unlike lima"),
        ("Quito has many mills.", "Lima has more mills than Quito.", "than quito"),
        (
            "The mill was built in Quito.",
            "The mill was built in Lima, compared with a shop in Quito.",
            "compared quito",
        ),
    ],
)
def test_only_compared_with(claim, evidence, reason):
    assert held_against(compared_with, claim, evidence) == reason
