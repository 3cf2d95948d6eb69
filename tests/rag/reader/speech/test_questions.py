import pytest

from rag.reader.speech.questions import Asked, asked


@pytest.mark.parametrize(
    ("question", "speaker", "topic", "verb", "words_alone"),
    [
        ("What did Ada Holt say?", "Ada Holt", set(), "", True),
        ("What has the mayor said about the port?", "the mayor", {"port"}, "", False),
        ("What did Holt tell reporters about the harbour?", "Holt", {"harbour"}, "", True),
        ("What was Holt's reaction to the vote?", "Holt", {"vote"}, "", False),
        ("How did Ms. Holt respond when asked about wages?", "Ms. Holt", {"wage"}, "", False),
        ("What did Kant think about lying?", "Kant", {"lying"}, "think", False),
        ("What did Holt warn the council about?", "Holt", set(), "warn", False),
        ("Quotes by Ada Holt on the port", "Ada Holt", {"port"}, "", False),
        ("What does Article 5 say about defence?", "Article 5", {"defenc"}, "", False),
        ("What did Holt's report say?", "Holt's report", set(), "", False),
        ("What was Holt's position on tax?", "Holt", {"tax"}, "", False),
        ("What did the mayor of Lindholm say?", "the mayor of Lindholm", set(), "", False),
    ],
)
def test_questions_for_what_somebody_said(question, speaker, topic, verb, words_alone):
    assert asked(question) == Asked(speaker, frozenset(topic), verb, words_alone)


@pytest.mark.parametrize(
    "question",
    [
        "What did it say?",
        "What do you think?",
        "What did Ada Holt build?",
        "Who said that?",
        "What did his wife say?",
        "What was Tom Reed's position?",
        "What did Ada Holt say in 2019?",
        "When did Ada Holt speak?",
        "",
    ],
)
def test_other_questions(question):
    assert asked(question) is None
