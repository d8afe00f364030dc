"""Which statements count: exclusions, missing values, the range of time, and what is said again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from argmine.graph.networks.columns import MISSING, Codes, Column
from argmine.graph.networks.errors import NetworkError
from argmine.graph.networks.settings import NetworkSettings
from argmine.graph.networks.statements import Statements, Times

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Selection:
    """The statements that count, in the order of time, and how many do not, by the reason."""

    statements: Statements
    left_out: Mapping[str, int]


def select(statements: Statements, settings: NetworkSettings) -> Selection:
    """Return the statements that count under these settings.

    Raises
    ------
    NetworkError
        If the settings name a variable that the statements do not have.
    """
    passed = np.ones(len(statements), dtype=bool)
    left_out = {}
    for reason, mask in (
        ("excluded", _allowed(statements, settings)),
        (f"no {settings.rows} or no {settings.columns}", _complete(statements, settings)),
        (f"no {settings.qualifier}", _qualified(statements, settings)),
        ("not sure enough", ~(statements.confidence < settings.confidence)),
        ("no date", _dated(statements, settings)),
        ("outside the range", _in_range(statements.time, settings.start, settings.end)),
    ):
        left_out[reason] = int(np.count_nonzero(passed & ~mask))
        passed &= mask
    kept = statements.take(np.flatnonzero(passed))
    first = _first_ones(kept, settings)
    left_out["said again"] = len(kept) - len(first)
    return Selection(statements=kept.take(first), left_out={why: count for why, count in left_out.items() if count})


def column_of(statements: Statements, variable: str) -> Column:
    """Return a variable of the statements.

    Raises
    ------
    NetworkError
        If they have none of that name.
    """
    if variable not in statements.columns:
        raise NetworkError(f"there is no variable {variable!r}: choose one of {', '.join(statements.columns)}")
    return statements.columns[variable]


def _allowed(statements: Statements, settings: NetworkSettings) -> Mask:
    mask = np.ones(len(statements), dtype=bool)
    for variable, values in settings.exclude.items():
        column = column_of(statements, variable)
        mask &= ~column.means(values)[column.codes]
    for variable, values in settings.only.items():
        column = column_of(statements, variable)
        mask &= column.means(values)[column.codes]
    return mask


def _complete(statements: Statements, settings: NetworkSettings) -> Mask:
    codes = [column_of(statements, variable).codes for variable in (settings.rows, settings.columns)]
    complete: Mask = (codes[0] != MISSING) & (codes[1] != MISSING)
    return complete


def _qualified(statements: Statements, settings: NetworkSettings) -> Mask:
    if settings.aggregation == "ignore" and settings.compat is None:
        return np.ones(len(statements), dtype=bool)
    qualifier = column_of(statements, settings.qualifier)
    # DNA drops statements without the qualifier whatever is made of it, where it is text.
    if settings.aggregation == "ignore" and qualifier.data_type != "text":
        return np.ones(len(statements), dtype=bool)
    mask: Mask = qualifier.codes != MISSING
    return mask


def _dated(statements: Statements, settings: NetworkSettings) -> Mask:
    if settings.window == "no" and settings.start is None and settings.end is None:
        return np.ones(len(statements), dtype=bool)
    mask: Mask = ~np.isnat(statements.time)
    return mask


def _in_range(time: Times, start: datetime | None, end: datetime | None) -> Mask:
    mask = np.ones(len(time), dtype=bool)
    if start is not None:
        mask &= ~(time < np.datetime64(start, "s"))
    if end is not None:
        mask &= ~(time > np.datetime64(end, "s"))
    return mask


def _first_ones(statements: Statements, settings: NetworkSettings) -> Codes:
    """Return the places of the statements that are not said again."""
    if settings.duplicates == "include":
        return np.arange(len(statements))
    parts = [column_of(statements, variable).codes for variable in (settings.rows, settings.columns)]
    if settings.aggregation != "ignore":
        parts.append(column_of(statements, settings.qualifier).codes)
    parts.append(_periods(statements, settings))
    key = np.zeros(len(statements), dtype=np.int64)
    for part in parts:
        # Numbered anew each time, so that the product of two stays within 64 bits.
        values, numbered = np.unique(part, return_inverse=True)
        _, key = np.unique(key * len(values) + numbered, return_inverse=True)
    _, first = np.unique(key, return_index=True)
    return np.sort(first)


def _periods(statements: Statements, settings: NetworkSettings) -> Codes:
    """Return the number of the stretch in which each statement counts once; without a date, its document."""
    if settings.duplicates == "acrossrange":
        return np.zeros(len(statements), dtype=np.int64)
    if settings.duplicates == "document":
        return statements.documents
    time, undated = statements.time, np.isnat(statements.time)
    numbers = _calendar(np.where(undated, np.datetime64(0, "s"), time), settings)
    periods: Codes = np.where(undated, -1 - statements.documents, numbers)
    return periods


def _calendar(time: Times, settings: NetworkSettings) -> Codes:
    """Return the number of each moment's week, month or year; weeks begin on Monday.

    DNA compares the number of the week or month alone, so that January 2005 and January 2006 are one.
    """
    months = time.astype("datetime64[M]").astype(np.int64)
    weeks = (time.astype("datetime64[D]").astype(np.int64) + 3) // 7
    years = time.astype("datetime64[Y]").astype(np.int64)
    if settings.duplicates == "year":
        return years
    if settings.compat is None:
        return weeks if settings.duplicates == "week" else months
    return _iso_week(weeks) if settings.duplicates == "week" else months % 12


def _iso_week(weeks: Codes) -> Codes:
    """Return the ISO number within its year of each week, which are counted from the one of 1970-01-01."""
    thursdays = (weeks * 7).astype("datetime64[D]")
    day_of_year = (thursdays - thursdays.astype("datetime64[Y]").astype("datetime64[D]")).astype(np.int64)
    number: Codes = day_of_year // 7 + 1
    return number
