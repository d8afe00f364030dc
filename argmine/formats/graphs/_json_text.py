"""JSON as the formats of argumentation tools are written: a node, an edge or a participant a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from argmine.formats.base import FormatError
from argmine.formats.graphs._json_rows import encode, parse, rows, write_pieces


def write_json(data: Mapping[str, Any], path: Path) -> None:
    """Write an object; whatever stands in a list of it, or in an object of it, gets a line of its own.

    Raises
    ------
    FormatError
        If a value is none that JSON knows; NaN is none.
    """
    write_pieces(path, chain(_pieces(data, "the graph", depth=0), "\n"))


def read_json(path: Path) -> dict[str, Any]:
    """Return the object that a file holds.

    Raises
    ------
    FormatError
        If the file holds none.
    """
    data = parse(path)
    if not isinstance(data, dict):
        raise FormatError(f"{path}: holds no JSON object but a {type(data).__name__}: is it of this format?")
    return data


def entries(data: Mapping[str, Any], key: str, path: Path, *, required: bool = False) -> list[dict[str, Any]]:
    """Return the objects in the list `key`; a list that is not there, or is null, has none.

    Raises
    ------
    FormatError
        If it is no list of objects, or is required and not there.
    """
    found = data.get(key)
    if found is None and not required:
        return []
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise FormatError(f"{path}: needs `{key}`, a list of objects")
    return found


def name_of(entry: Mapping[str, Any], key: str, path: Path, what: str) -> str:
    """Return an id, which files write as text or as a number, as text.

    Raises
    ------
    FormatError
        If there is none.
    """
    found = entry.get(key)
    if isinstance(found, bool) or not isinstance(found, str | int):
        raise FormatError(f"{path}: {what} has no `{key}`: give it one, a text or a whole number ({_short(entry)})")
    return str(found)


def text_of(entry: Mapping[str, Any], key: str) -> str:
    """Return the text of a field; empty where it holds none."""
    found = entry.get(key)
    return found if isinstance(found, str) else ""


def _short(entry: Mapping[str, Any]) -> str:
    return repr(dict(entry))[:80]


def _pieces(value: Any, name: str, depth: int) -> Iterator[str]:
    if isinstance(value, Mapping) and depth < 2 and any(isinstance(inner, list | Mapping) for inner in value.values()):
        yield "{\n"
        separator = ""
        for key, inner in value.items():
            yield f"{separator}{encode(str(key))}: "
            yield from _pieces(inner, str(key), depth + 1)
            separator = ",\n"
        yield "\n}"
    elif isinstance(value, list) and any(isinstance(inner, Mapping) for inner in value):
        yield "[\n"
        yield from rows(encode(inner, name) for inner in value)
        yield "]"
    else:
        yield encode(value, name)
