"""Files that other programs open: one module a format, each found by its name in `FORMATS`."""

from __future__ import annotations

from argmine.formats.base import Format, FormatError
from argmine.formats.registry import FORMATS, read, write

__all__ = ["FORMATS", "Format", "FormatError", "read", "write"]
