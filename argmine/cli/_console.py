"""How the commands write to the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

_WIDTH_OF_A_FILE = 120
_DARK, _LIGHT = "#000000", "#ffffff"


def make_console(file: TextIO | None = None) -> Console:
    """Return a console on `file`, standard output when None; only a terminal gets colours."""
    file = file or sys.stdout
    # Rich takes 80 columns where there is no terminal; files and pipes have room.
    width = None if file.isatty() or "COLUMNS" in os.environ else _WIDTH_OF_A_FILE
    return Console(file=file, width=width, highlight=False, markup=False, emoji=False)


def stance_badge(stance: str | None, colors: Mapping[str, str]) -> Text:
    """Return the name of a stance on its colour; without colours the name says as much."""
    if stance is None:
        return Text(" no stance ", style="dim")
    color = colors.get(stance, "#767676")
    return Text(f" {stance} ", style=f"bold {_readable_on(color)} on {color}")


def plural(count: int, noun: str) -> str:
    """Return ``1 claim`` or ``1,204 claims``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def affiliation(name: str, role: str | None, organisation: str | None) -> str:
    """Return role and organisation in a line, without what the name or the role says already."""
    facts: list[str] = []
    for fact in (role, organisation):
        if fact and not any(fact.lower() in said.lower() for said in (name, *facts)):
            facts.append(fact)
    return ", ".join(facts)


def heading(what: str, shown: int, total: int) -> str:
    """Return the title of a table with how many rows it has, and of how many if not all are shown."""
    return f"{what} ({shown:,} of {total:,})" if shown < total else f"{what} ({total:,})"


def wide_table(title: str) -> Table:
    """Return an empty table as wide as the terminal."""
    return Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, expand=True)


def print_note(console: Console, words: str) -> None:
    """Print what a table means."""
    console.print(Text(words, style="dim"))
    console.print()


def _readable_on(color: str) -> str:
    try:
        red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    except ValueError:
        return _LIGHT
    return _DARK if 299 * red + 587 * green + 114 * blue > 150_000 else _LIGHT
