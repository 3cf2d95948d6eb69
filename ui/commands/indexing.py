"""`footnote index` and `footnote status`: make the index, tell what is in it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ui.commands.common import IndexOption, pretty


def index(
    corpus: Annotated[
        Path | None,
        typer.Argument(metavar="CORPUS", help="The folder of articles.", show_default="the configured one"),
    ] = None,
    index: IndexOption = None,
) -> None:
    """Build the index, or bring it up to date.

    Reads .txt, .md and .html files in CORPUS and its folders. Only what changed is read and embedded,
    and the index in use is replaced at once when all is done. Every file that does not get in is
    listed with its reason. The exit code is 0 where the index holds an article, 1 where it holds none.

    \b
    Example:
      footnote index articles/ --index my-index
    """
    from index import Settings, build
    from index.articles.corpus import KINDS
    from index.progress import progress_bar

    settings = Settings.load(corpus=corpus, path=index)
    try:
        with progress_bar() as progress:
            report = build(settings.corpus, settings.path, settings=settings, progress=progress)
    except KeyboardInterrupt:
        print("footnote: stopped; the index is as it was before", file=sys.stderr)
        raise typer.Exit(130) from None
    from ui import terminal

    print(terminal.report(report))
    if report.indexed + report.unchanged:
        return
    kinds = ", ".join(KINDS)
    print(
        f"footnote: no file that can be read in {settings.corpus}; put articles there ({kinds})",
        file=sys.stderr,
    )
    raise typer.Exit(1)


def status(
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    index: IndexOption = None,
) -> None:
    """Tell what is indexed, with which model, when, and how large it is.

    \b
    Example:
      footnote status --index my-index
    """
    from index import Settings, index_status, open_snapshot
    from ui import terminal

    found = index_status(open_snapshot(Settings.load(path=index).path))
    print(pretty(found) if as_json else terminal.status(found))
