"""What the commands share: the option for the index, the engine on it, and how results are written."""

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.errors import FootnoteError

if TYPE_CHECKING:
    from rag import Engine

IndexOption = Annotated[
    Path | None,
    typer.Option("--index", metavar="DIR", help="Where the index lies.", show_default="the configured one"),
]


def opened(index: Path | None) -> "Engine":
    """The engine on `index`; the default index is built first where there is none."""
    from index.progress import progress_bar
    from rag import Engine

    with progress_bar() as progress:
        return Engine.open(index, progress=progress)


def columns() -> int | None:
    """The width to wrap text to: the terminal's, up to 100; None in a pipe, where lines stay whole."""
    return min(shutil.get_terminal_size().columns, 100) if sys.stdout.isatty() else None


def pretty(value: Any) -> str:
    """`value` as JSON, to be read by people too."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def write(path: Path, text: str) -> None:
    """Write `text` to `path`, in UTF-8. Raises FootnoteError where that fails."""
    try:
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise FootnoteError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from None
