"""GraphML, for visone, yEd, Cytoscape, igraph and most programs that draw graphs.

Plain GraphML with typed keys, one for each attribute of nodes, edges and the graph. Edges have stable ids,
and their type in the attribute `type`. Lists and dicts are JSON text, under keys whose id ends in ``.json``.

What GraphML cannot hold: control characters.

`networkx.read_graphml(path, force_multigraph=True)` reads the files: it takes the edge's id for its key (ours
is in `type`), leaves lists as JSON text, and adds `node_default` and `edge_default` to the graph. Without
`force_multigraph` it returns a DiGraph where no two nodes are joined twice, with `id` on its edges.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from argmine.formats.base import FormatError, GraphFormat
from argmine.formats.looks import keyed_edges
from argmine.formats.xml_text import Attribute, attributes_of, elements, escape, escape_id, value_writer
from argmine.schema import content_id

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_XML_TYPES = {"integer": "int", "json": "string"}


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write `graph` as GraphML."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_lines(graph))


def read(path: Path) -> ArgumentGraph:
    """Read the argument graph that `write` wrote.

    Raises
    ------
    FormatError
        If the file is no GraphML.
    """
    from argmine.graph import ArgumentGraph  # only here: networkx is slow to load

    graph = ArgumentGraph()
    keys: dict[str, Attribute] = {}
    for tag, element in elements(path):
        if tag == "key":
            identifier = element.get("id", "")
            name = element.get("attr.name") or identifier
            # The id's first part tells nodes from edges, which may have attributes of the same name.
            keys[identifier] = Attribute.declared(identifier.partition(".")[2], name, element.get("attr.type", ""))
        elif tag == "node":
            graph.add_nodes_from([(element.get("id"), _data(element, keys, path))])
            element.clear()
        elif tag == "edge":
            data = _data(element, keys, path)
            graph.add_edges_from([(element.get("source"), element.get("target"), data.get("type"), data)])
            element.clear()
        elif tag == "graph":
            graph.graph.update(_data(element, keys, path))
        elif tag == "graphml":
            return graph
    raise FormatError(f"{path}: is no GraphML file")


def _lines(graph: ArgumentGraph) -> Iterator[str]:
    whole = attributes_of([graph.graph])
    nodes = attributes_of(data for _, data in graph.nodes(data=True))
    edges = attributes_of(data for _, _, data in graph.edges(data=True))
    yield _HEAD
    for owner, attributes in (("graph", whole), ("node", nodes), ("edge", edges)):
        yield from _keys(owner, attributes)
    graph_values, node_values, edge_values = (
        value_writer(attributes, f'<data key="{owner}.{{}}">', "</data>")
        for owner, attributes in (("graph", whole), ("node", nodes), ("edge", edges))
    )
    direction = "directed" if graph.is_directed() else "undirected"
    yield f'<graph id="argmine" edgedefault="{direction}">{graph_values(graph.graph)}\n'
    for node, data in graph.nodes(data=True):
        yield f'<node id="{escape_id(node)}">{node_values(data)}</node>\n'
    for source, target, key, data in keyed_edges(graph):
        yield (
            f'<edge id="{content_id(source, key, target, length=16)}" source="{escape_id(source)}" '
            f'target="{escape_id(target)}">{edge_values(data)}</edge>\n'
        )
    yield "</graph>\n</graphml>\n"


def _keys(owner: str, attributes: Mapping[str, Attribute]) -> Iterator[str]:
    for attribute in attributes.values():
        xml_type = _XML_TYPES.get(attribute.type, attribute.type)
        yield (
            f'<key id="{owner}.{attribute.id}" for="{owner}" attr.name="{escape(attribute.name)}" '
            f'attr.type="{xml_type}"/>\n'
        )


def _data(element: Element, keys: Mapping[str, Attribute], path: Path) -> dict[str, Any]:
    data = {}
    for value in element.findall("{*}data"):
        attribute = keys.get(value.get("key", ""))
        if attribute is None:
            raise FormatError(f"{path}: has data for the key {value.get('key')!r}, which it does not declare")
        data[attribute.name] = attribute.decode(value.text or "")
    return data


FORMAT = GraphFormat(
    name="graphml",
    suffixes=(".graphml",),
    description="GraphML with typed attributes; lists as JSON text",
    for_programs=("visone", "yEd", "Cytoscape", "igraph", "NodeXL", "networkx"),
    write=write,
    read=read,
    networks=True,
)
