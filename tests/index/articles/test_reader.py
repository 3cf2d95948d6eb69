from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.clean import EmptyArticle, canonical
from index.articles.reader import read_article
from index.errors import ArticleError

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
BODY = (
    "The harbour authority said on Monday that the new ferry would begin in spring, after years of delay.\n\n"
    "Residents of the island had asked for a larger boat since the bridge was closed to lorries."
)


def test_the_first_seed_ends_before_the_comment_form() -> None:
    draft = read_article("text", (SEEDS / "000_798e8c7fbf823d46.txt").read_bytes())
    assert draft.title == "MISTI, Australia Collaborate to Enhance Cambodia’s Manufacturing Competitiveness"
    assert draft.text.startswith("PHNOM PENH: The Ministry of Industry")
    assert draft.text.endswith("and the promotion of gender equality.")
    assert (draft.date, draft.source) == (None, None)


def test_the_second_seed_ends_before_the_teasers() -> None:
    draft = read_article("text", (SEEDS / "004_75cd3ffba4c82632.txt").read_bytes())
    assert draft.title == "Upgrading Cambodia’s quality infrastructure"
    assert draft.text.startswith("The United Nations Industrial Development Organization")
    assert draft.text.endswith("increase the impact of Cambodia’s Industrial Development Policy.")
    assert draft.date is None


def test_text_with_everything() -> None:
    text = f"By Jane Doe | 14 August 2024\n\n{BODY}\n\nSource: Island Times"
    draft = read_article("text", f"Home > News > Sea\n\nFerry to start\n\n{text}\n\nShare".encode())
    assert draft.title == "Ferry to start"
    assert draft.date == "2024-08-14"
    assert draft.source == "Island Times"
    assert draft.text == text


def test_the_three_kinds_agree() -> None:
    first, second = BODY.split("\n\n")
    page = f"<html><body><h1>Ferry to start</h1><p>{first}</p><p>{second}</p></body></html>"
    for kind, source in (
        ("text", f"Ferry to start\n\n{BODY}"),
        ("markdown", f"# Ferry to start\n\n{BODY}"),
        ("html", page),
    ):
        assert read_article(kind, source.encode()) == (BODY, "Ferry to start", None, None)


def test_html_without_markup_is_text() -> None:
    assert read_article("html", f"Ferry to start\n\n{BODY}".encode()) == (BODY, "Ferry to start", None, None)


def test_a_site_s_name_after_the_title_goes() -> None:
    head = "<head><meta property='og:title' content='Ferry to start | Island Times'></head>"
    page = f"<html>{head}<body><h1>Ferry to start</h1><p>{BODY}</p></body></html>"
    draft = read_article("html", page.encode())
    assert draft.title == "Ferry to start"
    assert draft.text.startswith("The harbour")


def test_a_title_alone_is_the_text() -> None:
    assert read_article("markdown", b"# Only a title") == ("Only a title", "Only a title", None, None)
    assert read_article("text", b"Only a title") == ("Only a title", None, None, None)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(end: str) -> None:
    text = f"---\ntitle: Ferry to start\ndate: 2024-08-14\nsource: Island Times\n---\n\n{BODY}\n"
    draft = read_article("markdown", text.replace("\n", end).encode())
    assert draft == (BODY, "Ferry to start", "2024-08-14", "Island Times")


def test_the_text_is_canonical_after_what_stood_above_it_went() -> None:
    assert read_article("text", f"Share\n\t{BODY}".encode()).text == BODY


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("text", b"\xef\xbb\xbf \n"),
        ("text", "\ufeff".encode("utf-16-le")),
        ("text", b"***\n\n---"),
        ("html", b"<html><body><script>x</script></body></html>"),
        ("markdown", b"![](picture.png)"),
        ("markdown", b"---\ntags: []\n---\n"),
    ],
)
def test_files_without_words(kind: str, data: bytes) -> None:
    with pytest.raises(EmptyArticle):
        read_article(kind, data)


@given(st.text(max_size=200))
def test_the_text_is_canonical_and_never_empty(text: str) -> None:
    try:
        draft = read_article("text", text.encode("utf-8", errors="replace"))
    except ArticleError:
        return
    assert draft.text
    assert canonical(draft.text) == draft.text
    assert draft.title is None or draft.title == " ".join(canonical(draft.title).split())
