"""Small debates, coded by hand."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from argmine.graph.networks import Statements


@pytest.fixture(scope="session")
def sample(shared: Path) -> Statements:
    """DNA's own sample statements."""
    rows = []
    with (shared / "reference" / "dna_sample_statements.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            moment = datetime.fromtimestamp(int(row.pop("date_epoch")), UTC)
            rows.append({**row, "time": moment.strftime("%Y-%m-%dT%H:%M:%S"), "end": row.pop("stop")})
    return Statements.of_rows(rows)


#: speaker, position, agreement, document, time
DEBATE = (
    ("ann", "tax", 1, "d1", "2005-01-03"),
    ("ann", "tax", 1, "d1", "2005-01-03"),
    ("ann", "ban", 0, "d2", "2005-01-31"),
    ("bob", "tax", 0, "d1", "2005-01-03"),
    ("bob", "ban", 0, "d3", "2006-01-05"),
    ("bob", "ban", 1, "d4", "2006-03-01"),
    ("cid", "tax", 1, "d4", "2006-03-01"),
    ("dee", "law", 1, "d4", "2006-03-01"),
    ("ann", "tax", 1, "d5", "2006-01-05"),
)


@pytest.fixture(scope="session")
def debate() -> Statements:
    """Four people on a tax, a ban and a law, over five documents."""
    return Statements.of_rows(
        {"speaker": who, "position": what, "agreement": side, "document": where, "time": when, "outlet": where[-1]}
        for who, what, side, where, when in DEBATE
    )
