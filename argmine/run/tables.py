"""The tables of a run, by name."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]

TABLES = ("documents", "claims", "attributions", "speakers", "positions", "links", "failures")
SHARD_TABLES = ("documents", "claims", "attributions", "failures")
