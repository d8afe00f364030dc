"""GEXF 1.3, for Gephi: colours by stance, sizes by degree, weights that are never zero.

What GEXF holds in its own way: a node's `label`, an edge's `weight`, and its type as `kind` (by which Gephi
keeps parallel edges apart) beside the attribute `type`. Edges have stable ids. Lists and dicts are JSON text,
in attributes whose id ends in ``.json``. Colours, sizes and shapes are made from the graph, not read back.

What GEXF cannot hold: attributes of the graph itself; weights of zero, which Gephi refuses (the least weight
written is `LEAST_WEIGHT`); attributes named `id`, which is how Gephi names the id itself; control characters.

`networkx.read_gexf(path)` reads the files: it adds `viz` to nodes and `id` to edges, takes that id for the
edge's key (ours is in `type`), leaves lists as JSON text, adds `mode` and `edge_default` to the graph, and
returns a DiGraph where no two nodes are joined twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from argmine.formats.base import FormatError, GraphFormat
from argmine.formats.graphs._reading import add_edge, add_node, reads
from argmine.formats.incoming import finite, xml_elements
from argmine.formats.looks import EdgeLook, NodeLook, edge_look, keyed_edges, node_looks, rgb
from argmine.formats.xml_text import Attribute, attributes_of, escape, escape_id, value_writer
from argmine.schema import content_id

if TYPE_CHECKING:
    import networkx as nx

    from argmine.graph import ArgumentGraph

LEAST_WEIGHT = 1e-6

#: An edge: its source, its target and its key.
Edge = tuple[str, str, str]

_VALUE = ('<attvalue for="{}" value="', '"/>')
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>argmine</creator><description>{}</description></meta>
<graph defaultedgetype="{}" idtype="string" {}>
"""
_STATIC = 'mode="static"'
_DYNAMIC = 'mode="dynamic" timeformat="date" timerepresentation="interval"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When the things of a dynamic graph are there, as XML.

    Attributes
    ----------
    nodes, edges
        The ``<spells>`` of each; what has none is always there.
    declarations
        The edges' attributes that change over time.
    values
        Their values for each edge.
    """

    nodes: Mapping[str, str]
    edges: Mapping[Edge, str]
    declarations: str = ""
    values: Mapping[Edge, str] = field(default_factory=dict)


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write `graph` as GEXF 1.3."""
    write_gexf(graph, path)


def write_gexf(graph: nx.Graph, path: Path, times: Times | None = None) -> None:
    """Write `graph` as GEXF 1.3: as a dynamic graph where `times` are given, else as a static one.

    Raises
    ------
    FormatError
        If the graph holds what Gephi does not read.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_lines(graph, times))


@reads("GEXF file")
def read(path: Path) -> ArgumentGraph:
    """Read the argument graph that `write` wrote, also after Gephi has saved it.

    Raises
    ------
    FormatError
        If the file is no GEXF.
    """
    from argmine.graph import ArgumentGraph  # only here: networkx is slow to load

    graph = ArgumentGraph()
    declared: dict[tuple[str, str], Attribute] = {}
    for tag, element in xml_elements(path, "GEXF file"):
        if tag == "attributes":
            declared |= _declared(element)
        elif tag == "node":
            add_node(graph, element.get("id"), _data(element, "node", declared, path), path)
            element.clear()
        elif tag == "edge":
            data = _edge_data(element, declared, path)
            add_edge(graph, element.get("source"), element.get("target"), data, path)
            element.clear()
        elif tag == "gexf":
            return graph
    raise FormatError(f"{path}: is no GEXF file")


def _lines(graph: nx.Graph, times: Times | None) -> Iterator[str]:
    nodes = _attributes((data for _, data in graph.nodes(data=True)), "node", "label")
    edges = _attributes((data for _, _, data in graph.edges(data=True)), "edge", "label", "weight")
    title = "An argument graph" if graph.is_multigraph() else "A discourse network"
    direction = "directed" if graph.is_directed() else "undirected"
    yield _HEAD.format(title, direction, _DYNAMIC if times else _STATIC)
    yield from _declarations("node", nodes)
    yield from _declarations("edge", edges)
    if times:
        yield times.declarations
    yield "<nodes>\n"
    looks = node_looks(graph)
    values = value_writer(nodes, *_VALUE)
    for node, data in graph.nodes(data=True):
        spells = times.nodes.get(node, "") if times else ""
        content = f"<attvalues>{values(data)}</attvalues>{spells}{_node_look(looks[node])}"
        yield f'<node id="{escape_id(node)}"{_label(data)}>{content}</node>\n'
    yield "</nodes>\n<edges>\n"
    yield from _edges(graph, edges, times)
    yield "</edges>\n</graph>\n</gexf>\n"


def _edges(graph: nx.Graph, attributes: Mapping[str, Attribute], times: Times | None) -> Iterator[str]:
    values = value_writer(attributes, *_VALUE)
    for source, target, key, data in keyed_edges(graph):
        changing = times.values.get((source, target, key), "") if times else ""
        spells = times.edges.get((source, target, key), "") if times else ""
        yield (
            f'<edge id="{content_id(source, key, target, length=16)}" source="{escape_id(source)}" '
            f'target="{escape_id(target)}" kind="{escape(key)}"{_label(data)}{_weight(data)}>'
            f"<attvalues>{values(data)}{changing}</attvalues>{spells}{_edge_look(edge_look(data))}</edge>\n"
        )


def _attributes(rows: Iterable[Mapping[str, Any]], owner: str, *of_xml: str) -> dict[str, Attribute]:
    """Return the attributes less those that GEXF holds as XML attributes of the element itself."""
    attributes = {name: attribute for name, attribute in attributes_of(rows).items() if name not in of_xml}
    if "id" in attributes:
        raise FormatError(f"GEXF: {owner}s have an attribute 'id', a name that Gephi keeps for itself: rename it")
    return attributes


def _label(data: Mapping[str, Any]) -> str:
    return "" if data.get("label") is None else f' label="{escape(str(data["label"]))}"'


def _declarations(owner: str, attributes: Mapping[str, Attribute]) -> Iterator[str]:
    yield f'<attributes class="{owner}" mode="static">\n'
    for attribute in attributes.values():
        xml_type = "string" if attribute.type == "json" else attribute.type
        yield f'<attribute id="{attribute.id}" title="{escape(attribute.name)}" type="{xml_type}"/>\n'
    yield "</attributes>\n"


def _weight(data: Mapping[str, Any]) -> str:
    weight = data.get("weight")
    if weight is None:
        return ""
    if weight < 0:
        raise FormatError("GEXF: Gephi draws no negative weights: put the sign in the edge's attribute `sign`")
    return f' weight="{Attribute("weight", "double").encode(max(float(weight), LEAST_WEIGHT))}"'


def _node_look(look: NodeLook) -> str:
    return f'{_color(look.color)}<viz:size value="{look.size:.2f}"/>'


def _edge_look(look: EdgeLook) -> str:
    return f'{_color(look.color)}<viz:shape value="{look.line}"/>'


def _color(color: str) -> str:
    red, green, blue = rgb(color)
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _declared(element: Element) -> dict[tuple[str, str], Attribute]:
    owner = element.get("class", "node")
    declared = {}
    for entry in element.findall("{*}attribute"):
        identifier = entry.get("id", "")
        name = entry.get("title", identifier)
        declared[owner, identifier] = Attribute.declared(identifier, name, entry.get("type", ""))
    return declared


def _edge_data(element: Element, declared: Mapping[tuple[str, str], Attribute], path: Path) -> dict[str, Any]:
    data = _data(element, "edge", declared, path)
    data.setdefault("type", element.get("kind"))
    weight = element.get("weight")
    if weight is not None:
        data["weight"] = finite(weight)
    return data


def _data(element: Element, owner: str, declared: Mapping[tuple[str, str], Attribute], path: Path) -> dict[str, Any]:
    data = {}
    for value in element.iter():
        if value.tag.endswith("}attvalue"):
            attribute = declared.get((owner, value.get("for", "")))
            if attribute is None:
                raise FormatError(f"{path}: has a value for {value.get('for')!r}, which it does not declare")
            data[attribute.name] = attribute.decode(value.get("value", ""))
    label = element.get("label")
    return data if label is None else {**data, "label": label}


FORMAT = GraphFormat(
    name="gexf",
    suffixes=(".gexf",),
    description="GEXF 1.3 with colours by stance and sizes by degree; lists as JSON text",
    for_programs=("Gephi", "Gephi Lite", "sigma.js"),
    write=write,
    read=read,
    networks=True,
)
