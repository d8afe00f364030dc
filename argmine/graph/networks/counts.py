"""Counted statements: the X of Leifeld (2017), row by column by level of the qualifier."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from argmine.graph.networks.columns import MISSING, Codes, Column, DataType
from argmine.graph.networks.model import Axis
from argmine.graph.networks.settings import NetworkSettings
from argmine.graph.networks.statements import Statements

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Counts:
    """How often each row has each column, level by level of the qualifier.

    Attributes
    ----------
    rows, columns
        What they stand for.
    values
        The number of each level: its value, or its place where the qualifier is text. The levels are those of all
        statements, so that they are the same in every window. (With a kernel, DNA takes the places of those that
        count, in the order of their text: "-1", "-2", "10", "9".)
    data_type
        What the qualifier is; None where it is ignored.
    places
        The row, the column and the level of each statement.
    weights
        How much each statement counts.
    """

    rows: Axis
    columns: Axis
    values: Floats
    data_type: DataType | None
    places: tuple[Codes, Codes, Codes]
    weights: Floats

    @cached_property
    def flat(self) -> sparse.csr_array:
        """X with a column for each pair of a column and a level."""
        rows, columns, levels = self.places
        number = len(self.values)
        return _summed(rows, columns * number + levels, self.weights, (len(self.rows), len(self.columns) * number))

    @cached_property
    def total(self) -> sparse.csr_array:
        """The sum over the levels."""
        return self.times(np.ones(len(self.values)))

    def times(self, factors: Floats) -> sparse.csr_array:
        """Return the sum over the levels, each times its factor."""
        rows, columns, levels = self.places
        return _summed(rows, columns, self.weights * factors[levels], (len(self.rows), len(self.columns)))

    def mixed(self, factors: Floats) -> sparse.csr_array:
        """Return X with each level replaced by the sum over all, each times its factor for that level."""
        return sparse.csr_array(self.flat @ sparse.kron(sparse.eye_array(len(self.columns)), factors, format="csr"))


def where_met(counted: sparse.csr_array) -> sparse.csr_array:
    """Return 1 where something was counted."""
    found = counted.copy()
    found.data = np.ones_like(found.data)
    return found


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
    levels, values, data_type = _levels(chosen, _known_by(selected, everything, settings), settings)
    return Counts(
        rows=rows,
        columns=columns,
        values=values,
        data_type=data_type,
        places=(
            row_places[chosen.columns[settings.rows].codes],
            column_places[chosen.columns[settings.columns].codes],
            levels,
        ),
        weights=np.ones(len(chosen)) if weights is None else weights,
    )


def _known_by(selected: Statements, everything: Statements, settings: NetworkSettings) -> Statements:
    """Return the statements whose levels there are."""
    return selected if settings.as_dna_kernel and not settings.isolates else everything


def _levels(chosen: Statements, known: Statements, settings: NetworkSettings) -> tuple[Codes, Floats, DataType | None]:
    """Return the level of each statement and the number of each level; of a boolean always both."""
    ignored = settings.aggregation == "ignore"
    if settings.qualifier not in chosen.columns:
        return np.zeros(len(chosen), dtype=np.int64), np.zeros(1), None
    column = known.columns[settings.qualifier]
    if settings.as_dna_kernel:
        met = np.unique(column.codes[column.codes != MISSING])
        by_text = sorted(met.tolist(), key=column.ids.__getitem__)
        levels = np.full(len(column.ids) + 1, len(met))
        levels[by_text] = np.arange(len(met))
        values = np.arange(len(met), dtype=float)
    elif column.data_type == "boolean":
        values = np.array([0.0, 1.0])
        levels = np.append(column.numbers, len(values)).astype(np.int64)
    else:
        met = np.unique(column.codes[column.codes != MISSING])
        levels = np.full(len(column.ids) + 1, len(met))
        levels[met] = np.arange(len(met))
        values = column.numbers[met] if column.data_type == "integer" else np.arange(len(met), dtype=float)
    # Where it is ignored, statements without the qualifier count as a level of their own, the last.
    values = np.append(values, np.nan) if ignored else values
    return levels[chosen.columns[settings.qualifier].codes], values, None if ignored else column.data_type


def _summed(rows: Codes, columns: Codes, values: Floats, shape: tuple[int, int]) -> sparse.csr_array:
    matrix = sparse.coo_array((values, (rows, columns)), shape=shape).tocsr()
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    return matrix


def _axis(
    chosen: Statements, selected: Statements, everything: Statements, settings: NetworkSettings, variable: str
) -> tuple[Axis, Codes]:
    """Return what the rows or columns are, and the place of each value of the variable among them."""
    column = everything.columns[variable]
    # In DNA a window has the frequencies of the whole range.
    frequencies = _occurrences((selected if settings.compat else chosen).columns[variable])
    # With a kernel, all networks of a series have the same rows and columns in DNA.
    kept_by = everything if settings.isolates else selected if settings.as_dna_kernel else chosen
    kept = np.flatnonzero(_occurrences(kept_by.columns[variable]))
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
