"""The library in a real browser: articles added, asked about, changed, removed, while others ask."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from index import Settings, build
from tests.e2e.conftest import PROJECT, ask, serving

Visit = Callable[..., Page]

BRIDGE = "Opening of the Zebra Bridge\n\nThe Zebra Bridge was opened in 1987 by Mayor Ada Quill.\n"
QUESTION = "Who opened the Zebra Bridge?"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A copy of the seed articles with an index beside it."""
    shutil.copytree(PROJECT / "seeds", tmp_path / "articles")
    build(tmp_path / "articles", tmp_path / "index", settings=Settings())
    return tmp_path / "articles"


@pytest.fixture
def library(footnote: Callable[..., subprocess.Popen[str]], corpus: Path) -> Iterator[str]:
    with serving(footnote, corpus.parent / "index") as address:
        yield address


def rebuild(page: Page) -> None:
    page.get_by_role("button", name="Rebuild the index").click()
    expect(page.locator("#library .report")).to_be_visible(timeout=60_000)


def test_a_file_is_added_asked_about_changed_and_removed(library: str, visit: Visit, corpus: Path) -> None:
    page = visit(library)
    page.get_by_role("button", name="Library").click()
    expect(page.locator("#library .articles li")).to_have_count(2)
    page.locator("#library-files").set_input_files(
        [
            {"name": "bridge.txt", "mimeType": "text/plain", "buffer": BRIDGE.encode()},
            {"name": "empty.txt", "mimeType": "text/plain", "buffer": b""},
        ]
    )
    expect(page.locator("#library .said")).to_contain_text("2 files added (bridge.txt, empty.txt); rebuild")
    expect(page.locator("#library .folder")).to_have_text(f"Files lie in {corpus}")
    expect(page.locator("#library .status")).to_contain_text("2 changes not in the index yet")
    assert (corpus / "bridge.txt").read_text() == BRIDGE

    rebuild(page)
    expect(page.locator("#library .report")).to_contain_text(
        "4 files seen, 1 indexed, 2 unchanged, 1 skipped"
    )
    expect(page.locator("#library .report li")).to_have_text(
        ["bridge.txt indexed", "empty.txt skipped: is empty"]
    )
    expect(page.locator("#library .files")).to_contain_text("skipped: is empty")
    expect(page.locator("#library .articles li")).to_have_count(3)
    page.get_by_label("Filter the articles by title or path").fill("zebra")
    expect(page.locator("#library .articles li")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#library")).not_to_be_visible()
    expect(page.locator("#header")).to_contain_text("3 articles indexed.")

    reply = ask(page, QUESTION)
    expect(reply.locator(".said")).to_contain_text("opened in 1987 by Mayor Ada Quill")
    reply.locator("a.marker").first.click()
    expect(page.locator("#sources mark.here")).to_have_text(
        "The Zebra Bridge was opened in 1987 by Mayor Ada Quill."
    )

    (corpus / "bridge.txt").write_text(BRIDGE.replace("\n\n", "\n\nNews of the day. ", 1))
    page.get_by_role("button", name="Library").click()
    expect(page.locator("#library .files")).to_contain_text("changed since it was indexed")
    rebuild(page)
    page.get_by_role("button", name="Close the library").click()
    reply.locator("a.marker").first.click()
    expect(page.locator("#sources .changed")).to_contain_text("has changed since the answer")
    expect(page.locator("#sources mark.here")).to_have_text(
        "The Zebra Bridge was opened in 1987 by Mayor Ada Quill."
    )

    page.get_by_role("button", name="Library").click()
    page.get_by_role("button", name="Remove Opening of the Zebra Bridge").click()
    page.get_by_role("button", name="Remove Opening of the Zebra Bridge").click()
    expect(page.locator("#library .said")).to_contain_text("bridge.txt is out of the folder")
    expect(page.get_by_role("button", name="Remove Opening of the Zebra Bridge")).to_have_count(0)
    rebuild(page)
    page.get_by_role("button", name="Close the library").click()
    expect(ask(page, QUESTION).locator(".abstained")).to_be_visible()
    page.locator("#conversation a.marker").first.click()
    expect(page.locator("#sources .changed")).to_contain_text("no longer in the index")
    expect(page.locator("#sources blockquote")).to_have_text(
        "The Zebra Bridge was opened in 1987 by Mayor Ada Quill."
    )


def test_a_file_that_is_refused_says_why(library: str, visit: Visit) -> None:
    page = visit(library)
    page.get_by_role("button", name="Library").click()
    expect(page.locator("#library .articles li")).to_have_count(2)
    page.evaluate("console.error = () => {}")
    page.locator("#library-files").set_input_files(
        [{"name": "notes.md", "mimeType": "text/plain", "buffer": b"# Notes\n\nA note on bridges.\n"}]
    )
    expect(page.locator("#library .said")).to_contain_text("1 file added (notes.md)")
    page.locator("#library-files").set_input_files(
        [
            {"name": "notes.md", "mimeType": "text/plain", "buffer": b"# Notes\n\nAnother.\n"},
            {"name": "other.md", "mimeType": "text/plain", "buffer": b"# Other\n\nOne more.\n"},
            {"name": "deed.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"},
        ]
    )
    expect(page.locator("#library .said p")).to_have_text(
        [
            "1 file added (other.md), 1 file replaced (notes.md); rebuild to bring the index up to date.",
            "deed.pdf is not a .txt, .md or .html file; only these are read",
        ]
    )


def test_only_the_admin_changes_the_library(
    footnote: Callable[..., subprocess.Popen[str]], corpus: Path, visit: Visit
) -> None:
    with serving(footnote, corpus.parent / "index", SERVE_ADMIN_TOKEN="correct horse") as address:
        page = visit(address)
        page.get_by_role("button", name="Library").click()
        expect(page.locator("#library .articles li")).to_have_count(2)
        expect(page.get_by_role("button", name="Rebuild the index")).to_have_count(0)
        token = page.get_by_label("The admin's token")
        token.fill("wrong")
        token.press("Enter")
        expect(page.locator("#library .said")).to_contain_text("not the admin's token")
        token = page.get_by_label("The admin's token")
        token.fill("correct horse")
        token.press("Enter")
        rebuild(page)
        expect(page.locator("#library .report")).to_contain_text("2 unchanged")
