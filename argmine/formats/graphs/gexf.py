"""GEXF 1.3, for Gephi: colours by stance, sizes by degree, weights that are never zero.

What GEXF holds in its own way: a node's `label`, an edge's `weight`, and its type as `kind` (by which Gephi
keeps parallel edges apart) beside the attribute `type`. Edges have stable ids. Lists and dicts are JSON text,
in attributes whose id ends in ``.json``. Colours, sizes and shapes are made from the graph, not read back.

What GEXF cannot hold: attributes of the graph itself; weights of zero, which Gephi refuses (the least weight
written is `LEAST_WEIGHT`); control characters.

`networkx.read_gexf(path)` reads the files: it adds `viz` to nodes and `id` to edges, takes that id for the
edge's key (ours is in `type`), leaves lists as JSON text, adds `mode` and `edge_default` to the graph, and
returns a DiGraph where no two nodes are joined twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from argmine.formats.base import FormatError, GraphFormat
from argmine.formats.looks import EdgeLook, NodeLook, edge_look, keyed_edges, node_looks, rgb
from argmine.formats.xml_text import Attribute, attributes_of, elements, escape, escape_id, value_writer
from argmine.schema import content_id

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

LEAST_WEIGHT = 1e-6

_VALUE = ('<attvalue for="{}" value="', '"/>')
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>argmine</creator><description>An argument graph</description></meta>
<graph defaultedgetype="{}" idtype="string" mode="static">
"""


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write `graph` as GEXF 1.3."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_lines(graph))


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
    for tag, element in elements(path):
        if tag == "attributes":
            declared |= _declared(element)
        elif tag == "node":
            graph.add_nodes_from([(element.get("id"), _node_data(element, declared, path))])
            element.clear()
        elif tag == "edge":
            data = _edge_data(element, declared, path)
            graph.add_edges_from([(element.get("source"), element.get("target"), data.get("type"), data)])
            element.clear()
        elif tag == "gexf":
            return graph
    raise FormatError(f"{path}: is no GEXF file")


def _lines(graph: ArgumentGraph) -> Iterator[str]:
    nodes = attributes_of(data for _, data in graph.nodes(data=True))
    edges = attributes_of(data for _, _, data in graph.edges(data=True))
    nodes.pop("label", None)
    edges.pop("weight", None)
    yield _HEAD.format("directed" if graph.is_directed() else "undirected")
    yield from _declarations("node", nodes)
    yield from _declarations("edge", edges)
    yield "<nodes>\n"
    looks = node_looks(graph)
    node_values = value_writer(nodes, *_VALUE)
    edge_values = value_writer(edges, *_VALUE)
    for node, data in graph.nodes(data=True):
        label = f' label="{escape(str(data["label"]))}"' if "label" in data else ""
        look = _node_look(looks[node])
        yield f'<node id="{escape_id(node)}"{label}><attvalues>{node_values(data)}</attvalues>{look}</node>\n'
    yield "</nodes>\n<edges>\n"
    for source, target, key, data in keyed_edges(graph):
        yield (
            f'<edge id="{content_id(source, key, target, length=16)}" source="{escape_id(source)}" '
            f'target="{escape_id(target)}" kind="{escape(key)}"{_weight(data)}>'
            f"<attvalues>{edge_values(data)}</attvalues>{_edge_look(edge_look(data))}</edge>\n"
        )
    yield "</edges>\n</graph>\n</gexf>\n"


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
    return f' weight="{max(float(weight), LEAST_WEIGHT)!r}"'


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


def _node_data(element: Element, declared: Mapping[tuple[str, str], Attribute], path: Path) -> dict[str, Any]:
    data = _data(element, "node", declared, path)
    label = element.get("label")
    if label is not None:
        data["label"] = label
    return data


def _edge_data(element: Element, declared: Mapping[tuple[str, str], Attribute], path: Path) -> dict[str, Any]:
    data = _data(element, "edge", declared, path)
    data.setdefault("type", element.get("kind"))
    weight = element.get("weight")
    if weight is not None:
        data["weight"] = float(weight)
    return data


def _data(element: Element, owner: str, declared: Mapping[tuple[str, str], Attribute], path: Path) -> dict[str, Any]:
    data = {}
    for value in element.iter():
        if value.tag.endswith("}attvalue"):
            attribute = declared.get((owner, value.get("for", "")))
            if attribute is None:
                raise FormatError(f"{path}: has a value for {value.get('for')!r}, which it does not declare")
            data[attribute.name] = attribute.decode(value.get("value", ""))
    return data


FORMAT = GraphFormat(
    name="gexf",
    suffixes=(".gexf",),
    description="GEXF 1.3 with colours by stance and sizes by degree; lists as JSON text",
    for_programs=("Gephi", "Gephi Lite", "sigma.js"),
    write=write,
    read=read,
    networks=True,
)
