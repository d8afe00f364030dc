"""What the JSON formats of graph programs share: one thing a line, errors that name the thing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from argmine.formats.base import FormatError
from argmine.formats.incoming import loads, read_text


def write_pieces(path: Path, pieces: Iterable[str]) -> None:
    """Write JSON text; half a surrogate pair, which UTF-8 cannot hold, becomes the escape that JSON has for it."""
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.writelines(pieces)


def parse(path: Path) -> Any:
    """Return what a JSON file holds.

    Raises
    ------
    FormatError
        If it is none.
    """
    text = read_text(path)
    try:
        return loads(text)
    except ValueError as error:
        raise FormatError(f"{path}: is no JSON file ({error})") from error


def encode(value: Any, name: str = "the graph") -> str:
    """Return `value` as JSON on one line.

    Raises
    ------
    FormatError
        If JSON cannot hold it; NaN is no JSON. The message says that it belongs to `name`.
    """
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise FormatError(f"{name}: has a value that JSON cannot hold: {error}") from error


def rows(encoded: Iterable[str]) -> Iterator[str]:
    """Yield the entries of a JSON list, each on a line of its own, without the brackets."""
    separator = ""
    for row in encoded:
        yield separator + row
        separator = ",\n"
    if separator:
        yield "\n"
