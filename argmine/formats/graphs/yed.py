"""GraphML as yEd reads it: boxes with their text, shapes by type, colours by stance, and places.

What the plain GraphML holds, and how everything is drawn, so that the file can be read when it opens: stances,
speakers, claims and positions from left to right, the claims under their documents. Boxes are higher the more edges
come in. Edges that support are green and solid, edges that attack orange and dashed, echoes dotted; the others are
thin. yEd shows a node's attributes, its whole text included, under Properties.

Any reader of GraphML reads the rest: networkx finds `x`, `y` and `shape_type` in the drawing, igraph leaves it out,
Gephi warns of it and goes on. yEd numbers nodes anew when it saves a file, so each has its id in `id` as well.
Reading gives the argument graph, without places and looks, also after yEd has saved it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.formats.base import GraphFormat
from argmine.formats.graphs import graphml
from argmine.formats.graphs._boxes import SHAPES, Box, boxes_of, tint
from argmine.formats.graphs._names import with_names
from argmine.formats.looks import NodeLook, edge_look, node_looks
from argmine.formats.xml_text import escape

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

_NAMESPACES = """xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:y="http://www.yworks.com/xml/graphml"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd"
"""
_KEYS = """<key id="nodegraphics" for="node" yfiles.type="nodegraphics"/>
<key id="edgegraphics" for="edge" yfiles.type="edgegraphics"/>
"""
#: Edges that relate what is said; they have their type as a label, and a thicker line.
_TELLING = ("supports", "attacks", "echoes")


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write `graph` as yEd's GraphML."""
    boxes, looks = boxes_of(graph), node_looks(graph)
    shown = graph.copy()
    for name, data in shown.nodes(data=True):
        data |= with_names(data, "yEd's GraphML", id=name)
    dialect = graphml.Dialect(
        namespaces=_NAMESPACES,
        keys=_KEYS,
        node=lambda name, data: _node(data, boxes[name], looks[name]),
        edge=_edge if graph.is_directed() else _tie,
    )
    graphml.write_graphml(shown, path, dialect)


def _node(data: Mapping[str, Any], box: Box, look: NodeLook) -> str:
    shape = SHAPES.get(data.get("type", ""), "ellipse").replace("-", "")
    width = 3.0 if data.get("type") == "stance" else 1.5
    return (
        '<data key="nodegraphics"><y:ShapeNode>'
        f'<y:Geometry height="{box.height}" width="{box.width}" '
        f'x="{box.x - box.width / 2:.1f}" y="{box.y - box.height / 2:.1f}"/>'
        f'<y:Fill color="{tint(look.color)}" transparent="false"/>'
        f'<y:BorderStyle color="{look.color}" type="line" width="{width}"/>'
        # This configuration wraps a text at the width of its box, and cuts it at the height.
        '<y:NodeLabel alignment="center" autoSizePolicy="node_size" configuration="CroppingLabel" '
        'fontFamily="Dialog" fontSize="11" fontStyle="plain" modelName="internal" modelPosition="c" '
        f'textColor="#000000" visible="true">{escape(str(data.get("label", "")))}</y:NodeLabel>'
        f'<y:Shape type="{shape}"/>'
        "</y:ShapeNode></data>"
    )


def _edge(data: Mapping[str, Any]) -> str:
    return _line(data, data["type"] if data.get("type") in _TELLING else "", "standard")


def _tie(data: Mapping[str, Any]) -> str:
    return _line(data, f"{data.get('value', data.get('weight', 1)):g}", "none")


def _line(data: Mapping[str, Any], label: str, arrow: str) -> str:
    look = edge_look(data)
    line = "line" if look.line == "solid" else look.line
    shown = f'<y:EdgeLabel fontSize="9" textColor="{look.color}">{escape(label)}</y:EdgeLabel>' if label else ""
    return (
        '<data key="edgegraphics"><y:PolyLineEdge>'
        f'<y:LineStyle color="{look.color}" type="{line}" width="{2.0 if label else 0.5}"/>'
        f'<y:Arrows source="none" target="{arrow}"/>{shown}<y:BendStyle smoothed="false"/>'
        "</y:PolyLineEdge></data>"
    )


FORMAT = GraphFormat(
    name="yed",
    suffixes=(".yed.graphml",),
    description="GraphML with the boxes, places and colours that yEd reads; lists as JSON text",
    for_programs=("yEd", "yEd Live"),
    write=write,
    read=graphml.read,
    networks=True,
)
