"""Statements in the place of the network's evidence; the network is the one that ships."""

import pytest

from rag.reader import load_reader
from rag.reader.speech.answer import MOST, SURE, said_by
from rag.types import Passage, Reading

PORT = """The port of Lindholm will be dredged from May, said Ada Holt, the mayor. “Nobody will lose a job,” she \
told the council. She warned that the fees for ships would rise by a tenth.

Tom Reed, who leads the fishermen, opposes the plan. “The mud will bury our mussels,” he said. His daughter, Eva Reed, \
sat beside him."""
SCHOOL = "The mayor of Skagen, Per Lund, said that the school would stay open. Ada Holt was his guest."


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    return [
        Passage(
            text, article_id=name, title=name, path=f"{name}.txt", date=None, start=10, end=10 + len(text)
        )
        for name, text in (("Port", PORT), ("School", SCHOOL))
    ]


def read(question: str, passages: list[Passage]) -> Reading:
    return load_reader().read(question, passages)


def shorts(reading: Reading, passages: list[Passage]) -> list[str]:
    found = []
    for evidence in reading.evidence:
        assert evidence.short is not None
        passage = passages[evidence.passage]
        start, end = evidence.short
        assert evidence.start <= start < end <= evidence.end
        found.append(passage.text[start - passage.start : end - passage.start])
    return found


def test_all_that_somebody_said(passages):
    reading = read("What did Ada Holt say?", passages)
    assert shorts(reading, passages) == [
        "The port of Lindholm will be dredged from May",
        "Nobody will lose a job",
        "the fees for ships would rise by a tenth",
    ]
    assert reading.confidence == SURE
    assert reading.scores[0] == max(reading.scores)


def test_what_somebody_said_on_a_topic(passages):
    assert shorts(read("What did Ada Holt say about jobs?", passages), passages) == ["Nobody will lose a job"]


@pytest.mark.parametrize(
    "question",
    [
        "What did Eva Reed say?",
        "What did Eva Reed say about the mud?",
        "What did Tom Reed say about schools?",
    ],
)
def test_words_are_not_put_into_anybodys_mouth(question, passages):
    reading = read(question, passages)
    assert reading.evidence == ()
    assert reading.confidence == 0.0


def test_somebody_without_a_name_is_of_one_article(passages):
    assert shorts(read("What did the mayor say?", passages), passages) == [
        "The port of Lindholm will be dredged from May",
        "Nobody will lose a job",
        "the fees for ships would rise by a tenth",
    ]


def test_what_a_namesake_said_is_not_given(passages):
    text = "Tom Reed opened the fair. It rained. Mr. Reed said that it was late."
    fair = Passage(text, article_id="Fair", title="", path="", date=None, start=0, end=len(text))
    both = [*passages, fair]
    assert said_by("Eva Reed", both) == []
    assert [each.passage for each in said_by("Tom Reed", both)] == [0, 2]


def test_a_verb_that_no_statement_has_leaves_the_question_to_the_network(passages):
    assert shorts(read("What did Ada Holt promise?", passages), passages) != []
    assert read("What did Ada Holt promise?", passages).confidence != SURE


def test_other_questions_stay_with_the_network(passages):
    assert shorts(read("Who leads the fishermen?", passages), passages) == ["Tom Reed"]


def test_an_answer_has_a_limit(passages):
    text = " ".join(f"Ada Holt said that pier {number} was old." for number in range(MOST + 3))
    long = Passage(text, article_id="a", title="a", path="a", date=None, start=0, end=len(text))
    assert len(read("What did Ada Holt say?", [long]).evidence) == MOST


def test_each_statement_is_found_once_and_in_the_order_of_the_text(passages):
    port = passages[0]
    end = port.text.index("\n\n")
    part = Passage(port.text[:end], article_id="Port", title="", path="", date=None, start=10, end=10 + end)
    both = [port, part]
    assert [both[s.passage].start + s.statement.start for s in said_by("Holt", both)] == [10, 83, 131]
