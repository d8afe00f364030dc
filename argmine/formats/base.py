"""What a format is: its name, its file suffixes, who opens it, and how it is written and read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph


class FormatError(ValueError):
    """A file that cannot be written or read in a format; the message names it and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way to store an argument graph.

    Attributes
    ----------
    name
        What ``argmine export --format`` takes.
    suffixes
        The endings of file names that mean this format, the usual one first.
    description
        What the file holds, and what it cannot hold, in a sentence.
    for_programs
        The programs that open it.
    write
        Writes the graph to a path: to a file, or into an empty folder when `folder` is set.
    read
        Reads the graph back; None where the format does not hold enough for that.
    folder
        Whether the format is several files, so that it is written into a folder.
    """

    name: str
    suffixes: tuple[str, ...]
    description: str
    for_programs: tuple[str, ...]
    write: Callable[[ArgumentGraph, Path], None]
    read: Callable[[Path], ArgumentGraph] | None = None
    folder: bool = False
