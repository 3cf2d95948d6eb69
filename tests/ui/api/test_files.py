"""Files put in and taken out, on the running server."""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from index import Settings, build
from rag import Config, Engine
from tests.ui.api.conftest import Serving

BRIDGE = "The Zebra Bridge\n\nThe Zebra Bridge was opened in 1987.\n"
TOWER = b"The Fox Tower\n\nThe Fox Tower was built in 1912.\n"
MOST = 1_500_000  # bytes of a file; more than a body may have elsewhere


@pytest.fixture
def folder(corpus: Callable[..., Path]) -> Path:
    return corpus({"bridge.txt": BRIDGE})


@pytest.fixture
def own(folder: Path, tmp_path: Path) -> Engine:
    """An engine on an index that may be rebuilt."""
    settings = Settings(max_file_bytes=MOST)
    build(folder, tmp_path / "index", settings=settings)
    return Engine.open(tmp_path / "index", settings=settings, config=Config())


@pytest.fixture
def client(serve: Serving, own: Engine) -> httpx.Client:
    return serve(own)


def states(client: httpx.Client) -> dict[str, str]:
    return {file["path"]: file["state"] for file in client.get("/api/files").json()["files"]}


def test_the_files_are_listed(client: httpx.Client, folder: Path) -> None:
    (folder / "b.pdf").write_text("")
    assert client.get("/api/files").json() == {
        "counts": {"indexed": 1, "skipped": 1},
        "total": 2,
        "offset": 0,
        "next": None,
        "files": [
            {"path": "b.pdf", "state": "skipped", "reason": "not a .txt, .md or .html file", "size": None},
            {"path": "bridge.txt", "state": "indexed", "reason": None, "size": len(BRIDGE)},
        ],
        "may_change": True,
        "kinds": [".txt", ".md", ".markdown", ".html", ".htm"],
        "max_bytes": MOST,
        "corpus": str(folder),
    }
    page = client.get("/api/files", params={"limit": 1}).json()
    assert (page["total"], page["next"], [file["path"] for file in page["files"]]) == (2, 1, ["b.pdf"])
    page = client.get("/api/files", params={"state": "indexed"}).json()
    assert (page["total"], page["next"], [file["path"] for file in page["files"]]) == (
        1,
        None,
        ["bridge.txt"],
    )
    assert page["counts"] == {"indexed": 1, "skipped": 1}
    assert client.get("/api/files", params={"state": "gone"}).status_code == 422


def test_from_upload_to_answer_and_out_again(client: httpx.Client, folder: Path) -> None:
    put = client.put("/api/files/towers/fox tower.txt", content=TOWER)
    assert (put.status_code, put.content) == (201, b"")
    assert (folder / "towers" / "fox tower.txt").read_bytes() == TOWER
    client.put("/api/files/empty.txt", content=b"")
    assert states(client) == {"bridge.txt": "indexed", "empty.txt": "new", "towers/fox tower.txt": "new"}
    assert client.post("/api/rebuild").json()["indexed"] == 1
    assert client.get("/api/files").json()["files"] == [
        {"path": "bridge.txt", "state": "indexed", "reason": None, "size": len(BRIDGE)},
        {"path": "empty.txt", "state": "skipped", "reason": "is empty", "size": 0},
        {"path": "towers/fox tower.txt", "state": "indexed", "reason": None, "size": len(TOWER)},
    ]
    asked = {"question": "When was the Fox Tower built?"}
    assert client.post("/api/ask", json=asked).json()["short"] == "1912"
    changed = TOWER.replace(b"1912", b"1913")
    assert client.put("/api/files/towers/fox tower.txt", content=changed).status_code == 204
    assert states(client)["towers/fox tower.txt"] == "changed"
    assert client.delete("/api/files/towers/fox tower.txt").status_code == 204
    assert states(client)["towers/fox tower.txt"] == "removed"
    assert client.post("/api/rebuild").json()["removed"] == ["towers/fox tower.txt"]
    assert states(client) == {"bridge.txt": "indexed", "empty.txt": "skipped"}


NOT_THERE = [
    "none.txt",
    "..%2f..%2fetc%2fpasswd",
    "%2fetc%2fpasswd",
    "%2e%2e/corpus/bridge.txt",
    "./bridge.txt%00",
    "%ff.txt",
    "",
]


def test_what_is_not_there_is_404(client: httpx.Client, folder: Path) -> None:
    for path in NOT_THERE:
        refused = client.delete(f"/api/files/{path}")
        assert refused.status_code == 404
        assert refused.headers["content-type"] == "application/problem+json"
        assert os.listdir(folder) == ["bridge.txt"]


def test_the_last_file_is_not_removed(client: httpx.Client, folder: Path) -> None:
    refused = client.delete("/api/files/bridge.txt")
    assert (refused.status_code, refused.json()["detail"]) == (
        409,
        "bridge.txt is the last article's file, and an index needs one; add another file before it is removed",
    )
    assert os.listdir(folder) == ["bridge.txt"]


HOSTILE_NAMES = [
    "..%2fx.txt",
    "%2e%2e/x.txt",
    "a/%2e%2e/%2e%2e/x.txt",
    "%2ftmp%2fx.txt",
    "/x.txt",
    "..%5cx.txt",
    "%00.txt",
    "%e2%80%aex.txt",
    "%0d%0ax.txt",
    ".env.txt",
    "x.exe",
    "",
    "x" * 300 + ".txt",
    "%c3%a9" * 130 + ".txt",
]


def test_a_hostile_name_is_refused_and_writes_nothing(client: httpx.Client, folder: Path) -> None:
    for path in HOSTILE_NAMES:
        got = raw(client, "PUT", f"/api/files/{path}", b"x")
        assert got.startswith(b"HTTP/1.1 404 " if "%0a" in path else b"HTTP/1.1 422 ")
        assert b"application/problem+json" in got
        assert os.listdir(folder) == ["bridge.txt"]
        assert sorted(os.listdir(folder.parent)) == ["corpus", "index"]


def test_no_link_is_followed(client: httpx.Client, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (folder / "out").symlink_to(tmp_path / "secret")
    assert client.put("/api/files/out/x.txt", content=b"x").status_code == 422
    assert os.listdir(tmp_path / "secret") == []


def test_a_file_may_be_larger_than_other_bodies(client: httpx.Client, folder: Path) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(MOST // 1000):
            yield b"x" * 1000

    assert client.put("/api/files/a.txt", content=b"x" * MOST).status_code == 201
    assert client.put("/api/files/b.txt", content=pieces()).status_code == 201
    assert (folder / "a.txt").read_bytes() == (folder / "b.txt").read_bytes() == b"x" * MOST
    for method, path in (("POST", "/api/ask"), ("POST", "/api/feedback"), ("POST", "/v1/chat/completions")):
        assert client.request(method, path, content=b" " * 1_000_001, headers=JSON).status_code == 413


JSON = {"Content-Type": "application/json"}


def test_a_file_too_large_is_413_in_mid_stream(client: httpx.Client, folder: Path) -> None:
    """Not all of it is ever sent, and nothing says how long it is."""
    with line_to(client) as line:
        head = f"PUT /api/files/a.txt HTTP/1.1\r\nHost: {client.base_url.netloc.decode()}\r\n"
        line.sendall(head.encode() + b"Transfer-Encoding: chunked\r\n\r\n")
        for _ in range(MOST // 65536 + 1):
            line.sendall(b"10000\r\n" + b" " * 65536 + b"\r\n")
        got = b""
        while not got.endswith(b"}"):
            got += line.recv(2000)
    assert got.startswith(b"HTTP/1.1 413 ")
    assert b"a.txt is larger than 1,500,000 bytes (max_file_bytes); split it or raise the limit" in got
    assert os.listdir(folder) == ["bridge.txt"]


def test_a_file_said_to_be_too_large_is_413(client: httpx.Client, folder: Path) -> None:
    refused = client.put("/api/files/a.txt", content=b"x" * (MOST + 1))
    assert (refused.status_code, refused.json()["status"]) == (413, 413)
    assert os.listdir(folder) == ["bridge.txt"]


def test_who_goes_in_mid_upload_leaves_nothing(client: httpx.Client, folder: Path) -> None:
    with line_to(client) as line:
        head = f"PUT /api/files/a.txt HTTP/1.1\r\nHost: {client.base_url.netloc.decode()}\r\n"
        line.sendall(head.encode() + b"Content-Length: 1000\r\n\r\nhalf")
        while len(os.listdir(folder)) < 2:
            pass
    while len(os.listdir(folder)) > 1:
        pass
    assert os.listdir(folder) == ["bridge.txt"]


def test_a_full_disk_is_507(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ui.folder.os.replace", full)
    refused = client.put("/api/files/a.txt", content=b"x")
    assert refused.status_code == 507
    assert refused.json()["detail"] == (
        "a.txt cannot be changed: no space left on device; "
        "make room, or let the server write to the corpus folder"
    )


def test_other_sites_change_nothing(client: httpx.Client, folder: Path) -> None:
    foreign = {"Origin": "http://evil.example"}
    assert client.put("/api/files/a.txt", content=b"x", headers=foreign).status_code == 403
    assert client.delete("/api/files/bridge.txt", headers=foreign).status_code == 403
    assert os.listdir(folder) == ["bridge.txt"]


def test_the_page_is_told_who_may_change(serve: Serving, own: Engine) -> None:
    client = serve(own, token="t", admin_token="a")
    for token, may in (("t", False), ("a", True)):
        headers = {"Authorization": f"Bearer {token}"}
        assert client.get("/api/files", headers=headers).json()["may_change"] is may
    assert client.put("/api/files/a.txt", content=TOWER, headers=headers).status_code == 201


def line_to(client: httpx.Client) -> socket.socket:
    at = urlsplit(str(client.base_url))
    return socket.create_connection((str(at.hostname), int(at.port or 0)), timeout=30)


def raw(client: httpx.Client, method: str, path: str, body: bytes) -> bytes:
    """What the server says to a path that no client would send like this."""
    with line_to(client) as line:
        head = f"{method} {path} HTTP/1.1\r\nHost: {client.base_url.netloc.decode()}\r\nConnection: close\r\n"
        line.sendall(head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        return b"".join(iter(lambda: line.recv(65536), b""))
