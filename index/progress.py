"""A progress bar on the terminal for the stages of a build."""

from collections.abc import Iterator
from contextlib import contextmanager

from index.types import Progress

_WORDS = {
    "read": "Reading articles",
    "embed": "Embedding chunks",
    "write": "Writing the index",
    "ask": "Asking questions",
}


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Give a `progress` for `build` that draws a bar for each stage on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    bars = Bars(*columns, console=Console(stderr=True))
    tasks: dict[str, TaskID] = {}

    def progress(stage: str, done: int, total: int) -> None:
        bars.start()  # not before: where there is nothing to do, nothing is drawn
        if stage not in tasks:
            tasks[stage] = bars.add_task(_WORDS.get(stage, stage), total=total)
        bars.update(tasks[stage], completed=done, total=total)

    try:
        yield progress
    finally:
        if tasks:
            bars.stop()
