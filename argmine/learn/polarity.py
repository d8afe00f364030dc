"""Training of the polarity model, from claims with gold positions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from argmine.models import LinearModel
from argmine.positions.discovery import typical_row
from argmine.positions.embed import Vectors, text_vectors, with_context
from argmine.positions.order import reading_order
from argmine.positions.polarity import Case, Features, features, read_cases
from argmine.positions.terms import key_terms
from argmine.schema import Claim, Speaker, content_id

Row = Mapping[str, Any]
Figures = dict[str, dict[str, float]]

FOLDS = 10
# Inverse strength of the L2 penalty, and the weight of an attack on a given position.
STRENGTH = 0.1
ATTACK_WEIGHT = 1.5


@dataclass(frozen=True, slots=True)
class Trained:
    """A model, and its figures by kind of position (given, discovered) and kind of test."""

    model: LinearModel
    figures: dict[str, Figures]


@dataclass(frozen=True, slots=True)
class _Example:
    """A case with its gold label; only cases as they occur in use are `scored`."""

    case: Case
    support: bool
    weight: float
    scored: bool = True


@dataclass(frozen=True, slots=True)
class _Examples:
    rows: list[Features]
    labels: NDArray[np.bool_]
    articles: NDArray[np.int64]
    discovered: NDArray[np.bool_]
    weights: NDArray[np.float64]
    scored: NDArray[np.bool_]

    @classmethod
    def of(cls, articles: Sequence[Sequence[_Example]]) -> _Examples:
        """Put the examples of all articles together; an article's number is its place."""
        every = [example for article in articles for example in article]
        return cls(
            rows=features([example.case for example in every]),
            labels=np.array([example.support for example in every], dtype=bool),
            articles=np.repeat(np.arange(len(articles)), [len(article) for article in articles]),
            discovered=np.array([example.case.discovered for example in every], dtype=bool),
            weights=np.array([example.weight for example in every], dtype=np.float64),
            scored=np.array([example.scored for example in every], dtype=bool),
        )

    def chosen(self, mask: NDArray[np.bool_]) -> _Examples:
        """Return the examples where `mask` holds."""
        return _Examples(
            rows=[self.rows[i] for i in np.flatnonzero(mask)],
            labels=self.labels[mask],
            articles=self.articles[mask],
            discovered=self.discovered[mask],
            weights=self.weights[mask],
            scored=self.scored[mask],
        )


def train(rows: Sequence[Row], *, unread: Sequence[Row] = (), held_out: Sequence[Row] = ()) -> Trained:
    """Train the polarity model.

    Parameters
    ----------
    rows
        Articles in the shape of policy_news: id, positions (id, text) and claims (start, end, text, speaker,
        stance, position, polarity). The sides of discovered positions are learnt from them.
    unread
        Articles like `rows` that the pair network has not learnt from; the sides of given positions, on which it
        is heard, are learnt from these alone.
    held_out
        Articles like `rows` to be scored with the finished model.

    Returns
    -------
    Trained
        The model, with accuracy and macro-F1 from cross-validation over the articles of `rows` and `unread` and on
        `held_out`. The same input gives the same weights.
    """
    examples = _Examples.of([*map(_discovered, rows), *map(_both, unread)])
    names = sorted({name for row in examples.rows for name in row})
    figures = {"cross-validation": _cross_validated(examples, names)}
    model = _fitted(examples, names)
    if held_out:
        test = _Examples.of([_both(row) for row in held_out])
        figures["held out"] = _scored(test, model.probabilities(test.rows)[:, 1])
    about = {"articles": len(rows), "unread": len(unread), "figures": figures}
    return Trained(LinearModel(model.classes, model.features, model.coef, model.intercept, about), figures)


def _both(row: Row) -> list[_Example]:
    return [*_given(row), *_discovered(row)]


def _cross_validated(examples: _Examples, names: Sequence[str]) -> Figures:
    fold = examples.articles % FOLDS
    probabilities = np.zeros(len(examples.rows))
    for held in range(FOLDS):
        test = fold == held
        if test.any() and not test.all():
            model = _fitted(examples.chosen(~test), names)
            probabilities[test] = model.probabilities(examples.chosen(test).rows)[:, 1]
    return _scored(examples, probabilities)


def _fitted(examples: _Examples, names: Sequence[str]) -> LinearModel:
    from sklearn.linear_model import LogisticRegression

    blank = LinearModel(
        ("attack", "support"), tuple(names), np.zeros((2, len(names)), np.float32), np.zeros(2, np.float32)
    )
    matrix = blank.matrix(examples.rows).toarray().astype(np.float64)
    # Features of one size, so that the penalty treats them alike; rare ones are not blown up.
    scale = np.maximum(np.sqrt((matrix**2).mean(axis=0)), 0.05)
    estimator = LogisticRegression(C=STRENGTH, solver="liblinear", fit_intercept=False, random_state=0)
    estimator.fit(matrix / scale, np.where(examples.labels, "support", "attack"), sample_weight=examples.weights)
    estimator.coef_ = estimator.coef_ / scale
    return LinearModel.from_estimator(estimator, names)


def _scored(examples: _Examples, probabilities: NDArray[np.float64]) -> Figures:
    from sklearn.metrics import accuracy_score, f1_score

    figures: Figures = {}
    for kind, mask in (
        ("given", ~examples.discovered),
        ("discovered", examples.discovered & examples.scored),
    ):
        gold, guess = examples.labels[mask], probabilities[mask] >= 0.5
        if not len(gold):
            continue
        figures[kind] = {
            "claims": int(mask.sum()),
            "support": round(100 * float(gold.mean()), 1),
            "accuracy": round(100 * accuracy_score(gold, guess), 1),
            "macro_f1": round(100 * f1_score(gold, guess, average="macro"), 1),
        }
    return figures


def gold_claims(row: Row) -> list[Claim]:
    """Return the annotated claims of an article in the shape of policy_news, in its order."""
    return [
        Claim(
            id=content_id(row["id"], claim["start"], claim["end"]),
            document=str(row["id"]),
            start=claim["start"],
            end=claim["end"],
            text=claim["text"],
            kind=claim["kind"],
            speaker=Speaker(id=content_id(claim["speaker"]), name=claim["speaker"]) if claim["speaker"] else None,
            stance=claim["stance"],
            position=claim["position"],
            polarity=claim["polarity"],
        )
        for claim in row["claims"]
    ]


def _groups(row: Row) -> tuple[list[Claim], Vectors, dict[str, list[int]]]:
    claims = gold_claims(row)
    claims = [claims[i] for i in reading_order(claims)]
    members: dict[str, list[int]] = defaultdict(list)
    for i, claim in enumerate(claims):
        if claim.position:
            members[claim.position].append(i)
    return claims, text_vectors([claim.text for claim in claims]), members


def given_cases(row: Row) -> list[Case]:
    """Return the claims of an article on its gold positions, each read with the text of its position."""
    claims, own, members = _groups(row)
    vectors = with_context(own, claims)
    texts = {position["id"]: position["text"] for position in row["positions"]}
    cases = []
    for name, rows in members.items():
        near = vectors[rows] @ text_vectors([texts[name]])[0]
        reference = claims[rows[int(np.argmax(near))]]
        readings = read_cases([texts[name]] * len(rows), [claims[i].text for i in rows])
        for i, cosine, reading in zip(rows, near.tolist(), readings, strict=True):
            cases.append(Case(claims[i], f"{row['id']} {name}", texts[name], reference, cosine, reading, False))
    return cases


def _given(row: Row) -> list[_Example]:
    found = []
    for case in given_cases(row):
        support = case.claim.polarity == "support"
        found.append(_Example(case, support, 1.0 if support else ATTACK_WEIGHT))
    return found


def _discovered(row: Row) -> list[_Example]:
    """Return the claims of an article on each other claim of their position.

    In use a claim is only held against the typical claim; the other pairs teach the same from more cases.
    """
    claims, own, members = _groups(row)
    pairs = []
    for name, rows in members.items():
        terms = key_terms([[claims[i].text for i in rows]])[0]
        typical = typical_row(claims, own, np.array(rows), terms)
        pairs += [(name, typical, i, other) for i in rows for other in rows if i != other]
    readings = read_cases([claims[other].text for *_, other in pairs], [claims[i].text for _, _, i, _ in pairs])
    found = []
    for (name, typical, i, other), reading in zip(pairs, readings, strict=True):
        cosine = float(own[i] @ own[other])
        case = Case(claims[i], f"{row['id']} {name}", claims[other].text, claims[other], cosine, reading, True)
        agree = claims[i].polarity == claims[other].polarity
        found.append(_Example(case, agree, 1 / (len(members[name]) - 1), scored=other == typical))
    return found
