"""What of a large graph is drawn: as much as a reader can take in, and a sentence on what is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from argmine.graph.model import ArgumentGraph
from argmine.graph.sides import Sides

_SIGNS = {"supports": 1, "attacks": -1}
_TYPES = {1: "supports", -1: "attacks"}

#: Positions, each with its loudest voices, take up to this share of the nodes; the rest goes to other speakers.
_CORE = 2 / 3
#: A drawing of a network has at most so many ties for each node.
_TIES_PER_NODE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """The part of a graph that is drawn.

    Attributes
    ----------
    graph
        Of an argument graph: speakers and positions, with an edge ``supports`` or ``attacks`` for all claims of
        one speaker on one side of one position, their number in `claims`; speakers have the `color` of their stance.
        Of a discourse network: a part of it.
    left_out
        What is drawn of how much, in sentences for the reader; empty if it is everything.
    """

    graph: nx.Graph
    left_out: str


def excerpt(graph: nx.Graph, *, nodes: int = 30) -> Excerpt:
    """Return what a reader wants to see of a graph, in at most `nodes` nodes.

    Parameters
    ----------
    graph
        An `ArgumentGraph`, or the `networkx.Graph` of a discourse network.
    nodes
        How many nodes a drawing may have.

    Notes
    -----
    Of an argument graph, it is the positions that most speakers take a side on, those on which they are divided
    before others: by half of n / (n + 4) and half of the contestedness (`Sides.contestedness`), where n is how
    many speakers take a side. Each comes with its loudest supporter and its loudest attacker; then come the
    speakers who take a side on most of the positions drawn. Of a discourse network, it is the strongest ties among
    those whose ties sum up to most.
    """
    if nodes < 1:
        raise ValueError(f"a drawing has at least one node, not {nodes}")
    return _of_argument(graph, nodes) if isinstance(graph, ArgumentGraph) else _of_network(graph, nodes)


class _Debate:
    """Who makes how many claims on which side of which position.

    `ties` has the number of claims of each speaker on each position by sign, `unnamed` of each position those of
    nobody named.
    """

    def __init__(self, graph: ArgumentGraph) -> None:
        self.ties: dict[str, dict[str, Counter[int]]] = {node: {} for node in graph.nodes_of("position")}
        self.unnamed: Counter[str] = Counter()
        speakers = {claim: speaker for claim, speaker, key in graph.edges(keys=True) if key == "made_by"}
        for claim, position, key in graph.edges(keys=True):
            if key not in _SIGNS or position not in self.ties:
                continue
            if claim in speakers:
                self.ties[position].setdefault(speakers[claim], Counter())[_SIGNS[key]] += 1
            else:
                self.unnamed[position] += 1
        self.claims: Counter[str] = Counter()
        for voices in self.ties.values():
            for speaker, sides in voices.items():
                self.claims[speaker] += sides.total()

    def ranked(self) -> list[str]:
        """Return the positions on which somebody takes a side, the most interesting first."""
        interest = {position: self._interest(position) for position in self.ties}
        heard = [position for position in self.ties if self.ties[position] or self.unnamed[position]]
        return sorted(heard, key=lambda position: (-interest[position], -self.unnamed[position], position))

    def loudest(self, position: str) -> list[str]:
        """Return who makes most claims for a position and who makes most against it, if anybody does."""
        found = []
        for sign in (1, -1):
            side = {
                speaker: lead for speaker, sides in self.ties[position].items() if (lead := _lead(sides) * sign) > 0
            }
            if side:
                found.append(min(side, key=lambda speaker: (-side[speaker], -self.claims[speaker], speaker)))
        return found

    def _interest(self, position: str) -> float:
        leads = [_lead(sides) for sides in self.ties[position].values()]
        sides = Sides(supports=sum(lead > 0 for lead in leads), attacks=sum(lead < 0 for lead in leads))
        return (sides.taken / (sides.taken + 4) + sides.contestedness) / 2


def _lead(sides: Counter[int]) -> int:
    return sides[1] - sides[-1]


def _of_argument(graph: ArgumentGraph, nodes: int) -> Excerpt:
    debate = _Debate(graph)
    positions, speakers = _choose(debate, nodes)
    drawn = nx.MultiDiGraph(mode="argument")
    colors = graph.colors
    for speaker in speakers:
        data = graph.nodes[speaker]
        color = colors.get(data.get("stance", ""))
        drawn.add_node(speaker, **data, **({"color": color} if color else {}))
    for position in positions:
        drawn.add_node(position, **graph.nodes[position])
    for position in positions:
        for speaker in speakers:
            for sign, claims in sorted(debate.ties[position].get(speaker, {}).items(), reverse=True):
                kind = _TYPES[sign]
                drawn.add_edge(speaker, position, key=kind, type=kind, sign=sign, weight=float(claims), claims=claims)
    return Excerpt(graph=drawn, left_out=_left_out(debate, drawn, positions, speakers))


def _choose(debate: _Debate, nodes: int) -> tuple[list[str], list[str]]:
    """Return the positions and the speakers to draw."""
    ranked = debate.ranked()
    positions: dict[str, None] = dict.fromkeys(ranked[:1])
    speakers = dict.fromkeys(voice for position in positions for voice in debate.loudest(position)[: nodes - 1])

    def add_positions(room: float) -> None:
        for position in ranked:
            voices = [speaker for speaker in debate.loudest(position) if speaker not in speakers]
            if position not in positions and len(positions) + len(speakers) + 1 + len(voices) <= room:
                positions[position] = None
                speakers.update(dict.fromkeys(voices))

    add_positions(nodes * _CORE)
    for speaker in _best_connected(debate, positions):
        if len(positions) + len(speakers) < nodes:
            speakers[speaker] = None
    add_positions(nodes)
    return list(positions), list(speakers)


def _best_connected(debate: _Debate, positions: Iterable[str]) -> list[str]:
    """Return everybody who takes a side on these positions, who does so on most of them first."""
    reach: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    for position in positions:
        for speaker, sides in debate.ties[position].items():
            reach[speaker] += 1
            claims[speaker] += sides.total()
    return sorted(reach, key=lambda speaker: (-reach[speaker], -claims[speaker], speaker))


def _left_out(debate: _Debate, drawn: nx.MultiDiGraph, positions: Sequence[str], speakers: Sequence[str]) -> str:
    """Say how much of the debate is drawn."""
    heard = len(debate.ranked())
    if not heard:
        return "No claim supports or attacks a position: there is nothing to draw."
    claims = sum(count for _, _, count in drawn.edges(data="claims"))
    all_claims = debate.claims.total() + debate.unnamed.total()
    if claims == all_claims and heard == len(positions):
        return ""
    said = [
        f"Drawn: {_of(len(positions), heard, 'position')}, the most discussed and contested; "
        f"{_of(len(speakers), len(debate.claims), 'speaker')} who take a side; "
        f"{_of(claims, all_claims, 'claim')} that do."
    ]
    unnamed = sum(debate.unnamed[position] for position in positions)
    if unnamed:
        said.append(
            f"On these positions, {unnamed} more {'claim has' if unnamed == 1 else 'claims have'} no named speaker."
        )
    return " ".join(said)


def _of(some: int, all_: int, what: str) -> str:
    return f"{some:,} of {all_:,} {what}{'' if all_ == 1 else 's'}"


def _of_network(graph: nx.Graph, nodes: int) -> Excerpt:
    ties = [(source, target) for source, target in graph.edges() if source != target]
    strength: dict[str, float] = defaultdict(float)
    for source, target in ties:
        strength[source] += _weight(graph.edges[source, target])
        strength[target] += _weight(graph.edges[source, target])
    core = set(sorted(strength, key=lambda node: (-strength[node], node))[:nodes])
    within = [tie for tie in ties if core.issuperset(tie)]
    kept = sorted(within, key=lambda tie: (-_weight(graph.edges[tie]), tie))[: _TIES_PER_NODE * nodes]
    tied = {node for tie in kept for node in tie}
    # Not `edge_subgraph`, whose order changes from one process to the next. A tie runs from the node that comes first:
    # in a two-mode network, from a row to a column.
    drawn = nx.Graph(**graph.graph)
    in_order = sorted((node for node in graph if node in tied), key=lambda node: graph.nodes[node].get("bipartite", 0))
    drawn.add_nodes_from((node, graph.nodes[node]) for node in in_order)
    drawn.add_edges_from((*tie, graph.edges[tie]) for tie in kept)
    return Excerpt(graph=drawn, left_out=_ties_left_out(graph, drawn))


def _ties_left_out(graph: nx.Graph, drawn: nx.Graph) -> str:
    if len(drawn.edges) == len(graph.edges) and len(drawn) == len(graph):
        return ""
    types = _counts(graph)
    shown = _counts(drawn)
    nodes = ", ".join(_of(shown[kind], count, kind) for kind, count in types.items())
    return f"Drawn: {nodes}; the strongest ties among them, {_of(len(drawn.edges), len(graph.edges), 'tie')}."


def _counts(graph: nx.Graph) -> Counter[str]:
    return Counter(kind or "node" for _, kind in graph.nodes(data="type"))


def _weight(data: Mapping[str, Any]) -> float:
    return abs(float(data.get("weight", 1.0)))
