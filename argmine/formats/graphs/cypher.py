"""A Cypher script for Neo4j: ``cypher-shell -f graph.cypher`` merges the graph into a database.

Nodes are merged on their `id`, relationships on their ends and type, so that a second import, also of a newer run,
changes what differs and doubles nothing; what others have added to a node stays. Labels are Claim, Speaker, Position,
Document and Stance; relationships MADE_BY, IN_DOCUMENT, SUPPORTS, ATTACKS, ECHOES and HOLDS. Dicts and lists become
properties as Neo4j has them (see `argmine.formats.graphs._property_graph`).

What it cannot hold: NUL and halves of surrogate pairs; attributes of the graph itself; it is not read back. Over a
million claims go in faster as the neo4j format, which makes a new database.

Checked with Neo4j's own Cypher parser (@neo4j-cypher/language-support) and run by Kuzu, which speaks Cypher too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from argmine.formats.base import GraphFormat
from argmine.formats.graphs._property_graph import Table, Value, tables

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

#: So many rows in one statement, and so in one transaction.
BATCH = 200

_SPECIAL = re.compile(r"\\[uU]?|['\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_NAME = re.compile("[A-Za-z_][A-Za-z0-9_]*")
#: The reserved words of openCypher 9, which not every program takes for the name of a property.
_RESERVED = frozenset(
    "add all and as asc ascending by case constraint contains create delete desc descending detach distinct do drop "
    "else end ends exists false for in is limit mandatory match merge not null of on optional or order remove require "
    "return scalar set skip starts then true union unique unwind when where with xor".split()
)


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write `graph` as a script of Cypher statements."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("// An argument graph by argmine. To import it: cypher-shell -f FILE\n")
        for table in tables(graph):
            if not table.ends:
                file.write(constraint(table.kind))
            file.writelines(_statements(table))


def constraint(label: str) -> str:
    """Return the statement that keeps the ids of a label unique, and makes them fast to find."""
    return f"CREATE CONSTRAINT argmine_{label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;\n"


def merge(table: Table, ids: Iterable[str], values: Mapping[str, str]) -> str:
    """Return the clauses that merge one node or relationship.

    Parameters
    ----------
    table
        What it is.
    ids
        The expressions of the node's id, or of both ends' ids.
    values
        The expression of each property.
    """
    sets = ", ".join(f"x.{name_of(name)} = {value}" for name, value in values.items())
    setting = f"\nSET {sets}" if sets else ""
    if not table.ends:
        (identifier,) = ids
        return f"MERGE (x:{table.kind} {{id: {identifier}}}){setting};\n"
    (source, target), (a, b) = ids, table.ends
    matches = f"MATCH (a:{a} {{id: {source}}})\nMATCH (b:{b} {{id: {target}}})"
    return f"{matches}\nMERGE (a)-[x:{table.kind}]->(b){setting};\n"


def name_of(name: str) -> str:
    """Return a property's name as Cypher writes it."""
    return name if _NAME.fullmatch(name) and name.lower() not in _RESERVED else f"`{name}`"


def _statements(table: Table) -> Iterator[str]:
    keys = ("from_id", "to_id") if table.ends else ("id",)
    clauses = merge(
        table,
        (f"row.{key}" for key in keys),
        {name: f"row.{name_of(name)}" for name in table.columns},
    )
    rows = table.rows()
    while batch := list(islice(rows, BATCH)):
        written = ",\n  ".join(_row(table, dict(zip(keys, ids, strict=True)), found) for ids, found in batch)
        yield f"UNWIND [\n  {written}\n] AS row\n{clauses}"


def _row(table: Table, ids: Mapping[str, str], found: Mapping[str, Value]) -> str:
    # A property that is not known is null, which takes away what an older import has set.
    values = {name: literal(found[name]) if name in found else "null" for name in table.columns}
    entries = {key: literal(identifier) for key, identifier in ids.items()} | values
    return "{" + ", ".join(f"{name_of(name)}: {value}" for name, value in entries.items()) + "}"


def literal(value: Value) -> str:
    """Return a value as Cypher writes it."""
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, str):
        return "'" + _SPECIAL.sub(_escaped, value) + "'"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and not math.isfinite(value):
        return "(0.0 / 0.0)" if math.isnan(value) else f"({'-' if value < 0 else ''}1.0 / 0.0)"
    return repr(value)


def _escaped(found: re.Match[str]) -> str:
    text = found[0]
    if len(text) == 2:
        # Neo4j reads \\uXXXX before it reads strings, also behind a backslash that is escaped: so the u is kept away.
        return f"\\\\' + '{text[1]}"
    return _ESCAPES.get(text, f"\\u{ord(text):04x}")


FORMAT = GraphFormat(
    name="cypher",
    suffixes=(".cypher", ".cql"),
    description="A Cypher script that merges the graph into a Neo4j database, again and again; not read back",
    for_programs=("Neo4j", "cypher-shell"),
    write=write,
)
