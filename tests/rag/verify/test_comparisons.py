import pytest

from rag.verify.align import align
from rag.verify.comparisons import compared_with
from rag.verify.tokens import tokens


def found(claim: str, evidence: str) -> str:
    said, there = tokens(claim), tokens(evidence)
    return compared_with(said, there, align(said, there))


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Lima has more mills than Quito.", "Lima has more mills than Quito."),
        ("Lima has 200 mills.", "Lima has more than 200 mills."),
        ("Quito built a bridge.", "Quito, unlike Lima, built a bridge."),
    ],
)
def test_compared_in_both(claim, evidence):
    assert found(claim, evidence) == ""


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
    assert found(claim, evidence) == reason
