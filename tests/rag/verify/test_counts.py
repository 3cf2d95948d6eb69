import pytest

from rag.verify.align import align
from rag.verify.counts import other_count
from rag.verify.tokens import tokens


def found(claim: str, evidence: str) -> str:
    said, there = tokens(claim), tokens(evidence)
    return other_count(said, there, align(said, there))


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The mill was built in 1907.", "The mill was built in 1907 and opened in 1908."),
        ("It has 12 rooms.", "It has 12 rooms and 30 windows."),
        ("The mill opened in 1908.", "In 1908, the mill, which has 12 rooms, opened."),
    ],
)
def test_the_figure_of_the_same_word(claim, evidence):
    assert found(claim, evidence) == ""


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        (
            "The mill opened in 1907.",
            "The mill was built in 1907 and in 1908 opened.",
            "1907 opened, not 1908",
        ),
        ("It has 30 rooms.", "It has 30 windows and 12 rooms.", "30 rooms"),
    ],
)
def test_the_figure_of_another_word(claim, evidence, reason):
    assert found(claim, evidence) == reason
