"""Analyses by claim and stance models that never saw the article, where annotated articles are few."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from spacy.language import Language

from argmine.learn.claims import train_claims
from argmine.learn.gold import GoldArticle
from argmine.learn.linear import FOLDS, TrainingError, folds
from argmine.learn.prepared import prepare
from argmine.learn.stance import train_stance
from argmine.pipeline import analyze_documents
from argmine.pipeline.claims import Claims
from argmine.pipeline.stance import Stances
from argmine.schema import Analysis


def cross_validated(
    nlp: Language, articles: Sequence[GoldArticle], *, also: Sequence[GoldArticle] = (), most: int = FOLDS
) -> list[Analysis]:
    """Return the analysis of each article, in order, by models trained on the articles of the other folds.

    The models that find attributions and types stay as they are. Articles of one text are in one fold.

    Parameters
    ----------
    nlp
        A pipeline with all of argmine's stages; its claim and stance models are the last fold's afterwards.
    articles
        The annotated articles; the folds are the same in every run.
    also
        Further articles that every fold learns from.
    most
        How many folds; there are no more than articles.

    Raises
    ------
    TrainingError
        If there are too few articles, or one of `also` is among those to be scored.
    """
    groups = _groups(articles, also)
    prepared, further = list(prepare(articles)), list(prepare(also))
    claims, stance = cast(Claims, nlp.get_pipe("argmine_claims")), cast(Stances, nlp.get_pipe("argmine_stance"))
    analyses: dict[int, Analysis] = {}
    for train, test in folds(groups, most=most):
        known = [prepared[i] for i in train]
        claims.use(train_claims(known, also=further))
        stance.model = train_stance(known, also=further, codebook=stance.codebook)
        found = analyze_documents(nlp, (articles[i].document for i in test))
        analyses.update(zip(map(int, test), found, strict=True))
    return [analyses[i] for i in range(len(articles))]


def _groups(articles: Sequence[GoldArticle], also: Iterable[GoldArticle]) -> list[int]:
    """Return for each article the number of its text."""
    numbers = {text: i for i, text in enumerate(dict.fromkeys(article.document.text for article in articles))}
    if len(numbers) < 3:
        raise TrainingError("cross-validation needs at least three annotated articles: one to score, two to learn from")
    if seen := [article.document.id for article in also if article.document.text in numbers]:
        raise TrainingError(
            f"{', '.join(seen)}: to be scored and to be learnt from as well; leave it out of one of the two"
        )
    return [numbers[article.document.text] for article in articles]
