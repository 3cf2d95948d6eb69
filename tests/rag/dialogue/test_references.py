import pytest

from rag.dialogue import standalone

ELECTION = ["Who won the Port Louis election?", "Kari Moe, a nurse, won the Port Louis election in May. [1]"]
OFFICE = ["Who is the head of Brightwater?", "Brightwater AG said its head, Kari Moe, would go. [1]"]
FINAL = ["Who scored in the River Cup final?", "Kari Moe scored in the River Cup final. [1]"]
ARREST = ["Who was arrested in Oslo?", "A nurse of 47 was arrested. [1]"]
PAINTING = ['Who painted "Girl with a Red Hat"?', "Kari Moe painted Girl with a Red Hat in 1923. [1]"]


@pytest.mark.parametrize(
    ("history", "question", "expected"),
    [
        (ELECTION, "How old is she?", "How old is Kari Moe?"),
        (OFFICE, "When will she leave?", "When will Kari Moe leave?"),
        (OFFICE, "When was it founded?", "When was Brightwater founded?"),
        (FINAL, "Where is he going?", "Where is Kari Moe going?"),
        (ARREST, "How old is he?", "How old is the person who was arrested in Oslo?"),
        (
            [OFFICE[0], "The articles do not answer this."],
            "How old is he?",
            "How old is the head of Brightwater?",
        ),
    ],
)
def test_who_answered_is_the_likeliest_he_or_she(history, question, expected):
    assert standalone(question, history) == expected


def test_who_answered_stays_until_someone_else_does():
    history = [*OFFICE, "When will she leave?", "In May.", "What does Brightwater AG make?", "Motors."]
    assert standalone("How old is she?", history) == "How old is Kari Moe?"
    history += ["Who will succeed her?", "Ana Diaz, a lawyer."]
    assert standalone("How old is she?", history) == "How old is Ana Diaz?"


def test_who_does_more_stays_the_one_spoken_of():
    history = [*ELECTION, "How old is he?", "47.", "Who did he beat?", "He beat Ana Diaz."]
    assert standalone("Where does he live?", history) == "Where does Kari Moe live?"
    assert standalone("How old is she?", history) == "How old is Ana Diaz?"


def test_a_name_that_modifies_a_noun_is_said_with_it():
    assert standalone("When was it held?", ELECTION) == "When was the Port Louis election held?"
    history = [*ELECTION, "When was it held?", "In May."]
    assert standalone("Where was it held?", history) == "Where was the Port Louis election held?"


@pytest.mark.parametrize(
    ("turns", "question", "expected"),
    [
        ([], "When was it stolen?", 'When was "Girl with a Red Hat" stolen?'),
        (["When was it stolen?", "In 2019."], "Who stole it?", 'Who stole "Girl with a Red Hat"?'),
        ([], 'And "Boy by the Sea"?', 'Who painted "Boy by the Sea"?'),
        (["Where is Girl with a Red Hat now?", "Gone."], "Who has it?", 'Who has "Girl with a Red Hat"?'),
    ],
)
def test_a_title_stays_one_name(turns, question, expected):
    assert standalone(question, [*PAINTING, *turns]) == expected
