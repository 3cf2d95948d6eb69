"""`footnote serve`, `footnote mcp` and `footnote feedback`: the doors, and what people said there."""

import sys
from typing import Annotated

import typer

from ui.commands.common import IndexOption, columns, opened, pretty


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
        engine = opened(index)
        server.serve(engine, settings, listener, lambda address: _up(address, settings.is_locked))


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

    mcp_server(Desk(opened(index), Serve.load(), Metrics())).run()


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
        print(pretty([verdict.to_dict() for verdict in verdicts]))
    else:
        print(terminal.feedback(verdicts, columns()) or "No feedback yet.")


def _up(address: str, locked: bool) -> None:
    print(f"Footnote is up at {address}", flush=True)
    if not locked:
        print("Without a password it is for this machine only; set one with --auth", file=sys.stderr)
