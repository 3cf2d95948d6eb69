import random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import lexical as lexical_module
from index.lexical import LexicalIndex, analyze

TEXTS = [
    "The minister signed the declaration.",
    "Officials were trained in Phnom Penh.",
    "Café owners sign up.",
]


@pytest.fixture
def lexical(tmp_path):
    LexicalIndex.write(tmp_path / "lexical", TEXTS)
    return LexicalIndex.load(tmp_path / "lexical")


def test_stems_and_folds():
    assert analyze("Café OFFICIALS signed") == ["cafe", "offici", "sign"]


def test_how_many_chunks_have_a_word_or_another_form_of_it(lexical):
    words = ("sign", "officials", "cafe", "harbour", "", "phnom penh")
    assert [lexical.frequency(word) for word in words] == [2, 1, 1, 0, 0, 1]


def test_best_first_with_positive_scores(lexical):
    found = lexical.search("Which minister signed?", 10)
    assert [number for number, _ in found] == [0, 2]
    assert found[0][1] > found[1][1] > 0


@pytest.mark.parametrize(
    "syntax", ['" * NEAR(', "text:zebra AND -x", "number:[0 TO 9]", "(((", "a^9 OR *", "\\"]
)
def test_query_syntax_is_literal_text(lexical, syntax):
    assert [number for number, _ in lexical.search(syntax + " officials", 10)][:1] == [1]


def test_terms_that_stand_together_in_the_question_count_more_together(tmp_path):
    texts = [
        "A prime is a number that he showed the minister.",
        "The prime minister knew that he had a number.",
    ]
    LexicalIndex.write(tmp_path / "pairs", texts)
    found = LexicalIndex.load(tmp_path / "pairs").search("Who was the prime minister?", 10)
    assert [number for number, _ in found] == [1, 0]
    assert found[0][1] > found[1][1]


def test_words_that_only_ask_do_not_count_unless_there_are_no_others(tmp_path):
    LexicalIndex.write(tmp_path / "asking", ["How and why it fell.", "The bridge fell."])
    asking = LexicalIndex.load(tmp_path / "asking")
    assert [number for number, _ in asking.search("Why did the bridge go, how?", 10)] == [1]
    assert [number for number, _ in asking.search("Why?", 10)] == [0]


def test_no_shared_term(lexical):
    assert lexical.search("zebra", 10) == []
    assert lexical.search("", 10) == []


def test_empty(tmp_path):
    LexicalIndex.write(tmp_path / "empty", [])
    assert LexicalIndex.load(tmp_path / "empty").search("anything", 10) == []


WORDS = "bridge river town mayor vote road opened closed in 1987 the of"


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """300 short texts of few words, so that many share terms and scores."""
    rng = random.Random(5)
    folder = tmp_path_factory.mktemp("town") / "lexical"
    LexicalIndex.write(
        folder, (" ".join(rng.choices(WORDS.split(), k=rng.randint(1, 9))) for _ in range(300))
    )
    return LexicalIndex.load(folder)


@pytest.mark.parametrize("few", [0, 1])  # picked out of the hits, or looked up
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    fits=st.sets(st.integers(0, 299)) | st.sets(st.integers(0, 299), max_size=3),
    words=st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=5),
    k=st.integers(1, 320),
)
def test_what_fits_comes_as_it_ranks_among_all(town, monkeypatch, few, fits, words, k):
    monkeypatch.setattr(lexical_module, "FEW", few)
    fitting = np.zeros(300, bool)
    fitting[list(fits)] = True
    question = " ".join(words)
    expected = [(number, score) for number, score in town.search(question, 300) if number in fits]
    found = town.search(question, k, fitting)
    assert [score for _, score in found] == pytest.approx([score for _, score in expected[:k]])
    assert len({number for number, _ in found}) == len(found)
    assert {number for number, _ in found} <= fits
    if k >= len(expected):
        assert dict(found) == pytest.approx(dict(expected))


def test_an_index_from_before_numbers_were_terms_is_read(tmp_path, monkeypatch):
    def schema_before():
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("number", fast=True)
        builder.add_text_field("text", tokenizer_name=lexical_module.ANALYZER, index_option="position")
        return builder.build()

    monkeypatch.setattr(lexical_module, "FEW", 1)
    monkeypatch.setattr(lexical_module, "_schema", schema_before)
    LexicalIndex.write(tmp_path / "before", TEXTS)
    before = LexicalIndex.load(tmp_path / "before")
    assert [number for number, _ in before.search("Who signed?", 1, np.array([False, True, True]))] == [2]
    assert before.search("Who signed?", 1, np.zeros(3, bool)) == []
