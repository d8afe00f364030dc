"""The windows of a series."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import count

import numpy as np

from argmine.graph.networks.dna_windows import dna_windows
from argmine.graph.networks.settings import NetworkSettings
from argmine.graph.networks.statements import Times
from argmine.graph.networks.stretches import Floats, Window, between, kernel_weights, later, plain

#: numpy's names of the units; a week begins on a Monday.
_UNITS = {"days": "D", "weeks": "W", "months": "M", "years": "Y"}
_MONDAY = np.datetime64("1970-01-05", "s")
_SECOND = np.timedelta64(1, "s")
_DAY = np.timedelta64(86_400, "s")
#: More of a unit than rounding takes away, and less than a second.
_ROUNDED = 1e-8


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
        return iter(())
    if settings.compat == "dna":
        return dna_windows(time, settings)
    if settings.window == "events":
        return _events(time, settings)
    return _units(time, settings) if settings.kernel == "no" else _kernels(time, settings)


def _units(time: Times, settings: NetworkSettings) -> Iterator[Window]:
    first, last = (_unit_of(edge, settings) for edge in _edges(time, settings))
    for number in range(first, last - settings.size + 2):
        start, end = _moment(number, settings), _moment(number + settings.size, settings) - _SECOND
        places = between(time, plain(start), plain(end))
        yield Window(places, plain(start), plain(end), plain(start + (end - start) // 2))


def _events(time: Times, settings: NetworkSettings) -> Iterator[Window]:
    half = settings.size // 2
    moments, begins = np.unique(time, return_index=True)
    ends = np.append(begins[1:], len(time)) - 1
    for moment, begin, end in zip(moments, begins.tolist(), ends.tolist(), strict=True):
        if begin - half >= 0 and end + half < len(time):
            start, stop = plain(time[begin - half]), plain(time[end + half])
            yield Window(between(time, start, stop), start, stop, plain(moment))


def _kernels(time: Times, settings: NetworkSettings) -> Iterator[Window]:
    half = settings.size / 2
    first, last = (plain(edge) for edge in _edges(time, settings))
    if settings.indent:
        first, last = _shifted(first, half, settings), _shifted(last, -half, settings)
    positions = _positions(time, settings)
    for number in count():
        middle = later(first, number, settings)
        if middle > last:
            return
        at = _position(middle, settings)
        start, end = (plain(_moment_at(at + shift, settings)) for shift in (-half, half))
        places = np.arange(len(time))
        if settings.kernel != "gaussian":
            edges = at - half - _ROUNDED, at + half + _ROUNDED
            places = np.arange(np.searchsorted(positions, edges[0]), np.searchsorted(positions, edges[1]))
        # Rounded, so that the edge of a window is in it whatever a week is in binary.
        distances = np.round((at - positions[places]) / half, 9)
        weights = kernel_weights(distances, settings.kernel)
        counted = weights > 0
        yield Window(places[counted], start, end, middle, weights[counted])


def _shifted(moment: datetime, number: float, settings: NetworkSettings) -> datetime:
    """Return the moment so many units later, which may be halves."""
    if number == int(number):
        return later(moment, int(number), settings)
    return plain(_moment_at(_position(moment, settings) + number, settings))


def _position(moment: datetime, settings: NetworkSettings) -> float:
    return float(_positions(np.array([moment], dtype="datetime64[s]"), settings)[0])


def _edges(time: Times, settings: NetworkSettings) -> Times:
    """Return the first and the last moment of the range."""
    bounds = (settings.start, time[0]), (settings.end, time[-1])
    return np.array([edge if bound is None else np.datetime64(bound, "s") for bound, edge in bounds])


def _unit_of(moment: np.datetime64, settings: NetworkSettings) -> int:
    """Return the number of a moment's day, week, month or year."""
    if settings.window == "weeks":
        return int((moment - _MONDAY) // (7 * _DAY))
    return int(moment.astype(f"datetime64[{_UNITS[settings.window]}]").astype(np.int64))


def _moment(number: int, settings: NetworkSettings) -> np.datetime64:
    """Return the first moment of a unit."""
    if settings.window == "weeks":
        monday: np.datetime64 = _MONDAY + 7 * number * _DAY
        return monday
    unit = f"datetime64[{_UNITS[settings.window]}]"
    found: np.datetime64 = np.array([number]).astype(unit).astype("datetime64[s]")[0]
    return found


def _positions(time: Times, settings: NetworkSettings) -> Floats:
    """Return moments in units, with fractions."""
    if settings.window in ("days", "weeks"):
        return np.asarray((time - _MONDAY) / (_DAY * (7 if settings.window == "weeks" else 1)))
    unit = _UNITS[settings.window]
    whole = time.astype(f"datetime64[{unit}]")
    begin = whole.astype("datetime64[s]")
    return np.asarray(whole.astype(np.int64) + (time - begin) / ((whole + 1).astype("datetime64[s]") - begin))


def _moment_at(position: float, settings: NetworkSettings) -> np.datetime64:
    """Return the moment at a position, to the second."""
    if settings.window in ("days", "weeks"):
        span = 86_400 * (7 if settings.window == "weeks" else 1)
        found: np.datetime64 = _MONDAY + np.timedelta64(round(position * span), "s")
        return found
    number = int(np.floor(position))
    start, after = _moment(number, settings), _moment(number + 1, settings)
    seconds = round((position - number) * int((after - start) // _SECOND))
    return start + np.timedelta64(seconds, "s")
