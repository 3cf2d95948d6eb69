import pytest
from tests_support import held_against

from rag.verify.roles import misplaced


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Guilds have to convert the colors.", "The colors fade, and guilds have to convert them."),
        ("Only Reed may end the lease.", "There is a lease, which only Reed may end."),
    ],
)
def test_the_object_named_before(claim, evidence):
    assert held_against(misplaced, claim, evidence) == ""


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        ("The letter was sent by Lima.", "The letter was sent to Lima.", "by lima, not to"),
        ("Reed sold the mill.", "The mill sold Reed.", "reed sold"),
    ],
)
def test_in_another_role(claim, evidence, reason):
    assert held_against(misplaced, claim, evidence) == reason
