"""What the scores are made of: counts that add up, shares in per cent, intervals by resampling topics or documents."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

Group = TypeVar("Group")
Interval = tuple[float, float]
# Those of documents add up to those of a corpus.
Counts = Counter[Hashable]


def intervals(
    groups: Sequence[Group],
    figures: Callable[[Sequence[Group]], Mapping[str, float]],
    *,
    resamples: int = 300,
    seed: int = 1,
) -> dict[str, Interval]:
    """Return the 95 % interval of each figure over bootstrap samples of `groups`; none if there are none."""
    if not groups or not resamples:
        return {}
    generator = random.Random(seed)  # noqa: S311 (a bootstrap, no secret)
    samples = [figures(generator.choices(groups, k=len(groups))) for _ in range(resamples)]
    return {name: interval([sample[name] for sample in samples]) for name in samples[0]}


def interval(values: Sequence[float]) -> Interval:
    """Return what the middle 95 % of `values` lie between."""
    ordered = sorted(values)
    return ordered[int(0.025 * len(ordered))], ordered[int(0.975 * len(ordered)) - 1]


def summed(counts: Iterable[Counts]) -> Counts:
    """Return the sum of `counts`."""
    total: Counts = Counter()
    for count in counts:
        total.update(count)
    return total


def share(part: float, whole: int) -> float:
    """Return `part` of `whole` in per cent, 0 of nothing."""
    return 100 * part / whole if whole else 0.0


def f1(right: int, found: int, gold: int) -> float:
    """Return the F1 in per cent of `found` things of which `right` are among the `gold` ones."""
    return 200 * right / (found + gold) if found + gold else 0.0


def mean(values: Sequence[float]) -> float:
    """Return the mean, 0 of nothing."""
    return sum(values) / len(values) if values else 0.0
