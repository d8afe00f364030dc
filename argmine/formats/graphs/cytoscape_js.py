"""Cytoscape.js JSON, for web pages and notebooks, and for Cytoscape desktop: elements, places and a style.

``cytoscape({container: element, ...data})`` draws the file as it is. A node's `data` are its attributes, every value
as it is, with `id` and `name` (its `label` where it has no name of its own); a claim's `parent` is its document, so
that a document is a box around its claims. An edge's `data` have `id`, `source`, `target`, `interaction` (its type)
and `name`. Looks are in `style`, by classes: c009e73 is a colour, h44 a height, and shapes and lines have their own
names. The edges from claims to their documents are there, and not drawn.

Cytoscape desktop reads elements, attributes and places, and neither the style nor the parents; the format cx2 tells
it the looks as well.

What it cannot hold: attributes of nodes named `id` or `parent`, attributes of edges named `id`, `source`, `target`,
`interaction` or `name`, and NaN, which is no JSON. Reading gives the argument graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.formats.base import FormatError, GraphFormat
from argmine.formats.graphs._boxes import SHAPES, Box, boxes_of, tint
from argmine.formats.graphs._json_rows import encode, parse, rows, write_pieces
from argmine.formats.graphs._names import with_names
from argmine.formats.graphs._reading import add_edge, add_node, reads
from argmine.formats.looks import edge_look, keyed_edges, node_looks
from argmine.schema import content_id

if TYPE_CHECKING:
    import networkx as nx

    from argmine.graph import ArgumentGraph

_NAME = "Cytoscape.js JSON"
#: What the data of nodes and edges have besides their attributes; some of it only after Cytoscape has saved them.
_NODE_NAMES = frozenset(("id", "id_original", "parent", "shared_name", "SUID", "selected"))
_EDGE_NAMES = _NODE_NAMES - {"parent"} | {"source", "target", "name", "interaction", "shared_interaction"}
_STYLE: list[dict[str, Any]] = [
    {
        "selector": "node",
        "style": {
            "label": "data(name)",
            "text-wrap": "wrap",
            "text-valign": "center",
            "font-size": 11,
            "border-width": 1.5,
            "color": "#000000",
        },
    },
    {"selector": "node:parent", "style": {"text-valign": "top", "background-opacity": 0.2, "padding": 12}},
    {
        "selector": "edge",
        "style": {"curve-style": "bezier", "width": 0.5, "arrow-scale": 0.7, "target-arrow-shape": "triangle"},
    },
    {"selector": "edge[sign], edge[interaction = 'echoes']", "style": {"width": 2}},
    {"selector": "edge[interaction = 'in_document']", "style": {"display": "none"}},
    *({"selector": f".{shape}", "style": {"shape": shape}} for shape in ("ellipse", *SHAPES.values())),
    *({"selector": f".{line}", "style": {"line-style": line}} for line in ("solid", "dashed", "dotted")),
]


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write `graph` as Cytoscape.js JSON.

    Raises
    ------
    FormatError
        If it has attributes of names that Cytoscape.js keeps for itself, or a value that JSON cannot hold.
    """
    write_pieces(path, _pieces(graph))


@reads("Cytoscape.js JSON")
def read(path: Path) -> ArgumentGraph:
    """Read the argument graph that `write` wrote, also after Cytoscape has saved it.

    Raises
    ------
    FormatError
        If the file is no Cytoscape.js JSON.
    """
    from argmine.graph import ArgumentGraph  # only here: networkx is slow to load

    content = parse(path)
    graph = ArgumentGraph()
    try:
        graph.graph.update(content.get("data", {}))
        nodes = [element["data"] for element in content["elements"]["nodes"]]
        # Cytoscape desktop numbers the nodes anew when it saves a file, and keeps our ids under this name.
        ids = {data["id"]: data.get("id_original", data["id"]) for data in nodes}
        for data in nodes:
            add_node(graph, ids[data["id"]], _node_data(data), path)
        for element in content["elements"].get("edges", []):
            data = element["data"]
            known = {name: value for name, value in data.items() if name not in _EDGE_NAMES}
            add_edge(graph, ids[data["source"]], ids[data["target"]], known, path)
    except FormatError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise FormatError(
            f"{path}: is no Cytoscape.js JSON: it needs `elements` with `nodes` and `edges`, each of them with `data`, "
            "and these with `id`, or `source` and `target`"
        ) from error
    return graph


def _node_data(data: Mapping[str, Any]) -> dict[str, Any]:
    from argmine.graph import NODE_ATTRIBUTES  # only here: networkx is slow to load

    made = {"name"} - set(NODE_ATTRIBUTES.get(data.get("type", ""), ("name",)))
    return {name: value for name, value in data.items() if name not in _NODE_NAMES | made}


def _pieces(graph: nx.Graph) -> Iterator[str]:
    looks, boxes = node_looks(graph), boxes_of(graph)
    colors = {look.color for look in looks.values()}
    colors |= {edge_look(data).color for _, _, data in graph.edges(data=True)}
    head = {"format_version": "1.0", "generated_by": "argmine", "target_cytoscapejs_version": "~3.2"}
    yield f'{encode(head)[:-1]},\n"data": {encode(graph.graph)},\n"layout": {{"name": "preset"}},\n"style": [\n'
    yield from rows(encode(rule) for rule in _style(graph, colors, boxes.values()))
    yield '],\n"elements": {"nodes": [\n'
    yield from rows(encode(_node(graph, node, boxes[node], looks[node].color), node) for node in graph)
    yield '],\n"edges": [\n'
    yield from rows(
        encode(_edge(graph, (source, target, key), data), f"{source} {key} {target}")
        for source, target, key, data in keyed_edges(graph)
    )
    yield "]}}\n"


def _node(graph: nx.Graph, node: str, box: Box, color: str) -> dict[str, Any]:
    data = graph.nodes[node]
    names = {"id": node}
    document = f"document:{data.get('document')}"
    if data.get("type") == "claim" and document in graph:
        names["parent"] = document
    return {
        "data": {"name": str(data.get("label", node)), **with_names(data, _NAME, **names)},
        "position": {"x": box.x, "y": box.y},
        "classes": f"c{color[1:]} {SHAPES.get(data.get('type', ''), 'ellipse')} w{box.width:g} h{box.height:g}",
    }


def _edge(graph: nx.Graph, edge: tuple[str, str, str], data: Mapping[str, Any]) -> dict[str, Any]:
    source, target, key = edge
    ends = (str(graph.nodes[end].get("label", end)) for end in (source, target))
    look = edge_look(data)
    names = {
        "id": content_id(source, key, target, length=16),
        "source": source,
        "target": target,
        "interaction": key,
        "name": f" ({key}) ".join(ends),
    }
    return {"data": with_names(data, _NAME, **names), "classes": f"c{look.color[1:]} {look.line}"}


def _style(graph: nx.Graph, colors: set[str], boxes: Iterable[Box]) -> Iterator[dict[str, Any]]:
    yield from _STYLE
    if not graph.is_directed():
        heaviest = max((data.get("weight", 0) for _, _, data in graph.edges(data=True)), default=0) or 1
        yield {"selector": "edge", "style": {"target-arrow-shape": "none"}}
        yield {"selector": "edge[weight]", "style": {"width": f"mapData(weight, 0, {heaviest}, 1, 8)"}}
    for color in sorted(colors):
        yield {
            "selector": f"node.c{color[1:]}",
            "style": {"background-color": tint(color), "border-color": color},
        }
        yield {
            "selector": f"edge.c{color[1:]}",
            "style": {"line-color": color, "target-arrow-color": color},
        }
    sizes = [(box.width, box.height) for box in boxes]
    for width in sorted({width for width, _ in sizes}):
        yield {"selector": f".w{width:g}", "style": {"width": width, "text-max-width": f"{0.8 * width:g}px"}}
    for height in sorted({height for _, height in sizes}):
        yield {"selector": f".h{height:g}", "style": {"height": height}}


FORMAT = GraphFormat(
    name="cyjs",
    suffixes=(".cyjs",),
    description="Cytoscape.js JSON with places and a style, claims inside their documents",
    for_programs=("Cytoscape.js", "ipycytoscape"),
    write=write,
    read=read,
    networks=True,
)
