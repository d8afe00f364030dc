"""The confidence of attributions, fitted on held-out articles: how often one that looks so is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from argmine.learn.attribution_gold import AttributedText
from argmine.learn.attribution_score import is_right, score_attributions
from argmine.learn.linear import TrainingError, folds
from argmine.models.network import NetworkWeights
from argmine.pipeline import load
from argmine.pipeline.attribution import CueReader

if TYPE_CHECKING:
    from argmine.pipeline.attribution.encoder import WordEncoder

_THRESHOLDS = np.arange(0.2, 0.7, 0.02)
# The F1 is flat about its best: the lowest threshold this near to it is taken, for a missed voice is lost.
_SLACK = 0.003
_BINS = 10


def calibrate(
    weights: NetworkWeights, held_out: Sequence[AttributedText], *, encoder: WordEncoder | None = None
) -> NetworkWeights:
    """Return the weights with their confidence, their threshold and their figures on held-out articles.

    The confidence is a logistic regression on what the network says of an attribution (Platt 1999); the threshold
    is the lowest where F1 of content and source is about its best. The reliability table comes from five-fold
    cross-validation over the articles.

    Raises
    ------
    TrainingError
        If nothing, or everything, that is found in the held-out articles is right.
    """
    reader = CueReader(weights, encoder)
    nlp = load(stages=("argmine_layout",))
    found = list(reader.read(list(nlp.pipe(text.text for text in held_out))))
    right = np.concatenate(
        [is_right(text, [c.attribution for c in of]) for text, of in zip(held_out, found, strict=True)]
    )
    if not 0 < right.sum() < len(right):
        raise TrainingError(
            f"{right.sum()} of {len(right)} attributions found in the held-out texts are right, so that no confidence "
            "can be fitted; give more texts, to train on and to hold out"
        )
    evidence = np.stack([cued.evidence for of in found for cued in of])
    article = [i for i, of in enumerate(found) for _ in of]
    coefficients = _fit(evidence, right)
    confidence = iter(_confidence(coefficients, evidence).tolist())
    scored = [[(cued.attribution, next(confidence)) for cued in of] for of in found]
    f1 = [_attrib(held_out, scored, threshold) for threshold in _THRESHOLDS]
    threshold = round(float(_THRESHOLDS[int(np.flatnonzero(np.asarray(f1) >= max(f1) - _SLACK)[0])]), 2)
    kept = [[attribution for attribution, sure in of if sure >= threshold] for of in scored]
    figures = score_attributions(zip(held_out, kept, strict=True)).to_json()
    about = {
        **weights.about,
        "confidence": [round(float(value), 6) for value in coefficients],
        "threshold": threshold,
        "reliability": _reliability(evidence, right, article),
        "held_out": figures,
    }
    return NetworkWeights(weights.arrays, about)


def _fit(evidence: NDArray[np.float32], right: NDArray[np.bool_]) -> NDArray[np.float64]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=100.0, max_iter=1000).fit(evidence, right)
    return np.concatenate([model.intercept_, model.coef_[0]])


def _confidence(coefficients: NDArray[np.float64], evidence: NDArray[np.float32]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-(evidence @ coefficients[1:] + coefficients[0]))))


def _attrib(texts: Sequence[AttributedText], scored: Sequence[Sequence[tuple[Any, float]]], threshold: float) -> float:
    kept = [[attribution for attribution, sure in of if sure >= threshold] for of in scored]
    right = sum(int(is_right(text, of).sum()) for text, of in zip(texts, kept, strict=True))
    return 2 * right / (sum(map(len, kept)) + sum(len(text.attributions) for text in texts))


def _reliability(
    evidence: NDArray[np.float32], right: NDArray[np.bool_], article: Sequence[int]
) -> list[dict[str, float]]:
    """Compare the confidence with the share that is right, in tenths of the confidence."""
    confidence = np.zeros(len(right))
    for train, test in folds(article):
        confidence[test] = _confidence(_fit(evidence[train], right[train]), evidence[test])
    tenth = np.minimum((confidence * _BINS).astype(np.int64), _BINS - 1)
    return [
        {
            "from": i / _BINS,
            "attributions": int((tenth == i).sum()),
            "confidence": round(float(confidence[tenth == i].mean()), 3),
            "right": round(float(right[tenth == i].mean()), 3),
        }
        for i in range(_BINS)
        if (tenth == i).any()
    ]
