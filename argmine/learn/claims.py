"""Training of the claim model: which spans of an attributed article another could dispute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from argmine.learn.gold import GoldArticle, pair_spans
from argmine.learn.linear import fit, folds
from argmine.models import LinearModel
from argmine.pipeline import STAGES, load, make_doc
from argmine.pipeline.claimhood import claim_features
from argmine.pipeline.claims import candidates_of

STRENGTH = 0.1
# The F1 is flat about its best: the lowest threshold this near to it is taken, for a missed claim is lost, while
# one too many can be told by its confidence.
SLACK = 0.01
THRESHOLDS = np.arange(0.2, 0.6, 0.02)


@dataclass(frozen=True, slots=True)
class _Examples:
    rows: list[dict[str, float]]
    labels: list[str]
    articles: list[int]
    gold: int


def train_claims(articles: Sequence[GoldArticle]) -> LinearModel:
    """Train the claim model; its threshold is chosen by F1 in cross-validation over the articles."""
    examples = _examples(articles)
    probabilities = _cross_validated(examples)
    is_claim = np.asarray(examples.labels) == "claim"
    scores = [_f1(is_claim, probabilities >= threshold, examples.gold) for threshold in THRESHOLDS]
    best = int(np.flatnonzero(np.asarray(scores) >= max(scores) - SLACK)[0])
    return fit(
        examples.rows,
        examples.labels,
        strength=STRENGTH,
        threshold=round(float(THRESHOLDS[best]), 2),
        articles=len(articles),
        examples=len(examples.rows),
        cross_validated_f1=round(100 * scores[best], 1),
    )


def _examples(articles: Sequence[GoldArticle]) -> _Examples:
    nlp = load(stages=STAGES[: STAGES.index("argmine_claims")])
    rows: list[dict[str, float]] = []
    labels: list[str] = []
    groups: list[int] = []
    for number, doc in enumerate(nlp.pipe([make_doc(nlp, article.document) for article in articles])):
        candidates = candidates_of(doc)
        gold = [(claim.start, claim.end) for claim in articles[number].claims]
        right = {j for _, j in pair_spans(gold, [(c.start, c.end) for c in candidates])}
        rows += claim_features(doc, candidates, doc._.paragraphs)
        labels += ["claim" if j in right else "none" for j in range(len(candidates))]
        groups += [number] * len(candidates)
    return _Examples(rows, labels, groups, sum(len(article.claims) for article in articles))


def _cross_validated(examples: _Examples) -> NDArray[np.float64]:
    probabilities = np.zeros(len(examples.rows))
    for train, test in folds(examples.articles):
        model = fit([examples.rows[i] for i in train], [examples.labels[i] for i in train], strength=STRENGTH)
        rows = [examples.rows[i] for i in test]
        probabilities[test] = model.probabilities(rows)[:, model.classes.index("claim")]
    return probabilities


def _f1(right: NDArray[np.bool_], kept: NDArray[np.bool_], gold: int) -> float:
    return float(2 * (right & kept).sum() / (kept.sum() + gold))
