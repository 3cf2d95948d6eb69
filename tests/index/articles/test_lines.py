import pytest

from index.articles.lines import is_furniture, is_headline, is_prose, is_related_heading, is_snippet


@pytest.mark.parametrize(
    "line",
    [
        "Share this article",
        "Post Comment",
        "0 Comments",
        "Click here to subscribe to our newsletter",
        "Home > News > Asia",
        "© 2024 The Daily",
        "By clicking sign up, you agree to our terms.",
        "Advertisement",
        "5 min read",
    ],
)
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell",
        "Comments by the minister were welcomed",
        "The site uses a crane.",
        "20 minutes",
        "Listen to me",
        "Follow the trail to our house",
        "x" * 500 + " all rights reserved",
    ],
)
def test_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_headlines_and_snippets() -> None:
    assert is_headline("EU must become a state")
    assert not is_headline("It must become a state.")
    assert not is_headline("- EU must become a state")
    assert is_snippet("The council is at a critical juncture, and...")
    assert is_snippet("The council is at a critical juncture […] Read more")
    assert not is_snippet("The council is at a critical juncture.")
    assert not is_snippet("“I have heard that so often…”")


def test_related_headings() -> None:
    for line in ("Related stories", "Most read", "You may also like:", "More from Asia", "À lire aussi"):
        assert is_related_heading(line)
    for line in ("Related work on lenses", "News", "Further reading", "See also", "Top of the hill"):
        assert not is_related_heading(line)


def test_prose() -> None:
    assert is_prose("The council is at a critical juncture. " * 3)
    assert is_prose("政府は水曜日、来年度の予算案を承認した。大臣は記者団に対し、状況は厳しいと述べた。")
    assert not is_prose("The council")
    assert not is_prose(
        "We use cookies to improve your experience. By continuing, you accept their use, always."
    )
