import pytest

from rag.verify.cloze import MOST, clozes
from rag.verify.tokens import tokens


def asked(claim: str) -> list[str]:
    return [cloze.question for cloze in clozes(claim, tokens(claim))]


@pytest.mark.parametrize(
    ("claim", "questions"),
    [
        (
            "Ada Holt built the bridge in 1907.",
            [
                "What built the bridge in 1907?",
                "Ada Holt built the bridge in what year?",
            ],
        ),
        (
            "It cost five million dollars.",
            ["It cost how much?"],
        ),
        (
            "The University of Lima has 1,200 students.",
            [
                "What has 1,200 students?",
                "The University of Lima has how many students?",
            ],
        ),
        ("The bridge cost money.", ["What cost money?", "The bridge cost what?"]),
        ("It was opened on 14 August.", ["It was opened on what date?"]),
        ("It was.", []),
    ],
)
def test_names_and_figures_are_asked_for_then_other_words(claim, questions):
    assert asked(claim) == questions


def test_the_head_is_the_last_word_of_the_phrase():
    claim = "Ada Holt built the long bridge."
    said = tokens(claim)
    assert [said[cloze.head].plain for cloze in clozes(claim, said)] == ["holt", "bridge"]


def test_a_long_claim_has_a_few_questions():
    assert len(asked("Lima, Quito, Bogota, Caracas, Santiago, Asuncion and Brasilia are cities.")) == MOST
