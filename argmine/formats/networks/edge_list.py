"""The ties of a discourse network as CSV: a tie a line, for scripts and for programs that read edge lists.

RFC 4180 in UTF-8. `value` is the tie as it was computed, `weight` its size and `sign` its direction (1 or -1), for
programs that take no negative weights. Of a one-mode network each tie stands once. `start` and `end` are the bounds
of the window, both included, so that the lists of a series can stand in one file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from argmine.formats.base import NetworkFormat
from argmine.formats.networks._numbers import number

if TYPE_CHECKING:
    from datetime import datetime

    from argmine.graph.networks import Network

_COLUMNS = ("source_id", "source", "target_id", "target", "type", "value", "weight", "sign", "start", "end")


def write(network: Network, path: Path) -> None:
    """Write the ties of `network`."""
    write_series([network], path)


def write_series(networks: Iterable[Network], path: Path) -> None:
    """Write the ties of several networks, one after the other, each with the bounds of its window."""
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        table = csv.writer(file, lineterminator="\r\n")
        table.writerow(_COLUMNS)
        for network in networks:
            table.writerows(_ties(network))


def _ties(network: Network) -> Iterator[tuple[str | int, ...]]:
    graph = network.to_networkx()
    window = (_moment(network.start), _moment(network.end))
    labels = dict(graph.nodes(data="label"))
    for source, target, tie in graph.edges(data=True):
        ends = (source, _line(labels[source]), target, _line(labels[target]))
        yield (*ends, tie["type"], number(tie["value"]), number(tie["weight"]), tie["sign"], *window)


def _moment(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _line(label: str) -> str:
    return label.replace("\x00", "")


FORMAT = NetworkFormat(
    name="edges",
    suffixes=(".edges.csv", ".edgelist"),
    description="The ties of a discourse network as CSV, with ids, labels, weight, sign and window",
    for_programs=("pandas edge list", "R igraph edge list"),
    write=write,
)
