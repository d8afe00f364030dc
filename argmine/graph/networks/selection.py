"""Which statements count: exclusions, missing values, the range of time, and what is said again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

import numpy as np
import numpy.typing as npt

from argmine.graph.networks.columns import MISSING, Codes, Column
from argmine.graph.networks.errors import NetworkError
from argmine.graph.networks.settings import NetworkSettings
from argmine.graph.networks.statements import Statements, Times

#: What DNA excludes before it looks at statements; `outlet` is its source.
_OF_DOCUMENTS = ("author", "outlet", "source", "section", "type")

_SHOWN = 5

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Selection:
    """The statements that count, in the order of time, and how many do not, by the reason."""

    statements: Statements
    left_out: Mapping[str, int]


def select(statements: Statements, settings: NetworkSettings) -> Selection:
    """Return the statements that count under these settings.

    Filters come first, as in DNA: of what is said again the first statement stays that passes all of them.

    Raises
    ------
    NetworkError
        If the settings name a variable that the statements do not have, or only values that none of them has.
    """
    passed, left_out = _passed(statements, settings)
    kept = statements.take(np.flatnonzero(passed))
    first = _first_ones(kept, settings)
    left_out["said again"] = len(kept) - len(first)
    return Selection(statements=kept.take(first), left_out={why: count for why, count in left_out.items() if count})


def without_repeats(statements: Statements, settings: NetworkSettings) -> Statements:
    """Return all statements but those that would be left out as said again, with the variables that settings name."""
    passed, _ = _passed(statements, settings)
    kept = np.flatnonzero(passed)
    again = np.ones(len(kept), dtype=bool)
    again[_first_ones(statements.take(kept), settings)] = False
    variables = {settings.rows, settings.columns, settings.qualifier, *settings.exclude, *settings.only}
    return statements.narrowed(variables).take(np.setdiff1d(np.arange(len(statements)), kept[again]))


def _passed(statements: Statements, settings: NetworkSettings) -> tuple[Mask, dict[str, int]]:
    """Tell which statements pass all filters, before any is left out as said again, and count the others."""
    passed = np.ones(len(statements), dtype=bool)
    left_out = {}
    unqualified = "no side taken" if settings.qualifier == "agreement" else f"no {settings.qualifier}"
    for reason, mask in (
        ("excluded", _allowed(statements, settings)),
        (f"no {settings.rows} or no {settings.columns}", _complete(statements, settings)),
        (unqualified, _qualified(statements, settings)),
        ("not sure enough", ~(statements.confidence < settings.confidence)),
        ("no date", _dated(statements, settings)),
        ("outside the range", _in_range(statements.time, settings.start, settings.end)),
    ):
        left_out[reason] = int(np.count_nonzero(passed & ~mask))
        passed &= mask
    return passed, left_out


def in_scope(statements: Statements, settings: NetworkSettings) -> Statements:
    """Return the statements whose values stay as isolates and as levels, with the variables of the network alone.

    These are all of them; in DNA those in the range, and of documents that are not excluded.
    """
    narrowed = statements.narrowed((settings.rows, settings.columns, settings.qualifier))
    if settings.compat is None:
        return narrowed
    mask = _in_range(statements.time, settings.start, settings.end)
    return narrowed.take(np.flatnonzero(mask & _allowed(statements, settings, _OF_DOCUMENTS)))


def column_of(statements: Statements, variable: str) -> Column:
    """Return a variable of the statements.

    Raises
    ------
    NetworkError
        If they have none of that name.
    """
    if variable not in statements.columns:
        close = get_close_matches(variable, statements.columns, n=1)
        hint = f"did you mean {close[0]}?" if close else f"choose one of {', '.join(statements.columns)}"
        raise NetworkError(f"there is no variable {variable!r}: {hint}")
    return statements.columns[variable]


def _allowed(statements: Statements, settings: NetworkSettings, among: Collection[str] | None = None) -> Mask:
    mask = np.ones(len(statements), dtype=bool)
    for chosen, wanted in ((settings.exclude, False), (settings.only, True)):
        for variable, values in chosen.items():
            if among is None or variable in among:
                column = column_of(statements, variable)
                meant = column.means(values)
                if wanted and len(statements) and not meant.any():
                    raise NetworkError(_nobody_has(variable, values, column))
                mask &= meant[column.codes] == wanted
    return mask


def _alike(value: str, labels: Collection[str]) -> list[str]:
    """Return the labels that hold the value, then those that are spelt alike."""
    folded = value.casefold()
    return [label for label in labels if folded in label.casefold()] + get_close_matches(value, labels, cutoff=0.6)


def _nobody_has(variable: str, values: frozenset[str], column: Column) -> str:
    near = [name for value in sorted(values) for name in _alike(value, column.labels)]
    choices = list(dict.fromkeys(near or column.labels))[:_SHOWN]
    wanted = " or ".join(f"{variable}={value}" for value in sorted(values))
    return f"no statement has {wanted}: choose for example {', '.join(choices) or 'another variable'}"


def _complete(statements: Statements, settings: NetworkSettings) -> Mask:
    codes = [column_of(statements, variable).codes for variable in (settings.rows, settings.columns)]
    complete: Mask = (codes[0] != MISSING) & (codes[1] != MISSING)
    return complete


def _qualified(statements: Statements, settings: NetworkSettings) -> Mask:
    if settings.aggregation == "ignore":
        return np.ones(len(statements), dtype=bool)
    mask: Mask = column_of(statements, settings.qualifier).codes != MISSING
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

    DNA compares the number of the week or month alone, so that January 2005 and January 2006 are one; its weeks are
    those of the country that Java is set to, here those of ISO 8601.
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
