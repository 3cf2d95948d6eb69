import pytest
from tests_support import held_against

from rag.verify.scope import overstated


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("All mills are safe.", "Every mill is safe."),
        ("Many mills closed.", "Most mills closed."),
        ("Mills closed in Lima.", "Many mills closed in Lima."),
        ("The mill has 900 workers.", "The mill has some 900 workers."),
        ("Holt was mayor.", "Holt, the former mayor, left."),
        ("A fair is held each year.", "An annual fair is held."),
        ("Reed opened a mill.", "After a few months Reed opened a mill."),
    ],
)
def test_as_much_as_is_told(claim, evidence):
    assert held_against(overstated, claim, evidence) == ""


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        ("All mills are safe.", "Mills are safe.", "all"),
        ("Mills closed.", "Few mills closed.", "few mills"),
        ("Most mills closed.", "Mills closed.", "most mills"),
        ("Holt is the mayor of Lima.", "Holt, the former mayor of Lima, left.", "former mayor"),
    ],
)
def test_more_than_is_told(claim, evidence, reason):
    assert held_against(overstated, claim, evidence) == reason
