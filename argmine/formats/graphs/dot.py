"""Graphviz DOT: an argument map of at most 30 nodes, or the strongest ties of a discourse network.

Speakers stand on the left in the colour of their stance, positions on the right; one line stands for all claims
of a speaker on one side of a position, with their number beside it. A solid green line with an arrowhead supports,
a dashed vermillion one with a bar attacks. What was left out stands below, beside what the colours mean.

What DOT holds in its own way: node ids are the graph's, with its backslashes doubled; nodes and edges keep their
`type`. What it does not hold: single claims, documents and every attribute that is not drawn; it is not read back.

Read by Graphviz (``dot -Tsvg map.dot -o map.svg``; it draws one-mode networks with neato by itself) and
pygraphviz.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from argmine.formats.base import GraphFormat
from argmine.formats.graphs._drawing import NODES, Box, Drawing, Line, drawing_of, readable, readable_id

if TYPE_CHECKING:
    import networkx as nx

#: Every system has one of them.
_FONT = "Helvetica,Arial,sans-serif"
_SHAPES = {
    "speaker": ("box", "filled,rounded"),
    "position": ("box", "filled"),
    "organisation": ("box", "filled,rounded"),
    "stance": ("hexagon", "filled"),
    "document": ("note", "filled"),
    "outlet": ("tab", "filled"),
}
_HEADS = {1: "normal", -1: "tee", 0: "vee"}
_HEAD_NAMES = {1: "arrow", -1: "bar"}
_CAPTION_WIDTH = 100
_FLOW = "rankdir=LR, nodesep=0.16, ranksep=2.4, splines=spline"
_WEB = 'layout=neato, overlap=false, sep="+18", splines=true, start=1'


def write(graph: nx.Graph, path: Path, *, nodes: int = NODES) -> str:
    """Write at most so many `nodes` of an argument graph, or of the `networkx.Graph` of a network, as DOT."""
    drawing = drawing_of(graph, nodes)
    path.write_text(dot_text(drawing), encoding="utf-8", newline="\n")
    return drawing.left_out


def dot_text(drawing: Drawing) -> str:
    """Return the text that `write` writes."""
    return "".join(_lines(drawing))


def _lines(drawing: Drawing) -> Iterator[str]:
    arrow = "->" if drawing.directed else "--"
    yield f"{'digraph' if drawing.directed else 'graph'} argmine {{\n"
    yield (
        f'  graph [{_FLOW if drawing.flow else _WEB}, charset="UTF-8", bgcolor=white, pad=0.3, outputorder=edgesfirst, '
        f'fontname="{_FONT}", labelloc=b, labeljust=l, label={_caption(drawing)}];\n'
    )
    yield f'  node [fontname="{_FONT}", fontsize=12, margin="0.12,0.06", height=0.3, penwidth=1.5];\n'
    yield f'  edge [fontname="{_FONT}", fontsize=11];\n'
    yield from (_node(box) for box in drawing.boxes)
    yield from (_edge(line, arrow) for line in drawing.lines)
    yield "}\n"


def _node(box: Box) -> str:
    shape, style = _SHAPES.get(box.type, ("ellipse", "filled"))
    return (
        f'  {_id(box.id)} [label="{_escaped_lines(box.lines)}", tooltip="{_escaped(box.text)}", '
        f'shape={shape}, style="{style}", fillcolor="{box.fill}", color="{box.border}", '
        f'fontcolor="{box.ink}", type="{_escaped(box.type)}"];\n'
    )


def _edge(line: Line, arrow: str) -> str:
    label = f'label=" {line.label} ", fontcolor="{line.look.color}", ' if line.label else ""
    return (
        f"  {_id(line.source)} {arrow} {_id(line.target)} [{label}"
        f'color="{line.look.color}", style={line.look.line}, arrowhead={_HEADS[line.sign]}, penwidth={line.width}, '
        f'type="{_escaped(line.type)}"];\n'
    )


def _id(node: str) -> str:
    # Of all escapes, an id knows only that of the quote: a backslash at its end would escape the closing one.
    return '"' + readable_id(node).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _escaped_lines(lines: tuple[str, ...]) -> str:
    return "\\n".join(map(_escaped, lines))


def _escaped(text: str) -> str:
    # Graphviz also reads the character references of HTML in plain labels.
    return html.escape(text, quote=False).replace("\\", "\\\\").replace('"', '\\"')


def _caption(drawing: Drawing) -> str:
    """Return the label of the whole drawing: what colours and lines mean, and what is left out."""
    lines = map(html.escape, textwrap.wrap(drawing.caption, _CAPTION_WIDTH))
    rows = [row for row in (_legend(drawing), "".join(f'{line}<br align="left"/>' for line in lines)) if row]
    cells = "".join(f'<tr><td align="left">{row}</td></tr>' for row in rows)
    return f'<<table border="0">{cells}</table>>' if rows else '""'


def _legend(drawing: Drawing) -> str:
    entries = [
        f'<font color="{color}">■</font> {html.escape(readable(stance))}' for stance, color in drawing.stances.items()
    ]
    looks = {line.sign: line.look for line in drawing.lines}
    for sign, meaning in drawing.signs.items():
        head = f", {_HEAD_NAMES[sign]}" if drawing.directed else ""
        look = looks[sign]
        entries.append(f'<font color="{look.color}"><b>{look.line} line{head}: {meaning}</b></font>')
    return "&#160;&#160;&#160;".join(entries)


FORMAT = GraphFormat(
    name="dot",
    suffixes=(".dot", ".gv"),
    description="Graphviz DOT: a map of at most 30 nodes that says what it left out; not read back",
    for_programs=("Graphviz", "pygraphviz"),
    write=write,
    networks=True,
    drawing=True,
)
