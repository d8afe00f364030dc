"""Two-mode networks: rows tied to columns."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from argmine.graph.networks.counts import Counts, Floats
from argmine.graph.networks.errors import NetworkError
from argmine.graph.networks.settings import NetworkSettings

_MOST_LEVELS = 52


def tie_rows_to_columns(counts: Counts, settings: NetworkSettings) -> sparse.csr_array:
    """Return the ties of a two-mode network, of the shape (rows, columns).

    Notes
    -----
    With X the counts by row i, column j and level k (Leifeld 2017): ``ignore`` is the sum of X over the levels;
    ``subtract`` what supports less what attacks, or of a whole number its sum over the statements, or with text the
    same as ignore; ``combine`` says which levels were met: the sum of 2 ** (n - k - 1) over those of the n levels,
    so that with agreement 1 is support only, 2 attack only and 3 both. ``activity`` divides each row by its sum of X,
    ``prominence`` each column by its own.
    """
    if settings.as_dna_kernel:
        # DNA takes subtract for combine, and normalises nothing.
        return counts.times(_signs(counts))
    ties = _combined(counts, settings) if settings.aggregation == "combine" else counts.times(_signs(counts))
    if settings.normalisation == "activity":
        return sparse.csr_array(sparse.diags_array(_inverse(counts.total.sum(axis=1))) @ ties)
    if settings.normalisation == "prominence":
        return sparse.csr_array(ties @ sparse.diags_array(_inverse(counts.total.sum(axis=0))))
    return ties


def _signs(counts: Counts) -> Floats:
    """Return what a statement of each level counts; where the qualifier is ignored or text, 1."""
    if counts.data_type == "boolean":
        return 2 * counts.values - 1
    return counts.values if counts.data_type == "integer" else np.ones(len(counts.values))


def _combined(counts: Counts, settings: NetworkSettings) -> sparse.csr_array:
    number = len(counts.values)
    if number > _MOST_LEVELS:
        raise NetworkError(
            f"combine tells up to {_MOST_LEVELS} values apart, but {settings.qualifier} has {number}: "
            "choose ignore, or another qualifier"
        )
    cells = counts.flat.tocoo()
    powers = 2.0 ** (number - 1 - cells.col % number)
    shape = (len(counts.rows), len(counts.columns))
    return sparse.coo_array((powers, (cells.row, cells.col // number)), shape=shape).tocsr()


def _inverse(sums: Floats) -> Floats:
    found: Floats = np.divide(1.0, sums, out=np.zeros(len(sums)), where=sums != 0)
    return found
