"""One variable of all statements, as whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Codes = npt.NDArray[np.int64]
DataType = Literal["text", "integer", "boolean"]

MISSING = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """One variable of all statements.

    Attributes
    ----------
    codes
        For each statement the place of its value in `ids`, -1 where it has none; of the shape (statements,).
    ids
        The values' ids, in the order of their labels.
    labels
        How each value is shown.
    facts
        What is known of each value.
    data_type
        ``text``; or ``integer`` or ``boolean``, whose values have `numbers`.
    """

    codes: Codes
    ids: tuple[str, ...]
    labels: tuple[str, ...]
    facts: tuple[Mapping[str, Any], ...]
    data_type: DataType = "text"

    @property
    def numbers(self) -> npt.NDArray[np.float64]:
        """The number of each value of an integer or boolean variable."""
        return np.array([float(identifier) for identifier in self.ids])

    def take(self, places: Codes) -> Column:
        """Return the column of some statements, with all its values."""
        return replace(self, codes=self.codes[places])

    def means(self, wanted: frozenset[str]) -> npt.NDArray[np.bool_]:
        """Tell for each value whether its id or its label is among those wanted; the last entry is for no value."""
        pairs = zip(self.ids, self.labels, strict=True)
        return np.array([*(identifier in wanted or label in wanted for identifier, label in pairs), False])


def encode(
    values: pa.ChunkedArray,
    *,
    labels: Mapping[str, str] | None = None,
    facts: Mapping[str, Mapping[str, Any]] | None = None,
    data_type: DataType = "text",
) -> Column:
    """Return the column of `values`, one for each statement; None and empty text are no value.

    Parameters
    ----------
    labels, facts
        How each value is shown, and what is known of it, by its id.
    """
    array = values.cast(pa.string())
    encoded = pc.if_else(pc.equal(array, ""), None, array).combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    ids = encoded.dictionary.to_pylist()
    shown = [(labels or {}).get(identifier) or identifier for identifier in ids]
    order = sorted(range(len(ids)), key=lambda place: _sorted_by(ids[place], shown[place], data_type))
    new_places = np.empty(len(ids) + 1, dtype=np.int64)
    new_places[order] = np.arange(len(ids))
    new_places[-1] = MISSING
    codes = np.asarray(encoded.indices.fill_null(MISSING).to_numpy(zero_copy_only=False), dtype=np.int64)
    return Column(
        codes=new_places[codes],
        ids=tuple(ids[place] for place in order),
        labels=tuple(shown[place] for place in order),
        facts=tuple((facts or {}).get(ids[place], {}) for place in order),
        data_type=data_type,
    )


def _sorted_by(identifier: str, label: str, data_type: DataType) -> tuple[Any, ...]:
    return (float(identifier),) if data_type != "text" else (label, identifier)
