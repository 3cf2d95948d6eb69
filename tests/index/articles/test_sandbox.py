import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.articles.clean import EmptyArticle
from index.articles.sandbox import Sandbox
from index.errors import ArticleError

PAGE = (
    b"<html><body><h1>Ferry</h1><p>It will begin in spring, the authority said on Monday.</p></body></html>"
)
GIB = 2**30


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(20.0, 2 * GIB) as sandbox:
        yield sandbox


def test_one_child_reads_many_files(sandbox: Sandbox) -> None:
    assert sandbox.read("html", PAGE).text == "It will begin in spring, the authority said on Monday."
    child = sandbox._child
    assert sandbox.read("markdown", "# Fähre\n\nIm Frühling.".encode()).title == "Fähre"
    assert sandbox._child is child


def test_reasons_come_through_as_errors(sandbox: Sandbox) -> None:
    with pytest.raises(EmptyArticle, match="no words"):
        sandbox.read("html", b"<html></html>")
    with pytest.raises(ArticleError, match="PNG"):
        sandbox.read("html", b"\x89PNG\r\n")
    assert sandbox.read("html", PAGE).title == "Ferry"


def test_what_a_library_raises_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = "import index.articles.sandbox as it\ndef fail(*_): raise ValueError('odd')\nit.read_article = fail\nit.main()"
    monkeypatch.setattr("index.articles.sandbox.PROGRAM", broken)
    with (
        Sandbox(20.0, 2 * GIB) as sandbox,
        pytest.raises(ArticleError, match=r"made its parser fail: ValueError"),
    ):
        sandbox.read("html", PAGE)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("html", b"<html><body>" + b"<div>" * 100_000 + b"hello" + b"</div>" * 100_000),
        ("html", b"<p>Never ends <b><i><a href=x>" * 50_000),
        ("html", b'<script type="application/ld+json">' + b"[" * 1_000_000 + b"</script><p>hello</p>"),
        ("html", b"<style>" + b"@" * 500_000 + b"{" * 500_000 + b"</style><p>hello</p>"),
        ("html", b"<p>" + b"<" * 300_000 + b"hello"),
        ("html", b"<p>" + b"a" * 1_000_000),
        ("markdown", b"a" * 1_000_000),
        ("markdown", b"[" * 100_000 + b"a"),
        ("markdown", b"> " * 100_000 + b"a"),
        ("text", b"a" * 1_000_000),
        ("text", b"a\n\n" * 300_000),
        ("text", b"Related stories\n\n" * 20_000),
        ("text", b"a" + "\u0301\u0323".encode() * 400_000),
    ],
)
def test_bombs_end_in_a_text_or_a_reason(sandbox: Sandbox, kind: str, data: bytes) -> None:
    try:
        assert sandbox.read(kind, data).text
    except ArticleError as error:
        assert "crashed" not in str(error)
    assert sandbox.read("html", PAGE).title == "Ferry"


def test_entities_are_not_expanded_into_a_bomb(sandbox: Sandbox) -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    page = f'<!DOCTYPE x [<!ENTITY l0 "lol">{levels}]><html><body><p>Hello &l9; world.</p></body></html>'
    assert len(sandbox.read("html", page.encode()).text) < len(page)


def test_time_is_limited_and_the_next_file_is_read() -> None:
    attributes = b" ".join(b"a%d=1" % n for n in range(200_000))
    with Sandbox(1.0, 2 * GIB) as sandbox:
        with pytest.raises(ArticleError, match=r"takes longer to parse than 1 s \(parse_seconds\)"):
            sandbox.read("html", b"<html><body><p " + attributes + b">hello</p></body></html>")
        sandbox._seconds = 20.0
        assert sandbox.read("html", PAGE).title == "Ferry"


def test_memory_is_limited() -> None:
    with Sandbox(20.0, GIB // 3) as sandbox, pytest.raises(ArticleError, match="MiB"):
        sandbox.read("html", b"<html><body>" + b"<i>x</i> " * 1_000_000)


def test_a_child_that_died_meanwhile_is_replaced(sandbox: Sandbox) -> None:
    sandbox.read("html", PAGE)
    assert sandbox._child is not None
    sandbox._child.kill()
    sandbox._child.wait()
    assert sandbox.read("html", PAGE).title == "Ferry"


def test_closing_ends_the_child() -> None:
    sandbox = Sandbox(20.0, 2 * GIB)
    sandbox.read("html", PAGE)
    child = sandbox._child
    sandbox.close()
    sandbox.close()
    assert child is not None
    assert child.poll() is not None


def test_the_child_ends_with_its_parent() -> None:
    root = str(Path(__file__).resolve().parents[3])
    code = (
        "import os, signal\n"
        "from index.articles.sandbox import Sandbox\n"
        "sandbox = Sandbox(20.0, 2**31)\n"
        "sandbox.read('html', b'<p>hello</p>')\n"
        "print(sandbox._child.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = {**os.environ, "PYTHONPATH": root}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    child = int(done.stdout)
    for _ in range(200):
        if not _runs(child):
            return
        time.sleep(0.05)
    pytest.fail(f"process {child} outlived its parent")


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def test_the_child_reaches_nothing_outside() -> None:
    root = str(Path(__file__).resolve().parents[3])
    code = (
        "import socket, subprocess\n"
        "from index.articles.sandbox import _confine\n"
        "_confine(2**31)\n"
        "for attempt in (lambda: socket.create_connection(('127.0.0.1', 9)),\n"
        "                lambda: socket.getaddrinfo('example.com', 80),\n"
        "                lambda: subprocess.run(['true']),\n"
        "                lambda: open('written', 'w').write('x' * 100_000)):\n"
        "    try:\n"
        "        attempt()\n"
        "    except OSError as error:\n"
        "        print(type(error).__name__)\n"
    )
    environment = {**os.environ, "PYTHONPATH": root}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert done.stdout.split() == ["PermissionError"] * 3 + ["OSError"]
