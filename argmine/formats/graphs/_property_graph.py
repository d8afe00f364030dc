"""An argument graph as Neo4j sees it: tables of nodes of one label, and of relationships between two labels.

A property is text, a number, yes or no, or a list of one of these. So the probabilities of stances become properties
of their own (``probability_industry``), spans ([[0, 4], [9, 12]]) one list of numbers, and other dicts and lists JSON
text. Names of properties keep letters, digits and underscores only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from argmine.formats.base import FormatError

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

Value: TypeAlias = "str | bool | int | float | list[str] | list[int]"

_UNREADABLE = re.compile(r"[\x00\ud800-\udfff]")
_NO_NAME = re.compile(r"\W")
_JSON = json.JSONEncoder(ensure_ascii=False)
_INT32, _INT64 = 2**31, 2**63
#: The type of a list that does not say what lists hold.
_EMPTY = "[]"
_WIDER = {("int", "long"): "long", ("double", "int"): "double", ("int[]", "long[]"): "long[]"}


@dataclass(frozen=True, slots=True)
class Table:
    """All nodes of one label, or all relationships of one type between two labels.

    Attributes
    ----------
    name
        ``claim``, or ``claim_supports_position``.
    kind
        The label (``Claim``) or the type (``SUPPORTS``).
    ends
        The labels of a relationship's source and target; empty for nodes.
    columns
        The type of each property: ``string``, ``int``, ``long``, ``double``, ``boolean``, or one of them and ``[]``.
    """

    name: str
    kind: str
    ends: tuple[str, ...]
    columns: Mapping[str, str]
    _items: Sequence[tuple[tuple[str, ...], Mapping[str, Any]]]

    def rows(self) -> Iterator[tuple[tuple[str, ...], dict[str, Value]]]:
        """Yield the id of each node, or of both ends of each relationship, with its properties."""
        for ids, data in self._items:
            found = properties(data)
            yield ids, {name: _as(found[name], kind) for name, kind in self.columns.items() if name in found}


def tables(graph: ArgumentGraph) -> Iterator[Table]:
    """Yield the tables of nodes, then those of relationships, the empty ones included."""
    from argmine.graph import EDGE_TYPES, NODE_TYPES  # only here: networkx is slow to load

    nodes: dict[str, list[tuple[tuple[str, ...], Mapping[str, Any]]]] = {kind: [] for kind in NODE_TYPES}
    for node, data in graph.nodes(data=True):
        nodes[data["type"]].append(((cleaned(node),), data))
    for kind, items in nodes.items():
        yield Table(kind, kind.capitalize(), (), _columns(items), items)
    triples = [(kind, ends) for kind, pairs in EDGE_TYPES.items() for ends in sorted(pairs)]
    edges: dict[Any, list[tuple[tuple[str, ...], Mapping[str, Any]]]] = {triple: [] for triple in triples}
    kinds = dict(graph.nodes(data="type"))
    for source, target, key, data in graph.edges(keys=True, data=True):
        triple = (key, (kinds[source], kinds[target]))
        if triple not in edges:
            raise FormatError(f"the edge {key!r} from {source!r} to {target!r} is none of an argument graph")
        edges[triple].append(((cleaned(source), cleaned(target)), data))
    for (kind, ends), items in edges.items():
        labels = tuple(end.capitalize() for end in ends)
        yield Table(f"{ends[0]}_{kind}_{ends[1]}", kind.upper(), labels, _columns(items), items)


def properties(data: Mapping[str, Any]) -> dict[str, Value]:
    """Return the properties of a node or relationship."""
    found: dict[str, Value] = {}
    for name, value in data.items():
        # What a node is, its label says; its id is its own.
        if value is None or name in ("type", "id"):
            continue
        if name == "stance_probabilities" and isinstance(value, Mapping):
            found |= {_name(f"probability_{stance}"): _plain(share) for stance, share in value.items()}
        else:
            found[_name(name)] = _plain(value)
    return found


def cleaned(text: str) -> str:
    """Return `text` without what no reader accepts: NUL and halves of surrogate pairs."""
    return _UNREADABLE.sub("", text)


def _name(name: str) -> str:
    return _NO_NAME.sub("_", name) or "_"


def _plain(value: Any) -> Value:
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, list | tuple):
        return _plain_list(value)
    if isinstance(value, bool | float) or (isinstance(value, int) and -_INT64 <= value < _INT64):
        return value
    return cleaned(_JSON.encode(value))


def _plain_list(values: Sequence[Any]) -> str | list[str] | list[int]:
    if all(isinstance(value, str) for value in values):
        return [cleaned(value) for value in values]
    if all(isinstance(value, list | tuple) for value in values):
        numbers = [number for pair in values for number in pair]
        if all(type(number) is int and abs(number) < _INT64 for number in numbers):
            return numbers
    return cleaned(_JSON.encode(list(values)))


def _columns(items: Iterable[tuple[tuple[str, ...], Mapping[str, Any]]]) -> dict[str, str]:
    """Return each property's type: one that holds all its values, or string where none does."""
    types: dict[str, str] = {}
    for _, data in items:
        for name, value in properties(data).items():
            found = _type_of(value)
            types[name] = _common(types.get(name, found), found)
    return {name: "string[]" if kind == _EMPTY else kind for name, kind in types.items()}


def _common(known: str, found: str) -> str:
    """Return a type that holds what both hold."""
    pair = {known, found}
    if len(pair) == 1:
        return known
    if _EMPTY in pair and all(kind.endswith(_EMPTY) for kind in pair):
        return (pair - {_EMPTY}).pop()
    return _WIDER.get((min(pair), max(pair)), "string")


def _type_of(value: Value) -> str:
    if isinstance(value, list):
        kind = "" if not value else "string" if isinstance(value[0], str) else _whole(value)
        return kind + _EMPTY
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return _whole([value])
    return "double" if isinstance(value, float) else "string"


def _whole(numbers: Iterable[Any]) -> str:
    return "int" if all(-_INT32 <= number < _INT32 for number in numbers) else "long"


def _as(value: Value, kind: str) -> Value:
    if kind == "string" and not isinstance(value, str):
        return cleaned(_JSON.encode(value))
    return float(value) if kind == "double" and isinstance(value, int) else value
