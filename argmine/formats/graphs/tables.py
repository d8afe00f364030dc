"""CSV tables in a folder: nodes.csv, edges.csv and statements.csv (a row a claim), for statistics programs.

RFC 4180 in UTF-8: commas, double quotes doubled, lines that end in CR LF; no byte order mark, so in Excel
choose "From text/CSV" and UTF-8. The columns are the same whatever a corpus holds; an empty cell is a value
that is not known. Lists and dicts are JSON text. The tables do not tell 1 from "1", so they are not read
back: use json, graphml or gexf for that.

Text stands as it does in the article, also where it begins with ``=``, ``+``, ``-`` or ``@``: a cell that is
altered no longer equals ``document.text[start:end]``. Excel and LibreOffice may take such a cell for a
formula: import the column as text. Only what no reader of text accepts is left out: NUL and halves of
surrogate pairs.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.formats.base import GraphFormat

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

_UNREADABLE = re.compile(r"[\x00\ud800-\udfff]")
_JSON = json.JSONEncoder(ensure_ascii=False)


def write(graph: ArgumentGraph, folder: Path) -> None:
    """Write nodes.csv, edges.csv and statements.csv into `folder`."""
    from argmine.graph import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, statement_columns, statements

    known = ["type", "label", *chain.from_iterable(NODE_ATTRIBUTES.values())]
    nodes = (data for _, data in graph.nodes(data=True))
    edges = (data for _, _, data in graph.edges(data=True))
    _write_table(
        folder / "nodes.csv",
        ["id", *_columns(known, nodes)],
        ({"id": node, **data} for node, data in graph.nodes(data=True)),
    )
    _write_table(
        folder / "edges.csv",
        ["source", "target", *_columns(EDGE_ATTRIBUTES, edges)],
        ({"source": source, "target": target, **data} for source, target, data in graph.edges(data=True)),
    )
    _write_table(folder / "statements.csv", statement_columns(graph), statements(graph))


def _columns(known: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys([*known, *(name for row in rows for name in row)]))


def _write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="", extrasaction="ignore", lineterminator="\r\n")
        table.writeheader()
        table.writerows({name: _cell(value) for name, value in row.items()} for row in rows)


def _cell(value: Any) -> str | float | None:
    if isinstance(value, str):
        return _UNREADABLE.sub("", value)
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    return _UNREADABLE.sub("", _JSON.encode(value))


FORMAT = GraphFormat(
    name="csv",
    suffixes=(".csv",),
    description="A folder with nodes.csv, edges.csv and statements.csv (a row a claim); not read back",
    for_programs=("R", "pandas", "Stata", "SPSS", "Excel", "DuckDB"),
    write=write,
    folder=True,
)
