"""How the ties of a network are written: whole numbers as such, others with six decimals."""

from __future__ import annotations


def number(value: float) -> str:
    """Return `value` as text, with a point and without an exponent."""
    return str(int(value)) if value.is_integer() else f"{value:.6f}"
