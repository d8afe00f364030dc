"""Folds for cross-validation, which never split an article."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

FOLDS = 5


class TrainingError(ValueError):
    """Data that nothing can be learned from; the message says what is missing."""


def folds(articles: Sequence[int], *, most: int = FOLDS) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Return (train, test) indices of `most` folds (or fewer, for fewer articles) that never split an article."""
    groups = np.asarray(articles)
    distinct = len(np.unique(groups))
    if distinct < 2:
        raise TrainingError("training needs at least two annotated articles, so that one can be held out")
    return [(train, test) for train, test in GroupKFold(min(most, distinct)).split(groups, groups=groups)]
