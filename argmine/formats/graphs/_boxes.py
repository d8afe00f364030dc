"""Where each node is drawn, in formats that hold places: so that a file can be read when it opens.

An argument graph stands in bands from left to right: stances, speakers, claims, positions; the claims in blocks,
each under its document. Speakers and positions stand beside their claims. The rows and the columns of a two-mode
network face each other, any other network is a circle on which those of one stance are neighbours.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from argmine.formats.looks import node_looks

if TYPE_CHECKING:
    import networkx as nx

_GAP = 14.0
_BETWEEN_BANDS = 420.0
_BANDS_LEFT, _BANDS_RIGHT = ("stance", "speaker"), ("position",)
_WIDTHS = {"claim": 230.0, "document": 230.0, "position": 230.0}
#: The shape of a node by its type; all others are ellipses.
SHAPES = {"stance": "octagon", "position": "hexagon", "document": "rectangle", "claim": "round-rectangle"}
_WIDTH, _HEIGHT = 170.0, 40.0


class Box(NamedTuple):
    """Where a node is drawn: the middle of its box, y downwards, and the box's width and height."""

    x: float
    y: float
    width: float
    height: float


class _Size(NamedTuple):
    width: float
    height: float


def boxes_of(graph: nx.Graph) -> dict[str, Box]:
    """Return a box for each node, in their order; higher the more edges come in, and none on another."""
    sizes = {
        node: _Size(_WIDTHS.get(graph.nodes[node].get("type"), _WIDTH), round(_HEIGHT + look.size - 4))
        for node, look in node_looks(graph).items()
    }
    if any(kind == "claim" for _, kind in graph.nodes(data="type")):
        places = _place_argument_graph(graph, sizes)
    elif any(side == 1 for _, side in graph.nodes(data="bipartite")):
        places = _place_two_mode(graph, sizes)
    else:
        places = _place_circle(graph, sizes)
    return {node: Box(round(places[node][0], 1), round(places[node][1], 1), *sizes[node]) for node in graph}


def tint(color: str) -> str:
    """Return a colour light enough to read black text on, from one as ``#rrggbb``."""
    channels = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - channel) * 0.3):02x}" for channel in channels)


def _place_argument_graph(graph: nx.Graph, sizes: Mapping[str, _Size]) -> dict[str, tuple[float, float]]:
    places = _place_blocks(_blocks(graph), sizes)
    height = max((y for _, y in places.values()), default=0.0)
    right = max((x for x, _ in places.values()), default=0.0)
    nodes = [(node, data.get("type")) for node, data in graph.nodes(data=True) if node not in places]
    beside = {kind: [node for node, its in nodes if its == kind] for kind in (*_BANDS_LEFT, *_BANDS_RIGHT)}
    others = [node for node, kind in nodes if kind not in beside]
    edge = 0.0
    for kind in reversed(_BANDS_LEFT):
        band = _place_band(_beside_neighbours(graph, beside[kind], places), sizes, height)
        edge -= _BETWEEN_BANDS + _width(band)
        places |= {node: (edge + x, y) for node, (x, y) in band.items()}
    edge = right
    for band_nodes in (*(beside[kind] for kind in _BANDS_RIGHT), others):
        band = _place_band(_beside_neighbours(graph, band_nodes, places), sizes, height)
        places |= {node: (edge + _BETWEEN_BANDS + x, y) for node, (x, y) in band.items()}
        edge += _BETWEEN_BANDS + _width(band)
    return places


def _blocks(graph: nx.Graph) -> list[list[str]]:
    """Return each document with its claims; claims whose document is not there make the last block."""
    blocks: dict[str, list[str]] = {node: [node] for node, kind in graph.nodes(data="type") if kind == "document"}
    strays: list[str] = []
    for node, data in graph.nodes(data=True):
        if data.get("type") == "claim":
            blocks.get(f"document:{data.get('document')}", strays).append(node)
    return [*blocks.values(), *([strays] if strays else [])]


def _place_blocks(blocks: Sequence[Sequence[str]], sizes: Mapping[str, _Size]) -> dict[str, tuple[float, float]]:
    """Stack the blocks in as many columns as make a square, each on the column that is shortest by then."""
    width = max((sizes[node].width for block in blocks for node in block), default=1.0) + 3 * _GAP
    heights = [sum(sizes[node].height + _GAP for node in block) + 3 * _GAP for block in blocks]
    tops = [0.0] * max(1, round(math.sqrt(sum(heights) / width)))
    places = {}
    for block, height in zip(blocks, heights, strict=True):
        column = tops.index(min(tops))
        y = tops[column]
        for node in block:
            places[node] = (column * width, y + sizes[node].height / 2)
            y += sizes[node].height + _GAP
        tops[column] += height
    return places


def _place_band(nodes: Sequence[str], sizes: Mapping[str, _Size], height: float) -> dict[str, tuple[float, float]]:
    """Spread the nodes over the height, in as many columns as that takes."""
    if not nodes:
        return {}
    row_height = max(sizes[node].height for node in nodes) + _GAP
    width = max(sizes[node].width for node in nodes) + 3 * _GAP
    columns = max(1, math.ceil(len(nodes) * row_height / max(height, row_height)))
    rows = math.ceil(len(nodes) / columns)
    step = max(row_height, height / rows)
    return {node: (place % columns * width, (place // columns + 0.5) * step) for place, node in enumerate(nodes)}


def _width(band: Mapping[str, tuple[float, float]]) -> float:
    return max((x for x, _ in band.values()), default=0.0)


def _beside_neighbours(graph: nx.Graph, nodes: Iterable[str], places: Mapping[str, tuple[float, float]]) -> list[str]:
    """Return the nodes in the order of the height at which their placed neighbours stand on average."""
    found: dict[str, list[float]] = defaultdict(list)
    wanted = set(nodes)
    for source, target in graph.edges():
        for node, other in ((source, target), (target, source)):
            if node in wanted and other in places:
                found[node].append(places[other][1])
    heights = {node: sum(found[node]) / len(found[node]) if node in found else 0.0 for node in nodes}
    return sorted(heights, key=lambda node: heights[node])


def _place_two_mode(graph: nx.Graph, sizes: Mapping[str, _Size]) -> dict[str, tuple[float, float]]:
    sides: dict[bool, list[str]] = {False: [], True: []}
    for node, side in graph.nodes(data="bipartite"):
        sides[side == 1].append(node)
    total = sum(size.height + _GAP for size in sizes.values())
    height = max(math.sqrt(total * _WIDTH), total / 8)
    rows = _place_band(sides[False], sizes, height)
    columns = _place_band(_beside_neighbours(graph, sides[True], rows), sizes, height)
    shift = _width(rows) + 2 * _BETWEEN_BANDS
    return rows | {node: (x + shift, y) for node, (x, y) in columns.items()}


def _place_circle(graph: nx.Graph, sizes: Mapping[str, _Size]) -> dict[str, tuple[float, float]]:
    nodes = sorted(graph, key=lambda node: str(graph.nodes[node].get("stance", "")))
    widest = max((math.hypot(*sizes[node]) for node in nodes), default=0.0) + _GAP
    # On a circle this wide, neighbours are at least the widest box's diagonal apart.
    radius = widest / 2 / math.sin(math.pi / max(len(nodes), 2))
    angles = {node: 2 * math.pi * place / len(nodes) for place, node in enumerate(nodes)}
    return {node: (radius * math.cos(angle), radius * math.sin(angle)) for node, angle in angles.items()}
