from dataclasses import replace

import pytest

from index import Article
from rag.answer import CLOSEST, NOTHING_FOUND, SENTENCES, closest, growing
from rag.errors import GeneratorError
from rag.generate import Extractive
from rag.types import Answer, Evidence, Passage, Reading

TEXT = "Ada Holt built the bridge. It spans 300 metres."
ARTICLE = Article("b", "b.txt", "The Bridge", TEXT, "1999-01-02", None, "0" * 64)
PASSAGES = [Passage(TEXT, "b", "The Bridge", "b.txt", "1999-01-02", 0, len(TEXT))]
EMPTY = Answer("Who?", "", None, (), (), True, 0.8, "generation", "Who?")
READING = Reading((Evidence(0, 0, 26, 0.9, short=(0, 8)), Evidence(0, 27, 47, 0.4)), 0.8)


def grown(reading, generator=None):
    return list(growing(EMPTY, PASSAGES, reading, generator or Extractive(reading), lambda _: ARTICLE))


class Says:
    def __init__(self, text):
        self.text = text

    def generate(self, question, passages):
        yield self.text


def test_grows_by_a_sentence_at_a_time():
    first, last = grown(READING)
    assert first.text == "Ada Holt built the bridge. [1]"
    assert last.text == "Ada Holt built the bridge. [1] It spans 300 metres. [2]"
    assert (last.short, last.abstained, last.closest) == ("Ada Holt", False, ())
    assert [c.quote for c in last.citations] == ["Ada Holt built the bridge.", "It spans 300 metres."]


def test_short_comes_from_what_is_cited():
    (answer,) = grown(READING, Says("It spans 300 metres. [1]"))
    assert answer.short is None


def test_without_evidence_it_abstains_whatever_the_generator_would_say():
    (answer,) = grown(Reading((), 0.1), Says("Ada Holt built the bridge. [1]"))
    assert (answer.text, answer.abstained, answer.citations) == (NOTHING_FOUND, True, ())
    assert answer.closest == tuple(PASSAGES)


def test_unsupported_sentences_give_way_to_quotations():
    *_, answer = grown(READING, Says("Tom built it. [1]"))
    assert answer.text.startswith("Ada Holt built the bridge. [1]")
    assert "quotes them instead" in answer.note


def test_closest_is_one_passage_of_each_article():
    passages = [
        Passage("t", article_id, "T", "p", None, start, start + 1)
        for start, article_id in enumerate(["a", "b", "a", "c", "d", "e"])
    ]
    assert [(p.article_id, p.start) for p in closest(passages)] == [("a", 0), ("b", 1), ("c", 3)]
    assert len(closest(passages)) == CLOSEST


class Fails:
    """A generator that says something, perhaps, and fails."""

    def __init__(self, *pieces):
        self.pieces = pieces

    def generate(self, question, passages):
        yield from self.pieces
        raise GeneratorError("no\nluck")


def test_a_generator_that_fails_gives_way_to_quotations_and_the_note_says_why():
    *_, answer = grown(READING, Fails())
    assert answer.text == "Ada Holt built the bridge. [1] It spans 300 metres. [2]"
    assert answer.note == "The generator failed: no luck; the answer quotes the articles instead."


def test_what_is_supported_stays_where_it_fails_midway_and_what_was_cut_off_does_not():
    first, last = grown(READING, Fails("It spans 300 metres. [1] Ada Holt built"))
    assert (first.text, first.note) == ("It spans 300 metres. [1]", None)
    assert last == replace(first, note="The answer may be incomplete, as the generator failed: no luck.")


def test_where_only_unsupported_text_came_before_it_failed_the_articles_are_quoted():
    *_, answer = grown(READING, Fails("Tom built it. [1] Ada"))
    assert answer.text.startswith("Ada Holt built the bridge. [1]")
    assert answer.note.startswith("The generator failed: no luck;")


@pytest.mark.parametrize("nothing", ["", " \n"])
def test_a_generator_that_says_nothing_abstains(nothing):
    (answer,) = grown(READING, Says(nothing))
    assert (answer.text, answer.abstained, answer.citations) == (NOTHING_FOUND, True, ())
    assert answer.note == "The generator finds no answer in the passages."
    assert answer.closest == tuple(PASSAGES)


def test_only_so_many_sentences_are_looked_at():
    pieces = ["Tom built it. [1] "] * SENTENCES + ["It spans 300 metres. [1]"]
    *_, answer = grown(READING, Says("".join(pieces)))
    assert answer.text.startswith("Ada Holt built the bridge. [1]")
