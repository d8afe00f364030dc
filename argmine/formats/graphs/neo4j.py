"""A folder of CSV files for ``neo4j-admin database import``, the fastest way to fill a new Neo4j database.

A file for each label (``claim.csv``) and for each type of relationship between two labels
(``claim_supports_position.csv``), with typed headers; ``load.cypher``, which merges the same files into a database that
runs (LOAD CSV); and ``README.md`` with both commands. Text is in quotes, also when it is empty, so that it differs from
what is not known; quotes are doubled; lines may break within a field. Elements of lists are divided by the unit
separator (U+001F), which no text has, so that a semicolon is no clash.

What it cannot hold: NUL and halves of surrogate pairs, and the unit separator; attributes of the graph itself; a list
whose only element is an empty text. It is not read back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from argmine.formats.base import GraphFormat
from argmine.formats.graphs._property_graph import Table, Value, tables
from argmine.formats.graphs.cypher import constraint, merge

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

_DIVIDER = "\x1f"
_CONVERSIONS = {"int": "toInteger", "long": "toInteger", "double": "toFloat", "boolean": "toBoolean"}
_README = """# An argument graph for Neo4j

Written by argmine: nodes in {nodes}, relationships in the other CSV files.

## A new database

In this folder, while the database does not run (`neo4j` is its name):

```
neo4j-admin database import full neo4j --overwrite-destination \\
  --multiline-fields=true --array-delimiter=U+001F \\
{options}
```

`--multiline-fields=true`, because the text of a claim may have line breaks; `--array-delimiter=U+001F`, because the
elements of lists are divided by that character, which no text has.

## A database that runs

Copy the CSV files into the database's `import` folder, then:

```
cypher-shell -f load.cypher
```

It merges: a second time, it changes what differs and doubles nothing. LOAD CSV takes a backslash before a quote for an
escape unless `db.import.csv.legacy_quote_escaping=false` stands in `neo4j.conf`. The script that
`argmine export --format cypher` writes needs neither the files nor the setting.
"""


def write(graph: ArgumentGraph, folder: Path) -> None:
    """Write the CSV files, load.cypher and README.md into `folder`."""
    found = list(tables(graph))
    for table in found:
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_lines(table))
    with (folder / "load.cypher").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(constraint(table.kind) for table in found if not table.ends)
        file.writelines(map(_load, found))
    (folder / "README.md").write_text(_readme(found), encoding="utf-8", newline="\n")


def _lines(table: Table) -> Iterator[str]:
    yield ",".join(_header(table)) + "\n"
    for ids, found in table.rows():
        own = [_quoted(ids[0]), table.kind] if not table.ends else [*map(_quoted, ids), table.kind]
        yield ",".join([*own, *(_cell(found[name]) if name in found else "" for name in table.columns)]) + "\n"


def _header(table: Table) -> list[str]:
    own = [":START_ID", ":END_ID", ":TYPE"] if table.ends else ["id:ID", ":LABEL"]
    return own + [f"{name}:{kind}" for name, kind in table.columns.items()]


def _cell(value: Value) -> str:
    if isinstance(value, list):
        return _quoted(_DIVIDER.join(str(element).replace(_DIVIDER, " ") for element in value))
    if isinstance(value, str):
        return _quoted(value.replace(_DIVIDER, " "))
    if isinstance(value, bool):
        return "true" if value else "false"
    return {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}.get(repr(value), repr(value))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _load(table: Table) -> str:
    """Return the statement that merges a file into a database that runs."""
    ids = [":START_ID", ":END_ID"] if table.ends else ["id:ID"]
    clauses = merge(
        table,
        [f"row.`{name}`" for name in ids],
        {name: _converted(f"row.`{name}:{kind}`", kind) for name, kind in table.columns.items()},
    )
    return f"LOAD CSV WITH HEADERS FROM 'file:///{table.name}.csv' AS row\n{clauses}"


def _converted(cell: str, kind: str) -> str:
    conversion = _CONVERSIONS.get(kind.removesuffix("[]"))
    if not kind.endswith("[]"):
        return f"{conversion}({cell})" if conversion else cell
    elements = f"split({cell}, '\\u001f')"
    return f"[element IN {elements} | {conversion}(element)]" if conversion else elements


def _readme(found: Sequence[Table]) -> str:
    options = [f"  --{'relationships' if table.ends else 'nodes'}={table.name}.csv" for table in found]
    nodes = ", ".join(f"{table.name}.csv" for table in found if not table.ends)
    return _README.format(nodes=nodes, options=" \\\n".join(options))


FORMAT = GraphFormat(
    name="neo4j",
    suffixes=(),
    description="A folder of typed CSV files for neo4j-admin database import and LOAD CSV; not read back",
    for_programs=("neo4j-admin",),
    write=write,
    folder=True,
)
