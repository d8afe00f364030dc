"""Argdown, the Markdown for arguments, for its editors, for maps in the browser and for teaching.

A position is a statement (``[Buses should be free]: ...``), under a heading that names its issue; a claim is an
argument with the name of who makes it and a number (``<Ada Pike 2>: ...``), below what it supports (``+``) or attacks
(``-``). A claim that bears on several things stands where it is met first and is named elsewhere. Echoes have one
title: Argdown takes them for wordings of one argument. Claims that support and attack nothing come last and are not
drawn (``isInMap: false``). A document's own voice has the name of its outlet.

The stance is a tag, with its colour, paler, in the front matter; the speaker is the `proponent`, the other data of a
claim are its `id`, `document`, `start`, `end` and `kind`, what it echoes, and what relates it to other claims. What is
known of documents and speakers stands in the front matter.

What Argdown cannot hold: line breaks, runs of spaces and control characters. Not written are the types of claims,
sources and cues, and all confidences but those of echoes and relations.

Reading takes a part of Argdown: statements, arguments, the relations ``+ - _ <+ <- <_ +> -> _> ><`` by indentation,
titles, tags, YAML data and front matter, comments, bold and italic type, links. A statement that supports or attacks
another is a claim, so is every argument; other statements are positions, their heading is their issue. An undercut
(``_``) is read as an attack on the argument, ``><`` as an attack both ways. A second wording of a title is skipped
unless its data have another `id`. The first tag of a claim is its stance. Premise-conclusion structures and lists are
refused.

Read by ``@argdown/core`` and all that is built on it. Its JSON export is read by arguebuf (``arguebuf.load.argdown``)
where no heading groups the map.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.formats.base import GraphFormat
from argmine.formats.graphs._argdown_reader import read_argdown
from argmine.formats.graphs._argdown_text import data_block, escape, safe_title, tag, value_text
from argmine.formats.graphs._debate import graph_of_debate
from argmine.formats.graphs._interchange import FACTS, document_of, graph_facts, speaker_facts, speaker_of
from argmine.formats.graphs._reading import reads
from argmine.formats.looks import edge_look, rgb

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

_RRGGBB = re.compile("#[0-9a-fA-F]{6}")
#: What Argdown calls the edges.
_RELATIONS = {"support": "supports", "attack": "attacks"}
_SIGNS = {"supports": "+", "attacks": "-"}
#: Deeper than that, claims about a claim stand in a block of their own.
_DEPTH = 4
_ANSWERS, _REST = "Claims about claims", "Claims on no side"


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write `graph` as Argdown."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in _Writer(graph).lines())


@reads("Argdown file")
def read(path: Path) -> ArgumentGraph:
    """Read an Argdown file, ours or another author's.

    Raises
    ------
    FormatError
        If a line cannot be read; the message names it.
    """
    return graph_of_debate(read_argdown(path))


class _Writer:
    def __init__(self, graph: ArgumentGraph) -> None:
        self._graph = graph
        self._about: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._echoes: dict[str, list[list[Any]]] = defaultdict(list)
        self._relations: dict[str, list[list[Any]]] = defaultdict(list)
        for source, target, key, data in graph.edges(keys=True, data=True):
            self._note(source, target, key, data)
        self._titles, self._members = self._name_all()
        self._defined: set[str] = set()
        self._opened: set[str] = set()

    def lines(self) -> Iterator[str]:
        yield from self._front_matter()
        yield from self._positions()
        nodes = self._graph.nodes_of("claim")
        answered = (claim for claim in nodes if claim in self._about and claim not in self._opened)
        yield from self._section(_ANSWERS, answered, {"isGroup": False})
        rest = (claim for claim in nodes if claim not in self._defined)
        yield from self._section(_REST, rest, {"isGroup": False})

    def _note(self, source: str, target: str, key: str, data: dict[str, Any]) -> None:
        of, weight = target.partition(":")[2], data.get("weight", 1.0)
        if key == "echoes":
            self._echoes[source].append([of, data.get("kind", "paraphrase"), weight, bool(data.get("wire"))])
        elif key in _SIGNS:
            self._about[target].append((_SIGNS[key], source))
            if target.startswith("claim:"):
                self._relations[source].append([_SIGNS[key], of, data.get("kind"), weight])

    def _name_all(self) -> tuple[dict[str, str], dict[str, list[str]]]:
        """Return the title of each node, and which claims have one title."""
        from networkx.utils import UnionFind  # only here: networkx is slow to load

        graph = self._graph
        titles: dict[str, str] = {}
        taken: set[str] = set()
        for position in graph.nodes_of("position"):
            titles[position] = _unique(safe_title(graph.nodes[position]["label"]) or "Position", taken)
        classes = UnionFind(graph.nodes_of("claim"))
        for source, target, key in graph.edges(keys=True):
            if key == "echoes":
                classes.union(source, target)
        numbers: Counter[str] = Counter()
        members: dict[str, list[str]] = {}
        for claim in graph.nodes_of("claim"):
            same = members.setdefault(classes[claim], [])
            same.append(claim)
            if len(same) == 1:
                name = self._who(claim)
                numbers[name] += 1
                titles[claim] = f"{name} {numbers[name]}"
            else:
                titles[claim] = titles[same[0]]
        return titles, {claim: same for same in members.values() for claim in same}

    def _who(self, claim: str) -> str:
        speaker = speaker_of(self._graph, claim)
        if speaker is not None:
            return safe_title(self._graph.nodes[speaker]["name"]) or "Speaker"
        if self._graph.nodes[claim].get("kind") != "authorial":
            return "Unknown"
        document = document_of(self._graph, claim)
        return safe_title(document.get("outlet") or document.get("label") or "") or "Own voice"

    def _front_matter(self) -> Iterator[str]:
        facts = graph_facts(self._graph)
        facts["speakers"] = [speaker_facts(self._graph, speaker) for speaker in self._graph.nodes_of("speaker")]
        colors = {one["name"]: _pale(one["color"]) for one in facts["stances"] if "color" in one}
        yield from ("===", "title: Positions and claims", "model: {removeTagsFromText: true}")
        # Positions left and their claims below each other: upright, a map of many claims is one long row.
        yield "dot: {graphVizSettings: {rankdir: RL}}"
        relations = {name: edge_look({"type": edge}).color for name, edge in _RELATIONS.items()}
        yield f"color: {{relationColors: {_colors(relations)}, tagColors: {_colors(colors)}}}"
        yield f"{FACTS}:"
        for key, value in facts.items():
            if isinstance(value, list) and value:
                yield f"  {key}:"
                yield from (f"    - {data_block(entry)}" for entry in value)
            else:
                yield f"  {key}: {value_text(value)}"
        yield from ("===", "")

    def _positions(self) -> Iterator[str]:
        """Yield the positions without an issue, and then each issue with its own."""
        issues: dict[str | None, list[str]] = {None: []}
        for position in self._graph.nodes_of("position"):
            issues.setdefault(self._graph.nodes[position].get("issue"), []).append(position)
        for issue, positions in issues.items():
            if issue is not None and escape(issue):
                yield from (f"# {escape(issue)}", "")
            for position in positions:
                yield from (*self._block(position), "")

    def _section(self, title: str, claims: Iterator[str], data: dict[str, Any]) -> Iterator[str]:
        heading = [f"# {title} {data_block(data)}", ""]
        for claim in claims:
            yield from (*heading, *self._block(claim), "")
            heading = []

    def _block(self, node: str) -> Iterator[str]:
        yield self._line(node)
        yield from self._below(node, 1)

    def _below(self, node: str, depth: int) -> Iterator[str]:
        self._opened.add(node)
        for sign, claim in self._about.get(node, ()):
            new = claim not in self._opened and depth < _DEPTH
            yield f"{'  ' * depth}{sign} {self._line(claim)}"
            if new:
                yield from self._below(claim, depth + 1)

    def _line(self, node: str) -> str:
        """Return a node with its text where it is met first, later its title only."""
        graph, title = self._graph, self._titles[node]
        claim = graph.nodes[node]["type"] == "claim"
        head = f"<{title}>" if claim else f"[{title}]"
        if node in self._defined:
            several = claim and len(self._members[node]) > 1
            return f"{head} {data_block({'id': node.partition(':')[2]})}" if several else head
        self._defined.add(node)
        text = escape(graph.nodes[node]["text"])
        data = self._claim_data(node) if claim else self._position_data(node)
        # Without words, a definition looks like a reference.
        block = data_block(data if text else data | {"text": ""})
        stance = tag(graph.nodes[node].get("stance", "")) if claim else ""
        return " ".join(part for part in (f"{head}:" if text else head, text, stance, block) if part)

    def _position_data(self, node: str) -> dict[str, Any]:
        known = self._graph.nodes[node]
        return {"id": node.partition(":")[2]} | {key: known[key] for key in ("terms", "typical") if known.get(key)}

    def _claim_data(self, node: str) -> dict[str, Any]:
        graph = self._graph
        known = graph.nodes[node]
        data: dict[str, Any] = {"id": node.partition(":")[2]}
        speaker = speaker_of(graph, node)
        if speaker is not None:
            facts = speaker_facts(graph, speaker)
            data |= {"proponent": facts["name"], "speaker": facts["id"]}
        data |= {key: known[key] for key in ("document", "start", "end", "kind") if key in known}
        if "stance" in known and tag(known["stance"]) == "":
            data["stance"] = known["stance"]
        if "position" in known and not self._on_a_side(node):
            data["position"] = known["position"]
        for name, rows in (("echoes", self._echoes), ("relations", self._relations)):
            if node in rows:
                data[name] = rows[node]
        drawn = any(self._on_a_side(one) or one in self._about for one in self._members[node])
        return data if drawn else data | {"isInMap": False}

    def _on_a_side(self, claim: str) -> bool:
        return any(key in _SIGNS for _, _, key in self._graph.out_edges(claim, keys=True))


def _pale(color: str) -> str:
    """Return a colour on which black letters can be read, as Argdown's maps have them."""
    if not _RRGGBB.fullmatch(color):
        return color
    return "#" + "".join(f"{(channel + 255) // 2:02x}" for channel in rgb(color))


def _colors(colors: dict[str, str]) -> str:
    return "{" + ", ".join(f"{value_text(name)}: {value_text(color)}" for name, color in colors.items()) + "}"


def _unique(title: str, taken: set[str]) -> str:
    """Return a title that is not taken; one word gets a number, since JavaScript has words of its own."""
    found, number = title if " " in title else f"{title} 1", 1
    while found in taken:
        number += 1
        found = f"{title} {number}"
    taken.add(found)
    return found


FORMAT = GraphFormat(
    name="argdown",
    suffixes=(".argdown", ".ad"),
    description="Argdown: positions as statements, claims as arguments for and against, stances as tags",
    for_programs=("Argdown",),
    write=write,
    read=read,
)
