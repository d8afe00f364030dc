"""Analyses by claim and stance models that never saw the article, where annotated articles are few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from spacy.language import Language

from argmine.learn.claims import train_claims
from argmine.learn.gold import GoldArticle
from argmine.learn.linear import folds
from argmine.learn.prepared import prepare
from argmine.learn.stance import train_stance
from argmine.pipeline import analysis_of
from argmine.pipeline.claims import Claims
from argmine.pipeline.stance import Stances
from argmine.schema import Analysis


def cross_validated(
    nlp: Language, articles: Sequence[GoldArticle], *, also: Sequence[GoldArticle] = ()
) -> Iterator[Analysis]:
    """Yield the analysis of each article, in order, by models trained on the articles of the other folds.

    The models that find attributions and types stay as they are.

    Parameters
    ----------
    nlp
        A pipeline with all of argmine's stages; its claim and stance models are the last fold's afterwards.
    articles
        The annotated articles; the folds are the same in every run.
    also
        Further articles that every fold learns from.
    """
    prepared, further = list(prepare(articles)), list(prepare(also))
    claims, stance = cast(Claims, nlp.get_pipe("argmine_claims")), cast(Stances, nlp.get_pipe("argmine_stance"))
    speakers = nlp.get_pipe("argmine_speakers")
    analyses: dict[int, Analysis] = {}
    for train, test in folds(range(len(prepared))):
        known = [prepared[i] for i in train]
        claims.use(train_claims(known, also=further))
        stance.model = train_stance(known, also=further)
        for i in test:
            analyses[i] = analysis_of(stance(speakers(claims(prepared[i].doc))))
    return (analyses[i] for i in range(len(prepared)))
