"""The order in which claims are read, whatever order they come in."""

from __future__ import annotations

from collections.abc import Sequence

from argmine.schema import Claim


def reading_order(claims: Sequence[Claim]) -> list[int]:
    """Return the rows of `claims` by document and place in it, so that results do not hang on input order."""

    def place(row: int) -> tuple[str, int, int, str]:
        claim = claims[row]
        return claim.document, claim.start, claim.end, claim.id

    return sorted(range(len(claims)), key=place)
