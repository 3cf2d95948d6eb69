from index import Article
from rag.answer import CLOSEST, NOTHING_FOUND, closest, growing
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
