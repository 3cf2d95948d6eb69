import pytest
from tests_support import held_against

from rag.verify.counts import other_count


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The mill was built in 1907.", "The mill was built in 1907 and opened in 1908."),
        ("It has 12 rooms.", "It has 12 rooms and 30 windows."),
        ("The mill opened in 1908.", "In 1908, the mill, which has 12 rooms, opened."),
        ("It burned in the 1990-94 period.", "In the 1990-94 period it burned."),
        ("Reed left in 1907 in anger.", "In anger, with 12 men, Reed left in 1907."),
    ],
)
def test_the_figure_of_the_same_word(claim, evidence):
    assert held_against(other_count, claim, evidence) == ""


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        (
            "The mill opened in 1907.",
            "The mill was built in 1907 and in 1908 opened.",
            "1907 opened, not 1908",
        ),
        ("It has 30 rooms.", "It has 30 windows and 12 rooms.", "30 rooms"),
        ("It has three towns.", "It has many towns and three old cities.", "three towns"),
        ("Reed left on 3 May.", "Reed left on 2 May, and Holt died on 3 May 1907.", "3 left, not 2"),
    ],
)
def test_the_figure_of_another_word(claim, evidence, reason):
    assert held_against(other_count, claim, evidence) == reason
