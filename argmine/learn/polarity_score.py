"""Scoring polarity: on which side of a topic or position each claim was put."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from argmine.learn._figures import Interval, intervals

LABELS = ("PRO", "CON", "NONE")


class PolarityItem(NamedTuple):
    """The gold side of one claim, and the one it was put on with a probability."""

    topic: str
    gold: str
    found: str
    probability: float


@dataclass(frozen=True, slots=True)
class PolarityEvaluation:
    """How well claims are put on the sides of their topics, in per cent.

    `accuracy` and `macro_f1` (over the sides in gold) count a claim put on no side as wrong; `answered` is the share
    that was put on one, and `accuracy_answered` the accuracy on those. `calibration_error` is the expected
    calibration error of the probabilities over ten bins. `intervals` are 95 % bootstrap intervals over topics.
    """

    items: int
    topics: int
    accuracy: float
    macro_f1: float
    f1: Mapping[str, float]
    answered: float
    accuracy_answered: float
    calibration_error: float
    confusion: Mapping[str, Mapping[str, int]]
    intervals: Mapping[str, Interval]

    def to_json(self) -> dict[str, Any]:
        """Return the evaluation as plain data."""
        return asdict(self)


def score_polarity(items: Sequence[PolarityItem]) -> PolarityEvaluation:
    """Score claims whose gold side is known."""
    topics: dict[str, list[PolarityItem]] = defaultdict(list)
    for item in items:
        topics[item.topic].append(item)
    found = intervals(list(topics.values()), lambda some: _figures([item for topic in some for item in topic]))
    labels = [label for label in LABELS if any(label in (item.gold, item.found) for item in items)]
    return PolarityEvaluation(
        items=len(items),
        topics=len(topics),
        **_figures(items),
        f1={label: _f1(items, label) for label in labels},
        confusion={
            gold: {label: sum(item.gold == gold and item.found == label for item in items) for label in labels}
            for gold in labels
        },
        intervals=found,
    )


def _figures(items: Sequence[PolarityItem]) -> dict[str, float]:
    answered = [item for item in items if item.found != "NONE"]
    sides = [label for label in LABELS if any(item.gold == label for item in items)]
    return {
        "accuracy": _right(items),
        "macro_f1": sum(_f1(items, side) for side in sides) / len(sides) if sides else 0.0,
        "answered": 100 * len(answered) / len(items) if items else 0.0,
        "accuracy_answered": _right(answered),
        "calibration_error": _calibration_error(items),
    }


def _right(items: Sequence[PolarityItem]) -> float:
    return 100 * sum(item.gold == item.found for item in items) / len(items) if items else 0.0


def _f1(items: Sequence[PolarityItem], label: str) -> float:
    gold, found = sum(item.gold == label for item in items), sum(item.found == label for item in items)
    both = sum(item.gold == item.found == label for item in items)
    return 200 * both / (gold + found) if gold + found else 0.0


def _calibration_error(items: Sequence[PolarityItem], bins: int = 10) -> float:
    binned: dict[int, list[PolarityItem]] = defaultdict(list)
    for item in items:
        binned[min(bins - 1, int(bins * item.probability))].append(item)
    gaps = (abs(sum(item.probability - (item.gold == item.found) for item in some)) for some in binned.values())
    return 100 * sum(gaps) / len(items) if items else 0.0
