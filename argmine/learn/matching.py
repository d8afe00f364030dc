"""Training of the model that puts claims on given positions, from articles with gold positions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from argmine.codebook import CodebookPosition
from argmine.learn.linear import folds
from argmine.learn.polarity import gold_claims
from argmine.models import LinearModel
from argmine.models.fitting import fit
from argmine.positions.embed import text_vectors
from argmine.positions.matching import Match, best, read_matches
from argmine.positions.order import reading_order

Row = Mapping[str, Any]
Figures = dict[str, float]

STRENGTH = 1.0
# Positions of other articles that an article's claims are held against as well: a codebook lists what an article
# does not speak of.
STRANGERS = 4
_THRESHOLDS = np.arange(0.2, 0.81, 0.05)


class _Article(NamedTuple):
    """The candidates of one article: features, whether they are right, and the gold position of each claim."""

    matches: Sequence[Match]
    features: Sequence[Mapping[str, float]]
    right: NDArray[np.bool_]
    gold: Sequence[int | None]


def train_matching(rows: Sequence[Row], *, held_out: Sequence[Row] = ()) -> LinearModel:
    """Train the matching model on articles in the shape of policy_news.

    `about` holds precision, recall and F1 of claims on positions, at several thresholds, by cross-validation over the
    articles of `rows` and on `held_out`.
    """
    articles = list(_articles(rows))
    figures = {"cross-validation": _by_threshold(articles, _cross_validated(articles))}
    model = _fit(articles)
    if held_out:
        test = list(_articles(held_out))
        figures["held out"] = _by_threshold(test, [_probabilities(model, article) for article in test])
    about = {"articles": len(rows), "figures": figures}
    return LinearModel(model.classes, model.features, model.coef, model.intercept, about)


def _articles(rows: Sequence[Row]) -> Iterator[_Article]:
    for number, row in enumerate(rows):
        others = [rows[(number + step) % len(rows)] for step in range(1, STRANGERS + 1)]
        texts = [position["text"] for position in row["positions"]]
        texts += [other["positions"][0]["text"] for other in others if other["positions"] and other is not row]
        ids = {position["id"]: place for place, position in enumerate(row["positions"])}
        claims = gold_claims(row)
        claims = [claims[i] for i in reading_order(claims)]
        own = text_vectors([claim.text for claim in claims])
        listed = [CodebookPosition(id=str(place), text=text) for place, text in enumerate(texts)]
        matches, features = read_matches(claims, own, listed)
        gold = [ids.get(claim.position or "") for claim in claims]
        right = np.array([gold[m.claim] == m.position for m in matches], dtype=bool)
        yield _Article(matches, features, right, gold)


def _fit(articles: Sequence[_Article]) -> LinearModel:
    rows = [row for article in articles for row in article.features]
    labels = ["match" if right else "no match" for article in articles for right in article.right]
    return fit(rows, labels, strength=STRENGTH)


def _cross_validated(articles: Sequence[_Article]) -> list[NDArray[np.float64]]:
    found: list[NDArray[np.float64]] = [np.empty(0)] * len(articles)
    for train, test in folds(range(len(articles))):
        model = _fit([articles[i] for i in train])
        for i in test:
            found[i] = _probabilities(model, articles[i])
    return found


def _probabilities(model: LinearModel, article: _Article) -> NDArray[np.float64]:
    return model.probabilities(article.features)[:, model.classes.index("match")]


def _by_threshold(articles: Sequence[_Article], probabilities: Sequence[NDArray[np.float64]]) -> dict[str, Figures]:
    return {f"{t:.2f}": _figures(articles, probabilities, float(t)) for t in _THRESHOLDS}


def _figures(articles: Sequence[_Article], probabilities: Sequence[NDArray[np.float64]], threshold: float) -> Figures:
    right = found = gold = 0
    for article, values in zip(articles, probabilities, strict=True):
        matches = [m._replace(probability=float(p)) for m, p in zip(article.matches, values, strict=True)]
        chosen = best(matches, threshold=threshold)
        right += sum(article.gold[m.claim] == m.position for m in chosen)
        found += len(chosen)
        gold += sum(place is not None for place in article.gold)
    return {
        "precision": round(100 * right / max(1, found), 1),
        "recall": round(100 * right / max(1, gold), 1),
        "f1": round(200 * right / max(1, found + gold), 1),
    }
