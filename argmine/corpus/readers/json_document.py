"""JSON: a list of objects, one object, or an object that holds the list under a common name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BufferedReader

from argmine.corpus.columns import Columns
from argmine.corpus.encoding import decode
from argmine.corpus.errors import UnreadableError
from argmine.corpus.readers import BadRecord, Record

_LISTS = ("documents", "articles", "data", "items")


def read_json(stream: BufferedReader, columns: Columns) -> Iterator[Record | BadRecord]:
    """Yield the documents of a JSON file, which is loaded whole."""
    data = stream.read()
    if not data.strip():
        raise UnreadableError("is empty")
    text = decode(data)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"is not valid JSON ({error}); if it has one object a line, name it .jsonl") from error
    if isinstance(content, dict) and columns.find("text", content) is None:
        listed = [content[name] for name in _LISTS if isinstance(content.get(name), list)]
        content = listed[0] if listed else content
    if isinstance(content, dict):
        yield Record(content)
    elif isinstance(content, list) and content:
        yield from (_record(item, number) for number, item in enumerate(content, start=1))
    else:
        raise UnreadableError(
            f"holds no documents: argmine wants a list of objects, or an object with {' or '.join(_LISTS)}"
        )


def _record(item: object, number: int) -> Record | BadRecord:
    if isinstance(item, dict):
        return Record(item, number)
    return BadRecord(number, f"is a JSON {type(item).__name__}: each item must be an object with a text")
