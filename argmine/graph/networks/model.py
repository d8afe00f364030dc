"""A discourse network: a matrix, what its rows and columns stand for, and how it was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

import networkx as nx
import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from argmine.graph.networks.settings import NetworkSettings

Mode = Literal["two-mode", "one-mode"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Axis:
    """What the rows or the columns of a network stand for.

    Attributes
    ----------
    variable
        What they are: ``speaker``, ``organisation``, ``stance``, ``position``, ``document``, ``outlet`` or any
        other column of the statements.
    ids
        The id of each, unique and the same from run to run; where a variable has none of its own, its value.
    labels
        How each is shown, which need not be unique.
    facts
        What is known of each, under the names of the argument graph's node attributes: `frequency` (its
        statements in the window; with ``compat="dna"`` in the whole range) and, where known, `stance`, `color`,
        `organisation`, `role`, `text`.
    """

    variable: str
    ids: tuple[str, ...]
    labels: tuple[str, ...]
    facts: tuple[Mapping[str, Any], ...]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Network:
    """A discourse network over one stretch of time.

    Attributes
    ----------
    matrix
        Sparse, of the shape (rows, columns); in a one-mode network square, symmetric and with a diagonal of 0 (DNA's
        kernels leave what rows have in common with themselves).
    rows, columns
        What the rows and the columns stand for; the same in a one-mode network.
    mode
        ``two-mode``: rows are tied to columns; ``one-mode``: rows are tied to each other, over `settings.columns`.
    settings
        How the network was made.
    statements
        How many statements were counted.
    left_out
        How many were not, over the whole range, by the reason.
    start, end
        The first and the last moment of the statements that are counted, both included; None if there is no
        bound. Of a series of windows each network has its own.
    middle
        The moment that the window of a series is put down to; None outside a series.
    """

    matrix: sparse.csr_array
    rows: Axis
    columns: Axis
    mode: Mode
    settings: NetworkSettings
    statements: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    start: datetime | None = None
    end: datetime | None = None
    middle: datetime | None = None

    def to_networkx(self) -> nx.Graph:
        """Return the network as a `networkx.Graph`, as every program draws it.

        Nodes have the ids ``variable:id``, with `type`, `label` and their facts; in a two-mode network also
        `bipartite` (0 for rows, 1 for columns). Ties that are 0, or no number (with compat="dna"), are left out. An
        edge has a `weight` that is never negative, the `sign` of its tie (1 or -1), the tie itself as `value`, and as
        its `type` the aggregation ("subtract").
        """
        graph = nx.Graph(mode=self.mode)
        rows, columns = self._nodes(graph, self.rows, 0), None
        columns = rows if self.mode == "one-mode" else self._nodes(graph, self.columns, 1)
        ties = sparse.triu(self.matrix, k=1).tocoo() if self.mode == "one-mode" else self.matrix.tocoo()
        kind = self.settings.aggregation
        for row, column, value in zip(ties.row.tolist(), ties.col.tolist(), ties.data.tolist(), strict=True):
            if value and not np.isnan(value):
                sign = int(np.sign(value))
                graph.add_edge(rows[row], columns[column], type=kind, weight=abs(value), sign=sign, value=value)
        return graph

    def _nodes(self, graph: nx.Graph, axis: Axis, part: int) -> list[str]:
        names = [f"{axis.variable}:{identifier}" for identifier in axis.ids]
        side = {"bipartite": part} if self.mode == "two-mode" else {}
        for name, label, facts in zip(names, axis.labels, axis.facts, strict=True):
            graph.add_node(name, **{"type": axis.variable, "label": label, **facts, **side})
        return names
