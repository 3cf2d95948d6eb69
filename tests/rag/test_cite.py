from hypothesis import given
from hypothesis import strategies as st

from index import Article
from rag.cite import Citer, Draft, drafts, with_markers
from rag.types import Passage, Sentence

TEXT = "Ada Holt built the bridge. It spans 300 metres.\n\nIt was opened [4] in\n1907."
ARTICLE = Article("b", "b.txt", "The Bridge", TEXT, None, None, "0" * 64)


def passage(start: int, end: int) -> Passage:
    return Passage(TEXT[start:end], "b", "The Bridge", "b.txt", None, start, end)


PASSAGES = [passage(49, len(TEXT)), passage(0, 47)]


def citer() -> Citer:
    return Citer(PASSAGES, lambda article_id: {"b": ARTICLE}[article_id], judge=None)


def test_a_stream_is_cut_after_its_markers():
    pieces = ["Ada Ho", "lt built it", ". [2", "][1] It ", "spans [1].", " Rest"]
    assert list(drafts(pieces)) == [
        Draft("Ada Holt built it.", (2, 1)),
        Draft("It spans", (1,)),
        Draft("Rest", ()),
    ]


def test_nothing_is_no_sentence():
    assert list(drafts([])) == list(drafts(["", "  "])) == list(drafts([" [1] "])) == []


def test_cited_to_the_character_and_numbered_in_order_of_use():
    used = citer()
    first = used.cite(Draft("It was opened in 1907.", (1,)))
    second = used.cite(Draft("It spans 300 metres.", (2,)))
    again = used.cite(Draft("It was opened in 1907.", (1,)))
    assert first == again == Sentence("It was opened in 1907.", (1,), True)
    assert second == Sentence("It spans 300 metres.", (2,), True)
    assert [(c.n, c.quote) for c in used.citations] == [
        (1, "It was opened [4] in\n1907."),
        (2, "It spans 300 metres."),
    ]
    for citation in used.citations:
        assert TEXT[citation.start : citation.end] == citation.quote
    assert used.citations[1].before == "Ada Holt built the bridge. "
    assert used.citations[1].after == "\n\nIt was opened [4] in\n1907."


def test_a_wrong_or_missing_marker_is_mended():
    for markers in ((1,), (), (99,), (0,)):
        used = citer()
        assert used.cite(Draft("It spans 300 metres.", markers)).citations == (1,)
        assert used.citations[0].start == 27


def test_what_no_passage_says_is_dropped():
    assert citer().cite(Draft("Tom Reed built the bridge.", (2,))) is None


def test_what_no_passage_says_is_marked_where_that_is_set():
    used = Citer(PASSAGES, lambda article_id: ARTICLE, unsupported="mark")
    sentence = used.cite(Draft("Tom Reed built the bridge.", (2,)))
    assert sentence == Sentence("Tom Reed built the bridge.", (), supported=False)
    assert used.citations == []
    assert with_markers([sentence]) == "Tom Reed built the bridge. (not in the articles)"


def test_a_paraphrase_is_cited_to_the_sentence_that_supports_it():
    used = citer()
    assert used.cite(Draft("The bridge was built by Holt.", (1,))) == Sentence(
        "The bridge was built by Holt.", (1,), True
    )
    assert used.citations[0].quote == "Ada Holt built the bridge."


def test_a_sentence_of_two_parts_is_cited_twice():
    used = citer()
    sentence = used.cite(Draft("Ada Holt built the bridge, and it spans three hundred metres.", (2,)))
    assert sentence.citations == (1, 2)
    assert [c.quote for c in used.citations] == ["Ada Holt built the bridge.", "It spans 300 metres."]


def test_sentences_before_one_marker_share_it():
    assert list(drafts(["Ada Holt built it. It spans 300 metres [2]."])) == [
        Draft("Ada Holt built it.", (2,)),
        Draft("It spans 300 metres", (2,)),
    ]


def test_a_marker_of_a_thousand_digits_is_text():
    text = f"Ada Holt built the bridge [{'1' * 5000}]. It spans 300 metres [1]."
    assert [draft.markers for draft in drafts([text])] == [(1,), (1,)]


def test_a_judge_is_asked():
    used = Citer(PASSAGES, lambda article_id: ARTICLE, judge=lambda held: 0.0)
    assert used.cite(Draft("The bridge was built by Holt.", (2,))) is None


def test_context_is_bounded_and_cut_between_words():
    text = "word " * 200 + "Here it is. " + "more " * 200
    article = Article("b", "b.txt", "T", text, None, None, "0" * 64)
    used = Citer([Passage(text, "b", "T", "b.txt", None, 0, len(text))], lambda _: article)
    used.cite(Draft("Here it is.", (1,)))
    citation = used.citations[0]
    assert citation.before.startswith("word ")
    assert citation.after.endswith("more")
    assert max(len(citation.before), len(citation.after)) <= 300
    assert text[citation.start - len(citation.before) : citation.start] == citation.before


@given(
    st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.integers(-1, 4)), max_size=6)
)
def test_whatever_is_written_the_contract_holds(written):
    used = citer()
    cited = [used.cite(draft) for a, b, n in written for draft in drafts([f"{TEXT[a:b]} [{n}]"])]
    sentences = [sentence for sentence in cited if sentence]
    text = with_markers(sentences)
    numbers = [n for sentence in sentences for n in sentence.citations]
    assert (
        list(dict.fromkeys(numbers))
        == [c.n for c in used.citations]
        == list(range(1, len(used.citations) + 1))
    )
    assert all(f"[{n}]" in text for n in numbers)
    assert all(TEXT[c.start : c.end] == c.quote for c in used.citations)
