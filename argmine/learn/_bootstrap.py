"""Intervals by resampling groups of items: topics, documents."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

Group = TypeVar("Group")
Interval = tuple[float, float]


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
