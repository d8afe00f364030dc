"""One variable of all statements, as whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from argmine.graph.networks.errors import NetworkError

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

    Raises
    ------
    NetworkError
        If a value is no number and should be.
    """
    array = values.cast(pa.string())
    encoded = pc.if_else(pc.equal(array, ""), None, array).combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    met = [_as_number(value, data_type) if data_type != "text" else value for value in encoded.dictionary.to_pylist()]
    shown = {identifier: (labels or {}).get(identifier) or identifier for identifier in met}
    ids = sorted(shown, key=(lambda identifier: (shown[identifier], identifier)) if data_type == "text" else int)
    places = {identifier: place for place, identifier in enumerate(ids)}
    new_places = np.array([*(places[identifier] for identifier in met), MISSING], dtype=np.int64)
    codes = np.asarray(encoded.indices.fill_null(MISSING).to_numpy(zero_copy_only=False), dtype=np.int64)
    return Column(
        codes=new_places[codes],
        ids=tuple(ids),
        labels=tuple(shown[identifier] for identifier in ids),
        facts=tuple((facts or {}).get(identifier, {}) for identifier in ids),
        data_type=data_type,
    )


def _as_number(value: str, data_type: DataType) -> str:
    """Return a number as it is written everywhere, so that 1, 1.0 and TRUE are one value."""
    said = {"true": "1", "false": "0"}.get(value.strip().lower(), value) if data_type == "boolean" else value
    try:
        number = float(said)
        if not number.is_integer() or (data_type == "boolean" and number not in (0, 1)):
            raise ValueError
    except ValueError:
        wanted = "1 where a statement agrees and 0 where it does not" if data_type == "boolean" else "whole numbers"
        raise NetworkError(f"has the value {value!r}: write {wanted}, and nothing where it is not known") from None
    return str(int(number))
