"""The chat in a real browser, on a real server with the real model."""

import subprocess
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from index import build
from tests.e2e.conftest import serving

Visit = Callable[..., Page]

HOSTILE = """Opening of the <b>Zebra Bridge</b> ![x](http://evil.example/title.png)

The Zebra Bridge was opened in 1987 by <img src=x onerror="alert(1)"> Mayor [Ada Quill](javascript:alert(2)) \
![p](http://evil.example/p.png) **bold** $$x^2$$ <script>alert(3)</script> http://evil.example/ at noon.

It cost nine crowns.
"""


def ask(page: Page, question: str) -> Locator:
    """Ask, and give the reply once it is complete."""
    replies = page.locator("#conversation .bot-row")
    before = replies.count()
    page.get_by_label("Your question").fill(question)
    page.get_by_label("Your question").press("Enter")
    expect(replies).to_have_count(before + 1)
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    expect(page.locator(".waiting")).to_have_count(0)
    return replies.last


def test_a_question_is_answered_with_its_citation(chat: str, visit: Visit) -> None:
    page = visit(chat)
    expect(page.get_by_text("2 articles indexed.")).to_be_visible()
    reply = ask(page, "How many officials took part in the UNIDO training programme?")
    expect(reply.locator(".answer")).to_contain_text("Participants included 23 officials")
    card = reply.locator(".source").first
    expect(card.locator(".number")).to_have_text("1")
    expect(card.locator(".title")).to_have_text("Upgrading Cambodia’s quality infrastructure")
    expect(card.locator("code")).to_have_text("004_75cd3ffba4c82632.txt")
    expect(card.locator("mark")).to_contain_text("23 officials from various government ministries.")
    expect(card.locator("blockquote")).to_contain_text("Fourth Industrial Revolution.")


def test_a_marker_leads_to_its_source(chat: str, visit: Visit) -> None:
    page = visit(chat, "?__theme=dark")
    reply = ask(page, "When was the Joint Declaration signed?")
    reply.locator("a.marker").first.click()
    expect(reply.locator(".source").first).to_be_focused()
    expect(page.locator("#conversation .bot-row")).to_have_count(1)


def test_an_unanswerable_question_gets_an_abstention(chat: str, visit: Visit) -> None:
    reply = ask(visit(chat), "Who is the king of Spain?")
    expect(reply.locator(".abstained")).to_be_visible()
    expect(reply.locator(".closest .source .title").first).to_be_visible()
    expect(reply.locator("a.marker")).to_have_count(0)


def test_a_follow_up_is_understood(chat: str, visit: Visit) -> None:
    page = visit(chat)
    ask(page, "What does the Joint Declaration between UNIDO and Cambodia concern?")
    reply = ask(page, "When was it signed?")
    expect(reply.locator("mark").first).to_contain_text("November 2017")


@pytest.mark.parametrize("question", ["", "   "])
def test_an_empty_question_gets_one_line(chat: str, visit: Visit, question: str) -> None:
    reply = ask(visit(chat), question)
    expect(reply).to_have_text("Please type a question.")


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


def test_the_asker_s_words_stay_words(chat: str, visit: Visit) -> None:
    page = visit(chat)
    ask(page, "<img src=x onerror=alert(1)> ![x](http://evil.example/x.png) **what** is it?")
    expect(page.locator("#conversation .user-row")).to_have_text(
        "<img src=x onerror=alert(1)> ![x](http://evil.example/x.png) **what** is it?"
    )


def test_it_fits_a_phone(chat: str, visit: Visit) -> None:
    page = visit(chat, width=360, height=740)
    ask(page, "How many officials took part in the UNIDO training programme?")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    overflowing = (
        "[...document.querySelectorAll('#conversation *')].filter(e => e.getBoundingClientRect().right > 361)"
    )
    assert page.evaluate(f"{overflowing}.length") == 0
    expect(page.get_by_label("Your question")).to_be_in_viewport()


@pytest.fixture(scope="module")
def hostile_chat(
    footnote: Callable[..., subprocess.Popen[str]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The chat on one article that tries to be more than text, in a file that does so too."""
    folder = tmp_path_factory.mktemp("hostile")
    name = "<img src=x onerror=alert(4)> \u202etxt.evil ![x](y).txt"
    (folder / "articles").mkdir()
    (folder / "articles" / name).write_text(HOSTILE, encoding="utf-8")
    build(folder / "articles", folder / "index")
    with serving(footnote, folder / "index") as address:
        yield address


def test_a_hostile_article_stays_inert(hostile_chat: str, visit: Visit) -> None:
    page = visit(hostile_chat)
    expect(page.locator(".example")).to_contain_text("<b>Zebra Bridge</b>")
    reply = ask(page, "In what year was the Zebra Bridge opened?")
    for shown in (reply.locator(".answer"), reply.locator("mark").first):
        expect(shown).to_contain_text(
            '1987 by <img src=x onerror="alert(1)"> Mayor [Ada Quill](javascript:alert(2))'
        )
        expect(shown).to_contain_text(
            "**bold** $$x^2$$ <script>alert(3)</script> http://evil.example/ at noon."
        )
    expect(reply.locator(".title").first).to_have_text(HOSTILE.splitlines()[0])
    expect(reply.locator("code").first).to_have_text(
        "<img src=x onerror=alert(4)> \\u202etxt.evil ![x](y).txt"
    )
    expect(page.locator("#conversation").locator("img, script, iframe, b, em, .katex")).to_have_count(0)
    expect(page.locator("#conversation a:not(.marker)")).to_have_count(0)
