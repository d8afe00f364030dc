"""UCINET DL, full matrix, as DNA writes it.

UCINET knows no Unicode, so labels are spelt in ASCII ("Zoë" is "Zoe"); those that come out alike have their id
behind them. Double quotes inside a label become single ones. Ties are whole numbers, or have six decimals.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from argmine.formats.base import NetworkFormat
from argmine.formats.networks._labels import ascii_labels
from argmine.formats.networks._numbers import number

if TYPE_CHECKING:
    from argmine.graph.networks import Axis, Network


def write(network: Network, path: Path) -> None:
    """Write `network` as DL."""
    with path.open("w", encoding="ascii", newline="\r\n") as file:
        file.writelines(f"{line}\n" for line in _lines(network))


def _lines(network: Network) -> Iterator[str]:
    rows, columns = network.rows, network.columns
    if network.mode == "one-mode":
        yield f"dl n = {len(rows)}, format = fullmatrix"
        yield from _listed("labels:", rows)
    else:
        yield f"dl nr = {len(rows)}, nc = {len(columns)}, format = fullmatrix"
        yield from _listed("row labels:", rows)
        yield from _listed("col labels:", columns)
    yield "data:"
    for place in range(len(rows)):
        ties = network.matrix[[place], :].toarray()[0].tolist()
        yield "".join(f" {number(tie)}" for tie in ties)


def _listed(title: str, axis: Axis) -> Iterator[str]:
    yield title
    for label in ascii_labels(axis):
        yield f'"{label}"'


FORMAT = NetworkFormat(
    name="dl",
    suffixes=(".dl",),
    description="UCINET DL, the full matrix of a discourse network; labels in ASCII",
    for_programs=("UCINET", "NetDraw"),
    write=write,
)
