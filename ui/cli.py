"""The command line. Results go to standard output, progress and errors to standard error."""

import sys
from pathlib import Path
from types import TracebackType
from typing import Annotated

import typer

from index.errors import FootnoteError
from ui.commands.asking import ask, evaluate
from ui.commands.indexing import index, status
from ui.commands.serving import feedback, mcp, serve

app = typer.Typer(
    name="footnote",
    help="Ask a folder of articles. Every sentence of an answer is footnoted to the words it rests on.",
    epilog="Start with: footnote serve",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command()(index)
app.command()(ask)
app.command()(serve)
app.command()(mcp)
app.command(name="eval")(evaluate)
app.command()(status)
app.command()(feedback)


def main() -> None:
    """Run the command line: exit code 0, 1 for nothing indexed, 2 for an error, 130 for Ctrl-C."""
    sys.excepthook = _fault
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        typer.main.get_command(app).main(prog_name="footnote")
    except FootnoteError as error:
        print(f"footnote: {' '.join(str(error).split())}", file=sys.stderr)
        sys.exit(2)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"footnote {version('footnote')}")
        except PackageNotFoundError:
            print("footnote (not installed)")
        raise typer.Exit()


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    """Options of the whole program."""


def _fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say in one line that the program itself is at fault, and where."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" ({Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno})" if trace else ""
    print(f"footnote: internal fault, please report it: {kind.__name__}: {error}{where}", file=sys.stderr)


if __name__ == "__main__":
    main()
