"""How sure a measure is: intervals by drawing the documents of a corpus anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from numbers import Real
from typing import Any, NamedTuple, overload

import numpy as np

from argmine.graph.measures.ties import MeasureError
from argmine.graph.networks import Network, NetworkSettings, Statements, network
from argmine.graph.networks.selection import without_repeats


class Interval(NamedTuple):
    """The value of a measure, and between what it lies."""

    value: float
    low: float
    high: float


@overload
def bootstrap(
    statements: Statements,
    settings: NetworkSettings,
    statistic: Callable[[Network], float],
    *,
    repeats: int = ...,
    seed: int = ...,
    level: float = ...,
) -> Interval: ...


@overload
def bootstrap(
    statements: Statements,
    settings: NetworkSettings,
    statistic: Callable[[Network], Any],
    *,
    repeats: int = ...,
    seed: int = ...,
    level: float = ...,
) -> dict[str, Interval]: ...


def bootstrap(
    statements: Statements,
    settings: NetworkSettings,
    statistic: Callable[[Network], Any],
    *,
    repeats: int = 200,
    seed: int = 0,
    level: float = 0.95,
) -> Interval | dict[str, Interval]:
    """Return a measure of a network with an interval.

    Parameters
    ----------
    statements
        What the network is made of.
    settings
        How it is made; one network, no series.
    statistic
        From a network to a number, to a mapping of numbers (``lambda network: {row.id: row.strength for row in
        degrees(network)}``), or to what a measure returns (`density`, ``lambda network: polarisation(network,
        permutations=20)``), of which every field that is a float is taken.
    repeats
        How often documents are drawn.
    seed
        The same seed gives the same interval.
    level
        How often the interval should hold the value, between 0 and 1.

    Returns
    -------
    Interval, or dict of str to Interval
        As the statistic returns one number or several. A number that a drawn network does not have counts as 0
        there: who is in none of its documents has no ties.

    Raises
    ------
    MeasureError
        If the settings make a series, or level and repeats make no interval.

    Notes
    -----
    The percentile bootstrap (Efron 1979, Annals of Statistics 7) over documents, since the statements of one document
    are not independent of each other. What depends on how many different actors there are, such as density, comes
    out lower in drawn corpora than in the whole one: they have about 63 % of its documents. An interval that does not
    hold its value says so. What is said again within a document, a week or a month is taken out once, before documents
    are drawn: a document that is drawn twice counts twice.
    """
    if settings.window != "no":
        raise MeasureError(f"window={settings.window} makes a series: bootstrap takes one network, window=no")
    if not 0 < level < 1 or repeats < 1:
        raise MeasureError(f"level={level}, repeats={repeats}: choose a level between 0 and 1 and at least 1 repeat")
    generator = np.random.default_rng(seed)
    whole = statistic(network(statements, settings))
    values = _figures(whole)
    drawn: dict[str, list[float]] = {name: [] for name in values}
    once, settings = without_repeats(statements, settings), replace(settings, duplicates="include")
    for _ in range(repeats):
        found = _figures(statistic(network(once.resampled(generator), settings)))
        for name, numbers in drawn.items():
            numbers.append(found.get(name, 0.0))
    tails = (1 - level) / 2, (1 + level) / 2
    intervals = {name: Interval(values[name], *np.quantile(numbers, tails).tolist()) for name, numbers in drawn.items()}
    return intervals[""] if isinstance(whole, Real) else intervals


def _figures(result: Any) -> dict[str, float]:
    if isinstance(result, Real):
        return {"": float(result)}
    if isinstance(result, Mapping):
        return {str(name): float(value) for name, value in result.items()}
    if is_dataclass(result):
        found = {field.name: getattr(result, field.name) for field in fields(result)}
        return {name: value for name, value in found.items() if isinstance(value, float)}
    raise MeasureError(f"a statistic returns a number, a mapping of numbers or a measure, no {type(result).__name__}")
