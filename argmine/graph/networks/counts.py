"""Counted statements: a sparse matrix of rows and columns for each level of the qualifier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from argmine.graph.networks.columns import MISSING, Codes, Column, DataType
from argmine.graph.networks.model import Axis
from argmine.graph.networks.selection import column_of
from argmine.graph.networks.settings import NetworkSettings
from argmine.graph.networks.statements import Statements

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counts:
    """How often each row has each column, level by level of the qualifier: the X of Leifeld (2017).

    Attributes
    ----------
    levels
        For each level a sparse matrix of the shape (rows, columns); statements without the qualifier are a level
        of their own, the last, where they count.
    values
        The number of each level: its value, or its place where the qualifier is text.
    data_type
        What the qualifier is.
    """

    levels: tuple[sparse.csr_array, ...]
    values: Floats
    data_type: DataType
    rows: Axis
    columns: Axis

    @property
    def total(self) -> sparse.csr_array:
        """The sum over the levels."""
        shape = (len(self.rows), len(self.columns))
        return sum(self.levels, start=sparse.csr_array(shape, dtype=float))


def count(
    chosen: Statements,
    selected: Statements,
    everything: Statements,
    settings: NetworkSettings,
    weights: Floats | None = None,
) -> Counts:
    """Count statements.

    Parameters
    ----------
    chosen
        The statements of the window.
    selected
        Those of the whole range, whose frequencies are known of each row and column.
    everything
        All statements, whose values stay where isolates do.
    weights
        How much each statement counts, of the shape (statements,); 1 when None.
    """
    rows, row_places = _axis(chosen, selected, everything, settings, settings.rows)
    columns, column_places = _axis(chosen, selected, everything, settings, settings.columns)
    weights = np.ones(len(chosen)) if weights is None else weights
    qualifier = column_of(chosen, settings.qualifier) if settings.qualifier in chosen.columns else None
    codes = np.full(len(chosen), MISSING) if qualifier is None else qualifier.codes
    levels, values = _levels(codes, qualifier)
    ends = row_places[chosen.columns[settings.rows].codes], column_places[chosen.columns[settings.columns].codes]
    shape = (len(rows), len(columns))
    return Counts(
        levels=tuple(_matrix(ends, codes == level, weights, shape) for level in levels),
        values=values,
        data_type="text" if qualifier is None else qualifier.data_type,
        rows=rows,
        columns=columns,
    )


def _levels(codes: Codes, qualifier: Column | None) -> tuple[list[int], Floats]:
    """Return the levels that were met, in their order, and their numbers; of a boolean always both."""
    met = [int(level) for level in np.unique(codes) if level != MISSING]
    if qualifier is not None and qualifier.data_type == "boolean":
        numbers = {float(number): place for place, number in enumerate(qualifier.numbers)}
        # A value that never occurs has no code; -2 is the code of no statement.
        met = [numbers.get(value, -2) for value in (0.0, 1.0)]
        values = np.array([0.0, 1.0])
    elif qualifier is not None and qualifier.data_type == "integer":
        values = qualifier.numbers[met] if met else np.empty(0)
    else:
        values = np.arange(len(met), dtype=float)
    if (codes == MISSING).any():
        return [*met, MISSING], np.append(values, np.nan)
    return met, values


def _matrix(
    ends: tuple[Codes, Codes], mask: npt.NDArray[np.bool_], weights: Floats, shape: tuple[int, int]
) -> sparse.csr_array:
    matrix = sparse.coo_array((weights[mask], (ends[0][mask], ends[1][mask])), shape=shape).tocsr()
    matrix.sum_duplicates()
    return matrix


def _axis(
    chosen: Statements, selected: Statements, everything: Statements, settings: NetworkSettings, variable: str
) -> tuple[Axis, Codes]:
    """Return what the rows or columns are, and the place of each value of the variable among them."""
    column = everything.columns[variable]
    frequencies = _occurrences(selected.columns[variable])
    present = _occurrences(column if settings.isolates else chosen.columns[variable])
    kept = np.flatnonzero(present)
    places = np.full(len(column.ids) + 1, MISSING)
    places[kept] = np.arange(len(kept))
    kept_list = kept.tolist()
    facts: list[dict[str, Any]] = [{**column.facts[place], "frequency": int(frequencies[place])} for place in kept_list]
    axis = Axis(
        variable=variable,
        ids=tuple(column.ids[place] for place in kept_list),
        labels=tuple(column.labels[place] for place in kept_list),
        facts=tuple(facts),
    )
    return axis, places


def _occurrences(column: Column) -> Codes:
    return np.bincount(column.codes[column.codes != MISSING], minlength=len(column.ids))
