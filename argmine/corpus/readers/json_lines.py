"""JSON Lines: one JSON object a line, read as a stream."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BufferedReader

from argmine.corpus.columns import Columns
from argmine.corpus.encoding import open_text, undamage
from argmine.corpus.errors import UnreadableError
from argmine.corpus.readers import MAX_CHARACTERS, BadRecord, Record

# Room for a long text, escaped, and its metadata; a longer line is no line of documents.
_MAX_LINE = 16 * MAX_CHARACTERS


def read_json_lines(stream: BufferedReader, columns: Columns) -> Iterator[Record | BadRecord]:  # noqa: ARG001
    """Yield a document for each line; a line that is no JSON object is a bad record."""
    lines = open_text(stream)
    number = 0
    documents = False
    while line := lines.readline(_MAX_LINE):
        number += 1
        if len(line) == _MAX_LINE:
            raise UnreadableError(f"line {number} is longer than {_MAX_LINE:,} characters: one object a line")
        if line.strip():
            documents = True
            yield _record(undamage(line), number)
    if not documents:
        raise UnreadableError("is empty")


def _record(line: str, number: int) -> Record | BadRecord:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        return BadRecord(number, f"is not valid JSON ({error}): each line must be one JSON object")
    if not isinstance(values, dict):
        return BadRecord(number, f"holds a JSON {type(values).__name__}: each line must be one JSON object")
    return Record(values, number)
