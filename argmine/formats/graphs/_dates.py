"""The days on which the things of an argument graph are heard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

Days = frozenset[date]
#: A first and a last day, both included.
Spell = tuple[date, date]

#: What has a day of its own; all else is there when it is heard.
_DATED = ("claim", "document")


class Calendar:
    """On which days each node and edge of an argument graph is there; no days means always.

    A claim and a document have the day of the document, an edge the days of the documents that it stands in.
    Speakers, positions and stances have the days of their edges.
    """

    def __init__(self, graph: ArgumentGraph) -> None:
        self._documents = _document_days(graph)
        self._nodes = self._node_days(graph)

    def of_node(self, node: str) -> Days:
        """Return the days on which a node is there."""
        return self._nodes.get(node, frozenset())

    def of_edge(self, data: Mapping[str, Any]) -> Days:
        """Return the days on which an edge with these attributes is there."""
        documents = data.get("documents") or [data.get("document")]
        return frozenset(self._documents[name] for name in documents if name in self._documents)

    def _node_days(self, graph: ArgumentGraph) -> dict[str, Days]:
        found: dict[str, set[date]] = defaultdict(set)
        for source, target, data in graph.edges(data=True):
            days = self.of_edge(data)
            found[source] |= days
            found[target] |= days
        for node, data in graph.nodes(data=True):
            if data.get("type") in _DATED:
                found[node] = set(_day_of(data))
        return {node: frozenset(days) for node, days in found.items()}


def merged(spells: Iterable[Spell]) -> list[Spell]:
    """Return stretches of days, which come in order, with those that follow on each other made one."""
    found: list[Spell] = []
    for first, last in spells:
        if found and first - found[-1][1] <= timedelta(days=1):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _document_days(graph: ArgumentGraph) -> dict[str, date]:
    days: dict[str, date] = {}
    for node, data in graph.nodes(data=True):
        # A part of a graph may hold a claim without its document.
        name = node.partition(":")[2] if data.get("type") == "document" else data.get("document")
        if isinstance(name, str):
            days.update((name, day) for day in _day_of(data))
    return days


def _day_of(data: Mapping[str, Any]) -> list[date]:
    try:
        return [date.fromisoformat(str(data.get("date"))[:10])]
    except ValueError:
        return []
