"""CX2, for Cytoscape desktop 3.10 and later, Cytoscape Web and NDEx: attributes, places and a visual style.

Nodes and edges are numbered in their order. Attributes are declared with their types; lists of texts, numbers and
booleans are lists, other lists and dicts are JSON text. `id` holds the id of a node or an edge, `name` is a node's
`label` where it has no name of its own, and `interaction` an edge's type. The style maps what people may want to map
otherwise: a node's colour to its `stance`, its shape to its `type`, an edge's colour and line to its `interaction`,
or in a discourse network to its `sign`. What a mapping cannot say (the height of a node that many edges reach, a
colour of its own) is a bypass of that node or edge.

What CX2 cannot hold: attributes named `id`, and of edges `name` and `interaction`; NaN. It is not read back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from argmine.formats.base import GraphFormat
from argmine.formats.graphs._boxes import SHAPES, boxes_of, tint
from argmine.formats.graphs._json_rows import encode, rows, write_pieces
from argmine.formats.graphs._names import with_names
from argmine.formats.looks import edge_look, keyed_edges, node_looks
from argmine.formats.xml_text import attributes_of
from argmine.schema import content_id

if TYPE_CHECKING:
    import networkx as nx

    from argmine.graph import ArgumentGraph

#: The type of a list by the types of its items; a list of others goes in as JSON text.
_ITEM_TYPES: dict[frozenset[type], str] = {
    frozenset(): "string",
    frozenset((str,)): "string",
    frozenset((bool,)): "boolean",
    frozenset((int,)): "long",
    frozenset((float,)): "double",
    frozenset((int, float)): "double",
}
_DEFAULTS: dict[str, dict[str, Any]] = {
    "network": {"NETWORK_BACKGROUND_COLOR": "#FFFFFF"},
    "node": {
        "NODE_BACKGROUND_COLOR": "#d6d6d6",
        "NODE_BORDER_COLOR": "#767676",
        "NODE_BORDER_WIDTH": 1.5,
        "NODE_SHAPE": "ellipse",
        "NODE_WIDTH": 170,
        "NODE_HEIGHT": 40,
        "NODE_LABEL_COLOR": "#000000",
        "NODE_LABEL_FONT_SIZE": 11,
        "NODE_LABEL_MAX_WIDTH": 184,
    },
    "edge": {
        "EDGE_LINE_COLOR": "#8a8a8a",
        "EDGE_LINE_STYLE": "solid",
        "EDGE_WIDTH": 1,
        "EDGE_TARGET_ARROW_SHAPE": "triangle",
        "EDGE_TARGET_ARROW_COLOR": "#8a8a8a",
    },
}
#: Which attribute says how a node is seen, and what is seen of an edge.
_NODE_MAPPINGS = {
    "NODE_BACKGROUND_COLOR": "stance",
    "NODE_BORDER_COLOR": "stance",
    "NODE_SHAPE": "type",
    "NODE_WIDTH": "type",
}
_EDGE_LOOKS = ("EDGE_LINE_COLOR", "EDGE_TARGET_ARROW_COLOR", "EDGE_LINE_STYLE")
_EDITOR = {"nodeSizeLocked": False, "arrowColorMatchesEdge": True, "nodeCustomGraphicsSizeSync": True}


class _Styled(NamedTuple):
    """A node or an edge: its attributes, and how it is to look."""

    data: dict[str, Any]
    look: dict[str, Any]


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write `graph` as CX2.

    Raises
    ------
    FormatError
        If it has attributes of names that CX2 keeps for itself, or a value that JSON cannot hold.
    """
    write_pieces(path, _pieces(graph))


def _pieces(graph: nx.Graph) -> Iterator[str]:
    nodes, edges = list(_nodes(graph)), list(_edges(graph))
    by_sign = "interaction" if graph.is_directed() else "sign"
    whole = {"name": "An argument graph" if graph.is_directed() else "A discourse network", **graph.graph}
    types = {
        "networkAttributes": _declared([whole]),
        "nodes": _declared(node.data for node in nodes),
        "edges": _declared(edge.data for edge in edges),
    }
    defaults = _defaults(directed=graph.is_directed())
    node_mapping, node_bypasses = _style(nodes, _NODE_MAPPINGS, defaults["node"], types["nodes"])
    edge_mapping, edge_bypasses = _style(edges, dict.fromkeys(_EDGE_LOOKS, by_sign), defaults["edge"], types["edges"])
    node_mapping["NODE_LABEL"] = {"type": "PASSTHROUGH", "definition": {"attribute": "name", "type": "string"}}
    numbers = {node: number for number, node in enumerate(graph)}
    places = [(box.x, box.y) for box in boxes_of(graph).values()]
    ends = [(numbers[source], numbers[target]) for source, target, _, _ in keyed_edges(graph)]
    yield from _aspects(
        attributeDeclarations=[{kind: {name: {"d": d} for name, d in of.items()} for kind, of in types.items()}],
        networkAttributes=[_values(whole, types["networkAttributes"])],
        nodes=[
            {"id": number, "x": x, "y": y, "v": _values(node.data, types["nodes"])}
            for number, (node, (x, y)) in enumerate(zip(nodes, places, strict=True))
        ],
        edges=[
            {"id": number, "s": source, "t": target, "v": _values(edge.data, types["edges"])}
            for number, (edge, (source, target)) in enumerate(zip(edges, ends, strict=True))
        ],
        visualProperties=[{"default": defaults, "nodeMapping": node_mapping, "edgeMapping": edge_mapping}],
        nodeBypasses=node_bypasses,
        edgeBypasses=edge_bypasses,
        visualEditorProperties=[{"properties": _EDITOR}],
    )


def _aspects(**aspects: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    counts = [{"name": name, "elementCount": len(found)} for name, found in aspects.items() if found]
    yield f'[{{"CXVersion": "2.0", "hasFragments": false}},\n{encode({"metaData": counts})},\n'
    for name, found in aspects.items():
        if found:
            yield f'{{"{name}": [\n'
            yield from rows(encode(element, name) for element in found)
            yield "]},\n"
    yield '{"status": [{"success": true}]}]\n'


def _nodes(graph: nx.Graph) -> Iterator[_Styled]:
    looks, boxes = node_looks(graph), boxes_of(graph)
    for node, data in graph.nodes(data=True):
        own = {"stance": data["label"]} if data.get("type") == "stance" and "label" in data else {}
        look = {
            "NODE_BACKGROUND_COLOR": tint(looks[node].color),
            "NODE_BORDER_COLOR": looks[node].color,
            "NODE_SHAPE": SHAPES.get(data.get("type", ""), "ellipse"),
            "NODE_WIDTH": boxes[node].width,
            "NODE_HEIGHT": boxes[node].height,
        }
        named = {"name": str(data.get("label", node)), **own, **data}
        yield _Styled(with_names(named, "CX2", id=node), look)


def _edges(graph: nx.Graph) -> Iterator[_Styled]:
    for source, target, key, data in keyed_edges(graph):
        ends = (str(graph.nodes[end].get("label", end)) for end in (source, target))
        names = {
            "id": content_id(source, key, target, length=16),
            "name": f" ({key}) ".join(ends),
            "interaction": key,
        }
        look = edge_look(data)
        shown = dict(zip(_EDGE_LOOKS, (look.color, look.color, look.line), strict=True))
        yield _Styled(with_names(data, "CX2", **names), shown)


def _declared(found: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the type of each attribute."""
    listed = list(found)
    types = {name: attribute.type for name, attribute in attributes_of(listed).items()}
    return {
        name: _list_type(data.get(name) for data in listed) if kind == "json" else kind for name, kind in types.items()
    }


def _list_type(values: Iterable[Any]) -> str:
    known = [value for value in values if value is not None]
    if not all(isinstance(value, list) for value in known):
        return "string"
    item = _ITEM_TYPES.get(frozenset(type(item) for value in known for item in value))
    return f"list_of_{item}" if item else "string"


def _values(data: Mapping[str, Any], types: Mapping[str, str]) -> dict[str, Any]:
    return {
        name: encode(value) if types[name] == "string" and not isinstance(value, str) else value
        for name, value in data.items()
        if value is not None
    }


def _style(
    elements: Sequence[_Styled], mappings: Mapping[str, str], defaults: Mapping[str, Any], types: Mapping[str, str]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the mappings of what is seen to attributes, and the bypasses for what these do not say."""
    tables: dict[str, dict[str | int | None, Any]] = {seen: {} for seen in mappings}
    for data, look in elements:
        for seen, attribute in mappings.items():
            if isinstance(data.get(attribute), str | int):
                tables[seen].setdefault(data[attribute], look[seen])
    definitions = {
        seen: {
            "type": "DISCRETE",
            "definition": {
                "attribute": mappings[seen],
                "type": types[mappings[seen]],
                "map": [{"v": value, "vp": shown} for value, shown in table.items()],
            },
        }
        for seen, table in tables.items()
        if table
    }
    bypasses = []
    for number, (data, look) in enumerate(elements):
        given = {
            seen: tables.get(seen, {}).get(_hashable(data.get(mappings.get(seen, ""))), defaults[seen]) for seen in look
        }
        own = {seen: shown for seen, shown in look.items() if shown != given[seen]}
        if own:
            bypasses.append({"id": number, "v": own})
    return definitions, bypasses


def _hashable(value: Any) -> str | int | None:
    return value if isinstance(value, str | int) else None


def _defaults(*, directed: bool) -> dict[str, dict[str, Any]]:
    arrow = {} if directed else {"EDGE_TARGET_ARROW_SHAPE": "none"}
    return {**_DEFAULTS, "edge": {**_DEFAULTS["edge"], **arrow}}


FORMAT = GraphFormat(
    name="cx2",
    suffixes=(".cx2",),
    description="CX2 with attributes, places and a visual style; not read back",
    for_programs=("Cytoscape", "Cytoscape Web", "NDEx"),
    write=write,
    networks=True,
)
