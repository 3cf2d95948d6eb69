"""The chat in a real browser, on a real server with the real model."""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from rag import Answer, Citation, Engine
from rag.markdown import escaped
from rag.types import Sentence
from tests.e2e.conftest import ask, rested, serving
from tests.e2e.test_hostile import PAYLOADS

Visit = Callable[..., Page]

OFFICIALS = "How many officials took part in the UNIDO training programme?"
DECLARATION = "When was the Joint Declaration signed?"
MARKED = Answer(
    question="# <b>Who</b>?",
    text="<script>x</script> is **y**. [1]",
    short=None,
    sentences=(Sentence("<script>x</script> is **y**.", (1,), True),),
    citations=(Citation(1, "a", "*T*", "a_b.txt", None, 0, 28, "<script>x</script> is **y**."),),
    abstained=False,
    confidence=0.9,
    generation="g",
    searched="Who is *Ada*?",
)
"""An answer full of markup."""


def test_a_question_is_answered_with_its_sources(chat: str, visit: Visit) -> None:
    page = visit(chat)
    expect(page.get_by_text("2 articles indexed.")).to_be_visible()
    reply = ask(page, OFFICIALS)
    expect(reply.locator(".said")).to_contain_text("Participants included 23 officials")
    expect(reply.locator(".said strong").first).to_contain_text("23")
    expect(reply.locator(".badge")).to_have_text("Every sentence supported")
    expect(reply.locator(".confidence")).to_have_attribute("title", re.compile(r"^\d+% likely to be right$"))
    source = reply.locator(".source").first
    expect(source.locator(".number")).to_have_text("1")
    expect(source.locator(".title")).to_have_text("Upgrading Cambodia’s quality infrastructure")
    expect(source.locator("code")).to_have_text("004_75cd3ffba4c82632.txt")


@pytest.mark.parametrize("width", [360, 1440])
def test_a_marker_opens_the_article_at_the_words_cited(
    chat: str, visit: Visit, engine: Engine, width: int
) -> None:
    page = visit(chat, width=width)
    reply = ask(page, OFFICIALS)
    reply.locator("a.marker").first.click()
    citation = engine.ask(OFFICIALS).citations[0]
    mark = page.locator("#sources mark.here")
    expect(mark).to_have_text(citation.quote)
    expect(mark).to_be_in_viewport()
    expect(mark).to_be_focused()
    expect(page.locator("#sources h2")).to_have_text(citation.title)
    shown = page.locator("#sources .text").text_content()
    assert shown == engine.article(citation.article_id).text
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.keyboard.press("Escape")
    expect(page.locator("#sources .reader")).to_have_count(0)
    expect(reply.locator("a.marker").first).to_be_focused()


def test_an_unanswerable_question_gets_an_abstention_with_the_closest_articles(
    chat: str, visit: Visit
) -> None:
    page = visit(chat)
    reply = ask(page, "Who is the king of Spain?")
    expect(reply.locator(".abstained")).to_be_visible()
    expect(reply.locator("a.marker")).to_have_count(0)
    expect(reply.locator(".badge")).to_have_count(0)
    reply.locator(".closest .source").first.click()
    expect(page.locator("#sources mark.near")).to_be_in_viewport()


def test_a_follow_up_is_understood_and_says_what_was_searched_for(chat: str, visit: Visit) -> None:
    page = visit(chat)
    ask(page, "What does the Joint Declaration between UNIDO and Cambodia concern?")
    reply = ask(page, "When was it signed?")
    expect(reply.locator(".said")).to_contain_text("November 2017")
    expect(reply.locator(".searched")).to_contain_text("Joint Declaration")


@pytest.mark.parametrize("question", ["", "   "])
def test_an_empty_question_gets_one_line(chat: str, visit: Visit, question: str) -> None:
    reply = ask(visit(chat), question)
    expect(reply.locator(".notice")).to_have_text("Please type a question.")


def test_a_question_too_long_gets_one_line(chat: str, visit: Visit) -> None:
    reply = ask(visit(chat), "why " * 2000)
    expect(reply.locator(".notice")).to_contain_text("characters")
    expect(reply.locator(".source")).to_have_count(0)


def test_an_example_is_asked_with_a_click_and_a_new_chat_forgets(chat: str, visit: Visit) -> None:
    page = visit(chat)
    page.locator("#conversation .example").first.click()
    expect(page.locator("#conversation .answer")).to_be_visible()
    page.get_by_role("button", name="New chat").click()
    expect(page.locator("#conversation .message-row")).to_have_count(0)
    expect(page.get_by_text("What would you like to know?")).to_be_visible()


def test_a_conversation_survives_a_reload_and_its_markers_work(chat: str, visit: Visit) -> None:
    page = visit(chat)
    ask(page, OFFICIALS)
    ask(page, "Who is the king of Spain?")
    said = page.locator("#conversation .said").all_inner_texts()
    expect(page.locator("#conversations .kept li")).to_have_count(1)
    page.reload()
    expect(page.locator("#conversation .said")).to_have_text(said)
    page.locator("#conversation a.marker").first.click()
    expect(page.locator("#sources mark.here")).to_contain_text("23 officials")
    reply = ask(page, DECLARATION)
    expect(reply.locator(".said")).to_contain_text("November 2017")
    expect(page.locator("#conversation .bot-row")).to_have_count(3)


def test_several_conversations_are_kept_and_removed(chat: str, visit: Visit) -> None:
    page = visit(chat)
    ask(page, OFFICIALS)
    page.get_by_role("button", name="New chat").click()
    expect(page.locator("#conversation .message-row")).to_have_count(0)
    ask(page, DECLARATION)
    expect(page.locator("#conversations .kept li")).to_have_count(2)
    open_side(page)
    page.locator("#conversations .kept").get_by_role("button", name=OFFICIALS, exact=True).click()
    expect(page.locator("#conversation .question")).to_have_text([OFFICIALS])
    page.get_by_role("button", name=f"Remove “{OFFICIALS}”").click()
    expect(page.locator("#conversation .message-row")).to_have_count(0)
    expect(page.locator("#conversations .kept li")).to_have_count(1)


def test_a_conversation_is_exported_with_footnotes(chat: str, visit: Visit) -> None:
    page = visit(chat)
    ask(page, OFFICIALS)
    ask(page, DECLARATION)
    open_side(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Export this one as Markdown").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert download.value.suggested_filename == "conversation.md"
    markers = re.findall(r"\[\^(\d+)\](?!:)", text)
    notes = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    assert text.startswith(f"## {OFFICIALS}\n\n")
    assert notes == [str(n) for n in range(1, len(notes) + 1)]
    assert set(markers) == set(notes)
    assert "004_75cd3ffba4c82632.txt, characters 552–622: “Participants included 23 officials" in text


def test_what_is_exported_is_text_and_complete(chat: str, visit: Visit) -> None:
    page = visit(chat)
    page.evaluate(
        "turns => localStorage.setItem('footnote-conversation-' + sessionStorage.getItem('footnote-current'), "
        "JSON.stringify({title: 'x', turns, at: 1}))",
        [
            {"question": "why " * 9, "outcome": "The question is too long."},
            {"question": "# <b>Who</b>?", "outcome": MARKED.to_dict(), "only": "since 2024; a_b.txt"},
        ],
    )
    page.reload()
    expect(page.locator("#conversation .said")).to_have_count(1)
    open_side(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Export this one as Markdown").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text == (
        "## \\# \\<b>Who\\</b>?\n\n"
        "*Searched for: Who is \\*Ada\\*?*\n\n*Asked only: since 2024; a_b.txt*\n\n" + MARKED.to_markdown()
    )


def test_text_is_escaped_in_the_page_as_by_the_engine(chat: str, visit: Visit) -> None:
    page = visit(chat)
    texts = [*PAYLOADS, "# a\n- b\n12. c\n    d\\\n| e |", "a_b _c_ C# the # 2 * 3 $4 ~5~ &amp; & f\\*"]
    texts = [text for text in texts if text.isprintable() or "\n" in text]
    in_page = page.evaluate(
        "texts => import('/chat-assets/markdown.js').then(({ escaped }) => texts.map(escaped))", texts
    )
    assert in_page == [escaped(text) for text in texts]


def test_a_question_is_retried_and_edited(chat: str, visit: Visit) -> None:
    page = visit(chat)
    ask(page, OFFICIALS)
    ask(page, "Who is the king of Spain?")
    expect(page.get_by_role("button", name="Retry")).to_have_count(1)  # later answers would be lost
    page.locator("#conversation .said").last.evaluate("said => said.classList.add('old')")
    page.locator("#conversation .bot-row").last.get_by_role("button", name="Retry").click()
    expect(page.locator("#conversation .said.old")).to_have_count(0)
    rested(page)
    expect(page.locator("#conversation .question")).to_have_text([OFFICIALS, "Who is the king of Spain?"])
    first = page.locator("#conversation .user-row").first
    first.hover()
    first.get_by_role("button", name="Edit").click()
    box = page.get_by_label("Your question")
    expect(box).to_have_value(OFFICIALS)
    box.fill(DECLARATION)
    box.press("Enter")
    expect(page.locator("#conversation .question")).to_have_text([DECLARATION])
    rested(page)
    expect(page.locator("#conversation .said")).to_have_count(1)
    expect(page.locator("#conversation .said")).to_contain_text("November 2017")
    expect(box).to_have_value("")


def test_what_is_kept_is_not_overwritten_by_less(chat: str, visit: Visit) -> None:
    page = visit(chat)
    ask(page, OFFICIALS)
    ask(page, DECLARATION)
    expect(page.locator("#conversations .kept li")).to_have_count(1)
    first = page.locator("#conversation .user-row").first
    first.hover()
    first.get_by_role("button", name="Edit").click()
    box = page.get_by_label("Your question")
    expect(box).to_have_value(OFFICIALS)
    box.fill("Who is the king of Spain?")
    box.press("Enter")
    expect(page.locator("#conversation .question")).to_have_text(["Who is the king of Spain?"])
    expect(page.locator("#conversations .kept li")).to_have_count(2)
    rested(page)
    open_side(page)
    page.locator("#conversations .kept").get_by_role("button", name=OFFICIALS, exact=True).click()
    expect(page.locator("#conversation .question")).to_have_text([OFFICIALS, DECLARATION])
    expect(page.locator("#conversations .kept li")).to_have_count(2)


def test_an_answer_is_judged(chat: str, visit: Visit, footnote: Callable[..., subprocess.Popen[str]]) -> None:
    page = visit(chat)
    reply = ask(page, OFFICIALS)
    reply.get_by_role("button", name="Bad", exact=True).click()
    word = reply.get_by_label("A word about it (optional)")
    word.fill("Names the wrong year")
    word.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Thank you.")).to_be_visible()
    listed, _ = footnote("feedback").communicate(timeout=60)
    assert "Names the wrong year" in listed
    assert OFFICIALS in listed
    assert listed.count(OFFICIALS) == 1


def test_only_some_articles_are_asked(chat: str, visit: Visit) -> None:
    page = visit(chat)
    reply = ask(page, OFFICIALS)
    reply.locator("a.marker").first.click()
    page.get_by_role("button", name="Ask only this article").click()
    expect(page.locator("#only")).to_contain_text("Asking only 004_75cd3ffba4c82632.txt")
    expect(page.locator("#sources mark.here")).to_be_visible()  # it stays open
    reply = ask(page, "What did Hem Vanndy say about the manufacturing sector?")
    expect(reply.locator(".searched").first).to_have_text("Asked only: 004_75cd3ffba4c82632.txt")
    for path in reply.locator(".source code").all_inner_texts():
        assert path == "004_75cd3ffba4c82632.txt"
    page.get_by_label("Articles").fill("")
    page.get_by_label("Since").fill("1999")
    reply = ask(page, OFFICIALS)
    expect(reply.locator(".abstained")).to_be_visible()
    page.get_by_label("Since").fill("soon")
    reply = ask(page, OFFICIALS)
    expect(reply.locator(".notice")).to_contain_text("soon")


def test_the_theme_is_chosen_and_kept(chat: str, visit: Visit) -> None:
    page = visit(chat)
    open_side(page)
    page.locator("#theme").get_by_text("Dark").click()
    expect(page.locator("body")).to_have_class(re.compile(r"\bdark\b"))
    page.reload()
    expect(page.locator("body")).to_have_class(re.compile(r"\bdark\b"))


def test_the_keyboard_is_enough(chat: str, visit: Visit) -> None:
    page = visit(chat)
    page.locator("#open-library").focus()
    page.keyboard.press("/")
    box = page.get_by_label("Your question")
    expect(box).to_be_focused()
    page.keyboard.type(OFFICIALS)
    page.keyboard.press("Enter")
    rested(page)
    marker = page.locator("#conversation a.marker").first
    expect(marker).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.marker')"):
            break
    expect(marker).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#sources mark.here")).to_be_focused()
    page.keyboard.press("Escape")
    expect(marker).to_be_focused()


def test_the_asker_s_words_stay_words(chat: str, visit: Visit) -> None:
    page = visit(chat)
    ask(page, "<img src=x onerror=alert(1)> ![x](http://evil.example/x.png) **what** is it?")
    expect(page.locator("#conversation .question")).to_have_text(
        "<img src=x onerror=alert(1)> ![x](http://evil.example/x.png) **what** is it?"
    )


def test_it_fits_a_phone(chat: str, visit: Visit) -> None:
    page = visit(chat, width=360, height=740)
    ask(page, OFFICIALS)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    overflowing = (
        "[...document.querySelectorAll('#conversation *')].filter(e => e.getBoundingClientRect().right > 361)"
    )
    assert page.evaluate(f"{overflowing}.length") == 0
    expect(page.get_by_label("Your question")).to_be_in_viewport()
    page.locator("#only > button").click()
    expect(page.locator("#only-articles textarea")).to_be_visible()
    box = page.get_by_label("Your question")
    box.focus()
    expect(box).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.querySelector('#talk').scrollLeft") == 0
    page.locator("#open-library").click()
    expect(page.locator("#library .articles li")).to_have_count(2)
    library = page.locator("#library").bounding_box()
    assert library
    assert library["x"] >= 0
    assert library["x"] + library["width"] <= 360
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (1440, "dark"), (360, "light")])
def test_nothing_serious_is_in_the_way_of_anyone(chat: str, visit: Visit, width: int, theme: str) -> None:
    page = visit(chat, f"?__theme={theme}", width=width)
    reply = ask(page, OFFICIALS)
    ask(page, "Who is the king of Spain?")
    reply = page.locator("#conversation .bot-row").first
    reply.locator("a.marker").first.click()
    expect(page.locator("#sources mark.here")).to_be_visible()
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.locator("#open-library").click()
    expect(page.locator("#library .articles li")).to_have_count(2)
    assert serious(page) == []


def open_side(page: Page) -> None:
    page.wait_for_timeout(500)
    page.locator(".sidebar .toggle-button").first.click()
    expect(page.locator("#theme")).to_be_in_viewport()


def serious(page: Page) -> list[str]:
    """What axe-core finds that keeps people out."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


@pytest.fixture(scope="module")
def slow_chat(footnote: Callable[..., subprocess.Popen[str]], seed_index: Path) -> Iterator[str]:
    """The chat with a generator that takes a second for each sentence."""
    with serving(footnote, seed_index, ANSWER_GENERATOR="tests.e2e.slow:Slow") as address:
        yield address


def begun(page: Page) -> Locator:
    """Ask a question and wait for the first sentence of its answer; returns the box it was typed into."""
    box = page.get_by_label("Your question")
    box.fill(OFFICIALS)
    box.press("Enter")
    expect(page.locator("#conversation .said a.marker")).to_have_count(1)
    return box


def test_an_answer_streams_and_is_stopped(slow_chat: str, visit: Visit) -> None:
    page = visit(slow_chat)
    begun(page)
    page.get_by_role("button", name="Stop").click()
    rested(page)
    kept = page.locator("#conversation .said a.marker").count()
    assert 1 <= kept <= 3
    page.wait_for_timeout(2500)
    assert page.locator("#conversation .said a.marker").count() == kept
    page.reload()
    expect(page.locator("#conversation .said a.marker")).to_have_count(kept)


def test_what_is_typed_while_a_question_is_answered_stays(slow_chat: str, visit: Visit) -> None:
    page = visit(slow_chat)
    box = page.get_by_label("Your question")
    box.fill(OFFICIALS)
    with page.expect_request("**/queue/join*"):  # sent, so that other words cannot go in its place
        box.press("Enter")
    box.fill(DECLARATION)
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    rested(page)
    expect(page.locator("#conversation .said")).to_have_count(1)
    expect(box).to_have_value(DECLARATION)
    box.press("Enter")
    expect(page.locator("#conversation .question")).to_have_text([OFFICIALS, DECLARATION])
    expect(box).to_have_value("")


def test_another_marker_moves_there(slow_chat: str, visit: Visit) -> None:
    page = visit(slow_chat)
    reply = ask(page, OFFICIALS)
    quotes = reply.locator(".said").inner_text()
    markers = reply.locator("a.marker")
    assert markers.count() >= 2
    for n in range(markers.count()):
        markers.nth(n).click()
        mark = page.locator("#sources mark.here")
        expect(page.locator("#sources nav button[aria-current=true]")).to_have_text(str(n + 1))
        expect(mark).to_be_in_viewport()
        assert mark.inner_text() in quotes
        expect(page.locator("#sources mark.other")).to_have_count(markers.count() - 1)


def test_a_question_edited_while_it_is_answered_is_answered_alone(slow_chat: str, visit: Visit) -> None:
    page = visit(slow_chat)
    box = begun(page)
    asked = page.locator("#conversation .user-row").first
    asked.hover()
    asked.get_by_role("button", name="Edit").click()
    expect(box).to_have_value(OFFICIALS)
    box.fill(DECLARATION)
    box.press("Enter")
    expect(page.locator("#conversation .question")).to_have_text([DECLARATION])
    rested(page)
    page.wait_for_timeout(2500)
    expect(page.locator("#conversation .question")).to_have_text([DECLARATION])
    expect(page.locator("#conversation .said a.marker")).not_to_have_count(0)
