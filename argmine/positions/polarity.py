"""Polarity: whether a claim supports its position or attacks it.

A logistic regression over few, readable features. Position and claim are read together by a network
(`argmine.positions.reader`). Two kinds of position need different evidence beside it. Under a discovered
position, which is one claim's own words, the best is who speaks: the side of the claim against the side of the
position's typical claim. Under a given one (a codebook's) it is what the network says of the other claims of
the same speaker and of the same stance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from argmine.models import LinearModel, load_linear
from argmine.positions.contrast import contrast
from argmine.positions.reader import Pair, Reading, pair_reader
from argmine.schema import Claim, Polarity

MODEL = "polarity"
# A side that is less probable than this is not told.
LEAST_PROBABILITY = 0.52
# From this probability on a claim is said to bear on the position in neither way.
NEITHER = 0.9
# Beyond this the network is sure, and no surer.
_SUREST = 4.0

Features = dict[str, float]


class Side(NamedTuple):
    """Where a claim stands, with the probability of just that; None is neither side, or too uncertain."""

    polarity: Polarity | None
    probability: float


@dataclass(frozen=True)
class Case:
    """One claim on one position.

    `text` is the position's sentence, `reference` a claim that stands for it (the typical claim of a
    discovered position, the claim nearest to the text of a given one), `similarity` the cosine between
    claim and text, `reading` what the network says of both.
    """

    claim: Claim
    position: str
    text: str
    reference: Claim | None
    similarity: float
    reading: Reading
    discovered: bool


def sides(cases: Sequence[Case]) -> list[Side]:
    """Return on which side each claim stands; the cases of one position belong together."""
    if not cases:
        return []
    model: LinearModel = load_linear(MODEL)
    support = model.classes.index("support")
    probabilities = model.probabilities(features(cases))[:, support].tolist()
    return [_side(case, probability) for case, probability in zip(cases, probabilities, strict=True)]


def read_cases(texts: Sequence[str], claims: Sequence[str]) -> list[Reading]:
    """Return what the network says of each position's text and claim."""
    return pair_reader().read([Pair(text, claim) for text, claim in zip(texts, claims, strict=True)])


def _side(case: Case, support: float) -> Side:
    if case.discovered and case.reference is case.claim:
        return Side("support", 1.0)
    attack, in_support, neither = _shares(case.reading)
    if neither >= NEITHER:
        return Side(None, neither)
    if not case.discovered and not _stances(case.claim):
        # Nothing is known but the words, which the network weighs best by itself.
        support = in_support / (attack + in_support)
    probability = max(support, 1 - support)
    if probability < LEAST_PROBABILITY:
        return Side(None, probability)
    return Side("support" if support >= 0.5 else "attack", probability)


def _shares(reading: Reading) -> tuple[float, float, float]:
    """Return the network's own probabilities of attack, support and neither."""
    scores = np.array(reading[:3])
    shares = np.exp(scores - scores.max())
    attack, support, neither = (shares / shares.sum()).tolist()
    return attack, support, neither


def features(cases: Sequence[Case]) -> list[Features]:
    """Return the features of `cases`; those of discovered and given positions have names of their own."""
    leanings = np.array([_leaning(case.reading) for case in cases])
    of_speaker = _means(cases, leanings, lambda case: case.claim.speaker and case.claim.speaker.id)
    of_stance = _means(cases, leanings, lambda case: case.claim.stance)
    rows: list[Features] = []
    for i, case in enumerate(cases):
        row = _relation(case.claim, case.reference) | contrast(case.claim.text, case.text, case.similarity)
        row |= {"leaning": float(leanings[i]), "neither": case.reading.neither / _SUREST}
        if case.discovered:
            row |= {f"stance {name}": share for name, share in _stances(case.claim).items()}
        else:
            # Not the stance alone: which side it takes on a given position is another matter in each debate.
            row |= {f"{name} of speaker": value for name, value in of_speaker[i].items()}
            row |= {f"{name} of stance": value for name, value in of_stance[i].items()}
        kind = "found" if case.discovered else "given"
        rows.append({f"{kind}:{name}": value for name, value in row.items() if value})
    return rows


def _leaning(reading: Reading) -> float:
    return float(np.clip(reading.support - reading.attack, -_SUREST, _SUREST)) / _SUREST


def _means(cases: Sequence[Case], leanings: NDArray[np.float64], key: Callable[[Case], Hashable]) -> list[Features]:
    """Return how the other claims on the position in the document lean: those that share `key`, and the others."""
    sums: dict[Hashable, float] = defaultdict(float)
    counts: dict[Hashable, int] = defaultdict(int)
    for case, leaning in zip(cases, leanings.tolist(), strict=True):
        place = _place(case)
        for group in (place, (place, key(case))):
            sums[group] += leaning
            counts[group] += 1
    rows = []
    for case, leaning in zip(cases, leanings.tolist(), strict=True):
        place, name = _place(case), key(case)
        same, every = (place, name), place
        others = counts[every] - counts[same]
        row = {"others": (sums[every] - sums[same]) / others if others else 0.0}
        if name is not None:
            row["same"] = (sums[same] - leaning) / max(1, counts[same] - 1)
        rows.append(row)
    return rows


def _place(case: Case) -> tuple[str, str, bool]:
    return case.position, case.claim.document, case.discovered


def _relation(claim: Claim, reference: Claim | None) -> Features:
    """Return how the speaker of `claim` stands to the speaker of `reference`."""
    row: Features = {"bias": 1.0}
    mine = _stances(claim)
    if reference is None:
        return row
    theirs = _stances(reference)
    for one, other in ((one, other) for one in mine for other in theirs):
        pair = "same side" if one == other else " and ".join(sorted((one, other)))
        row[pair] = row.get(pair, 0.0) + mine[one] * theirs[other]
    if mine and theirs:
        row["other side"] = 1.0 - row.get("same side", 0.0)
    row["reference"] = float(claim.id == reference.id)
    row["same speaker"] = float(bool(claim.speaker and reference.speaker and claim.speaker.id == reference.speaker.id))
    return row


def _stances(claim: Claim) -> Mapping[str, float]:
    if claim.stance_probabilities:
        return claim.stance_probabilities
    return {claim.stance: 1.0} if claim.stance else {}
