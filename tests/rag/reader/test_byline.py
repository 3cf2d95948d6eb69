import pytest

from rag.reader.byline import bylines, is_byline

ARTICLE = "By Ida Lund\nMay 14, 2019\n\nThe town opened its bridge on Tuesday. It is long.\n\nJune 1, 2019"


def above(question: str, text: str = ARTICLE) -> list[str]:
    return [text[a:b] for a, b in bylines(question, text)]


@pytest.mark.parametrize(
    "line",
    [
        "By Ida Lund",
        "BY Ida J. Lund and Per van der Holm",
        "By Ida Lund, Harbour News",
        "May 14, 2019",
        "*14 May 2019*",
        "14. Mai 2019",
        "Published: 2019-05-14",
        "By Ida Lund, May 14, 2019",
        "By Ida Lund | May 14, 2019",
    ],
)
def test_lines_that_name_the_writer_or_the_day(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By then it was late.",
        "By Ida Lund it was said",
        "It opened on May 14, 2019.",
        "Opening | 14 May 2019",
        "In May 2019",
        "2019",
        "By",
        "BY ORDER OF THE MAYOR",
    ],
)
def test_lines_that_say_something(line: str) -> None:
    assert not is_byline(line)


def test_only_those_at_the_top_count() -> None:
    assert above("When was the bridge opened?") == ["By Ida Lund", "May 14, 2019"]


@pytest.mark.parametrize(
    "question", ["Who wrote it?", "Who is the author?", "When was it published?", "When is the article from?"]
)
def test_none_where_the_question_asks_for_them(question: str) -> None:
    assert above(question) == []


def test_none_where_nothing_else_is_there() -> None:
    assert above("When was it?", "May 14, 2019") == []
