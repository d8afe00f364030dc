"""GraphML as visone writes it, with places, shapes and colours, and as Discourse Network Analyzer exports it.

What the plain GraphML holds, and how everything is drawn: nodes in the colour of their stance, larger the more
edges come in, round where somebody speaks (speakers, claims, the rows of a network) and square where something is
spoken of; edges that support green and solid, edges that attack orange and dashed. visone shows the attribute
`name` of nodes, and the `weight` of a discourse network's ties; `name` is a node's `label` where it has none of its
own, and `variable`, as DNA calls it, its `type`.

Any reader of GraphML reads the rest: networkx and igraph leave the drawing out, Gephi warns of it and goes on.
`name`, `variable` and `id` are there for visone. Reading gives the argument graph, without places and looks, also
after visone has saved it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.formats.base import GraphFormat
from argmine.formats.graphs import graphml
from argmine.formats.graphs._boxes import Box, boxes_of
from argmine.formats.graphs._names import with_names
from argmine.formats.looks import NodeLook, edge_look, node_looks
from argmine.formats.xml_text import escape

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

_NAMESPACES = """xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:visone="http://visone.info/xmlns" xmlns:y="http://www.yworks.com/xml/graphml"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://www.yworks.com/xml/schema/graphml/1.0/ygraphml.xsd"
"""
# visone needs no name and type for the last key, but other readers refuse a key that has none.
_KEYS = """<key id="d0" for="node" yfiles.type="nodegraphics"/>
<key id="e0" for="edge" yfiles.type="edgegraphics"/>
<key id="prop" for="graph" visone.type="properties" attr.name="prop" attr.type="string"/>
"""
_PROPERTIES = '<data key="prop"><visone:labelAttribute{} nodeLabel="name"/></data>'
_COUNTS = ' parse.nodes="{}" parse.edges="{}" parse.order="free"'
_LABEL = (
    '<y:NodeLabel alignment="center" autoSizePolicy="content" fontFamily="Dialog" fontSize="9" fontStyle="plain" '
    'modelName="eight_pos" modelPosition="n" textColor="#000000" visible="true">{}</y:NodeLabel>'
)
_SPOKEN_OF = ("stance", "position", "document")


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write `graph` as visone's GraphML."""
    boxes, looks = boxes_of(graph), node_looks(graph)
    shown = graph.copy()
    for name, data in shown.nodes(data=True):
        named = {"name": str(data.get("label", "")), **data}
        data |= with_names(named, "visone's GraphML", id=name, variable=str(data.get("type", "")))
    dialect = graphml.Dialect(
        namespaces=_NAMESPACES,
        keys=_KEYS,
        graph=_COUNTS,
        properties=_PROPERTIES.format("" if graph.is_directed() else ' edgeLabel="weight"'),
        node=lambda name, data: _node(data, boxes[name], looks[name]),
        edge=_edge,
    )
    graphml.write_graphml(shown, path, dialect)


def _node(data: Mapping[str, Any], box: Box, look: NodeLook) -> str:
    size = round(16 + look.size, 1)
    spoken_of = data.get("bipartite") == 1 or data.get("type") in _SPOKEN_OF
    return (
        '<data key="d0"><visone:shapeNode><y:ShapeNode>'
        f'<y:Geometry height="{size}" width="{size}" x="{box.x - size / 2:.1f}" y="{box.y - size / 2:.1f}"/>'
        f'<y:Fill color="{look.color}" transparent="false"/>'
        '<y:BorderStyle color="#000000" type="line" width="1.0"/>'
        f"{_LABEL.format(escape(str(data['name'])))}"
        f'<y:Shape type="{"roundrectangle" if spoken_of else "ellipse"}"/>'
        "</y:ShapeNode></visone:shapeNode></data>"
    )


def _edge(data: Mapping[str, Any]) -> str:
    look = edge_look(data)
    line = "line" if look.line == "solid" else look.line
    return (
        '<data key="e0"><visone:polyLineEdge><y:PolyLineEdge>'
        f'<y:LineStyle color="{look.color}" type="{line}" width="2.0"/>'
        "</y:PolyLineEdge></visone:polyLineEdge></data>"
    )


FORMAT = GraphFormat(
    name="visone",
    suffixes=(".visone.graphml",),
    description="GraphML with the places, shapes and colours that visone reads; lists as JSON text",
    for_programs=("visone",),
    write=write,
    read=graphml.read,
    networks=True,
)
