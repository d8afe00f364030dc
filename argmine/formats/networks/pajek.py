"""Pajek ``.net``: the vertices of a discourse network, and its ties with their signed values.

A two-mode network says how many of its vertices are rows (``*Vertices 13 7``), as Pajek wants. Double quotes inside
a label become single ones. The file is ASCII; other characters stand as ``&#233;``, which is how Pajek itself saves
them. networkx and igraph read the files and leave that as it is: ``html.unescape(label)`` gives the label.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from argmine.formats.base import NetworkFormat
from argmine.formats.networks._labels import unique_labels
from argmine.formats.networks._numbers import number

if TYPE_CHECKING:
    from argmine.graph.networks import Network


def write(network: Network, path: Path) -> None:
    """Write `network` for Pajek."""
    with path.open("w", encoding="ascii", errors="xmlcharrefreplace", newline="\r\n") as file:
        file.writelines(f"{line}\n" for line in _lines(network))


def _lines(network: Network) -> Iterator[str]:
    labels = unique_labels(network.rows)
    rows = len(labels)
    if network.mode == "two-mode":
        labels += unique_labels(network.columns)
        yield f"*Vertices {len(labels)} {rows}"
    else:
        yield f"*Vertices {rows}"
    for place, label in zip(count(1), labels):
        yield f'{place} "{label.replace(chr(34), chr(39))}"'
    yield "*Edges"
    ties = network.matrix.tocoo()
    beyond = rows if network.mode == "two-mode" else 0
    for row, column, value in zip(ties.row.tolist(), ties.col.tolist(), ties.data.tolist(), strict=True):
        if value and (beyond or row < column):
            yield f"{row + 1} {column + 1 + beyond} {number(value)}"


FORMAT = NetworkFormat(
    name="pajek",
    suffixes=(".net",),
    description="Pajek network with signed values; two-mode networks as such",
    for_programs=("Pajek",),
    write=write,
)
