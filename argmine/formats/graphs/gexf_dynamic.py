"""Dynamic GEXF 1.3, for Gephi's timeline: what the static GEXF holds, and when each thing is there.

Times are days, from a first to a last one, both included; days in a row are one spell. In Gephi, take a window of
a day or more. A claim and its document are there on the document's day, an edge on the days of the documents that
it stands in, and speakers, positions and stances on the days on which they are heard. An echo has the day of the
claim that repeats: Gephi draws it while its window spans both claims. What has no date has no spells, which to
Gephi means that it is always there: undated documents and their claims, and whoever is heard in nothing else.

`write_series` writes discourse networks of one window after the other: nodes and edges are there while the
window lasts, and the edges' `weight`, `sign` and `value` change with it.

`networkx.read_gexf(path)` reads both kinds: spells are in `spells`, and what changes is a list of
(value, start, end), except `weight`, of which it keeps the last. Reading a file gives the argument graph; its dates
are those of the documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.formats.base import FormatError, GraphFormat
from argmine.formats.graphs._dates import Calendar, Days, Spell, merged
from argmine.formats.graphs.gexf import LEAST_WEIGHT, Edge, Times, read, write_gexf
from argmine.formats.looks import keyed_edges
from argmine.formats.xml_text import Attribute

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph
    from argmine.graph.networks.model import Network

#: The first and the last day of a tie, and its attributes.
_Tie = tuple[date, date, Mapping[str, Any]]
_TIES = "ties"
#: What changes over time in a series of networks.
_CHANGING = (Attribute("weight", "double"), Attribute("sign", "integer"), Attribute("value", "double"))


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write `graph` as dynamic GEXF 1.3, in time of the documents' dates."""
    calendar = Calendar(graph)
    times = Times(
        nodes={node: _spells(_single(calendar.of_node(node))) for node in graph},
        edges={
            (source, target, key): _spells(_single(calendar.of_edge(data)))
            for source, target, key, data in keyed_edges(graph)
        },
    )
    write_gexf(graph, path, times)


def write_series(networks: Sequence[Network], path: Path) -> None:
    """Write the networks of a series of windows as one dynamic GEXF.

    A network lasts from its `start` to its `end`. Windows that overlap last from their `middle` to the day
    before the next one's: Gephi knows no two weights at a time.

    Raises
    ------
    FormatError
        If a network has no `start` and `end`, or two fall on the same day.
    """
    import networkx as nx  # only here: slow to load

    whole = nx.Graph()
    lives: dict[str, list[Spell]] = defaultdict(list)
    for network, spell in zip(networks, _windows(networks), strict=True):
        graph = network.to_networkx()
        for node, data in graph.nodes(data=True):
            whole.add_node(node, **data)
            lives[node].append(spell)
        for source, target, key, data in keyed_edges(graph):
            # Under a name of its own, since networkx may know the edge by its other end already.
            whole.add_edge(source, target, type=key)
            whole.edges[source, target].setdefault(_TIES, []).append((*spell, data))
    ties: dict[Edge, list[_Tie]] = {
        (source, target, key): data.pop(_TIES) for source, target, key, data in keyed_edges(whole)
    }
    times = Times(
        nodes={node: _spells(spells) for node, spells in lives.items()},
        edges={edge: _spells((first, last) for first, last, _ in tied) for edge, tied in ties.items()},
        declarations=_declarations(),
        values={edge: _values(tied) for edge, tied in ties.items()},
    )
    write_gexf(whole, path, times)


def _windows(networks: Sequence[Network]) -> list[Spell]:
    """Return when each network lasts, to the day."""
    bounds = []
    for place, network in enumerate(networks):
        if network.start is None or network.end is None:
            raise FormatError(f"GEXF: network {place + 1} of the series has no start and end: make it with a window")
        bounds.append((network.start.date(), network.end.date()))
    if all(last < first for (_, last), (first, _) in pairwise(bounds)):
        return bounds
    middles = [
        network.middle.date() if network.middle else first for network, (first, _) in zip(networks, bounds, strict=True)
    ]
    if any(earlier >= later for earlier, later in pairwise(middles)):
        raise FormatError("GEXF: two windows of the series fall on the same day, or are out of order: take wider ones")
    return [(earlier, later - timedelta(days=1)) for earlier, later in pairwise(middles)] + [
        (middles[-1], max(bounds[-1][1], middles[-1]))
    ]


def _single(days: Days) -> list[Spell]:
    return [(day, day) for day in sorted(days)]


def _spells(spells: Iterable[Spell]) -> str:
    listed = "".join(f'<spell start="{first}" end="{last}"/>' for first, last in merged(spells))
    return f"<spells>{listed}</spells>" if listed else ""


def _declarations() -> str:
    declared = "".join(
        f'<attribute id="{attribute.id}" title="{attribute.name}" type="{attribute.type}"/>\n'
        for attribute in _CHANGING
    )
    return f'<attributes class="edge" mode="dynamic">\n{declared}</attributes>\n'


def _values(tied: Iterable[_Tie]) -> str:
    return "".join(
        f'<attvalue for="{attribute.id}" value="{attribute.encode(_never_zero(attribute, data))}" '
        f'start="{first}" end="{last}"/>'
        for first, last, data in tied
        for attribute in _CHANGING
        if attribute.name in data
    )


def _never_zero(attribute: Attribute, data: Mapping[str, Any]) -> Any:
    value = data[attribute.name]
    return max(value, LEAST_WEIGHT) if attribute.name == "weight" else value


FORMAT = GraphFormat(
    name="gexf-dynamic",
    suffixes=(".dynamic.gexf",),
    description="GEXF 1.3 with the days on which each node and edge is there; lists as JSON text",
    for_programs=("Gephi timeline",),
    write=write,
    read=read,
)
