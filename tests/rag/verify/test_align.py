import pytest

from rag.verify.align import align
from rag.verify.tokens import tokens


@pytest.mark.parametrize(
    ("claim", "evidence", "words"),
    [
        ("the builders", "builder and builders", ["builders"]),  # the same form
        ("the builders", "builder", ["builder"]),  # another form of it
        ("a lawyer", "lawyers and attorneys", ["lawyers"]),  # the same word before a synonym
        ("a lawyer", "an attorney", ["attorney"]),
        ("Holt flew", "Holt had flown", ["holt", "flown"]),
    ],
)
def test_the_nearest_in_form(claim, evidence, words):
    said, there = tokens(claim), tokens(evidence)
    assert [there[place].plain for _, place in sorted(align(said, there).items())] == words
