import pytest

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


def test_document_frequency(lexical):
    assert len(lexical) == 3
    assert lexical.document_frequency("sign") == 2
    assert lexical.document_frequency("zebra") == 0


def test_empty(tmp_path):
    LexicalIndex.write(tmp_path / "empty", [])
    assert LexicalIndex.load(tmp_path / "empty").search("anything", 10) == []
