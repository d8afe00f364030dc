"""Stretches of time: the windows of a series, and how much a statement counts in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from argmine.graph.networks.columns import Codes
from argmine.graph.networks.errors import NetworkError
from argmine.graph.networks.settings import NetworkSettings
from argmine.graph.networks.statements import Times

Floats = npt.NDArray[np.float64]

#: numpy's names of the units; a week begins on a Monday.
_UNITS = {"days": "D", "weeks": "W", "months": "M", "years": "Y"}
_MONDAY = np.datetime64("1970-01-05", "s")
_SECOND = np.timedelta64(1, "s")
_DAY = np.timedelta64(86_400, "s")


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """The statements of one stretch of time, and the stretch; `weights` are None where each counts 1."""

    places: Codes
    start: datetime
    end: datetime
    middle: datetime
    weights: Floats | None = None


def windows(time: Times, settings: NetworkSettings) -> Iterator[Window]:
    """Yield the windows of a series; `time` is sorted, without a moment that is not known.

    Without a kernel, a window of units is `size` whole days, weeks, months or years of the calendar, one unit later
    each time, from that of the first moment to that of the last. A window of events is a moment at which something
    is said, and `size` // 2 statements before it and after it, together with what was said at the same moments as
    the outermost of these. With a kernel, the middles step from the first moment to the last by one unit.

    DNA (``compat="dna"``) centres windows on moments that step from the first one, each reaching (size - 1) / 2
    units, halves rounded up, to both sides, so that one of 2 spans 3. At the edge of a window of events it draws
    among what was said at the same moment, at random; here the order of the statements decides.
    """
    if len(time) == 0:
        return
    if settings.window == "events":
        yield from _events(time, settings)
    elif settings.kernel != "no":
        yield from _kernels(time, settings)
    elif settings.compat == "dna":
        yield from _dna_units(time, settings)
    else:
        yield from _units(time, settings)


def _units(time: Times, settings: NetworkSettings) -> Iterator[Window]:
    first, last = (_unit_of(_bound(bound, edge), settings) for bound, edge in _edges(time, settings))
    for number in range(first, last - settings.size + 2):
        start, after = _moment(number, settings), _moment(number + settings.size, settings)
        yield _between(time, start, after - _SECOND)


def _dna_units(time: Times, settings: NetworkSettings) -> Iterator[Window]:
    first, last = (_bound(bound, edge) for bound, edge in _edges(time, settings))
    reach = settings.size // 2
    for middle in _steps(first, last, settings):
        start, end = _later(middle, -reach, settings), _later(middle, reach, settings)
        if start >= first and end <= last:
            yield _between(time, start, end, middle)


def _events(time: Times, settings: NetworkSettings) -> Iterator[Window]:
    half = settings.size // 2
    if settings.compat == "dna":
        for place in range(half, len(time) - half):
            yield _of_places(time, place - half, place + half, time[place])
        return
    moments, begins = np.unique(time, return_index=True)
    ends = np.append(begins[1:], len(time)) - 1
    for moment, begin, end in zip(moments, begins.tolist(), ends.tolist(), strict=True):
        if begin - half >= 0 and end + half < len(time):
            low = int(np.searchsorted(time, time[begin - half], "left"))
            high = int(np.searchsorted(time, time[end + half], "right")) - 1
            yield _of_places(time, low, high, moment)


def _kernels(time: Times, settings: NetworkSettings) -> Iterator[Window]:
    size = settings.size + settings.size % 2
    first, last = (_bound(bound, edge) for bound, edge in _edges(time, settings))
    if settings.indent:
        first, last = _later(first, size // 2, settings), _later(last, -(size // 2), settings)
    positions = _positions(time, settings)
    for middle in _steps(first, last, settings):
        away = 2 * (_positions(np.array([middle]), settings)[0] - positions)
        # DNA measures distances in whole units.
        distances = (np.trunc(away / 2) * 2 if settings.compat == "dna" else away) / size
        weights = _weights(distances, settings)
        places = np.flatnonzero(weights > 0)
        start, end = _later(middle, -(size // 2), settings), _later(middle, size // 2, settings)
        yield Window(places, _plain(start), _plain(end), _plain(middle), weights[places])


def _weights(distances: Floats, settings: NetworkSettings) -> Floats:
    """Return how much statements count, by their distance from the middle in halves of the window."""
    near = np.abs(distances) <= 1
    if settings.kernel == "gaussian":
        return np.asarray(np.exp(-(distances**2) / 2) / np.sqrt(2 * np.pi))
    if settings.kernel == "uniform":
        return np.where(near, 0.5, 0.0)
    if settings.kernel == "epanechnikov":
        return np.where(near, 0.75 * (1 - distances**2), 0.0)
    if settings.compat == "dna":
        # One-sided: what comes after the middle counts up to 2, what comes before it less than 1.
        return np.where(near, np.abs(1 - distances), 0.0)
    return np.where(near, 1 - np.abs(distances), 0.0)


def _edges(time: Times, settings: NetworkSettings) -> tuple[tuple[datetime | None, np.datetime64], ...]:
    return (settings.start, time[0]), (settings.end, time[-1])


def _bound(bound: datetime | None, edge: np.datetime64) -> np.datetime64:
    return edge if bound is None else np.datetime64(bound, "s")


def _between(time: Times, start: np.datetime64, end: np.datetime64, middle: np.datetime64 | None = None) -> Window:
    low, high = np.searchsorted(time, start, "left"), np.searchsorted(time, end, "right")
    middle = start + (end - start) // 2 if middle is None else middle
    return Window(np.arange(low, high), _plain(start), _plain(end), _plain(middle))


def _of_places(time: Times, low: int, high: int, middle: np.datetime64) -> Window:
    return Window(np.arange(low, high + 1), _plain(time[low]), _plain(time[high]), _plain(middle))


def _steps(first: np.datetime64, last: np.datetime64, settings: NetworkSettings) -> Iterator[np.datetime64]:
    number = 0
    while (moment := _later(first, number, settings)) <= last:
        yield moment
        number += 1


def _unit_of(moment: np.datetime64, settings: NetworkSettings) -> int:
    """Return the number of a moment's day, week, month or year."""
    if settings.window == "weeks":
        return int((moment - _MONDAY) // (7 * _DAY))
    return int(moment.astype(f"datetime64[{_unit(settings)}]").astype(np.int64))


def _moment(number: int, settings: NetworkSettings) -> np.datetime64:
    """Return the first moment of a unit."""
    if settings.window == "weeks":
        monday: np.datetime64 = _MONDAY + 7 * number * _DAY
        return monday
    unit = f"datetime64[{_unit(settings)}]"
    found: np.datetime64 = np.array([number]).astype(unit).astype("datetime64[s]")[0]
    return found


def _later(moment: np.datetime64, number: int, settings: NetworkSettings) -> np.datetime64:
    """Return the moment so many units later; of the 31st in a shorter month, its last day."""
    if settings.window in ("days", "weeks"):
        span = number * (7 if settings.window == "weeks" else 1)
        return moment + span * _DAY
    month = moment.astype("datetime64[M]")
    within = moment - month.astype("datetime64[s]")
    target = month + np.timedelta64(number * (12 if settings.window == "years" else 1), "M")
    days = ((target + np.timedelta64(1, "M")).astype("datetime64[D]") - target.astype("datetime64[D]")).astype(int)
    surplus = max(int(within // _DAY) - int(days) + 1, 0)
    found: np.datetime64 = target.astype("datetime64[s]") + within - surplus * _DAY
    return found


def _positions(time: Times, settings: NetworkSettings) -> Floats:
    """Return moments in units, with fractions."""
    seconds = time.astype("datetime64[s]").astype(np.int64)
    if settings.window in ("days", "weeks"):
        return np.asarray(seconds / (86_400 * (7 if settings.window == "weeks" else 1)))
    unit = "M" if settings.window == "months" else "Y"
    whole = time.astype(f"datetime64[{unit}]")
    begin = whole.astype("datetime64[s]").astype(np.int64)
    length = (whole + 1).astype("datetime64[s]").astype(np.int64) - begin
    return np.asarray(whole.astype(np.int64) + (seconds - begin) / length)


def _unit(settings: NetworkSettings) -> str:
    if settings.window not in _UNITS:
        raise NetworkError(f"window={settings.window!r} is none: choose events, {', '.join(_UNITS)}")
    return _UNITS[settings.window]


def _plain(moment: np.datetime64) -> datetime:
    found: datetime = moment.astype("datetime64[s]").item()
    return found
