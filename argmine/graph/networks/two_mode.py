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
    ties = _aggregated(counts, settings)
    total = counts.total
    if settings.normalisation == "activity":
        return sparse.csr_array(sparse.diags_array(_inverse(total.sum(axis=1))) @ ties)
    if settings.normalisation == "prominence":
        return sparse.csr_array(ties @ sparse.diags_array(_inverse(total.sum(axis=0))))
    return ties


def _aggregated(counts: Counts, settings: NetworkSettings) -> sparse.csr_array:
    levels = counts.levels
    if settings.aggregation == "combine":
        if len(levels) > _MOST_LEVELS:
            raise NetworkError(
                f"combine tells up to {_MOST_LEVELS} values apart, but {settings.qualifier} has {len(levels)}: "
                "choose ignore, or another qualifier"
            )
        powers = 2.0 ** np.arange(len(levels) - 1, -1, -1)
        return _sum([(level > 0).astype(float) * power for level, power in zip(levels, powers, strict=True)], counts)
    if settings.aggregation == "subtract" and counts.data_type != "text":
        factors = np.where(counts.values == 1, 1.0, -1.0) if counts.data_type == "boolean" else counts.values
        if settings.kernel != "no" and settings.compat == "dna" and counts.data_type == "integer":
            factors = np.arange(len(levels), dtype=float)
        return _sum([level * factor for level, factor in zip(levels, factors, strict=True)], counts)
    return counts.total


def _sum(matrices: list[sparse.csr_array], counts: Counts) -> sparse.csr_array:
    return sum(matrices, start=sparse.csr_array((len(counts.rows), len(counts.columns)), dtype=float))


def _inverse(sums: Floats) -> Floats:
    found: Floats = np.divide(1.0, sums, out=np.zeros(len(sums)), where=sums != 0)
    return found
