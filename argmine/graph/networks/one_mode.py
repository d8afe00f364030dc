"""One-mode networks: rows tied to each other, over the columns that they share."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from argmine.graph.networks.counts import Counts, Floats
from argmine.graph.networks.errors import NetworkError
from argmine.graph.networks.settings import NetworkSettings

#: As many rows may a network have whose formula leaves no pair at zero.
_MOST_DENSE_ROWS = 5_000


def tie_rows(counts: Counts, settings: NetworkSettings) -> sparse.csr_array:
    """Return the ties of a one-mode network, square and symmetric.

    Notes
    -----
    With X the counts by row i, column j and level k, and d the distance of two levels (Leifeld 2017, made symmetric):
    ``ignore`` is the sum over j of X_ij X_i'j; ``congruence`` the sum over j, k, l of X_ijk X_i'jl (1 - d_kl);
    ``conflict`` the same with d_kl; ``subtract`` congruence less conflict. d is the difference of the two numbers,
    divided by the range that was met; of text it is 0 for the same and 1 for two values.

    ``average`` divides by the mean of the two rows' sums of X; ``jaccard`` by the sum over j, k of X_ijk where the
    other has none, and of the product where both have some; ``cosine`` by the lengths of the two rows, the root of
    what each would have with itself under congruence (or ignore).
    """
    similar = _similarities(counts, settings)
    if settings.compat == "dna" and counts.data_type == "text" and settings.aggregation in ("conflict", "subtract"):
        ties = _dna_text(counts, settings)
    elif settings.aggregation == "ignore":
        ties = _products(counts, np.ones_like(similar))
    elif settings.aggregation == "congruence":
        ties = _products(counts, similar)
    elif settings.aggregation == "conflict":
        ties = _products(counts, 1 - similar)
    else:
        ties = _products(counts, 2 * similar - 1)
    lengths = _lengths(counts, np.ones_like(similar) if settings.aggregation == "ignore" else similar)
    # A kernel in DNA does not leave the diagonal out.
    if not (settings.compat == "dna" and settings.kernel != "no"):
        ties.setdiag(0)
    ties.eliminate_zeros()
    return _normalised(ties, counts, settings, lengths)


def _similarities(counts: Counts, settings: NetworkSettings) -> Floats:
    """Return 1 - d of each pair of levels, of the shape (levels, levels)."""
    if counts.data_type == "text":
        return np.eye(len(counts.levels))
    values = counts.values
    if len(values) == 0 or settings.aggregation == "ignore":
        return np.ones((len(values), len(values)))
    span = 1.0 if counts.data_type == "boolean" else float(values.max() - values.min())
    if span == 0 and settings.compat is None:
        return np.ones((1, 1))
    with np.errstate(invalid="ignore"):
        # DNA divides by zero where a whole number has one value only.
        similar: Floats = 1 - np.abs(values[:, None] - values[None, :]) / span
    return similar


def _products(counts: Counts, factors: Floats) -> sparse.csr_array:
    """Return the sum over the levels k, l of X_k X_l' times their factor."""
    size = len(counts.rows)
    ties = sparse.csr_array((size, size), dtype=float)
    for place, level in enumerate(counts.levels):
        mixed = _mixed(counts, factors[place])
        ties = ties + level @ mixed.T
    return sparse.csr_array(ties)


def _mixed(counts: Counts, factors: Floats) -> sparse.csr_array:
    mixed = sparse.csr_array((len(counts.rows), len(counts.columns)), dtype=float)
    for level, factor in zip(counts.levels, factors, strict=True):
        if factor != 0:
            mixed = mixed + level * factor
    return mixed


def _lengths(counts: Counts, similar: Floats) -> Floats:
    """Return the length of each row: the root of what it has with itself."""
    squares = np.zeros(len(counts.rows))
    for place, level in enumerate(counts.levels):
        squares += (level * _mixed(counts, similar[place])).sum(axis=1)
    return np.sqrt(squares)


def _normalised(ties: sparse.csr_array, counts: Counts, settings: NetworkSettings, lengths: Floats) -> sparse.csr_array:
    if settings.normalisation == "no":
        return ties
    found = ties.tocoo()
    rows, columns = found.row, found.col
    sums = np.asarray(counts.total.sum(axis=1), dtype=float)
    if settings.compat == "dna" and settings.kernel != "no":
        factors = _dna_kernel_average(counts)[rows, columns]
        return sparse.csr_array((found.data * factors, (rows, columns)), shape=ties.shape)
    if settings.normalisation == "average":
        norms = (sums[rows] + sums[columns]) / 2
    elif settings.normalisation == "cosine":
        norms = sums[rows] * sums[columns] if settings.compat == "dna" else lengths[rows] * lengths[columns]
    else:
        norms = sums[rows] + sums[columns] + _shared(counts, rows, columns)
    data = np.divide(found.data, norms, out=np.zeros(len(norms)), where=norms != 0)
    return sparse.csr_array((data, (rows, columns)), shape=ties.shape)


def _shared(counts: Counts, rows: np.ndarray, columns: np.ndarray) -> Floats:
    """Return what jaccard's norm has of pairs that share a column and level, beyond the sums of the two rows."""
    side_by_side = sparse.csr_array(sparse.hstack(counts.levels)) if counts.levels else counts.total
    met = (side_by_side > 0).astype(float)
    one_has = side_by_side @ met.T
    shared = sparse.csr_array(side_by_side @ side_by_side.T - one_has - one_has.T)
    if len(rows) == 0:
        return np.empty(0)
    return np.asarray(shared[rows, columns], dtype=float).ravel()


def _dna_text(counts: Counts, settings: NetworkSettings) -> sparse.csr_array:
    """Return conflict or subtract over text as DNA has it: what the other never says counts against each pair."""
    size = len(counts.rows)
    if size > _MOST_DENSE_ROWS:
        raise NetworkError(
            f"compat=dna leaves no pair of {size:,} rows at zero with a qualifier of text: leave compat out, or take "
            f"at most {_MOST_DENSE_ROWS:,} rows"
        )
    conflict = np.zeros((size, size))
    for level in counts.levels:
        met = (level > 0).astype(float)
        missed = np.asarray(level.sum(axis=1))[:, None] - (level @ met.T).toarray()
        conflict += missed + missed.T
    if settings.aggregation == "subtract":
        conflict = _products(counts, np.eye(len(counts.levels))).toarray() - conflict
    return sparse.csr_array(conflict)


def _dna_kernel_average(counts: Counts) -> Floats:
    """Return DNA's factor of each pair under a kernel: the sum over columns and levels of 2 / (X_ijk + X_i'jk)."""
    size = len(counts.rows)
    if size > _MOST_DENSE_ROWS:
        raise NetworkError(f"compat=dna with a kernel normalises at most {_MOST_DENSE_ROWS:,} rows, not {size:,}")
    factors = np.zeros((size, size))
    for level in counts.levels:
        for column in level.tocsc().T.toarray():
            pairs = column[:, None] + column[None, :]
            factors += np.divide(2.0, pairs, out=np.zeros((size, size)), where=pairs > 0)
    return factors
