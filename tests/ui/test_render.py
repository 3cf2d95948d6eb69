import html
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rag.invisible import visible
from rag.types import Answer, Sentence
from tests.ui.samples import abstention, answer, citation, passage, texts
from ui import render

TAGS = {"div", "p", "a", "span", "strong", "ol", "li", "time", "code"}
ATTRIBUTES = {"class", "href", "title", "role"}


class Seen(HTMLParser):
    """What a browser would make of some HTML: its tags, attributes, links and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "href":
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.tags.append("declaration")


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Any answer that keeps the contract of markers and citations, made of hostile text."""
    count = draw(st.integers(0, 3))
    citations = tuple(
        citation(
            n,
            title=draw(texts),
            path=draw(texts),
            date=draw(st.none() | texts),
            quote=draw(texts),
            before=draw(texts),
            after=draw(texts),
        )
        for n in range(1, count + 1)
    )
    sentences = tuple(Sentence(draw(texts), (n,), draw(st.booleans())) for n in range(1, count + 1))
    closest = tuple(
        passage(article_id=str(i), title=draw(texts), path=draw(texts), text=draw(texts))
        for i in range(draw(st.integers(0, 2)))
    )
    return answer(
        text=draw(texts),
        short=draw(st.none() | texts),
        sentences=sentences,
        citations=citations,
        abstained=not count,
        closest=() if count else closest,
        note=draw(st.none() | texts),
    )


def test_an_answer_shows_its_sentences_markers_and_sources() -> None:
    shown = render.turn(answer(short="quote"), 3)
    said, _, rest = shown.partition('<div class="sources">')
    assert Seen(said).text == "The quote.1 Another one.21Every sentence supported Very likely right"
    assert "<strong>quote</strong>" in said
    assert Seen(said).links == ["#cite-3-1", "#cite-3-2", "#cite-3-1"]
    listed, _, actions = rest.partition('<div class="actions">')
    assert Seen(listed).links == ["#cite-3-1", "#cite-3-2"]
    assert Seen(listed).text == "Sources1A title4 August 2024 folder/a.txt2B titleb.txt"
    assert Seen(actions).links == ["#copy", "#retry", "#good", "#bad"]


def shown_bold(short: str, *sentences: str) -> str:
    said = tuple(Sentence(text, (1,), True) for text in sentences)
    shown = render.turn(answer(short=short, sentences=said), 1).partition('<p class="said">')[2]
    return html.unescape(shown.partition("</p>")[0])


def test_the_answering_words_are_bold_once_and_as_whole_words() -> None:
    shown = shown_bold("9", "It opened in 1987.", "It has 9 piers, or 9,000.", "Of 9 rooms.")
    assert shown.startswith("It opened in 1987.<a ")
    assert " It has <strong>9</strong> piers, or 9,000.<a " in shown
    assert shown.count("<strong>") == 1
    assert "<strong>" not in shown_bold("9", "It spans 1.9 km, 9,000 m or 9.5 miles, says A9.")
    assert "US<strong>$38 million</strong>." in shown_bold("$38 million", "It cost US$38 million.")
    assert "the <strong>Per Holm</strong>'s" in shown_bold("Per Holm", "the Per Holm's")


def test_how_sure_an_answer_is_stands_in_words_with_the_number_on_hover() -> None:
    shown = render.turn(answer(confidence=0.714), 1)
    assert '<span class="confidence" title="71% likely to be right">Likely right</span>' in shown
    words = [render.confidence(p) for p in (1.0, 0.9, 0.899, 0.7, 0.4, 0.39, 0.0)]
    assert words == [
        "Very likely right",
        "Very likely right",
        "Likely right",
        "Likely right",
        "Uncertain",
        "Doubtful",
        "Doubtful",
    ]


def test_an_unsupported_sentence_is_marked_and_counted() -> None:
    shown = render.turn(answer(sentences=(Sentence("Who knows.", (), False), *answer().sentences)), 1)
    assert (
        '<span class="unsupported" title="No article supports this sentence">Who knows&#46;</span>' in shown
    )
    assert '<span class="badge marked">1 of 3 sentences without support</span>' in shown
    assert "Every sentence supported" not in shown


def test_what_was_searched_for_is_shown_where_it_is_not_what_was_typed() -> None:
    shown = render.turn(answer(question="And when?", searched="When was the bridge opened?"), 1)
    assert '<p class="searched">Searched for: When was the bridge opened&#63;</p>' in shown
    assert "searched" not in render.turn(answer(question="When  is it?", searched="When is it?"), 1)


def test_an_abstention_looks_different_and_names_each_closest_article_once() -> None:
    near = [passage(), passage(text="Again."), passage(article_id="b", title="B title", text="w " * 500)]
    shown = render.turn(abstention(*near), 1)
    assert shown.startswith(
        '<div class="answer abstained"><p class="said">The articles do not answer this&#46;</p></div>'
    )
    said, _, _ = shown.partition('<div class="actions">')
    assert Seen(said).text == (
        "The articles do not answer this.Closest articlesA titlea.txtSome passage."
        "B titlea.txt" + " ".join(["w"] * 130) + "…"
    )
    assert Seen(said).links == ["#near-1-1", "#near-1-2"]


def test_the_turn_s_data_stands_beside_it() -> None:
    assert render.turn(answer(), 1, "eyJ9/+=").endswith('<span class="data">eyJ9&#47;&#43;&#61;</span>')
    assert render.notice("no", "abc") == '<div class="notice">No</div><span class="data">abc</span>'


def test_a_note_is_shown() -> None:
    assert '<p class="note">The server was busy&#46;</p>' in render.turn(
        answer(note="The server was busy."), 1
    )


def test_a_source_without_a_title_shows_the_path_instead() -> None:
    assert '<span class="title">folder&#47;a&#46;txt</span>' in render.sources([citation(title="")], 1)


def test_without_citations_there_is_no_empty_panel() -> None:
    assert render.sources([], 1) == ""
    assert render.closest([], 1) == ""


def test_a_notice_is_one_line_with_a_capital() -> None:
    assert render.notice("please ask\n a question") == '<div class="notice">Please ask a question</div>'
    assert render.notice("") == '<div class="notice"></div>'


@given(answers(), st.integers(1, 99))
def test_data_adds_no_tag_no_attribute_and_no_line_break(given_answer: Answer, number: int) -> None:
    shown = render.turn(given_answer, number)
    seen = Seen(shown)
    assert set(seen.tags) <= TAGS
    assert seen.attributes <= ATTRIBUTES
    assert len(shown.splitlines()) == 1
    assert seen.tags.count("li") == len(given_answer.citations) + len(render.nearest(given_answer.closest))


@given(answers(), st.integers(1, 99))
def test_every_marker_leads_to_a_listed_source(given_answer: Answer, number: int) -> None:
    said, _, listed = render.turn(given_answer, number).partition('<div class="sources">')
    sources = {link for link in Seen(listed).links if link.startswith("#cite-")}
    assert {link for link in Seen(said).links if link.startswith("#cite-")} == sources
    assert len(sources) == len(given_answer.citations)


@given(answers())
def test_markdown_makes_nothing_of_it(given_answer: Answer) -> None:
    shown = render.turn(given_answer, 1)
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    assert markdown.render(shown).strip() == shown.strip()


@given(texts)
def test_escaped_text_is_inert_outside_a_block_too(text: str) -> None:
    paragraph = (
        MarkdownIt("commonmark", {"html": True})
        .enable(["table", "strikethrough"])
        .render("x" + render.escape(text))
    )
    assert set(Seen(paragraph).tags) <= {"p"}


@given(texts)
def test_escaped_text_reads_as_the_visible_text(text: str) -> None:
    assert html.unescape(render.escape(text)) == visible(text, keep="\t\n\u200c\u200d\u00ad")
    render.escape(text).encode()


@given(texts)
def test_the_user_s_words_are_data_too(text: str) -> None:
    assert Seen(render.question(text)).tags == ["div", "div", "a"]


def test_a_path_keeps_no_invisible_character_at_all() -> None:
    assert r"a&#92;u200db&#92;n" in render.sources([citation(path="a\u200db\n")], 1)


@given(texts, st.integers(1, 50))
def test_a_cut_is_short_and_comes_from_the_beginning(text: str, length: int) -> None:
    flat = " ".join(text.split())
    first = render.head(text, length)
    assert len(first) <= length + 1
    assert flat.startswith(first.strip().removesuffix("…").rstrip()) or first.endswith("…")


def test_cuts_fall_between_words() -> None:
    assert render.head("one two three", 9) == "one two…"
    assert render.head("one\n\ntwo", 99) == "one two"
    assert render.head("unbroken", 3) == "unb…"


@pytest.mark.parametrize(("iso", "shown"), [("2024-08-04", "4 August 2024"), ("summer", "summer"), ("", "")])
def test_dates_are_written_as_people_write_them(iso: str, shown: str) -> None:
    assert render.day(iso) == shown
