"""Who says how much on what, or on which side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from scipy import sparse

from argmine.graph.measures.ties import MeasureError, require_two_mode
from argmine.graph.networks.model import Network


class Activity(NamedTuple):
    """How much a row of a network says.

    `statements` is how often it speaks, `share` how much of all that is, from 0 to 1, and `counts` how often it speaks
    of each column, by the column's id, those without any left out.
    """

    variable: str
    id: str
    label: str
    stance: str | None
    color: str | None
    statements: float
    share: float
    counts: Mapping[str, float]


def activity(network: Network) -> Iterator[Activity]:
    """Yield how much each row of a two-mode network says, the most active first.

    Parameters
    ----------
    network
        Made with the aggregation ignore. With columns=agreement it is who says how much on which side, as in DNA's bar
        plot; with columns=position or columns=outlet, who says how much on what or where.

    Raises
    ------
    MeasureError
        If the network does not count statements.
    """
    require_two_mode(network, "activity")
    if network.settings.aggregation != "ignore":
        raise MeasureError("activity counts statements: make the network with aggregation=ignore")
    counts = sparse.csr_array(network.matrix, dtype=float)
    amounts = counts.sum(axis=1)
    total = amounts.sum()
    axis, columns = network.rows, network.columns.ids
    for row in np.lexsort((np.arange(len(axis)), -amounts)).tolist():
        places = slice(counts.indptr[row], counts.indptr[row + 1])
        cells = zip(counts.indices[places].tolist(), counts.data[places].tolist(), strict=True)
        yield Activity(
            axis.variable,
            axis.ids[row],
            axis.labels[row],
            axis.facts[row].get("stance"),
            axis.facts[row].get("color"),
            float(amounts[row]),
            float(amounts[row] / total) if total else 0.0,
            {columns[column]: value for column, value in sorted(cells) if value},
        )
