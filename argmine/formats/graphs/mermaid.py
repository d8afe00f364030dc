"""Mermaid: the argument map that DOT draws, as text that GitHub, Obsidian, Quarto and slides draw by themselves.

A flowchart of at most 30 nodes, from left to right, with a box that says what colours and lines mean and what was
left out. Punctuation in labels is written as character references, so no text can end its label or begin HTML.

What Mermaid cannot hold: the signs ﬂ and ¶, which it uses itself (they become fl and §); the ids of the graph, single
claims, documents; it is not read back.

Read by Mermaid 10 and later (the parser of mermaid 11 reads what the tests write, and draws it).
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from argmine.formats.base import GraphFormat
from argmine.formats.graphs._drawing import NODES, Box, Drawing, Line, drawing_of, ink_on, readable

if TYPE_CHECKING:
    import networkx as nx

_SHAPES = {
    "speaker": ("(", ")"),
    "organisation": ("(", ")"),
    "position": ("[", "]"),
    "stance": ("{{", "}}"),
}
_OTHER_SHAPE = ("([", "])")
#: All of ASCII but letters, digits, blank, comma, full stop and hyphen.
_SPECIAL = re.compile(r"[!-+/:-@\[-`{-~]")
#: The signs by which Mermaid marks a reference while it reads; a reference to one of them is read for one again.
_MARKS = str.maketrans({"ﬂ": "fl", "¶": "§"})
_ARROWS = {1: "-->", -1: "-.-x", 0: "---"}
_CAPTION_WIDTH = 36
_SETTINGS = '%%{init: {"flowchart": {"wrappingWidth": 320, "nodeSpacing": 16, "rankSpacing": 160}}}%%'


def write(graph: nx.Graph, path: Path, *, nodes: int = NODES) -> str:
    """Write at most so many `nodes` of an argument graph, or of the `networkx.Graph` of a network, as Mermaid."""
    drawing = drawing_of(graph, nodes)
    path.write_text("".join(_lines(drawing)), encoding="utf-8", newline="\n")
    return drawing.left_out


def _lines(drawing: Drawing) -> Iterator[str]:
    names = {box.id: f"n{place}" for place, box in enumerate(drawing.boxes)}
    yield f"{_SETTINGS}\nflowchart LR\n"
    yield from (_node(names[box.id], box) for box in drawing.boxes)
    yield from (_edge(names[line.source], line, names[line.target]) for line in drawing.lines)
    yield from _legend(drawing)
    styles = _grouped((f"fill:{box.fill},stroke:{box.border},color:{box.ink}", names[box.id]) for box in drawing.boxes)
    for place, (style, members) in enumerate(styles.items()):
        yield f"  classDef look{place} {style}\n  class {','.join(members)} look{place}\n"
    # The lines of the legend come last.
    by_sign = {line.sign: line for line in drawing.lines}
    lines = [*drawing.lines, *(by_sign[sign] for sign in drawing.signs)]
    strokes = _grouped((_stroke(line), str(place)) for place, line in enumerate(lines))
    yield from (f"  linkStyle {','.join(places)} {stroke}\n" for stroke, places in strokes.items())


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for look, member in pairs:
        groups.setdefault(look, []).append(member)
    return groups


def _stroke(line: Line) -> str:
    dashes = ",stroke-dasharray:7 5" if line.sign < 0 else ""
    return f"stroke:{line.look.color},stroke-width:{line.width}px{dashes}"


def _node(name: str, box: Box) -> str:
    opening, closing = _SHAPES.get(box.type, _OTHER_SHAPE)
    return f"  {name}{opening}{label(box.lines)}{closing}\n"


def _edge(source: str, line: Line, target: str) -> str:
    number = f"|{label([line.label])}|" if line.label else ""
    return f"  {source} {_ARROWS[line.sign]}{number} {target}\n"


def _legend(drawing: Drawing) -> Iterator[str]:
    """Yield a box that says what colours and lines mean, and what is left out."""
    ends = ("speaker", "position") if drawing.directed else (" ", " ")
    yield '  subgraph legend[" "]\n    direction LR\n'
    for place, (stance, color) in enumerate(drawing.stances.items()):
        yield f"    stance{place}({label([readable(stance)])})\n"
        yield f"    style stance{place} fill:{color},stroke:{color},color:{ink_on(color)}\n"
    for sign, meaning in drawing.signs.items():
        yield f'    {meaning}1("{ends[0]}") {_ARROWS[sign]}|{meaning}| {meaning}2["{ends[1]}"]\n'
    if drawing.caption:
        yield f"    caption[{label(textwrap.wrap(drawing.caption, _CAPTION_WIDTH))}]\n"
        yield "    style caption fill:none,stroke:none\n"
    yield "  end\n"
    yield "  style legend fill:none,stroke:#8a8a8a\n"


def label(lines: Sequence[str]) -> str:
    """Return a label as Mermaid writes it."""
    return '"' + "<br/>".join(map(_escaped, lines)) + '"'


def _escaped(text: str) -> str:
    # An empty label is an error, and so is one that is only blank to Mermaid.
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", text.translate(_MARKS)) or " "


FORMAT = GraphFormat(
    name="mermaid",
    suffixes=(".mmd", ".mermaid"),
    description="A Mermaid flowchart: a map of at most 30 nodes that says what it left out; not read back",
    for_programs=("Mermaid", "Obsidian", "GitHub", "Quarto"),
    write=write,
    networks=True,
    drawing=True,
)
