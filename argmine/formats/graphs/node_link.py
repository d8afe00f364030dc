"""Node-link JSON, for networkx, D3 and scripts: every value as it is, lists and dicts included.

The shape of ``networkx.node_link_data(graph, edges="edges")``, a node or an edge a line;
``networkx.node_link_graph(data, edges="edges")`` reads it. D3's force layout takes `nodes` and `edges` as they
are, with ``forceLink(data.edges).id(node => node.id)``.

What it cannot hold: NaN and infinity, which are no JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from argmine.formats.base import FormatError, GraphFormat
from argmine.formats.graphs._json_rows import encode, parse, rows, write_pieces
from argmine.formats.graphs._names import with_names
from argmine.formats.graphs._reading import add_edge, add_node, reads
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
    write_pieces(path, _pieces(graph))


@reads("node-link graph")
def read(path: Path) -> ArgumentGraph:
    """Read the argument graph that `write` wrote.

    Raises
    ------
    FormatError
        If the file is no JSON, or no node-link graph.
    """
    from argmine.graph import ArgumentGraph  # only here: networkx is slow to load

    data = parse(path)
    try:
        graph = ArgumentGraph()
        graph.graph.update(data["graph"])
        for node in data["nodes"]:
            add_node(graph, node.pop("id"), node, path)
        for edge in data["edges"]:
            add_edge(graph, edge.pop("source"), edge.pop("target"), edge, path, edge.pop("key"))
    except FormatError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise FormatError(
            f"{path}: is no node-link graph: it needs `graph`, `nodes` (each with `id`) and `edges` "
            "(each with `source`, `target` and `key`)"
        ) from error
    return graph


def _pieces(graph: ArgumentGraph) -> Iterator[str]:
    multiple = graph.is_multigraph()
    kind = {"directed": graph.is_directed(), "multigraph": multiple, "graph": graph.graph}
    yield f'{encode(kind)[:-1]},\n"nodes": [\n'
    yield from rows(encode(with_names(data, "node-link JSON", id=node), node) for node, data in graph.nodes(data=True))
    yield '],\n"edges": [\n'
    yield from rows(
        encode(
            # A simple graph has no keys, so networkx expects none.
            with_names(data, "node-link JSON", source=source, target=target, **({"key": key} if multiple else {})),
            f"{source} {key} {target}",
        )
        for source, target, key, data in keyed_edges(graph)
    )
    yield "]}\n"


FORMAT = GraphFormat(
    name="json",
    suffixes=(".json",),
    description="Node-link JSON, every value as it is",
    for_programs=("networkx", "D3", "Python", "JavaScript"),
    write=write,
    read=read,
    networks=True,
)
