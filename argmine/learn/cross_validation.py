"""Scoring the claim and stance models on articles that they were not trained on, when there are few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmine.learn.claims import train_claims
from argmine.learn.gold import GoldArticle
from argmine.learn.linear import FOLDS, folds
from argmine.learn.prepared import prepare
from argmine.learn.stance import train_stance
from argmine.pipeline import analysis_of, load
from argmine.schema import Analysis


def cross_validate(
    articles: Sequence[GoldArticle],
    *,
    also: Sequence[GoldArticle] = (),
    most: int = FOLDS,
) -> Iterator[tuple[GoldArticle, Analysis]]:
    """Yield each article with its analysis by a pipeline whose claim and stance models never saw it.

    The other models stay as they ship: the attribution model is trained on other articles altogether.

    Parameters
    ----------
    articles
        The annotated articles, split into folds that are the same in every run.
    also
        Further articles that every fold learns from.
    most
        How many folds; no more than there are articles.
    """
    prepared, further = list(prepare(articles)), list(prepare(also))
    nlp = load()
    claims, speakers, stance = (nlp.get_pipe(f"argmine_{stage}") for stage in ("claims", "speakers", "stance"))
    for train, test in folds(range(len(prepared)), most):
        known = [prepared[i] for i in train]
        claims.model = train_claims(known, also=further)
        claims.threshold = float(claims.model.about["threshold"])
        stance.model = train_stance(known, also=further)
        for i in test:
            doc = prepared[i].doc
            for stage in (claims, speakers, stance):
                doc = stage(doc)
            yield articles[i], analysis_of(doc)
