"""Progress on stderr: how much is done, how fast, how long it still takes."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

_SAYS = {
    "count": "counting documents",
    "analyse": "analysing",
    "positions": "finding positions",
    "tables": "writing tables",
}


class TerminalProgress:
    """The progress of a run as a bar, which goes away when the run is done."""

    def __init__(self) -> None:
        console = Console(file=sys.stderr, highlight=False, markup=False)
        self._failures = self._reused = 0
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[note]}"),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task("starting", total=None, note="")
        self._bar.start()

    def started(self, total: int) -> None:
        """Set the length of the bar."""
        self._bar.reset(self._task, total=total)

    def advance(self, documents: int, failures: int, *, reused: bool = False) -> None:
        """Move on by `documents`."""
        self._failures += failures
        self._reused += documents if reused else 0
        notes = [f"{self._reused} done before"] if self._reused else []
        notes += [f"{self._failures} failed"] if self._failures else []
        self._bar.update(self._task, advance=documents, note=", ".join(notes))

    def stage(self, name: str) -> None:
        """Name the stage."""
        self._bar.update(self._task, description=_SAYS.get(name, name))

    def done(self) -> None:
        """Take the bar away."""
        self._bar.stop()


class _Rate(ProgressColumn):
    """Documents a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if not speed else f"{speed:.1f}/s", style="dim")
