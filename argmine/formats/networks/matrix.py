"""The matrix of a discourse network as CSV: a row a line, columns named in the first, zeros written out.

RFC 4180 in UTF-8, as the tables of `argmine export --format csv`; labels that stand twice have their id behind
them. Ties are whole numbers, or have six decimals. What the rows and columns are, beyond their labels, is not held:
for that take ``edges`` or a graph format.

`pandas.read_csv(path, index_col=0)` and R's ``as.matrix(read.csv(path, row.names = 1, check.names = FALSE))`` read it.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from argmine.formats.base import NetworkFormat
from argmine.formats.networks._labels import unique_labels
from argmine.formats.networks._numbers import number

if TYPE_CHECKING:
    from argmine.graph.networks import Network


def write(network: Network, path: Path) -> None:
    """Write the matrix of `network` as CSV, a row at a time."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\r\n")
        table.writerow(["", *unique_labels(network.columns)])
        for place, label in enumerate(unique_labels(network.rows)):
            ties = network.matrix[[place], :].toarray()[0].tolist()
            table.writerow([label, *map(number, ties)])


FORMAT = NetworkFormat(
    name="matrix",
    suffixes=(".csv",),
    description="The matrix of a discourse network as CSV, rows and columns by their labels",
    for_programs=("R statnet", "UCINET spreadsheet", "Excel matrix"),
    write=write,
)
