"""Training of the stance model: whose side a claim speaks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from argmine.learn.linear import TrainingError, fit, folds
from argmine.learn.prepared import Prepared
from argmine.models import LinearModel
from argmine.models.embedding import embed
from argmine.pipeline._shared_evidence import follow_voices, log_softmax, pool
from argmine.pipeline.evidence import WEIGHT_OF_DESCRIPTION, WEIGHT_OF_KNOWLEDGE
from argmine.pipeline.lexicon import rows as lexicon_rows
from argmine.pipeline.stance import UNSEEN

STRENGTH = 0.3
# How much an organisation of the lists, and a claim of the further articles, weigh beside a claim.
WEIGHT_OF_LISTED = 0.2
WEIGHT_OF_ALSO = 0.5
# The further articles have shares of their own of each stance, which this feature takes up.
_ALSO = {"also": 3.0}


def train_stance(articles: Sequence[Prepared], *, also: Sequence[Prepared] = ()) -> LinearModel:
    """Train the stance model on the claims that the pipeline finds where annotators found one.

    The organisations and agencies of the lexicon are added as speakers who say nothing: companies and trade
    groups for industry, agencies for the administration.

    Parameters
    ----------
    articles
        Annotated articles of the kind that the model is for.
    also
        Further articles to learn from, at half the weight and with shares of the stances of their own.
    """
    articles = [prepared for prepared in articles if prepared.gold]
    if not articles:
        raise TrainingError("no claim that the pipeline finds pairs with a gold claim; stances cannot be learned")
    held_out = _cross_validated(articles, also)
    temperature = _temperature(held_out)
    right = np.concatenate([p.argmax(axis=1) == gold for p, gold in held_out])
    return _fit(
        articles,
        also,
        articles=len(articles),
        also=len(also),
        claims=len(right),
        temperature=round(temperature, 2),
        cross_validated_accuracy=round(100 * float(right.mean()), 1),
    )


def _fit(examples: Sequence[Prepared], further: Sequence[Prepared], /, **about: Any) -> LinearModel:
    stances = {stance for prepared in examples for stance in prepared.stances}
    names, listed, sides = _listed(stances)
    rows: list[Mapping[str, float]] = [row for prepared in examples for row in prepared.stance_rows]
    marked = [row | _ALSO for prepared in further for row in map(dict, prepared.stance_rows)]
    labels = [stance for prepared in (*examples, *further) for stance in prepared.stances]
    dense = np.vstack([prepared.stance_vectors for prepared in (*examples, *further) if prepared.gold])
    described = np.zeros((len(names), dense.shape[1]), dtype=np.float32)
    vectors = embed(names)
    described[:, : vectors.shape[1]] = vectors
    return fit(
        [*rows, *marked, *listed],
        [*labels, *sides],
        strength=STRENGTH,
        dense=np.vstack([dense, described]),
        weights=np.repeat([1.0, WEIGHT_OF_ALSO, WEIGHT_OF_LISTED], [len(rows), len(marked), len(listed)]),
        **about,
    )


def _listed(stances: set[str]) -> tuple[list[str], list[Mapping[str, float]], list[str]]:
    """Return the listed organisations, their features, and the side each stands for, as far as it is studied."""
    kinds = [(name, kind) for name, kind in lexicon_rows("organisations.tsv") if kind in {"company", "trade"}]
    kinds += [(name, "agency") for name, *_ in lexicon_rows("agencies.tsv")]
    sides = ["administration" if kind == "agency" else "industry" for _, kind in kinds]
    kept = [i for i, side in enumerate(sides) if side in stances]
    return [kinds[i][0] for i in kept], [_as_speaker(*kinds[i]) for i in kept], [sides[i] for i in kept]


def _as_speaker(name: str, kind: str) -> dict[str, float]:
    words = {f"who:word {word}": WEIGHT_OF_DESCRIPTION for word in name.split()}
    return words | dict.fromkeys(("who:is group", f"who:is {kind}"), WEIGHT_OF_KNOWLEDGE)


def _cross_validated(
    articles: Sequence[Prepared], also: Sequence[Prepared]
) -> list[tuple[NDArray[np.float64], NDArray[np.int64]]]:
    """Return for each article the log-probabilities of its claims by a model without it, and their gold classes."""
    stances = sorted({stance for prepared in articles for stance in prepared.stances})
    judged = []
    for train, test in folds(range(len(articles))):
        model = _fit([articles[i] for i in train], also)
        for prepared in (articles[i] for i in test):
            probabilities = np.full((len(prepared.gold), len(stances)), UNSEEN)
            known = [stances.index(stance) for stance in model.classes if stance in stances]
            columns = [k for k, stance in enumerate(model.classes) if stance in stances]
            found = model.probabilities(prepared.stance_rows, prepared.stance_vectors)
            probabilities[:, known] = np.maximum(found[:, columns], UNSEEN)
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
