"""One-mode networks: rows tied to each other, over the columns that they share."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from argmine.graph.networks.columns import Codes
from argmine.graph.networks.counts import Counts, Floats, where_met
from argmine.graph.networks.errors import NetworkError
from argmine.graph.networks.settings import NetworkSettings

#: As many rows may a network have whose formula leaves no pair at zero.
_MOST_DENSE_ROWS = 5_000

#: As large a share of what two rows say on the same columns is what rounding left.
_NOTHING = 1e-12


def tie_rows(counts: Counts, settings: NetworkSettings, whole: Counts | None = None) -> sparse.csr_array:
    """Return the ties of a one-mode network, square and symmetric.

    Parameters
    ----------
    whole
        The counts of the whole range without weights, which DNA asks for with a kernel.

    Notes
    -----
    With X the counts by row i, column j and level k, and d the distance of two levels (Leifeld 2017, made symmetric):
    ``ignore`` is the sum over j of X_ij X_i'j; ``congruence`` the sum over j, k, l of X_ijk X_i'jl (1 - d_kl);
    ``conflict`` the same with d_kl; ``subtract`` congruence less conflict. d is the difference of the two numbers,
    divided by the range of all statements; of text it is 0 for the same and 1 for two values.

    ``average`` divides by the mean of the two rows' sums of X; ``jaccard`` by the sum over j, k of X_ijk where the
    other has none, and of the product where both have some, over j alone where the qualifier is ignored; ``cosine`` by
    the lengths of the two rows, so that no tie is above 1 or below -1: the length is the root of what a row would have
    with itself under congruence, or under ignore if the aggregation is ignore, or conflict or subtract over text.
    """
    similar = _similarities(counts, settings)
    silent = settings.compat == "dna" and settings.kernel == "no" and counts.data_type == "text"
    if silent and settings.aggregation in ("conflict", "subtract"):
        ties = _dna_text(counts, settings)
    else:
        ties = _aggregated(counts, settings, similar)
    # A kernel in DNA does not leave the diagonal out.
    if not settings.as_dna_kernel:
        ties.setdiag(0)
    ties.eliminate_zeros()
    if settings.normalisation == "no" or not ties.nnz:
        return ties
    rows = np.repeat(np.arange(len(counts.rows)), np.diff(ties.indptr))
    if settings.as_dna_kernel:
        data = ties.data * _dna_factors(whole or counts, rows, ties.indices)
    else:
        norms = _norms(counts, settings, similar, rows, ties)
        data = np.divide(ties.data, norms, out=np.zeros(len(norms)), where=norms != 0)
    return sparse.csr_array((data, ties.indices, ties.indptr), shape=ties.shape)


def _similarities(counts: Counts, settings: NetworkSettings) -> Floats | None:
    """Return 1 - d of each pair of levels, of the shape (levels, levels); None where only a level is like itself."""
    values = counts.values
    if counts.data_type == "text" and settings.as_dna_kernel:
        return np.ones((len(values), len(values)))
    # A boolean has two levels, but with a kernel DNA knows only those that were met.
    if counts.data_type != "integer" and not (counts.data_type == "boolean" and len(values) < 2):
        return None
    span = float(np.ptp(values)) if len(values) else 0.0
    if span == 0 and settings.compat is None:
        return np.ones((len(values), len(values)))
    with np.errstate(invalid="ignore"):
        # DNA divides by zero where there is one value only.
        return np.asarray(1 - np.abs(values[:, None] - values[None, :]) / span)


def _aggregated(counts: Counts, settings: NetworkSettings, similar: Floats | None) -> sparse.csr_array:
    if settings.aggregation == "ignore":
        return _product(counts.total, counts.total)
    if settings.aggregation == "subtract" and counts.data_type == "boolean" and similar is None:
        # The same as below, at half the memory.
        signed = counts.times(2 * counts.values - 1)
        return _product(signed, signed)
    congruence = _product(counts.flat if similar is None else counts.mixed(similar), counts.flat)
    if similar is not None:
        # The order of adding up is not the same both ways.
        congruence = sparse.csr_array((congruence + congruence.T) / 2)
    if settings.aggregation == "congruence":
        return congruence
    shared = _product(counts.total, counts.total)
    ties = sparse.csr_array(shared - congruence if settings.aggregation == "conflict" else 2 * congruence - shared)
    rows = np.repeat(np.arange(len(counts.rows)), np.diff(ties.indptr))
    ties.data[np.abs(ties.data) < _NOTHING * _at(shared, rows, ties.indices)] = 0
    return ties


def _product(one: sparse.csr_array, other: sparse.csr_array) -> sparse.csr_array:
    """Return the product of one with the other's transpose, its columns in order."""
    ties = sparse.csr_array(one @ other.T)
    ties.sort_indices()
    return ties


def _norms(
    counts: Counts, settings: NetworkSettings, similar: Floats | None, rows: Codes, ties: sparse.csr_array
) -> Floats:
    sums, columns = np.asarray(counts.flat.sum(axis=1), dtype=float), ties.indices
    if settings.normalisation == "average":
        return np.asarray((sums[rows] + sums[columns]) / 2)
    if settings.normalisation == "jaccard":
        levels = counts.total if counts.data_type is None and settings.compat is None else counts.flat
        return np.asarray(sums[rows] + sums[columns] + _shared(levels, rows, ties))
    if settings.compat == "dna":
        return np.asarray(sums[rows] * sums[columns])
    # A value of text has many that are not it, so that conflict can be more than any congruence.
    by_column = counts.data_type is None or (counts.data_type == "text" and settings.aggregation != "congruence")
    said = counts.total if by_column else counts.flat
    itself = said if similar is None else counts.mixed(similar)
    lengths = np.sqrt((said * itself).sum(axis=1))
    return np.asarray(lengths[rows] * lengths[columns])


def _shared(levels: sparse.csr_array, rows: Codes, ties: sparse.csr_array) -> Floats:
    """Return what jaccard's norm has of pairs that share a column and level, beyond the sums of the two rows."""
    met = where_met(levels)
    # X X' - X B' - B X' with B where X is met, as one product: (X - B)(X - B)' - B B'.
    beyond = levels - met
    product = sparse.hstack([beyond, met], format="csr") @ sparse.hstack([beyond, -met], format="csr").T
    return _at(sparse.csr_array(product), rows, ties.indices)


def _at(matrix: sparse.csr_array, rows: Codes, columns: Codes) -> Floats:
    found = matrix[rows, columns]
    # It is sparse where scipy finds that shorter.
    return np.asarray(found.toarray() if sparse.issparse(found) else found, dtype=float).ravel()


def _dna_text(counts: Counts, settings: NetworkSettings) -> sparse.csr_array:
    """Return conflict or subtract over text as DNA has it: what the other never says counts against each pair."""
    size = len(counts.rows)
    if size > _MOST_DENSE_ROWS:
        raise NetworkError(
            f"compat=dna leaves no pair of {size:,} rows at zero with a qualifier of text: leave compat out, or take "
            f"at most {_MOST_DENSE_ROWS:,} rows"
        )
    sums, both = np.asarray(counts.flat.sum(axis=1)), (counts.flat @ where_met(counts.flat).T).toarray()
    conflict = sums[:, None] + sums[None, :] - both - both.T
    if settings.aggregation == "conflict":
        return sparse.csr_array(conflict)
    return sparse.csr_array((counts.flat @ counts.flat.T).toarray() - conflict)


def _dna_factors(whole: Counts, rows: Codes, columns: Codes) -> Floats:
    """Return DNA's factor of each tie under a kernel: the sum over columns and levels of 2 / (X_ijk + X_i'jk).

    X counts the statements of the whole range, without weights.
    """
    flat = whole.flat
    alone = np.asarray(sparse.csr_array((2 / flat.data, flat.indices, flat.indptr), shape=flat.shape).sum(axis=1))
    sizes, which = np.unique(flat.data, return_inverse=True)
    split = sparse.csr_array(
        (np.ones(flat.nnz), flat.indices * len(sizes) + which, flat.indptr),
        shape=(flat.shape[0], flat.shape[1] * len(sizes)),
    )
    # What both have was counted as if each had it alone.
    surplus = 2 / (sizes[:, None] + sizes) - 2 / sizes[:, None] - 2 / sizes
    both = split @ sparse.kron(sparse.eye_array(flat.shape[1]), surplus, format="csr") @ split.T
    return np.asarray(alone[rows] + alone[columns] + _at(sparse.csr_array(both), rows, columns))
