import html
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rag.types import Answer, Sentence
from tests.ui.samples import abstention, answer, citation, passage, texts
from ui import render

TAGS = {"div", "p", "a", "span", "strong", "ol", "ul", "li", "time", "code", "blockquote", "mark"}
ATTRIBUTES = {"class", "id", "href", "title", "tabindex"}


class Seen(HTMLParser):
    """What a browser would make of some HTML: its tags, attributes, anchors, and the text of each class."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
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
    said, _, cards = shown.partition('<div class="sources">')
    assert Seen(said).text == "The quote.1 Another one.21"
    assert "<strong>quote</strong>" in said
    assert Seen(shown).links == ["#cite-3-1", "#cite-3-2", "#cite-3-1"]
    assert Seen(shown).ids == ["cite-3-1", "cite-3-2"]
    assert Seen(cards).text == (
        "Sources"
        "1A title4 August 2024 folder/a.txtBefore it. The quote. After it."
        "2B titleb.txtBefore it. Another one. After it."
    )
    assert "Before it&#46; <mark>The quote&#46;</mark> After it&#46;" in cards


def test_an_unsupported_sentence_is_marked() -> None:
    shown = render.turn(answer(sentences=(Sentence("Who knows.", (), False), *answer().sentences)), 1)
    assert (
        '<span class="unsupported" title="No article supports this sentence">Who knows&#46;</span>' in shown
    )
    assert shown.count("unsupported") == 1


def test_an_abstention_looks_different_and_names_each_closest_article_once() -> None:
    near = [passage(), passage(text="Again."), passage(article_id="b", title="B title", text="w " * 500)]
    shown = render.turn(abstention(*near), 1)
    assert shown.startswith('<div class="answer abstained"><p>The articles do not answer this&#46;</p></div>')
    assert Seen(shown).text == (
        "The articles do not answer this.Closest articlesA titlea.txtSome passage."
        "B titlea.txt" + " ".join(["w"] * 130) + "…"
    )
    assert Seen(shown).links == []


def test_a_note_is_shown() -> None:
    assert '<p class="note">The server was busy&#46;</p>' in render.turn(
        answer(note="The server was busy."), 1
    )


def test_a_card_without_a_title_shows_the_path_instead() -> None:
    assert '<p class="title">folder&#47;a&#46;txt</p>' in render.sources([citation(title="")], 1)


def test_without_citations_there_is_no_empty_panel() -> None:
    assert render.sources([], 1) == ""
    assert render.closest([]) == ""


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
    assert seen.tags.count("mark") == len(given_answer.citations)


@given(answers(), st.integers(1, 99))
def test_every_marker_leads_to_a_card_and_every_card_has_one_anchor(
    given_answer: Answer, number: int
) -> None:
    seen = Seen(render.turn(given_answer, number))
    assert {link.removeprefix("#") for link in seen.links} == set(seen.ids)
    assert len(seen.ids) == len(set(seen.ids)) == len(given_answer.citations)


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
    assert html.unescape(render.escape(text)) == render.visible(text, keep="\t\n\u200c\u200d\u00ad")
    render.escape(text).encode()


@given(texts)
def test_the_user_s_words_are_data_too(text: str) -> None:
    assert Seen(render.question(text)).tags == ["div"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202egnp.exe", r"a\u202egnp.exe"),
        ("a\u200b\ufeff.txt", r"a\u200b\ufeff.txt"),
        ("a\n\t\x1b[31m", r"a\n\t\x1b[31m"),
        ("\U000e0041", r"\U000e0041"),
        ("\udc80", r"\udc80"),
        ("\u2028", r"\u2028"),
        ("naïve – “日本”", "naïve – “日本”"),
    ],
)
def test_invisible_characters_are_written_out(text: str, shown: str) -> None:
    assert render.visible(text) == shown


def test_a_path_keeps_no_invisible_character_at_all() -> None:
    assert r"a&#92;u200db&#92;n" in render.sources([citation(path="a\u200db\n")], 1)


@given(texts, st.integers(1, 50))
def test_cuts_are_short_and_come_from_their_end(text: str, length: int) -> None:
    flat = " ".join(text.split())
    first, last = render.head(text, length), render.tail(text, length)
    assert len(first) <= length + 1
    assert len(last) <= length + 1
    assert flat.startswith(first.strip().removesuffix("…").rstrip()) or first.endswith("…")
    assert flat.endswith(last.strip().removeprefix("…").lstrip()) or last.startswith("…")


def test_cuts_fall_between_words() -> None:
    assert render.head("one two three", 9) == "one two…"
    assert render.tail("one two three", 9) == "…three"
    assert render.head("one\n\ntwo", 99) == "one two"
    assert render.head("unbroken", 3) == "unb…"
    assert render.tail("unbroken", 3) == "…ken"


@pytest.mark.parametrize(("iso", "shown"), [("2024-08-04", "4 August 2024"), ("summer", "summer"), ("", "")])
def test_dates_are_written_as_people_write_them(iso: str, shown: str) -> None:
    assert render.day(iso) == shown
