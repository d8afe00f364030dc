"""CSV and TSV with a header row, read as a stream; rows are numbered as in a spreadsheet, the header is 1."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BufferedReader
from itertools import zip_longest

from argmine.corpus.columns import Columns
from argmine.corpus.encoding import open_text, undamage
from argmine.corpus.errors import UnreadableError
from argmine.corpus.readers import MAX_CHARACTERS, BadRecord, Record

# Python's own limit is 131,072 characters, which real documents exceed; without any limit, one quotation mark
# that is never closed would load the rest of the file.
_MAX_FIELD = 16 * MAX_CHARACTERS
_DELIMITERS = (",", ";", "\t", "|")


def read_csv(stream: BufferedReader, columns: Columns) -> Iterator[Record | BadRecord]:
    """Yield a document for each row of a CSV file; the delimiter is the commonest of the header row's."""
    return _read(stream, columns, None)


def read_tsv(stream: BufferedReader, columns: Columns) -> Iterator[Record | BadRecord]:
    """Yield a document for each row of a tab-separated file."""
    return _read(stream, columns, "\t")


def _read(stream: BufferedReader, columns: Columns, delimiter: str | None) -> Iterator[Record | BadRecord]:
    lines = open_text(stream)
    first = undamage(lines.readline())
    if not first.strip():
        raise UnreadableError("is empty" if not first else "has no header row: its first line must name the columns")
    delimiter = delimiter or max(_DELIMITERS, key=first.count)
    csv.field_size_limit(_MAX_FIELD)
    header = [name.strip() for name in next(csv.reader([first], delimiter=delimiter))]
    if problem := columns.missing(name for name in header if name):
        raise UnreadableError(problem)
    rows = csv.reader((undamage(line).replace("\x00", " ") for line in lines), delimiter=delimiter)
    empty = True
    for number, row in _numbered(rows):
        if isinstance(row, csv.Error):
            yield BadRecord(number, f"cannot be read as CSV ({row}): look for a quotation mark that is not closed")
        elif any(cell.strip() for cell in row):
            empty = False
            yield _record(header, row, number)
    if empty:
        raise UnreadableError("has a header row and nothing below it")


def _numbered(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str] | csv.Error]]:
    number = 1
    while True:
        number += 1
        try:
            yield number, next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, error


def _record(header: list[str], row: list[str], number: int) -> Record | BadRecord:
    if any(cell.strip() for cell in row[len(header) :]):
        return BadRecord(
            number,
            f"has {len(row)} cells and the header {len(header)}: quote the cells that hold the delimiter",
        )
    cells = zip_longest(header, row[: len(header)], fillvalue="")
    return Record({name: cell for name, cell in cells if name}, number)
