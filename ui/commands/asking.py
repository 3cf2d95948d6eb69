"""`footnote ask` and `footnote eval`: answer a question, or measure the answers to many."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from ui.commands.common import IndexOption, columns, opened, pretty, write


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
    answer = opened(index).ask(
        " ".join(question), generator=generator, k=k, only=only, unsupported=unsupported
    )
    from ui import terminal

    print(pretty(answer.to_dict()) if as_json else terminal.answer(answer, columns()))


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
        write(json_file, "")
    engine = opened(index)
    with progress_bar() as progress:
        report = evaluate(engine, asked, progress=progress)
    if json_file:
        write(json_file, pretty(report.to_dict()) + "\n")
    from ui import terminal

    print(terminal.table(report.rows()))
