"""The names of attributes that a format keeps for itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from argmine.formats.base import FormatError


def with_names(data: Mapping[str, Any], format_name: str, **names: Any) -> dict[str, Any]:
    """Return `data` with the names that a format keeps for itself.

    Raises
    ------
    FormatError
        If `data` has an attribute of one of these names already.
    """
    taken = sorted(names.keys() & data.keys())
    if taken:
        raise FormatError(
            f"{format_name}: {names} has an attribute {taken[0]!r}, a name that {format_name} keeps for itself: "
            "give the attribute another name"
        )
    return {**data, **names}
