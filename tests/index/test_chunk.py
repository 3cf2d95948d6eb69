from hypothesis import given
from hypothesis import strategies as st

from index.chunk import chunk
from index.sentences import sentences
from index.tokens import count
from index.types import Article


def article(text: str) -> Article:
    return Article("id", "a.txt", "Title", text, None, None, "0" * 64)


def texts(text: str, max_tokens: int, overlap: int = 0) -> list[str]:
    return [
        text[c.start : c.end] for c in chunk(article(text), max_tokens, overlap, lambda t: len(t.split()))
    ]


def test_a_paragraph_that_fits_is_one_chunk():
    assert texts("One two three four five.\n\nSix seven eight nine ten.", 6) == [
        "One two three four five.",
        "Six seven eight nine ten.",
    ]


def test_a_long_paragraph_is_cut_between_sentences_into_equal_parts():
    text = "Ann buys red hats. Ben eats figs daily. Cleo finds old coins. Dan never goes home."
    assert texts(text, 12) == [
        "Ann buys red hats. Ben eats figs daily.",
        "Cleo finds old coins. Dan never goes home.",
    ]


def test_a_heading_joins_what_follows():
    assert texts("Heading\n\nOne two three four five six seven.", 10) == [
        "Heading\n\nOne two three four five six seven."
    ]


def test_overlap_repeats_whole_sentences():
    text = "Ann buys red hats. Ben eats figs daily. Cleo finds old coins. Dan never goes home."
    assert texts(text, 12, overlap=4) == [
        "Ann buys red hats. Ben eats figs daily.",
        "Ben eats figs daily. Cleo finds old coins. Dan never goes home.",
    ]


def test_empty_text_has_no_chunk():
    assert chunk(article(""), 10, 0, count) == []


def test_a_million_letters_are_cut_anywhere():
    text = "a" * 1_000_000
    pieces = chunk(article(text), 200, 0, count)
    assert pieces[0].start == 0
    assert pieces[-1].end == len(text)
    assert all(a.end == b.start for a, b in zip(pieces, pieces[1:], strict=False))
    assert max(count(text[c.start : c.end]) for c in pieces) <= 200


def test_short_lines_are_not_counted_over_and_over():
    text = "\n".join(("ab", "c d", "12", "x")[i % 4] for i in range(20_000))
    counted = []

    def counting(piece):
        counted.append(len(piece))
        return count(piece)

    assert len(chunk(article(text), 160, 0, counting)) == 282
    assert sum(counted) < 20 * len(text)


WORDS = st.text(st.sampled_from("aB .!?\n-é日1“”<|>"), max_size=400)


@given(WORDS, st.integers(16, 60), st.integers(0, 15))
def test_chunks_fit_the_budget_and_cover_the_text(text, max_tokens, overlap):
    chunks = chunk(article(text), max_tokens, overlap, count)
    covered = [False] * len(text)
    for one in chunks:
        assert text[one.start : one.end].strip() == text[one.start : one.end] != ""
        assert count(text[one.start : one.end]) <= max_tokens
        covered[one.start : one.end] = [True] * (one.end - one.start)
    assert all(seen or letter.isspace() for seen, letter in zip(covered, text, strict=True))
    assert [c.start for c in chunks] == sorted(c.start for c in chunks)


@given(WORDS, st.integers(16, 60))
def test_chunks_are_whole_sentences_where_these_fit(text, max_tokens):
    edges = {edge for span in sentences(text) for edge in span}
    if all(count(text[a:b]) <= max_tokens for a, b in sentences(text)):
        for one in chunk(article(text), max_tokens, 0, count):
            assert {one.start, one.end} <= edges
