"""An Excel workbook: sheets with statements (a row a claim), positions, speakers and documents, and a readme.

Text is text: nothing becomes a formula, a link or a number, so ``=1+1`` stands as it does in the article. Dates are
dates from 1900 on. Control characters are escaped as Office Open XML says (``_x0007_``, ECMA-376 part 1, 22.9.2.19),
which Excel and LibreOffice show as nothing. Lists are text, with "; " between their elements.

What Excel cannot hold: a cell with over 32,767 characters (the readme says how many were cut); a sheet with over
1,048,576 rows (refused); halves of surrogate pairs. It is not read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.formats.base import FormatError, GraphFormat

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767

#: What XML cannot hold and Office Open XML has no escape for.
_UNREADABLE = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_FIRST_YEAR = 1900
_SHEETS = {
    "statements": "One row a claim. `start` and `end` are code points into the document's text, end exclusive.",
    "positions": "One row a position: how many claims support and attack it, and the claim that says it best.",
    "speakers": "One row a speaker: the stance of most of their claims, and how many claims they make.",
    "documents": "One row a document.",
}
#: As wide as a line of text; other columns are as wide as a date.
_WIDE = frozenset({"text", "position", "title", "description"})
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
#: The bytes would tell when the file was written.
_WRITTEN = datetime(2000, 1, 1)


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write the statements of `graph` and its positions, speakers and documents as a workbook.

    Raises
    ------
    FormatError
        If a sheet would have more rows than Excel holds.
    """
    import xlsxwriter

    from argmine.graph import statement_columns, statements

    _refuse_too_many(graph)
    workbook = xlsxwriter.Workbook(str(path), _OPTIONS | {"tmpdir": str(path.parent)})
    try:
        workbook.set_properties({"created": _WRITTEN, "title": "Statements", "comments": "Written by argmine"})
        book = _Book(workbook)
        book.add("statements", statement_columns(graph), statements(graph))
        for kind in ("position", "speaker", "document"):
            book.add(f"{kind}s", _columns_of(kind), _rows_of(graph, kind))
        book.add("readme", ("sheet", "description"), _readme(book))
    finally:
        workbook.close()


class _Book:
    """A workbook that is written sheet by sheet; `cut` are the cells whose text was too long, by sheet."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._bold = workbook.add_format({"bold": True})
        self._date = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self.cut: dict[str, int] = {}

    def add(self, name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
        """Add a sheet with these columns."""
        sheet = self._workbook.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, 60 if column in _WIDE else 14)
            sheet.write_string(0, place, self._held(name, column), self._bold)
        last = 0
        for last, row in enumerate(rows, start=1):
            for place, column in enumerate(columns):
                if row.get(column) is not None:
                    self._write(sheet, last, place, _day(row[column]) if column == "date" else row[column])
        sheet.autofilter(0, 0, last, len(columns) - 1)

    def _write(self, sheet: Any, row: int, column: int, value: Any) -> None:
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self._date)
        else:
            text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
            sheet.write_string(row, column, self._held(sheet.get_name(), text))

    def _held(self, sheet: str, text: str) -> str:
        """Return as much of `text` as a cell holds."""
        text = _UNREADABLE.sub("", text)
        if text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter would take it for the XML of formatted text.
            text += " "
        # Excel counts UTF-16 units.
        if _length(text) > MOST_CHARACTERS:
            self.cut[sheet] = self.cut.get(sheet, 0) + 1
            text = _cut(text)
        return text


def _day(value: Any) -> Any:
    """Return a date as one that Excel counts from 1900 on, else the value itself."""
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return value
    return day if day.year >= _FIRST_YEAR else value


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str) -> str:
    return text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"


def _refuse_too_many(graph: ArgumentGraph) -> None:
    for kind in ("claim", "position", "speaker", "document"):
        count = len(graph.nodes_of(kind))
        if count >= MOST_ROWS:
            raise FormatError(
                f"xlsx: the graph has {count:,} {kind}s, but a sheet of Excel has {MOST_ROWS:,} rows: "
                "export parquet or csv, or a part of the corpus"
            )


def _columns_of(kind: str) -> list[str]:
    from argmine.graph import NODE_ATTRIBUTES

    return ["id", *NODE_ATTRIBUTES[kind]]


def _rows_of(graph: ArgumentGraph, kind: str) -> Iterator[dict[str, Any]]:
    for node in graph.nodes_of(kind):
        yield {**graph.nodes[node], "id": node.partition(":")[2]}


def _readme(book: _Book) -> Iterator[dict[str, Any]]:
    for sheet, description in _SHEETS.items():
        cut = book.cut.get(sheet, 0)
        ends = "cell ends" if cut == 1 else "cells end"
        said = f" {cut:,} {ends} in … because Excel holds {MOST_CHARACTERS:,} characters a cell." if cut else ""
        yield {"sheet": sheet, "description": description + said}
    yield {
        "sheet": "",
        "description": "An empty cell is a value that is not known. Probabilities and confidences run from 0 to 1.",
    }


FORMAT = GraphFormat(
    name="xlsx",
    suffixes=(".xlsx",),
    description="An Excel workbook: statements (a row a claim), positions, speakers, documents; not read back",
    for_programs=("Excel", "LibreOffice", "Numbers"),
    write=write,
)
