"""How nodes and edges are drawn, whatever the format: colours by stance, sizes by degree, edges by their sign.

Supporting and attacking edges differ in colour and in shape, so that nobody has to tell green from red.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    import networkx as nx

Line = Literal["solid", "dashed", "dotted"]

#: The colour of what speaks for no side.
UNKNOWN = "#767676"
#: Documents and positions speak for no side either, and look different from it.
_NEUTRAL = {"document": "#4d4d4d", "position": "#111111"}
_RRGGBB = re.compile("#[0-9a-fA-F]{6}")


class NodeLook(NamedTuple):
    """How a node is drawn: its colour as ``#rrggbb``, and its diameter, 4 for a node without edges."""

    color: str
    size: float


class EdgeLook(NamedTuple):
    """How an edge is drawn: its colour as ``#rrggbb``, and its line."""

    color: str
    line: Line


_SUPPORT, _ATTACK = EdgeLook("#009e73", "solid"), EdgeLook("#d55e00", "dashed")
_PLAIN = EdgeLook("#8a8a8a", "solid")
_EDGE_LOOKS = {"echoes": EdgeLook("#8a8a8a", "dotted")}


def node_looks(graph: nx.Graph) -> dict[str, NodeLook]:
    """Return how each node of an argument graph, or of a discourse network, is drawn."""
    colors = {
        data["label"]: data["color"]
        for _, data in graph.nodes(data=True)
        if data.get("type") == "stance" and "color" in data
    }
    degrees = graph.in_degree() if graph.is_directed() else graph.degree()
    return {node: NodeLook(_node_color(graph.nodes[node], colors), 4 + 4 * math.log2(1 + n)) for node, n in degrees}


def edge_look(data: Mapping[str, Any]) -> EdgeLook:
    """Return how an edge with these attributes is drawn: by its `sign` where it has one, else by its `type`."""
    sign = data.get("sign", {"supports": 1, "attacks": -1}.get(data.get("type", ""), 0))
    if sign:
        return _SUPPORT if sign > 0 else _ATTACK
    return _EDGE_LOOKS.get(data.get("type", ""), _PLAIN)


def rgb(color: str) -> tuple[int, int, int]:
    """Return the red, green and blue of ``#rrggbb``, each from 0 to 255."""
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue


def keyed_edges(graph: nx.Graph) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Yield source, target, key and attributes of each edge; the key of a simple graph's edge is its `type`."""
    if graph.is_multigraph():
        yield from graph.edges(keys=True, data=True)
    else:
        for source, target, data in graph.edges(data=True):
            yield source, target, data.get("type", ""), data


def _node_color(data: Mapping[str, Any], colors: Mapping[str, str]) -> str:
    kind = data.get("type", "")
    stance = data.get("label") if kind == "stance" else data.get("stance")
    color = data.get("color") or _NEUTRAL.get(kind) or colors.get(stance or "", UNKNOWN)
    # A codebook may name a colour ("teal"), which most formats cannot.
    return color if _RRGGBB.fullmatch(color) else UNKNOWN
