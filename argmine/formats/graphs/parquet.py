"""The statements of a graph as one Parquet file, a row a claim, for DuckDB, pandas, polars, Spark and R's arrow.

Columns have real types: `start` and `end` are whole numbers, `echoes` is a list of text, and `date` is a date if all
dates are whole (YYYY-MM-DD), else text. They are the columns of statements.csv of the csv format.

What it cannot hold: halves of surrogate pairs; what is no claim or not known of one; it is not read back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.formats.base import FormatError, GraphFormat

if TYPE_CHECKING:
    import pyarrow as pa

    from argmine.graph import ArgumentGraph

#: Rows in one row group.
ROWS_AT_ONCE = 50_000

_WHOLE = frozenset({"start", "end"})
_HALVES = re.compile(r"[\ud800-\udfff]")


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write the statements of `graph` as Parquet.

    Raises
    ------
    FormatError
        If a claim has text where there should be a number.
    """
    import pyarrow as pa  # only here: it is slow to load
    import pyarrow.parquet as pq

    from argmine.graph import statements

    schema = _schema(graph)
    converters = {field.name: _converter(field.type) for field in schema}
    rows = statements(graph)
    with pq.ParquetWriter(path, schema, compression="zstd", version="2.6") as writer:
        while batch := [_converted(row, converters) for row in islice(rows, ROWS_AT_ONCE)]:
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))


def _schema(graph: ArgumentGraph) -> pa.Schema:
    import pyarrow as pa

    from argmine.graph import statement_columns

    def kind(name: str) -> pa.DataType:
        if name in _WHOLE:
            return pa.int64()
        if name == "date" and has_whole_dates(graph):
            return pa.date32()
        if name == "echoes":
            return pa.list_(pa.string())
        return pa.float64() if is_share(name) else pa.string()

    return pa.schema([(name, kind(name)) for name in statement_columns(graph)])


def is_share(column: str) -> bool:
    """Return whether a column of the statements holds a probability."""
    return column.endswith("confidence") or column.startswith("probability_")


def has_whole_dates(graph: ArgumentGraph) -> bool:
    """Return whether every date of a claim is one of the calendar, with year, month and day."""
    dates = {graph.nodes[node].get("date") for node in graph.nodes_of("claim")} - {None}
    try:
        for day in dates:
            date.fromisoformat(day)
    except (TypeError, ValueError):
        return False
    return True


def _converter(kind: pa.DataType) -> Callable[[Any], Any]:
    import pyarrow as pa

    if pa.types.is_string(kind):
        return lambda value: _HALVES.sub("", str(value))
    if pa.types.is_date(kind):
        return date.fromisoformat
    if pa.types.is_list(kind):
        return list
    return int if pa.types.is_integer(kind) else float


def _converted(row: Mapping[str, Any], converters: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    converted = {}
    for name, value in row.items():
        try:
            converted[name] = converters[name](value)
        except (TypeError, ValueError) as error:
            raise FormatError(
                f"parquet: the claim {row['claim']} has {value!r} as its {name}, which is no number: correct the graph"
            ) from error
    return converted


FORMAT = GraphFormat(
    name="parquet",
    suffixes=(".parquet", ".pq"),
    description="The statements (a row a claim) as Parquet with real types; not read back",
    for_programs=("DuckDB", "polars", "Spark", "arrow"),
    write=write,
)
