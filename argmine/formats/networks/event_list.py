"""The statements behind a discourse network as DNA's event CSV, for rDNA, ``rem`` and other event models.

UTF-8 with semicolons, every text in double quotes; inside text ``;`` becomes ``,`` and ``"`` becomes ``'``, as DNA
does it, so that its readers find the columns. Line breaks inside text stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

_AS_DNA_WRITES = str.maketrans({";": ",", '"': "'", "\x00": ""})


def write_events(events: Iterable[Mapping[str, Any]], path: Path) -> int:
    """Write a line a statement, under the names of the first one's keys, and return how many there were."""
    rows = iter(events)
    first = next(rows, None)
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        if first is None:
            return 0
        columns = list(first)
        file.write(";".join(map(_cell, columns)) + "\n")
        written = 0
        for row in chain([first], rows):
            file.write(";".join(_cell(row.get(name)) for name in columns) + "\n")
            written += 1
    return written


def _cell(value: Any) -> str:
    if isinstance(value, int | float):
        return str(int(value)) if isinstance(value, bool) else str(value)
    return '"' + ("" if value is None else str(value)).translate(_AS_DNA_WRITES) + '"'
