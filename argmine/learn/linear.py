"""Fitting the linear models that ship: named features, an embedding beside them, folds by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from argmine.models import Features, LinearModel

FOLDS = 5


class TrainingError(ValueError):
    """Data that nothing can be learned from; the message says what is missing."""


def fit(
    rows: Sequence[Features],
    labels: Sequence[str],
    *,
    strength: float,
    dense: NDArray[np.float32] | None = None,
    weights: NDArray[np.float64] | None = None,
    least_count: int = 2,
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
    least_count
        In how many examples a feature must occur to be kept.
    """
    counts = Counter(name for row in rows for name in row)
    features = sorted(name for name, count in counts.items() if count >= least_count)
    width = 0 if dense is None else dense.shape[1]
    empty = LinearModel((), tuple(features), np.zeros((0, len(features)), np.float32), np.zeros(0, np.float32))
    matrix = empty.matrix(rows)
    if dense is not None:
        matrix = sparse.hstack([matrix, sparse.csr_matrix(dense)]).tocsr()
    estimator = LogisticRegression(C=strength, max_iter=2000)
    estimator.fit(matrix, np.asarray(labels), sample_weight=weights)
    return LinearModel.from_estimator(estimator, features, dense=width, C=strength, **about)


def folds(articles: Sequence[int]) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Return (train, test) indices of five folds (or fewer, for fewer articles) that never split an article."""
    groups = np.asarray(articles)
    distinct = len(np.unique(groups))
    if distinct < 2:
        raise TrainingError("training needs at least two annotated articles, so that one can be held out")
    return [(train, test) for train, test in GroupKFold(min(FOLDS, distinct)).split(groups, groups=groups)]
