import pytest
from tests_support import held_against

from rag.verify.names import misnamed


@pytest.mark.parametrize(
    ("claim", "evidence", "context"),
    [
        ("Mills closed at the NGO.", "Mills closed at the National Grain Office.", ""),
        ("Mills closed in Lima.", "Mills closed there.", "Lima"),
    ],
)
def test_named_in_full_as_initials_or_before(claim, evidence, context):
    assert held_against(misnamed, claim, evidence, context) == ""


@pytest.mark.parametrize(
    ("claim", "evidence", "context", "reason"),
    [
        ("Mills closed in Lima.", "Mills closed there.", "", "lima"),
        ("Mills closed in Lima.", "They said mills closed in Quito.", "Lima", "lima"),
    ],
)
def test_another_name_or_none(claim, evidence, context, reason):
    assert held_against(misnamed, claim, evidence, context) == reason
