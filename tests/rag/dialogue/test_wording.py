import pytest

from rag.dialogue.wording import gist, tells


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("4 May 2025 - Brightwater AG, a maker of pumps, will close. [1]", "Brightwater AG"),
        ("Oslo, 4 May 2025 — Kari Moe won. [1]", "Kari Moe won"),
        ("From 1999 - 2004 she sang.", "from 1999 - 2004 she sang"),
        ("Yes, she left (in May).", "she left"),
    ],
)
def test_gist(answer, expected):
    assert gist(answer) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [("she left", True), ("Kari is ill", True), ("according to police", False), ("Low Tide in May", False)],
)
def test_a_clause_that_has_a_verb(clause, expected):
    assert tells(clause) is expected
