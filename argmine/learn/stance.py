"""Training of the stance model: whose side a claim speaks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from argmine.learn.gold import GoldArticle, pair_spans
from argmine.learn.linear import TrainingError, fit, folds
from argmine.models import LinearModel
from argmine.models.embedding import embed
from argmine.pipeline import STAGES, load, make_doc
from argmine.pipeline.lexicon import rows as lexicon_rows
from argmine.pipeline.stance import stance_inputs

STRENGTH = 0.3
# How much an organisation of the lists weighs beside a claim.
WEIGHT_OF_LISTED = 0.2


def train_stance(articles: Sequence[GoldArticle]) -> LinearModel:
    """Train the stance model on the claims that the pipeline finds where annotators found one.

    The organisations and agencies of the lexicon are added as speakers who say nothing: companies and trade
    groups for industry, agencies for the administration.
    """
    rows: list[dict[str, float]] = []
    labels: list[str] = []
    groups: list[int] = []
    who: list[NDArray[np.float32]] = []
    for number, (doc, stances) in enumerate(_paired(articles)):
        found, described = stance_inputs([doc])
        rows += found
        labels += stances
        groups += [number] * len(found)
        who.append(described)
    if not rows:
        raise TrainingError("no claim that the pipeline finds pairs with a gold claim; stances cannot be learned")
    dense = np.vstack(who)
    accuracy = _cross_validated_accuracy(rows, labels, dense, groups)
    return _fit(rows, labels, dense, articles=len(articles), claims=len(rows), cross_validated_accuracy=accuracy)


def _paired(articles: Sequence[GoldArticle]) -> Iterator[tuple[Doc, list[str]]]:
    """Yield each article with just the claims that pair with a gold one, and their gold stances."""
    nlp = load(stages=STAGES[: STAGES.index("argmine_stance")])
    nlp.get_pipe("argmine_claims").threshold = 0.0  # type: ignore[attr-defined]
    for article, doc in zip(articles, nlp.pipe([make_doc(nlp, a.document) for a in articles]), strict=True):
        spans = [(claim.start, claim.end) for claim in article.claims]
        pairs = sorted((j, i) for i, j in pair_spans(spans, [(c.start, c.end) for c in doc._.claims]))
        if pairs:
            doc._.claims = tuple(replace(doc._.claims[j]) for j, _ in pairs)
            yield doc, [article.claims[i].stance for _, i in pairs]


def _fit(
    rows: Sequence[dict[str, float]], labels: Sequence[str], dense: NDArray[np.float32], **about: Any
) -> LinearModel:
    listed, sides = _listed(set(labels))
    vectors = embed([name for name, _ in listed])
    return fit(
        [*rows, *(features for _, features in listed)],
        [*labels, *sides],
        strength=STRENGTH,
        dense=np.vstack([dense, vectors]),
        weights=np.concatenate([np.ones(len(rows)), np.full(len(listed), WEIGHT_OF_LISTED)]),
        **about,
    )


def _listed(stances: set[str]) -> tuple[list[tuple[str, dict[str, float]]], list[str]]:
    """Return the listed organisations with their features, and the side each stands for, as far as it is studied."""
    kinds = [(name, kind) for name, kind in lexicon_rows("organisations.tsv") if kind in {"company", "trade"}]
    kinds += [(name, "agency") for name, *_ in lexicon_rows("agencies.tsv")]
    sides = ["administration" if kind == "agency" else "industry" for _, kind in kinds]
    kept = [i for i, side in enumerate(sides) if side in stances]
    return [(kinds[i][0], _as_speaker(*kinds[i])) for i in kept], [sides[i] for i in kept]


def _as_speaker(name: str, kind: str) -> dict[str, float]:
    return {f"who:{word}": 1.0 for word in name.split()} | {"who:is group": 1.0, f"who:is {kind}": 1.0}


def _cross_validated_accuracy(
    rows: Sequence[dict[str, float]], labels: Sequence[str], dense: NDArray[np.float32], groups: Sequence[int]
) -> float:
    right = 0
    for train, test in folds(groups):
        model = _fit([rows[i] for i in train], [labels[i] for i in train], dense[train])
        best = model.probabilities([rows[i] for i in test], dense[test]).argmax(axis=1)
        right += sum(model.classes[k] == labels[i] for k, i in zip(best, test, strict=True))
    return round(100 * right / len(rows), 1)
