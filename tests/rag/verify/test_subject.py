import pytest
from tests_support import held_against

from rag.verify.subject import another_subject


@pytest.mark.parametrize(
    ("claim", "evidence", "context"),
    [
        ("Rice was grown in the north.", "Rice was grown in the cold north.", ""),
        ("Lima was founded by settlers.", "It was founded by settlers.", "Lima"),
        ("Lima has a large harbour.", "The city has a large harbour.", "Lima"),
        ("Settlers founded Lima.", "Lima was founded by settlers.", ""),
        ("In 1907 the bridge was opened.", "The bridge was opened in 1907.", ""),
        ("The name of the bridge is Long Bridge.", "They called the bridge Long Bridge.", ""),
    ],
)
def test_the_same_subject_or_what_refers_to_it(claim, evidence, context):
    assert held_against(another_subject, claim, evidence, context) == ""


@pytest.mark.parametrize(
    ("claim", "evidence", "context", "reason"),
    [
        ("Rice was grown in the north.", "Barley was grown in the north.", "Rice", "rice, not barley"),
        ("Lima has a regional office.", "The bank has a regional office in Lima.", "", "lima, not bank"),
        ("Lima has a regional office.", "Quito has a regional office.", "Lima", "lima, not quito"),
        ("The settlers built a wall.", "The city built a wall.", "The settlers", "settlers, not city"),
    ],
)
def test_another_subject(claim, evidence, context, reason):
    assert held_against(another_subject, claim, evidence, context) == reason
