"""The windows of a series as DNA 3.1.2 makes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import numpy as np

from argmine.graph.networks.columns import Codes
from argmine.graph.networks.settings import NetworkSettings
from argmine.graph.networks.statements import Times
from argmine.graph.networks.stretches import Floats, Window, between, kernel_weights, later, plain


def dna_windows(time: Times, settings: NetworkSettings) -> Iterator[Window]:
    """Yield the windows of a series; `time` is sorted, and no moment is unknown."""
    if settings.window == "events":
        return _events(time, settings)
    return _units(time, settings) if settings.kernel == "no" else _kernels(time, settings)


def _events(time: Times, settings: NetworkSettings) -> Iterator[Window]:
    """Yield a window for each statement that has size // 2 others before and after it."""
    half = settings.size // 2
    for place in range(half, len(time) - half):
        low, high = place - half, place + half
        yield Window(np.arange(low, high + 1), plain(time[low]), plain(time[high]), plain(time[place]))


def _units(time: Times, settings: NetworkSettings) -> Iterator[Window]:
    half, (first, last) = settings.size // 2, _range(time, settings)
    middle = first
    while middle <= last:
        start, end = later(middle, -half, settings), later(middle, half, settings)
        if start >= first and end <= last:
            yield Window(between(time, start, end), start, end, middle)
        middle = later(middle, 1, settings)


def _kernels(time: Times, settings: NetworkSettings) -> Iterator[Window]:
    """Yield a window for each middle from the first statement to the last; an odd size is taken one higher."""
    size = settings.size + settings.size % 2
    half, (first, last) = size // 2, _range(time, settings)
    first, last = max(first, plain(time[0])), min(last, plain(time[-1]))
    middle, stop = first, last
    if settings.indent:
        middle, stop = later(first, half, settings), later(last, -half, settings)
    while middle <= stop:
        start, end = first, last
        if settings.kernel != "gaussian":
            start, end = max(first, later(middle, -half, settings)), min(last, later(middle, half, settings))
        places = between(time, start, end)
        weights = _weights(2 * whole_units(time[places], middle, settings) / size, settings)
        counted = weights > 0
        yield Window(places[counted], start, end, middle, weights[counted])
        middle = later(middle, 1, settings)


def _weights(distances: Floats, settings: NetworkSettings) -> Floats:
    if settings.kernel != "triangular":
        return kernel_weights(distances, settings.kernel)
    # One-sided: what comes after the middle counts up to 2, what comes before it less than 1.
    return np.where(np.abs(distances) <= 1, np.abs(1 - distances), 0.0)


def whole_units(time: Times, middle: datetime, settings: NetworkSettings) -> Codes:
    """Return how many whole units lie between each moment and the middle, negative after it."""
    moment = np.datetime64(middle, "s")
    if settings.window in ("days", "weeks"):
        seconds = (moment - time).astype(np.int64)
        span = 86_400 * (7 if settings.window == "weeks" else 1)
        return np.asarray(np.sign(seconds) * (np.abs(seconds) // span))
    months = time.astype("datetime64[M]")
    between = middle.year * 12 + middle.month - 1 - (months.astype(np.int64) + 1970 * 12)
    days = middle.day - 1 - (time.astype("datetime64[D]") - months.astype("datetime64[D]")).astype(np.int64)
    between = between - ((between > 0) & (days < 0)) + ((between < 0) & (days > 0))
    return np.asarray(between if settings.window == "months" else np.sign(between) * (np.abs(between) // 12))


def _range(time: Times, settings: NetworkSettings) -> tuple[datetime, datetime]:
    return settings.start or plain(time[0]), settings.end or plain(time[-1])
