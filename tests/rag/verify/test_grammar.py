import pytest

from rag.verify.grammar import agent_of, clause_start, subject_of
from rag.verify.tokens import tokens


def place(sentence: str, word: str) -> int:
    return [token.plain for token in tokens(sentence)].index(word)


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("Ada Holt has publicly praised Lima.", "praised", ["holt", "ada"]),
        ("Reed, who lived in Lima, built the mill.", "built", ["reed"]),
        ("Reed, who lived in Lima, built the mill.", "lived", ["reed"]),
        ("His lawyer, Tom Reed, said so.", "said", ["reed", "tom", "lawyer"]),
        ("The mill was built and opened by Reed.", "opened", ["mill"]),
        ("It was built.", "built", ["it"]),
        ("Because rained.", "rained", []),
    ],
)
def test_the_subject_nearest_word_first(sentence, verb, subject):
    there = tokens(sentence)
    assert [there[i].plain for i in subject_of(there, place(sentence, verb))] == subject


@pytest.mark.parametrize(
    ("sentence", "verb", "agent"),
    [
        ("The mill was built by Ada Holt in Lima.", "built", ["ada", "holt"]),
        ("The mill was planned and built by Reed.", "planned", ["reed"]),
        ("The mill was planned in May and built by Reed.", "planned", []),
    ],
)
def test_the_agent_of_a_passive_verb(sentence, verb, agent):
    there = tokens(sentence)
    assert [there[i].plain for i in agent_of(there, place(sentence, verb))] == agent


def test_the_start_of_a_clause():
    assert clause_start(tokens("It rained, but Reed came."), 4) == 2
