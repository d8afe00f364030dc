"""Training of the claim model: which spans of an attributed article another could dispute."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from argmine.learn.linear import folds
from argmine.learn.prepared import Prepared
from argmine.models import LinearModel
from argmine.models.fitting import fit

STRENGTH = 0.1
# The F1 is flat about its best: the lowest threshold this near to it is taken, for a missed claim is lost, while
# one too many can be told by its confidence.
SLACK = 0.003
THRESHOLDS = np.arange(0.2, 0.6, 0.02)


def train_claims(articles: Sequence[Prepared], *, also: Sequence[Prepared] = ()) -> LinearModel:
    """Train the claim model; its threshold is chosen by F1 in cross-validation over `articles`.

    Parameters
    ----------
    articles
        Annotated articles of the kind that the model is for.
    also
        Further articles to learn from, on which the threshold is not chosen.
    """
    is_claim, probabilities = _cross_validated(articles, also)
    gold = sum(len(prepared.article.claims) for prepared in articles)
    scores = [_f1(is_claim, probabilities >= threshold, gold) for threshold in THRESHOLDS]
    best = int(np.flatnonzero(np.asarray(scores) >= max(scores) - SLACK)[0])
    return _fit(
        [*articles, *also],
        threshold=round(float(THRESHOLDS[best]), 2),
        articles=len(articles),
        also=len(also),
        cross_validated_f1=round(100 * scores[best], 1),
    )


def _fit(examples: Sequence[Prepared], /, **about: Any) -> LinearModel:
    return fit(
        [row for prepared in examples for row in prepared.rows],
        ["claim" if right else "none" for prepared in examples for right in _labels(prepared)],
        strength=STRENGTH,
        dense=np.vstack([prepared.vectors for prepared in examples if len(prepared.rows)]),
        **about,
    )


def _cross_validated(
    articles: Sequence[Prepared], also: Sequence[Prepared]
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Return for each candidate whether it is a claim, and the probability that a model without its article gives."""
    labels: list[bool] = []
    probabilities: list[NDArray[np.float64]] = []
    for train, test in folds(range(len(articles))):
        model = _fit([*(articles[i] for i in train), *also])
        for prepared in (articles[i] for i in test):
            labels += _labels(prepared)
            probabilities.append(model.probabilities(prepared.rows, prepared.vectors)[:, model.classes.index("claim")])
    return np.asarray(labels, dtype=bool), np.concatenate(probabilities)


def _labels(prepared: Prepared) -> list[bool]:
    return [j in prepared.gold for j in range(len(prepared.rows))]


def _f1(right: NDArray[np.bool_], kept: NDArray[np.bool_], gold: int) -> float:
    return float(2 * (right & kept).sum() / (kept.sum() + gold))
