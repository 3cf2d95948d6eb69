"""Pictures of the chat in all its states, from the running program: python -m docs.screenshots [FOLDER].

Needs chromium and the project's test dependencies. Works on a copy of `seeds/` and leaves no trace.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e.conftest import PROJECT, ask

OUT = Path(__file__).resolve().parent / "screenshots"
QUESTION = "How many officials took part in the UNIDO training programme?"
ANSWERABLE = "What did Hem Vanndy say about the manufacturing sector?"
BRIDGE = b"Opening of the Zebra Bridge\n\nThe Zebra Bridge was opened in 1987 by Mayor Ada Quill.\n"


def main() -> None:
    """Each picture is one state: what was done to come there stands in its function."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    out.mkdir(parents=True, exist_ok=True)
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (width, height, query, act) in STATES.items():
            page = visit(browser, f"{address}/{query}", width, height)
            act(page)
            page.wait_for_timeout(600)
            page.screenshot(path=out / f"{name}.png")
            page.context.close()
            print(out / f"{name}.png")


def first_visit(page: Page) -> None:
    expect(page.get_by_text("What would you like to know?")).to_be_visible()


def answer(page: Page) -> None:
    ask(page, ANSWERABLE)


def source(page: Page) -> None:
    ask(page, ANSWERABLE)
    ask(page, QUESTION)
    page.locator("#conversation a.marker").last.click()
    expect(page.locator("#sources mark.here")).to_be_visible()


def abstention(page: Page) -> None:
    ask(page, "Who is the king of Spain?")


def conversations(page: Page) -> None:
    ask(page, QUESTION)
    page.get_by_role("button", name="New chat").click()
    ask(page, ANSWERABLE)
    page.locator(".sidebar .toggle-button").first.click()


def refused(page: Page) -> None:
    ask(page, "why " * 2000)


def library(page: Page) -> None:
    page.get_by_role("button", name="Library").click()
    expect(page.locator("#library .articles li").first).to_be_visible()


def upload_running(page: Page) -> None:
    library(page)
    add(page, "bridge.txt", BRIDGE)
    page.get_by_role("button", name="Rebuild the index").click()
    expect(page.locator("#library .stage").first).to_be_visible(timeout=60_000)


def upload_failed(page: Page) -> None:
    library(page)
    expect(page.get_by_role("button", name="Rebuild the index")).to_be_enabled(timeout=60_000)
    add(page, "empty.txt", b"")
    add(page, "binary.txt", bytes(range(256)) * 40)
    page.get_by_role("button", name="Rebuild the index").click()
    expect(page.locator("#library .report")).to_contain_text("skipped: is empty", timeout=60_000)


STATES = {
    "first-visit": (1440, 900, "", first_visit),
    "answer": (1440, 900, "", answer),
    "source": (1440, 900, "", source),
    "abstention": (1440, 900, "", abstention),
    "conversations": (1440, 900, "", conversations),
    "error": (1440, 900, "", refused),
    "library": (1440, 900, "", library),
    "upload-running": (1440, 900, "", upload_running),
    "upload-failed": (1440, 900, "", upload_failed),
    "dark": (1440, 900, "?__theme=dark", source),
    "phone": (360, 740, "", answer),
    "phone-source": (360, 740, "", source),
    "phone-dark": (360, 740, "?__theme=dark", abstention),
}


def add(page: Page, name: str, content: bytes) -> None:
    page.locator("#library-files").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": content}]
    )
    expect(page.locator("#library .said")).to_contain_text("added")


def visit(browser: Browser, address: str, width: int, height: int) -> Page:
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.goto(address)
    page.get_by_label("Your question").wait_for()
    page.wait_for_timeout(1000)
    return page


@contextmanager
def serving() -> Iterator[str]:
    """The address of a chat on a copy of the seed articles."""
    command = [sys.executable, "-m", "ui.cli"]
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(PROJECT / "seeds", Path(folder) / "articles")
        built = [*command, "index", f"{folder}/articles", "--index", f"{folder}/index"]
        subprocess.run(built, check=True, capture_output=True, cwd=PROJECT)
        serve = [*command, "serve", "--port", "0", "--index", f"{folder}/index"]
        server = subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, cwd=PROJECT)
        try:
            assert server.stdout is not None
            found = re.search(r"http://\S+", server.stdout.readline())
            assert found, "the server did not come up"
            yield found.group()
        finally:
            server.terminate()
            server.wait(timeout=30)


if __name__ == "__main__":
    main()
