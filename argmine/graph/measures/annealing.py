"""Simulated annealing over sets of columns (Kirkpatrick, Gelatt and Vecchi 1983, Science 220)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

#: A set of the numbers from 0 on.
Chosen = frozenset[int]


def annealed(
    loss: Callable[[Chosen], float], number: int, *, size: int | None, steps: int, generator: np.random.Generator
) -> Chosen:
    """Return the set of 0 ... number - 1 with the smallest loss that was met on the way.

    Parameters
    ----------
    loss
        What is to be small.
    number
        How many there are to choose from.
    size
        How many to choose; None to leave that open, at least one.
    steps
        How many sets are tried.
    generator
        Of the steps.
    """
    start = generator.permutation(number)[: size or max(1, number // 2)]
    current = best = frozenset(start.tolist())
    losses = {current: loss(current)}
    for step in range(steps):
        tried = _neighbour(current, number, size, generator)
        if tried not in losses:
            losses[tried] = loss(tried)
        worse = losses[tried] - losses[current]
        temperature = 1 - 1 / (1 + np.exp(5 - 12 * step / steps))
        if worse <= 0 or generator.random() < np.exp(-worse) * temperature:
            current = tried
        # Of equal losses the first set in order, so that the result does not hang on which was met first.
        best = min(best, tried, key=lambda one: (round(losses[one], 9), sorted(one)))
    return best


def _neighbour(current: Chosen, number: int, size: int | None, generator: np.random.Generator) -> Chosen:
    """Return a set that differs by one addition, one removal or one swap."""
    inside = sorted(current)
    outside = [one for one in range(number) if one not in current]
    moves = ["swap"] if outside else []
    if size is None:
        moves += (["add"] if outside else []) + (["drop"] if len(inside) > 1 else [])
    if not moves:
        return current
    move = moves[int(generator.integers(len(moves)))]
    gone = {inside[int(generator.integers(len(inside)))]} if move != "add" else set()
    come = {outside[int(generator.integers(len(outside)))]} if move != "drop" else set()
    return (current - gone) | come
