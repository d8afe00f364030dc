"""xAIF, the JSON of OVA 3 and of the argument-mining workflows around the Argument Interchange Format.

The nodes are those of AIF, see `argmine.formats.graphs.aif`, and what is read is read as there. Besides, it holds
`text`, the claims of each document under its title in the order of the text (the documents themselves are not in an
argument graph), as HTML in which each claim is a span that names its locution (``node12``), and in `OVA` where each
node is drawn: positions left, their claims beside them, locutions right.

Read by OVA 3, by the package xaif (``AIF(json.load(file))``, where ids must be text of whole numbers, as they are) and
by arguebuf (``arguebuf.load.xaif(json.load(file))``), which keeps no speakers.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.formats.base import GraphFormat
from argmine.formats.graphs import aif
from argmine.formats.graphs._aif_nodes import Written, full_name, write_nodes
from argmine.formats.graphs._json_text import write_json
from argmine.formats.graphs._reading import reads

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

#: Where each kind of node is drawn, from the left; a row is as high as a box with a few lines.
_COLUMNS = {"position": 50, "scheme": 350, "I": 600, "between": 850, "YA": 1100, "L": 1350}
_ROW = 120


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write `graph` as xAIF."""
    written = write_nodes(graph)
    edges = written.aif["edges"]
    data = {
        "AIF": written.aif,
        "text": "".join(_text(graph, written)),
        "dialog": True,
        "OVA": {
            "firstname": "argmine",
            "surname": "-",
            "url": "",
            "nodes": list(_layout(written)),
            "edges": [{"fromID": edge["fromID"], "toID": edge["toID"], "visible": True} for edge in edges],
        },
    }
    write_json(data, path)


@reads("xAIF file")
def read(path: Path) -> ArgumentGraph:
    """Read an xAIF file, ours or another program's; AIF too.

    Raises
    ------
    FormatError
        If the file is no xAIF; the message names the node or edge.
    """
    return aif.read(path)


def _text(graph: ArgumentGraph, written: Written) -> Iterator[str]:
    """Yield the claims of each document in the order of the text, as HTML."""
    documents: dict[str, list[Any]] = {}
    for locution in written.locutions:
        documents.setdefault(graph.nodes[locution.claim].get("document", ""), []).append(locution)
    for document, locutions in documents.items():
        title = graph.nodes.get(f"document:{document}", {}).get("label", "")
        yield f"<b>{_html(title)}</b><br><br>"
        for locution in sorted(locutions, key=lambda one: graph.nodes[one.claim].get("start", 0)):
            spoken = _html(graph.nodes[locution.claim]["text"])
            name = _html(full_name(locution.speaker))
            yield f'{name}: <span class="highlighted" id="node{locution.id}">{spoken}</span><br><br>'


def _html(text: str) -> str:
    return escape(text).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "<br>")


def _layout(written: Written) -> Iterator[dict[str, Any]]:
    """Yield where each node is drawn: a row a claim, positions beside the first of theirs, schemes in between."""
    rows = _rows(written)
    ends: dict[str, list[str]] = {}
    for edge in written.aif["edges"]:
        ends.setdefault(edge["fromID"], []).append(edge["toID"])
        ends.setdefault(edge["toID"], []).append(edge["fromID"])
    positions = {number for node, number in written.statements.items() if node.startswith("position:")}
    for node in written.aif["nodes"]:
        number, kind = node["nodeID"], node["type"]
        if kind in ("RA", "CA", "MA"):
            joined = ends[number]
            row = sum(rows[end] for end in joined) / len(joined) if positions.isdisjoint(joined) else rows[joined[0]]
            column = "between" if positions.isdisjoint(joined) else "scheme"
        else:
            row = rows[number]
            column = "position" if number in positions else kind
        place = {"x": _COLUMNS[column], "y": 50 + round(row * _ROW)}
        yield {"nodeID": number, "visible": True, **place, "timestamp": node.get("timestamp", "")}


def _rows(written: Written) -> dict[str, float]:
    """Return the row of each I, L and YA node: claims on one position stand together, the others below."""
    nodes = {node["nodeID"]: node["type"] for node in written.aif["nodes"]}
    out_of: dict[str, list[str]] = {}
    into: dict[str, list[str]] = {}
    for edge in written.aif["edges"]:
        out_of.setdefault(edge["fromID"], []).append(edge["toID"])
        into.setdefault(edge["toID"], []).append(edge["fromID"])
    locutions = {locution.statement: locution.id for locution in written.locutions}
    rows: dict[str, float] = {}
    free = 0
    for node, number in written.statements.items():
        if number in rows:
            continue
        rows[number] = free
        schemes = into.get(number, []) if node.startswith("position:") else []
        claims = [claim for scheme in schemes for claim in into.get(scheme, []) if claim in locutions]
        for claim in claims or ([number] if number in locutions else []):
            if claim not in rows or claim == number:
                rows[claim] = free
                rows[locutions[claim]] = free
                free += 1
        free = max(free, int(rows[number]) + 1)
    for number, kind in nodes.items():
        if kind == "YA":
            rows[number] = rows[into[number][0]]
    return rows


FORMAT = GraphFormat(
    name="xaif",
    suffixes=(".xaif.json", ".xaif"),
    description="xAIF: AIF with speakers, the text with marked claims, and a layout for OVA",
    for_programs=("OVA", "xaif"),
    write=write,
    read=read,
)
