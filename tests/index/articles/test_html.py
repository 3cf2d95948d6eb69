import pytest

from index.articles.html import has_markup, read_html
from index.errors import ArticleError

FIRST = "The harbour authority said on Monday that the new ferry would begin in spring, after years of delay."
SECOND = (
    "Residents of the island had asked for a larger boat since the bridge was closed to lorries last year."
)
PARAGRAPHS = f"<p>{FIRST}</p><p>{SECOND}</p>"
MENU = "<nav><ul><li><a href=/>Home</a></li><li><a href=/n>News</a></li></ul></nav>"
STORIES = "".join(
    f"<div class=post><h3><a href=/{n}>Storm number {n} closes ports</a></h3><p>Three ports were...</p></div>"
    for n in range(3)
)
FORM = "<div id=respond><h3>Leave a Reply</h3><form><textarea></textarea><input type=submit></form></div>"


def page(body: str, head: str = "") -> str:
    head = f"<head><title>Ferry starts - Island Times</title>{head}</head>"
    return f"<!DOCTYPE html><html>{head}<body>{body}</body></html>"


def paragraphs(text: str) -> list[str]:
    return [block for block in text.split("\n\n") if block.strip()]


@pytest.mark.parametrize(
    "body",
    [
        f"{MENU}<article><h1>Ferry starts</h1>{PARAGRAPHS}</article><aside>{STORIES}</aside>{FORM}",
        f"<div>{MENU}</div><div class=main><h1>Ferry starts</h1>{PARAGRAPHS}</div><div>{STORIES}</div>",
        f"<table><tr><td>{MENU}</td><td><h1>Ferry starts</h1>{PARAGRAPHS}</td></tr></table>",
        f"<h1>Ferry starts</h1>{PARAGRAPHS}<footer>© 2024 Island Times</footer>",
        f"<h1>Ferry starts</h1><div>{FIRST}<br><br>{SECOND}</div>",
    ],
)
def test_the_article_without_its_page(body: str) -> None:
    draft = read_html(page(body))
    text = draft.text
    assert draft.title == "Ferry starts"
    assert FIRST in text
    assert SECOND in text
    for other in ("Home", "Storm", "Reply", "©"):
        assert other not in text


def test_paragraphs_are_an_empty_line_apart() -> None:
    assert paragraphs(read_html(page(PARAGRAPHS)).text) == [FIRST, SECOND]


def test_headings_lists_tables_quotes_and_code() -> None:
    parts = (
        "<h2>Members</h2><ul><li>first member</li><li>second member</li></ul><ol><li>one thing</li></ol>"
        "<table><tr><th>Year</th><th>Total</th></tr><tr><td>2019</td><td>12</td></tr></table>"
        "<blockquote>A saying of the king.</blockquote><pre>code one\ncode two</pre>"
    )
    text = read_html(page(f"<main><h1>Ferry starts</h1>{PARAGRAPHS}{parts}<p>{FIRST}</p></main>")).text
    assert paragraphs(text)[-7:] == [
        "Members",
        "- first member\n- second member",
        "1. one thing",
        "Year | Total\n2019 | 12",
        "A saying of the king.",
        "code one\ncode two",
        FIRST,
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display: none'>HIDDEN words</p>",
        "<p style='VISIBILITY:hidden'>HIDDEN words</p>",
        "<p style='font-size:0'>HIDDEN words</p>",
        "<p style='color:red;opacity:0'>HIDDEN words</p>",
        "<p style='position:absolute;left:-9999px'>HIDDEN words</p>",
        "<p hidden>HIDDEN words</p>",
        "<p class='a gone'>HIDDEN words</p>",
        "<p id=lost>HIDDEN words</p>",
        "<template><p>HIDDEN words</p></template>",
        "<noscript><p>HIDDEN words</p></noscript>",
        "<script>HIDDEN words</script>",
        "<!-- HIDDEN words -->",
        "<svg><text>HIDDEN words</text></svg>",
    ],
)
def test_what_a_reader_does_not_see_stays_out(hidden: str) -> None:
    rules = ".gone, p#x {display:none} #lost{visibility : hidden} @media print {.seen{display:none}}"
    body = f"<h1>Ferry starts</h1><p>{FIRST}</p>{hidden}<p class=seen>{SECOND}</p>"
    assert paragraphs(read_html(page(body, f"<style>{rules}</style>")).text) == [FIRST, SECOND]


def test_hidden_words_within_a_sentence_leave_the_rest() -> None:
    body = f"<p>{FIRST[:-1]} <span style='display:none'>HIDDEN</span>at last.</p><p>{SECOND}</p>"
    assert f"{FIRST[:-1]} at last." in read_html(page(body)).text


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-08-14T10:00:00+07:00">',
        '<meta name="DC.date.issued" content="2024-08-14">',
        '<meta name="citation_publication_date" content="2024/08/14">',
        '<script type="application/ld+json">{"@graph":[{"datePublished":"2024-08-14"}]}</script>',
    ],
)
def test_dates_stated_in_the_head(head: str) -> None:
    assert read_html(page(f"<h1>Ferry starts</h1>{PARAGRAPHS}", head)).date == "2024-08-14"


@pytest.mark.parametrize(
    "line",
    [
        "<time datetime='2024-08-14T10:00'>two days ago</time>",
        "<p>Published: 14 August 2024</p>",
        "<div class=byline><span>By Jane Doe</span> | <span>August 14, 2024</span></div>",
        "<p>Published 14 August 2024 | Updated 16 August 2024</p>",
        "<meta itemprop=datePublished content=2024-08-14><span itemprop=datePublished>14 Aug 2024</span>",
    ],
)
def test_dates_stated_below_the_headline(line: str) -> None:
    assert read_html(page(f"<h1>Ferry starts</h1>{line}{PARAGRAPHS}")).date == "2024-08-14"


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Ferry starts</h1>{PARAGRAPHS}<p>The bridge was closed on 14 August 2024 after a storm.</p>",
        f"<h1>Ferry starts</h1><p>Updated <time datetime='2024-08-14'>14 August 2024</time></p>{PARAGRAPHS}",
        f"<header>Friday, 16 August 2024</header><h1>Ferry starts</h1>{PARAGRAPHS}",
        f"<h1>Ferry starts</h1>{PARAGRAPHS}<aside><time datetime='2024-08-14'>14 August</time></aside>",
        f"<h1>Ferry starts</h1>{PARAGRAPHS}<table><tr><td>2019</td></tr></table>",
    ],
)
def test_dates_not_stated_as_the_article_s(body: str) -> None:
    head = '<meta property="article:modified_time" content="2024-08-16">'
    assert read_html(page(body, head)).date is None


def test_the_source_is_the_site() -> None:
    named = '<meta property="og:site_name" content="Island Times">'
    assert read_html(page(f"<h1>Ferry starts</h1>{PARAGRAPHS}", named)).source == "Island Times"
    assert read_html(f"<html><body><h1>Ferry starts</h1>{PARAGRAPHS}</body></html>").source is None


def test_short_and_broken_pages() -> None:
    assert read_html("<p>Hi there.").text.strip() == "Hi there."
    assert read_html("<html><body></body></html>").text.strip() == ""
    assert read_html(
        '<?xml version="1.0" encoding="latin-1"?><html><body><p>Été here.</p></body></html>'
    ).text == ("Été here.")
    assert read_html("<b>bold <i>and</b> more</i> of it").text == "bold and more of it"


def test_too_deep_a_page_is_refused_rather_than_cut() -> None:
    with pytest.raises(ArticleError, match="nested too deeply"):
        read_html("<div>" * 100_000 + "hello")


def test_plain_text_has_no_markup() -> None:
    assert not has_markup("It is 3 < 4 and 5 > 2; <wrong> and <- arrows ->.")
    assert has_markup("a <b>word</b>")
    assert has_markup("<!DOCTYPE html>")


@pytest.mark.parametrize(
    "letter", [*"\x00\x07\x08\x0b\x0c\x1b\x1f\ufffe\uffff", "&#7;", "&#x0B;", "&#65535;"]
)
def test_what_no_xml_may_hold_becomes_a_blank(letter: str) -> None:
    cut = FIRST.replace("Monday that", f"Monday{letter}that")
    text = read_html(
        page(f"<h1>Ferry starts</h1><pre>one\ntwo{letter}three</pre><p>{cut}</p><p>{SECOND}</p>")
    ).text
    assert "two three" in text
    assert FIRST in text


def test_other_references_stay() -> None:
    assert read_html("<p>&#71;ood &#x42;oats &#80;&#x1F6A2;").text.strip() == "Good Boats P🚢"
