"""GraphML, for igraph, NodeXL, networkx and most programs that draw graphs.

Plain GraphML with typed keys, one for each attribute of nodes, edges and the graph. Edges have stable ids,
and their type in the attribute `type`. Lists and dicts are JSON text, under keys whose id ends in ``.json``.
Colours and places are in the dialects that visone and yEd read: the formats visone and yed.

What GraphML cannot hold: control characters. Of the graph's own attributes Gephi warns, and leaves them out.

`networkx.read_graphml(path, force_multigraph=True)` reads the files: it takes the edge's id for its key (ours
is in `type`), leaves lists as JSON text, and adds `node_default` and `edge_default` to the graph. Without
`force_multigraph` it returns a DiGraph where no two nodes are joined twice, with `id` on its edges.
`igraph.Graph.Read_GraphML(path)` keeps the nodes' ids in `id` (the `id` that igraph 1.0 gives edges is not the
file's); numbers become floats, and an attribute that a node does not have is "", NaN or False.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from argmine.formats.base import FormatError, GraphFormat
from argmine.formats.graphs._reading import add_edge, add_node, reads
from argmine.formats.incoming import xml_elements
from argmine.formats.looks import keyed_edges
from argmine.formats.xml_text import Attribute, attributes_of, escape, escape_id, value_writer
from argmine.schema import content_id

if TYPE_CHECKING:
    import networkx as nx

    from argmine.graph import ArgumentGraph

_NAMESPACES = """xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
"""
_XML_TYPES = {"integer": "int", "json": "string"}
#: What marks a key whose data say how something is drawn; they are not read back.
_DRAWING = ("yfiles.type", "visone.type")
#: The attributes whose values are lists or dicts.
_JSON_NAMES = frozenset(("source", "cue", "terms", "stance_probabilities", "claims", "documents"))


def _nothing(*_: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What a program's own GraphML has beside the plain one, as XML.

    Attributes
    ----------
    namespaces
        What the root declares.
    keys
        Further keys.
    graph
        Further attributes of the element ``graph``, with ``{}`` for the numbers of nodes and of edges.
    properties
        Data of the graph.
    node
        Data of a node, from its id and its attributes.
    edge
        Data of an edge, from its attributes.
    """

    namespaces: str = _NAMESPACES
    keys: str = ""
    graph: str = ""
    properties: str = ""
    node: Callable[[str, Mapping[str, Any]], str] = _nothing
    edge: Callable[[Mapping[str, Any]], str] = _nothing


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write `graph` as GraphML."""
    write_graphml(graph, path, Dialect())


def write_graphml(graph: nx.Graph, path: Path, dialect: Dialect) -> None:
    """Write `graph` as a program's own GraphML."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_lines(graph, dialect))


@reads("GraphML file")
def read(path: Path) -> ArgumentGraph:
    """Read the argument graph that `write` wrote, also after another program has saved it.

    Raises
    ------
    FormatError
        If the file is no GraphML.
    """
    from argmine.graph import ArgumentGraph  # only here: networkx is slow to load

    graph = ArgumentGraph()
    keys: dict[str, Attribute | None] = {}
    ids: dict[str | None, str] = {}
    for tag, element in xml_elements(path, "GraphML file"):
        if tag == "key":
            keys[element.get("id", "")] = _declared(element)
        elif tag == "node":
            name, data = _node(element, keys, path)
            ids[element.get("id")] = name
            add_node(graph, name, data, path)
            element.clear()
        elif tag == "edge":
            source, target = (ids.get(end, end) for end in (element.get("source"), element.get("target")))
            add_edge(graph, source, target, _data(element, keys, path), path)
            element.clear()
        elif tag == "graph":
            graph.graph.update(_data(element, keys, path))
        elif tag == "graphml":
            return graph
    raise FormatError(f"{path}: is no GraphML file")


def _lines(graph: nx.Graph, dialect: Dialect) -> Iterator[str]:
    whole = attributes_of([graph.graph])
    nodes = attributes_of(data for _, data in graph.nodes(data=True))
    edges = attributes_of(data for _, _, data in graph.edges(data=True))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml {dialect.namespaces}>\n{dialect.keys}'
    for owner, attributes in (("graph", whole), ("node", nodes), ("edge", edges)):
        yield from _keys(owner, attributes)
    graph_values, node_values, edge_values = (
        value_writer(attributes, f'<data key="{owner}.{{}}">', "</data>")
        for owner, attributes in (("graph", whole), ("node", nodes), ("edge", edges))
    )
    direction = "directed" if graph.is_directed() else "undirected"
    counts = dialect.graph.format(graph.number_of_nodes(), graph.number_of_edges())
    yield f'<graph id="argmine" edgedefault="{direction}"{counts}>{graph_values(graph.graph)}{dialect.properties}\n'
    for node, data in graph.nodes(data=True):
        yield f'<node id="{escape_id(node)}">{node_values(data)}{dialect.node(node, data)}</node>\n'
    for source, target, key, data in keyed_edges(graph):
        yield (
            f'<edge id="{content_id(source, key, target, length=16)}" source="{escape_id(source)}" '
            f'target="{escape_id(target)}">{edge_values(data)}{dialect.edge(data)}</edge>\n'
        )
    yield "</graph>\n</graphml>\n"


def _keys(owner: str, attributes: Mapping[str, Attribute]) -> Iterator[str]:
    for attribute in attributes.values():
        xml_type = _XML_TYPES.get(attribute.type, attribute.type)
        yield (
            f'<key id="{owner}.{attribute.id}" for="{owner}" attr.name="{escape(attribute.name)}" '
            f'attr.type="{xml_type}"/>\n'
        )


def _declared(key: Element) -> Attribute | None:
    if any(mark in key.attrib for mark in _DRAWING):
        return None
    identifier, owner = key.get("id", ""), key.get("for", "")
    name, xml_type = key.get("attr.name") or identifier, key.get("attr.type", "")
    if identifier.startswith(f"{owner}."):
        # The id's first part tells nodes from edges, which may have attributes of the same name.
        return Attribute.declared(identifier.partition(".")[2], name, xml_type)
    # yEd and visone give keys ids of their own, so that the id no longer tells what is JSON.
    if xml_type == "string" and name in _JSON_NAMES:
        return Attribute(name, "json")
    return Attribute.declared(identifier, name, xml_type)


def _node(element: Element, keys: Mapping[str, Attribute | None], path: Path) -> tuple[str, dict[str, Any]]:
    """Return a node's id and its attributes, less those that it has for yEd and visone only."""
    from argmine.graph import NODE_ATTRIBUTES  # only here: networkx is slow to load

    name, data = element.get("id", ""), _data(element, keys, path)
    if None not in keys.values():
        return name, data
    # These programs number the nodes anew when they save a file, and keep the attribute.
    name = data.pop("id", name)
    data.pop("variable", None)
    if "name" not in NODE_ATTRIBUTES.get(data.get("type", ""), ("name",)):
        data.pop("name", None)
    return name, data


def _data(element: Element, keys: Mapping[str, Attribute | None], path: Path) -> dict[str, Any]:
    data = {}
    for value in element.findall("{*}data"):
        name = value.get("key", "")
        if name not in keys:
            raise FormatError(f"{path}: has data for the key {name!r}, which it does not declare")
        attribute = keys[name]
        # yEd writes empty data for what has no value.
        if attribute is not None and (value.text is not None or attribute.type == "string"):
            data[attribute.name] = attribute.decode(value.text or "")
    return data


FORMAT = GraphFormat(
    name="graphml",
    suffixes=(".graphml",),
    description="GraphML with typed attributes; lists as JSON text",
    for_programs=("igraph", "NodeXL"),
    write=write,
    read=read,
    networks=True,
)
