"""Node-link JSON, for networkx, D3 and scripts: every value as it is, lists and dicts included.

The shape of ``networkx.node_link_data(graph, edges="edges")``, a node or an edge a line;
``networkx.node_link_graph(data, edges="edges")`` reads it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.formats.base import FormatError, GraphFormat
from argmine.formats.looks import keyed_edges

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write `graph` as node-link JSON.

    Raises
    ------
    FormatError
        If a value is none that JSON knows; NaN is none.
    """
    # Half a surrogate pair, which UTF-8 cannot hold, becomes the escape that JSON has for it.
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.writelines(_lines(graph))


def read(path: Path) -> ArgumentGraph:
    """Read the argument graph that `write` wrote.

    Raises
    ------
    FormatError
        If the file is no JSON, or no node-link graph.
    """
    from argmine.graph import ArgumentGraph  # only here: networkx is slow to load

    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise FormatError(f"{path}: is no JSON file ({error})") from error
    try:
        graph = ArgumentGraph()
        graph.graph.update(data["graph"])
        graph.add_nodes_from((node.pop("id"), node) for node in data["nodes"])
        graph.add_edges_from((edge.pop("source"), edge.pop("target"), edge.pop("key"), edge) for edge in data["edges"])
    except (AttributeError, KeyError, TypeError) as error:
        raise FormatError(
            f"{path}: is no node-link graph: it needs `graph`, `nodes` (each with `id`) and `edges` "
            "(each with `source`, `target` and `key`)"
        ) from error
    return graph


def _lines(graph: ArgumentGraph) -> Iterator[str]:
    kind = {"directed": graph.is_directed(), "multigraph": graph.is_multigraph(), "graph": graph.graph}
    yield f'{_json(kind)[:-1]},\n"nodes": [\n'
    yield from _listed(_with(data, id=node) for node, data in graph.nodes(data=True))
    yield '],\n"edges": [\n'
    yield from _listed(
        _with(data, source=source, target=target, key=key) for source, target, key, data in keyed_edges(graph)
    )
    yield "]}\n"


def _with(data: Mapping[str, Any], **ends: str) -> dict[str, Any]:
    taken = sorted(set(ends) & set(data))
    if taken:
        raise FormatError(f"JSON: {ends} has an attribute {taken[0]!r}, a name that node-link JSON keeps for itself")
    return {**data, **ends}


def _listed(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    separator = ""
    for row in rows:
        yield separator + _json(row)
        separator = ",\n"
    if separator:
        yield "\n"


def _json(value: Mapping[str, Any]) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise FormatError(f"{value.get('id', 'the graph')}: has a value that JSON cannot hold: {error}") from error


FORMAT = GraphFormat(
    name="json",
    suffixes=(".json",),
    description="Node-link JSON, every value as it is",
    for_programs=("networkx", "D3", "Python", "R", "JavaScript"),
    write=write,
    read=read,
    networks=True,
)
