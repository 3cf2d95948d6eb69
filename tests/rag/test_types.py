import json

import pytest

from rag import Answer, Citation, Only, QuestionError
from rag.types import Sentence


def test_an_answer_as_data_and_as_markdown(engine):
    answer = engine.ask("How many officials were trained by UNIDO?")
    data = json.loads(json.dumps(answer.to_dict()))
    assert data["citations"][0]["n"] == 1
    assert data["abstained"] is False
    citation = answer.citations[0]
    assert answer.to_markdown() == (
        "Participants included 23 officials from various government ministries. [^1]\n\n"
        f"[^1]: Upgrading Cambodia’s quality infrastructure, 004_75cd3ffba4c82632.txt, "
        f"characters {citation.start}–{citation.end}: "
        "“Participants included 23 officials from various government ministries.”\n"
    )


def test_a_footnote_is_one_line_whatever_its_article_is_called():
    citation = Citation(
        1, "a", "A title\n\n# Another", "b\n[^1]: c\x1b\u202e.txt", "2024-08-04", 0, 4, "So\nit."
    )
    answer = Answer(
        "Is it?", "So it. [1]", None, (Sentence("So it.", (1,), True),), (citation,), False, 1.0, "g"
    )
    assert answer.to_markdown() == (
        "So it. [^1]\n\n"
        "[^1]: A title\\n\\n# Another, 2024-08-04, b\\n\\[^1]: c\\x1b\\u202e.txt, characters 0–4: “So it.”\n"
    )


def test_markup_of_an_article_is_text_in_markdown():
    citation = Citation(1, "a", "**T**", "a_b.txt", None, 0, 9, "<b>It</b>")
    sentence = Sentence("<b>It</b> is *so*.", (1,), True)
    answer = Answer("?", "<b>It</b> is *so*. [1]", None, (sentence,), (citation,), False, 1.0, "g")
    assert answer.to_markdown() == (
        "\\<b>It\\</b> is \\*so\\*. [^1]\n\n[^1]: \\*\\*T\\*\\*, a_b.txt, characters 0–9: “\\<b>It\\</b>”\n"
    )


def test_a_year_is_asked_for_by_its_first_and_last_day():
    only = Only("2024", "2024-06", ["a.txt"])
    assert (only.since, only.until, only.articles, only.sources) == (
        "2024-01-01",
        "2024-06-30",
        ("a.txt",),
        (),
    )
    assert only == Only("2024-01-01", "2024-06-30", ("a.txt",))


@pytest.mark.parametrize(
    ("only", "words"),
    [
        (Only(), ""),
        (Only(since="2024"), "dated 2024-01-01 or later"),
        (Only(until="2024"), "dated 2024-12-31 or earlier"),
        (Only("2024", "2024", sources=("The Paper",)), "dated 2024-01-01 to 2024-12-31, by The Paper"),
        (Only(articles=("a", "b")), "in a or b"),
        (Only(articles=("a\nb" + "x" * 1000,)), "in a b" + "x" * 97),
        (Only(articles=tuple("abcde")), "in a or b or c or 2 more"),
    ],
)
def test_what_is_asked_for_in_words(only, words):
    assert str(only) == words
    assert bool(only) == bool(words)


def test_dates_that_no_day_fits_are_refused():
    with pytest.raises(
        QuestionError, match="no day is since 2025-01-01 and until 2024-12-31; set an earlier"
    ):
        Only("2025", "2024")
    with pytest.raises(QuestionError, match="'soon' is no date"):
        Only(until="soon")
