"""A progress bar on the terminal for the stages of a build."""

from collections.abc import Iterator
from contextlib import contextmanager

from index.types import Progress

_WORDS = {"read": "Reading articles", "embed": "Embedding chunks", "write": "Writing the index"}


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Give a `progress` for `build` that draws a bar for each stage on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Bars(*columns, console=Console(stderr=True)) as bars:
        tasks = {}

        def progress(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(_WORDS.get(stage, stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield progress
