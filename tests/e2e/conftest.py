"""The real program, as a user runs it: `footnote serve` and a real browser."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, expect, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@pytest.fixture(scope="session")
def footnote(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., subprocess.Popen[str]]:
    """Start `footnote` with some arguments, in a process and a folder of its own, with these settings only."""
    folder = tmp_path_factory.mktemp("footnote")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FOOTNOTE_")}

    def start(*arguments: str | Path, **settings: str | Path) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "ui.cli", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=folder,
            env={
                **environment,
                "PYTHONPATH": str(PROJECT),
                "FOOTNOTE_SERVE_FEEDBACK": str(folder / "feedback.sqlite"),
                **{f"FOOTNOTE_{name}": str(value) for name, value in settings.items()},
            },
        )

    return start


@contextmanager
def serving(
    footnote: Callable[..., subprocess.Popen[str]], index: Path, **settings: str | Path
) -> Iterator[str]:
    """The address of a chat on `index`, once it is up; the server ends with the context."""
    server = footnote("serve", "--port", "0", "--index", index, **settings)
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        found = re.fullmatch(r"Footnote is up at (http://127\.0\.0\.1:\d+)\n", line)
        assert found, f"no address, but {line!r} and {server.communicate(timeout=30)[1]!r}"
        yield found.group(1)
    finally:
        server.terminate()
        server.communicate(timeout=30)


@pytest.fixture(scope="session")
def chat(footnote: Callable[..., subprocess.Popen[str]], seed_index: Path) -> Iterator[str]:
    """The address of the chat on the seed articles."""
    with serving(footnote, seed_index) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.fail("chromium is missing; install it with: apt-get install chromium", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET.split())
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open the chat at an address; afterwards no error may be on the console, no request gone elsewhere."""
    faults: list[str] = []
    pages: list[Page] = []

    def said(message: ConsoleMessage) -> None:
        gone = "/api/articles/" in message.location["url"] and "404" in message.text  # of an old citation
        refused = (
            "/api/files/" in message.location["url"] and "422" in message.text
        )  # a file that is not read
        if message.type in {"error", "warning"} and not (gone or refused):
            faults.append(f"console: {message.text}")

    def open_chat(address: str, query: str = "", width: int = 1440, height: int = 900) -> Page:
        def requested(request: Request) -> None:
            if not request.url.startswith((f"{address}/", "data:", f"blob:{address}/")):
                faults.append(f"request to {request.url}")

        page = browser.new_page(viewport={"width": width, "height": height}, accept_downloads=True)
        page.set_default_timeout(30_000)
        page.on("console", said)
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
        page.on("request", requested)
        page.goto(f"{address}/{query}")
        page.get_by_label("Your question").wait_for()
        pages.append(page)
        return page

    yield open_chat
    for page in pages:
        page.close()
    assert faults == []


def ask(page: Page, question: str) -> Locator:
    """Ask, and give the reply once it is complete."""
    replies = page.locator("#conversation .bot-row")
    before = replies.count()
    page.get_by_label("Your question").fill(question)
    page.get_by_label("Your question").press("Enter")
    expect(replies).to_have_count(before + 1)
    rested(page)
    return replies.last


def rested(page: Page) -> None:
    """Wait until nothing is being answered."""
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    expect(page.locator(".waiting")).to_have_count(0)
