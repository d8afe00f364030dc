"""Scoring matches: whether the claims that are surest to make a key point do make it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from argmine.learn._figures import Interval, intervals, mean

# Of the arguments of a debate, this share has a key point at all (Friedman-Melamed and others 2021).
_SCORED = 0.5


class MatchItem(NamedTuple):
    """A claim and a key point of one side of a debate, whether they match (None: undecided), and how surely."""

    debate: str
    claim: str
    gold: int | None
    score: float


@dataclass(frozen=True, slots=True)
class MatchEvaluation:
    """How well claims are matched to key points, from 0 to 1.

    Each claim is put on the key point of its debate that scores highest; of these pairs the better half is ranked by
    score, and the average precision taken; `strict` counts an undecided pair as no match, `relaxed` as one; both are
    means over the sides of the debates (the measure of the Key Point Analysis shared task: Friedman-Melamed and others
    2021, "Overview of the 2021 Key Point Analysis Shared Task"). `precision`, `recall` and `f1` are of all pairs that
    score above the threshold. `intervals` are 95 % bootstrap intervals over the sides of the debates.
    """

    pairs: int
    debates: int
    strict: float
    relaxed: float
    precision: float
    recall: float
    f1: float
    threshold: float
    intervals: Mapping[str, Interval]

    def to_json(self) -> dict[str, Any]:
        """Return the evaluation as plain data."""
        return asdict(self)


def score_matches(items: Sequence[MatchItem], *, threshold: float) -> MatchEvaluation:
    """Score pairs of claims and key points; a pair of at least `threshold` counts as a match."""
    debates: dict[str, list[MatchItem]] = defaultdict(list)
    for item in items:
        debates[item.debate].append(item)

    def figures(some: Sequence[Sequence[MatchItem]]) -> dict[str, float]:
        every = [item for debate in some for item in debate if item.gold is not None]
        found = [item for item in every if item.score >= threshold]
        right, gold = sum(bool(item.gold) for item in found), sum(bool(item.gold) for item in every)
        return {
            "strict": mean([_average_precision(debate, undecided=0) for debate in some]),
            "relaxed": mean([_average_precision(debate, undecided=1) for debate in some]),
            "precision": right / len(found) if found else 0.0,
            "recall": right / gold if gold else 0.0,
            "f1": 2 * right / (len(found) + gold) if found or gold else 0.0,
        }

    groups = list(debates.values())
    return MatchEvaluation(
        pairs=len(items),
        debates=len(debates),
        **figures(groups),
        threshold=threshold,
        intervals=intervals(groups, figures),
    )


def _average_precision(debate: Sequence[MatchItem], *, undecided: int) -> float:
    best: dict[str, MatchItem] = {}
    for item in debate:
        if item.claim not in best or item.score > best[item.claim].score:
            best[item.claim] = item
    ranked = sorted(best.values(), key=lambda item: -item.score)
    ranked = ranked[: max(1, int(_SCORED * len(ranked)))]
    right, precisions = 0, []
    for place, item in enumerate(ranked, start=1):
        if undecided if item.gold is None else item.gold:
            right += 1
            precisions.append(right / place)
    return mean(precisions)
