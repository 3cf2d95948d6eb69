import pytest

from training.support.statements import statement


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        ("Who founded Mellon Bank?", "Thomas Mellon", "Thomas Mellon founded Mellon Bank."),
        ("Which bank was founded by him?", "Mellon Bank", "Mellon Bank was founded by him."),
        ("What was the ship named after?", "a river", "The ship was named after a river."),
        ("What is the capital of France?", "Paris", "Paris is the capital of France."),
        ("Who has been elected?", "Ada Holt", "Ada Holt has been elected."),
        ("How many soldiers were killed?", "40", "40 soldiers were killed."),
        ("How many soldiers were killed?", "40 soldiers", "40 soldiers were killed."),
        ("When was the treaty signed?", "in May", "The treaty was signed in May."),
        ("When did the Turks conquer it?", "1453", "The Turks conquered it in 1453."),
        ("What does the river contain?", "salt", "The river contains salt."),
        ("What did he not like?", "tea", None),
        ("Why did he go?", "because", None),
        ("How many people live there?", "3", None),
        ("Who founded it?", "", None),
        ("Who founded it?", "word " * 13, None),
    ],
)
def test_a_question_with_its_answer(question, answer, said):
    assert statement(question, answer) == said
