"""Stretches of time, and how much a statement counts in them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt

from argmine.graph.networks.columns import Codes
from argmine.graph.networks.settings import Kernel, NetworkSettings
from argmine.graph.networks.statements import Times

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """The statements of one stretch of time, and the stretch; `weights` are None where each counts 1."""

    places: Codes
    start: datetime
    end: datetime
    middle: datetime
    weights: Floats | None = None


def kernel_weights(distances: Floats, kernel: Kernel) -> Floats:
    """Return how much statements count, by their distance u from the middle in halves of the window (Leifeld 2017).

    uniform 1 / 2, epanechnikov 3 / 4 (1 - u²), triangular 1 - abs(u), all 0 where abs(u) > 1; gaussian
    exp(-u² / 2) / √2π.
    """
    near = np.abs(distances) <= 1
    if kernel == "gaussian":
        return np.asarray(np.exp(-(distances**2) / 2) / np.sqrt(2 * np.pi))
    if kernel == "uniform":
        return np.where(near, 0.5, 0.0)
    if kernel == "epanechnikov":
        return np.where(near, 0.75 * (1 - distances**2), 0.0)
    return np.where(near, 1 - np.abs(distances), 0.0)


def plain(moment: np.datetime64) -> datetime:
    """Return a moment as a `datetime`."""
    found: datetime = moment.astype("datetime64[s]").item()
    return found


def later(moment: datetime, number: int, settings: NetworkSettings) -> datetime:
    """Return the moment so many units later; of the 31st in a shorter month, its last day."""
    if settings.window in ("days", "weeks"):
        return moment + timedelta(**{settings.window: number})
    months = moment.year * 12 + moment.month - 1 + number * (12 if settings.window == "years" else 1)
    year, month = divmod(months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def between(time: Times, start: datetime, end: datetime) -> Codes:
    """Return the places of the moments from `start` to `end`, both included."""
    low, high = (np.datetime64(moment, "s") for moment in (start, end))
    return np.arange(np.searchsorted(time, low, "left"), np.searchsorted(time, high, "right"))
