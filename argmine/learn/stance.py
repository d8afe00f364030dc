"""Training of the stance model: whose side a claim speaks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from argmine.codebook import Codebook
from argmine.learn.gold import GoldArticle
from argmine.learn.linear import TrainingError, folds
from argmine.learn.prepared import Prepared
from argmine.models import LinearModel
from argmine.models.fitting import fit
from argmine.pipeline._codebook_model import balanced_weights, features_of, pseudo_examples, pseudo_vectors
from argmine.pipeline._shared_evidence import follow_voices, log_softmax, pool

STRENGTH = 0.3
# How much a claim of the further articles, and all that the codebook says of one stance, weigh beside a claim.
WEIGHT_OF_ALSO = 0.5
WEIGHT_OF_CODEBOOK = 120.0
# The further articles have shares of their own of each stance, which this feature takes up.
_ALSO = {"also": 3.0}


def train_stance(
    articles: Sequence[Prepared], *, also: Sequence[Prepared] = (), codebook: Codebook | None = None
) -> LinearModel:
    """Train the stance model on the claims that the pipeline finds where annotators found one.

    What the codebook says of its stances is learned from as well, so that few annotations help already.

    Parameters
    ----------
    articles
        Annotated articles of the kind that the model is for.
    also
        Further articles to learn from, at half the weight and with shares of the stances of their own.
    codebook
        The codebook that the articles were annotated with; by default the one that ships with argmine.

    Raises
    ------
    TrainingError
        If an article has a stance that the codebook lacks, or no claim can be learned from.
    """
    codebook = codebook or Codebook.default()
    check_stances((prepared.article for prepared in (*articles, *also)), codebook)
    articles = [prepared for prepared in articles if prepared.gold]
    if not articles:
        raise TrainingError("no claim that the pipeline finds pairs with a gold claim; stances cannot be learned")
    held_out = _cross_validated(articles, also, codebook)
    temperature = _temperature(held_out)
    right = np.concatenate([p.argmax(axis=1) == gold for p, gold in held_out])
    return _fit(
        articles,
        also,
        codebook,
        articles=len(articles),
        also=len(also),
        claims=len(right),
        temperature=round(temperature, 2),
        cross_validated_accuracy=round(100 * float(right.mean()), 1),
    )


def _fit(examples: Sequence[Prepared], further: Sequence[Prepared], codebook: Codebook, /, **about: Any) -> LinearModel:
    told = list(pseudo_examples(codebook))
    rows: list[Mapping[str, float]] = [row for prepared in examples for row in prepared.stance_rows]
    marked = [dict(row) | _ALSO for prepared in further for row in prepared.stance_rows]
    labels = [stance for prepared in (*examples, *further) for stance in prepared.stances]
    vectors = [prepared.stance_vectors for prepared in (*examples, *further)]
    weights = np.repeat([1.0, WEIGHT_OF_ALSO], [len(rows), len(marked)])
    return fit(
        [*rows, *marked, *(pseudo.features for pseudo in told)],
        [*labels, *(pseudo.stance for pseudo in told)],
        strength=STRENGTH,
        dense=np.vstack([*vectors, pseudo_vectors(told)]),
        kept=features_of(told),
        weights=np.concatenate([weights, WEIGHT_OF_CODEBOOK * balanced_weights(told)]),
        **about,
    )


def check_stances(articles: Iterable[GoldArticle], codebook: Codebook) -> None:
    """Refuse articles that are annotated with other stances than those of the codebook."""
    for article in articles:
        for claim in article.claims:
            if claim.stance not in codebook.stance_names:
                raise TrainingError(
                    f"article {article.document.id!r} has a claim with the stance {claim.stance!r}; the "
                    f"codebook {codebook.name!r} has {', '.join(codebook.stance_names)}. Name the codebook that the "
                    "articles were annotated with (--codebook)."
                )


def _cross_validated(
    articles: Sequence[Prepared], also: Sequence[Prepared], codebook: Codebook
) -> list[tuple[NDArray[np.float64], NDArray[np.int64]]]:
    """Return for each article the log-probabilities of its claims by a model without it, and their gold classes."""
    stances = codebook.stance_names
    judged = []
    for train, test in folds(range(len(articles))):
        model = _fit([articles[i] for i in train], also, codebook)
        for prepared in (articles[i] for i in test):
            columns = [model.classes.index(stance) for stance in stances]
            probabilities = model.probabilities(prepared.stance_rows, prepared.stance_vectors)[:, columns]
            prepared.doc._.claims = prepared.paired
            followed = follow_voices(prepared.doc, pool(prepared.paired, np.log(probabilities)))
            judged.append((followed, np.asarray([stances.index(stance) for stance in prepared.stances])))
    return judged


def _temperature(judged: Sequence[tuple[NDArray[np.float64], NDArray[np.int64]]]) -> float:
    """Return what log-probabilities are best divided by (temperature scaling; Guo, Pleiss, Sun and Weinberger 2017)."""
    scores = np.vstack([scores for scores, _ in judged])
    gold = np.concatenate([classes for _, classes in judged])

    def loss(temperature: float) -> float:
        return -float(log_softmax(scores / temperature)[np.arange(len(gold)), gold].mean())

    return float(minimize_scalar(loss, bounds=(0.5, 3.0), method="bounded").x)
