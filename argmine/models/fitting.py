"""Fitting a linear model: named features, an embedding beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from argmine.models import Features, LinearModel


def fit(
    rows: Sequence[Features],
    labels: Sequence[str],
    *,
    strength: float,
    dense: NDArray[np.float32] | None = None,
    weights: NDArray[np.float64] | None = None,
    kept: Collection[str] = (),
    **about: Any,
) -> LinearModel:
    """Fit a multinomial logistic regression.

    Parameters
    ----------
    rows, labels, dense
        Named features, class and embedding (rows, dimensions) of each example.
    strength
        scikit-learn's C, the inverse of the L2 penalty.
    weights
        Weight of each example, shape (rows,).
    kept
        Features that are kept even if they occur in one example only; others must occur in two.
    """
    # Imported here: whoever only reads the shipped models need not wait for scikit-learn.
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for row in rows for name in row)
    features = sorted(name for name, count in counts.items() if count > 1 or name in kept)
    width = 0 if dense is None else dense.shape[1]
    empty = LinearModel((), tuple(features), np.zeros((0, len(features)), np.float32), np.zeros(0, np.float32))
    matrix = empty.matrix(rows)
    if dense is not None:
        matrix = sparse.hstack([matrix, sparse.csr_matrix(dense)]).tocsr()
    estimator = LogisticRegression(C=strength, max_iter=2000)
    estimator.fit(matrix, np.asarray(labels), sample_weight=weights)
    return LinearModel.from_estimator(estimator, features, dense=width, C=strength, **about)
