"""What a measure becomes when only statements count that are sure enough."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Generic, NamedTuple, TypeVar

from argmine.graph.networks import Network, NetworkSettings, Statements, network

Value = TypeVar("Value")


class AtConfidence(NamedTuple, Generic[Value]):
    """What a measure is of the statements that are at least as sure as `threshold`, and how many these are."""

    threshold: float
    statements: int
    value: Value


def sensitivity(
    statements: Statements,
    settings: NetworkSettings,
    statistic: Callable[[Network], Value],
    *,
    thresholds: Iterable[float] = (0, 0.25, 0.5, 0.75),
) -> Iterator[AtConfidence[Value]]:
    """Yield a measure of the network at each threshold of confidence.

    A result that holds at all of them does not hang on the claims that argmine is least sure of; one that shrinks
    to nothing as the threshold rises was made by them.

    Parameters
    ----------
    statements
        What the network is made of. Those of which no confidence is known, such as hand-coded ones, always count.
    settings
        How it is made; one network, no series. Each threshold stands in place of its `confidence`.
    statistic
        From a network to whatever is to be compared, as for `bootstrap`: ``lambda network: density(network).density``.
    thresholds
        From 0 to 1.

    Raises
    ------
    NetworkError
        If the settings make a series, or a threshold is not from 0 to 1.
    """
    for threshold in thresholds:
        made = network(statements, replace(settings, confidence=threshold))
        yield AtConfidence(float(threshold), made.statements, statistic(made))
