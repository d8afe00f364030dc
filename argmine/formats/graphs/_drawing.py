"""What DOT and Mermaid share: an excerpt of a graph as boxes and lines with their text, and what they mean."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from argmine.formats.looks import EdgeLook, NodeLook, edge_look, keyed_edges, node_looks, rgb

if TYPE_CHECKING:
    import networkx as nx

#: As many nodes as a reader takes in.
NODES = 30

_WIDTH, _LINES = 34, 4
_DARK, _LIGHT = "#111111", "#ffffff"
#: Neither XML, and so SVG, nor most readers of text hold these.
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNREADABLE_IN_ID = re.compile(rf"{_UNREADABLE.pattern}|[\t\n\r\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Box:
    """A node: its id in the graph, its type, its text in lines, the whole text, and its colours.

    `border` is a colour of its own only where `fill` is white.
    """

    id: str
    type: str
    lines: tuple[str, ...]
    text: str
    fill: str
    ink: str
    border: str


@dataclass(frozen=True, slots=True)
class Line:
    """An edge: what it joins, the number beside it, how it is drawn, and its width in points."""

    source: str
    target: str
    type: str
    sign: int
    label: str
    look: EdgeLook
    width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and lines, the colours of the stances among them, what each sign means, and what was left out.

    `flow` is whether the lines run from one kind of box to another, so that it is read from left to right.
    """

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    stances: Mapping[str, str]
    signs: Mapping[int, str]
    left_out: str
    caption: str
    directed: bool
    flow: bool


def drawing_of(graph: nx.Graph, nodes: int) -> Drawing:
    """Return what is drawn of an argument graph, or of the `networkx.Graph` of a discourse network."""
    from argmine.graph.excerpt import excerpt  # only here: networkx is slow to load

    found = excerpt(graph, nodes=nodes)
    looks = node_looks(found.graph)
    edges = list(keyed_edges(found.graph))
    counted = any("claims" in data for *_, data in edges)
    heaviest = max((_weight(data) for *_, data in edges), default=1.0)
    lines = tuple(_line(source, target, data, heaviest, counted) for source, target, _, data in edges)
    number = "how many claims it stands for, where it is more than one" if counted else "how strong the tie is"
    said = [found.left_out, f"The number on a line is {number}." if any(line.label for line in lines) else ""]
    return Drawing(
        boxes=tuple(_box(node, data, looks[node]) for node, data in found.graph.nodes(data=True)),
        lines=lines,
        stances=_stances(found.graph, looks),
        signs={
            sign: meaning
            for sign, meaning in _meanings(found.graph).items()
            if any(line.sign == sign for line in lines)
        },
        left_out=found.left_out,
        caption=" ".join(filter(None, said)),
        directed=found.graph.is_directed(),
        flow=found.graph.graph.get("mode") != "one-mode",
    )


def readable(text: str) -> str:
    """Return `text` on one line, without control characters and halves of surrogate pairs."""
    return " ".join(_UNREADABLE.sub(" ", text).split())


def readable_id(text: str) -> str:
    """Return an id on one line; what cannot be read becomes its code, so that ids stay apart."""
    return _UNREADABLE_IN_ID.sub(lambda found: f"\ufffd{ord(found[0]):04x}", text)


def ink_on(color: str) -> str:
    """Return black or white, whichever is read better on `color` (WCAG 2.2, relative luminance)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (number / 255 for number in rgb(color))
    )
    # Up to this luminance, white has the contrast of 4.5 to 1 that text needs.
    return _DARK if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.1833 else _LIGHT


def _box(node: str, data: Mapping[str, Any], look: NodeLook) -> Box:
    kind = data.get("type", "")
    text = readable(str(data.get("text") or data.get("name") or data.get("label") or node))
    white = kind == "position"
    return Box(
        id=node,
        type=kind,
        lines=(*_wrapped(text), *_details(kind, data)),
        text=text,
        fill=_LIGHT if white else look.color,
        ink=_DARK if white else ink_on(look.color),
        border=_DARK if white else look.color,
    )


def _details(kind: str, data: Mapping[str, Any]) -> list[str]:
    """Return a line on who a speaker is, or on how many claims support and attack a position."""
    if kind == "position" and "supports" in data:
        return [f"{data['supports']} for, {data.get('attacks', 0)} against"]
    if kind != "speaker":
        return []
    about = readable(str(data.get("organisation") or data.get("role") or ""))
    # "Officials in Washington" need not be told apart from other officials.
    return _wrapped(about, lines=1) if about and about.casefold() not in str(data.get("label", "")).casefold() else []


def _wrapped(text: str, lines: int = _LINES) -> list[str]:
    return textwrap.wrap(text, _WIDTH, max_lines=lines, placeholder="…") or [""]


def _line(source: str, target: str, data: Mapping[str, Any], heaviest: float, counted: bool) -> Line:
    weight = _weight(data)
    label = f"{weight:,.2f}".rstrip("0").rstrip(".")
    return Line(
        source=source,
        target=target,
        type=data.get("type", ""),
        sign=int(data.get("sign", 0)),
        # One claim is what a line stands for when it says nothing.
        label="" if counted and weight == 1 else label,
        look=edge_look(data),
        width=round(1 + 4 * math.sqrt(weight / heaviest), 1) if heaviest else 1.0,
    )


def _weight(data: Mapping[str, Any]) -> float:
    return abs(float(data.get("weight", 1.0)))


def _meanings(graph: nx.Graph) -> dict[int, str]:
    return {1: "agreement", -1: "conflict"} if graph.graph.get("mode") == "one-mode" else {1: "supports", -1: "attacks"}


def _stances(graph: nx.Graph, looks: Mapping[str, NodeLook]) -> dict[str, str]:
    found = {str(data["stance"]): looks[node].color for node, data in graph.nodes(data=True) if data.get("stance")}
    return dict(sorted(found.items()))
