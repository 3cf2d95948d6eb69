"""The command line. Results go to standard output, progress and errors to standard error."""

import json
import shutil
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from index.errors import FootnoteError

if TYPE_CHECKING:
    from rag import Engine

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

IndexOption = Annotated[
    Path | None,
    typer.Option("--index", metavar="DIR", help="Where the index lies.", show_default="the configured one"),
]


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


@app.command()
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
    from index.progress import progress_bar

    settings = Settings.load(corpus=corpus, path=index)
    with progress_bar() as progress:
        report = build(settings.corpus, settings.path, settings=settings, progress=progress)
    from ui import terminal

    print(terminal.report(report))
    raise typer.Exit(0 if report.indexed + report.unchanged else 1)


@app.command()
def ask(
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help="What you want to know.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    k: Annotated[
        int | None, typer.Option("--k", metavar="N", help="Passages to read.", show_default="8")
    ] = None,
    generator: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Who writes: extractive, openai (any compatible server), or module:name of your own.",
            show_default="the configured one",
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Only articles dated on DATE or later: 2024-05-31, 2024-05 or 2024."
        ),
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only articles dated on DATE or earlier.")
    ] = None,
    article: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="Only this article, by its path in the corpus; may be repeated."),
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only articles of this source; may be repeated.")
    ] = None,
    unsupported: Annotated[
        Literal["drop", "mark"] | None,
        typer.Option(
            help="Sentences that no article supports: leave them out, or show them with a mark.",
            show_default="the configured one",
        ),
    ] = None,
    index: IndexOption = None,
) -> None:
    """Answer one question.

    Prints the answer, then its footnotes: title, date, path and the words quoted. Where the articles
    do not answer, it says so and names the closest ones. Without --index the first question builds
    the default index.

    With --since, --until, --article and --source it answers from the articles that fit them all. A month
    or a year stands for all its days; an article that states no date fits no dates.

    \b
    Examples:
      footnote ask "How many officials took part in the UNIDO training?"
      footnote ask "Who signed the Joint Declaration?" --json
      footnote ask "Why was the workshop held?" --generator openai
      footnote ask "What did the minister announce?" --since 2024 --until 2024
      footnote ask "Who took part?" --article news/workshop.txt
    """
    from rag import Only

    only = Only(since, until, tuple(article or ()), tuple(source or ()))
    answer = _open(index).ask(
        " ".join(question), generator=generator, k=k, only=only, unsupported=unsupported
    )
    from ui import terminal

    print(_json(answer.to_dict()) if as_json else terminal.answer(answer, _columns()))


@app.command()
def serve(
    host: Annotated[
        str | None, typer.Option(help="The address to listen on.", show_default="127.0.0.1")
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="The port; 0 takes any free one.", show_default="7860")
    ] = None,
    auth: Annotated[
        str | None,
        typer.Option(
            metavar="USER:PASSWORD",
            help="Who may ask. Safer as FOOTNOTE_SERVE_AUTH, which others cannot see.",
        ),
    ] = None,
    index: IndexOption = None,
) -> None:
    """Serve the chat, and the same answers for programs; /docs describes them.

    Prints its address once it is up; Ctrl-C ends it. Without a password (--auth) or a token for programs
    (FOOTNOTE_SERVE_TOKEN) it serves this machine only. With FOOTNOTE_SERVE_ADMIN_TOKEN, only who sends
    that one may change the index. Without --index the default index is built first where there is none.
    A rebuild with `footnote index` is picked up while it serves.

    \b
    Examples:
      footnote serve
      footnote serve --port 8080 --index my-index
      FOOTNOTE_SERVE_AUTH=me:secret footnote serve --host 0.0.0.0
    """
    from ui import server
    from ui.config import Serve

    settings = Serve.load(host=host, port=port, auth=auth)
    with server.listen(settings) as listener:
        engine = _open(index)
        server.serve(engine, settings, listener, lambda address: _up(address, settings.is_locked))


@app.command()
def mcp(index: IndexOption = None) -> None:
    """Give an assistant the articles as tools: the Model Context Protocol over standard input and output.

    For the settings of an assistant that starts its tools itself: command `footnote`, argument `mcp`. The
    tools are ask, search and read_article; they read and change nothing. A server that runs has them at
    /mcp, too.

    \b
    Example:
      footnote mcp --index my-index
    """
    from ui.api.desk import Desk
    from ui.api.mcp import mcp_server
    from ui.api.metrics import Metrics
    from ui.config import Serve

    mcp_server(Desk(_open(index), Serve.load(), Metrics())).run()


@app.command(name="eval")
def evaluate(
    questions: Annotated[
        Path, typer.Argument(metavar="QUESTIONS.jsonl", help="Questions with their answers.")
    ],
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the results here, per question too.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Ask the first N only.", show_default="all")
    ] = None,
    index: IndexOption = None,
) -> None:
    """Ask questions whose answers are known, and measure.

    QUESTIONS.jsonl holds one object a line: `question`, `answers` (none where the articles do not
    answer) and, where known, `articles`, `paragraph`, `kind` and `history`. Prints one table:
    retrieval, answers, citations, abstention and latency.

    \b
    Example:
      footnote eval questions.jsonl --json results.json --limit 100
    """
    from index.progress import progress_bar
    from rag.evaluate import evaluate, load_questions

    asked = load_questions(questions)[:limit]
    if json_file:
        _write(json_file, "")
    engine = _open(index)
    with progress_bar() as progress:
        report = evaluate(engine, asked, progress=progress)
    if json_file:
        _write(json_file, _json(report.to_dict()) + "\n")
    from ui import terminal

    print(terminal.table(report.rows()))


@app.command()
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
    print(_json(found) if as_json else terminal.status(found))


@app.command()
def feedback(
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    limit: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Only the newest N.", show_default="all")
    ] = None,
) -> None:
    """List what people said of the answers, newest first.

    Each with the question, the answer and the places it cited: what to look at where an answer was bad.
    The newest 10,000 are kept, in the file that `feedback` in the table [serve] names.

    \b
    Examples:
      footnote feedback --limit 20
      footnote feedback --json > feedback.json
    """
    from ui import terminal
    from ui.config import Serve
    from ui.feedback import Feedback

    verdicts = Feedback(Serve.load().feedback).all(limit)
    if as_json:
        print(_json([verdict.to_dict() for verdict in verdicts]))
    else:
        print(terminal.feedback(verdicts, _columns()) or "No feedback yet.")


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


def _open(index: Path | None) -> "Engine":
    """The engine on `index`; the default index is built first where there is none."""
    from index.progress import progress_bar
    from rag import Engine

    with progress_bar() as progress:
        return Engine.open(index, progress=progress)


def _up(address: str, locked: bool) -> None:
    print(f"Footnote is up at {address}", flush=True)
    if not locked:
        print("Without a password it is for this machine only; set one with --auth", file=sys.stderr)


def _columns() -> int | None:
    """The width to wrap text to: the terminal's, up to 100; None in a pipe, where lines stay whole."""
    return min(shutil.get_terminal_size().columns, 100) if sys.stdout.isatty() else None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise FootnoteError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from None


def _fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say in one line that the program itself is at fault, and where."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" ({Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno})" if trace else ""
    print(f"footnote: internal fault, please report it: {kind.__name__}: {error}{where}", file=sys.stderr)


if __name__ == "__main__":
    main()
