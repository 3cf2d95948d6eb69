import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.ui.conftest import Run


def test_indexing_reports_every_file(run: Run, corpus: Callable[..., Path]) -> None:
    folder = corpus(
        {"good.txt": "A title\n\nThe bridge was opened in 1987.\n", "empty.txt": "", "a.jpg": b"\xff"}
    )
    code, out, _ = run("index", folder, "--index", "index")
    assert code == 0
    assert "\nindexed     1\n" in out
    assert "  empty.txt: " in out
    assert "  a.jpg: " in out


def test_indexing_nothing_is_exit_code_1(run: Run, corpus: Callable[..., Path]) -> None:
    folder = corpus({"empty.txt": ""})
    code, out, err = run("index", folder, "--index", "index")
    assert code == 1
    assert "  empty.txt: " in out
    assert f"footnote: no file that can be read in {folder}; put articles there (.txt, .md, " in err


def test_an_empty_folder_is_told_in_one_line(run: Run, corpus: Callable[..., Path]) -> None:
    folder = corpus({})
    code, _, err = run("index", folder, "--index", "index")
    assert code == 1
    assert err.splitlines()[-1].startswith(
        f"footnote: no file that can be read in {folder}; put articles there ("
    )


def test_ctrl_c_says_what_became_of_the_index(
    run: Run, corpus: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("index.build", interrupted)
    assert run("index", corpus({"a.txt": "A title\n\nSome words."})) == (
        130,
        "",
        "footnote: stopped; the index is as it was before\n",
    )


def test_status_tells_what_is_indexed(run: Run, seed_index: Path) -> None:
    code, out, err = run("status", "--index", seed_index)
    assert (code, err) == (0, "")
    assert f"\ncorpus      {PROJECT / 'seeds'}\narticles    2\n" in out
    assert json.loads(run("status", "--json", "--index", seed_index)[1])["articles"] == 2
