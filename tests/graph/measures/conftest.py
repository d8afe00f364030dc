"""Networks made by hand."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import sparse

from argmine.graph.networks.model import Axis, Network
from argmine.graph.networks.settings import NetworkSettings


def _axis(variable: str, ids: Sequence[str], stances: Sequence[str | None] = ()) -> Axis:
    facts = [{"stance": stance} if stance else {} for stance in stances] or [{} for _ in ids]
    return Axis(variable=variable, ids=tuple(ids), labels=tuple(name.title() for name in ids), facts=tuple(facts))


def _names(letters: str, number: int) -> list[str]:
    return [f"{letters}{index:03}" for index in range(number)]


def one_mode(matrix: Any, *, names: Sequence[str] = (), stances: Sequence[str | None] = (), **settings: Any) -> Network:
    values = np.asarray(matrix, dtype=float)
    rows = _axis("speaker", names or _names("s", len(values)), stances)
    made = NetworkSettings(**{"mode": "one-mode", "aggregation": "subtract", **settings})
    return Network(matrix=sparse.csr_array(values), rows=rows, columns=rows, mode="one-mode", settings=made)


def two_mode(matrix: Any, *, names: Sequence[str] = (), columns: Sequence[str] = (), **settings: Any) -> Network:
    values = np.asarray(matrix, dtype=float)
    return Network(
        matrix=sparse.csr_array(values),
        rows=_axis("speaker", names or _names("s", values.shape[0])),
        columns=_axis("position", columns or _names("p", values.shape[1])),
        mode="two-mode",
        settings=NetworkSettings(**settings),
    )


@pytest.fixture(scope="session")
def make_one() -> Callable[..., Network]:
    return one_mode


@pytest.fixture(scope="session")
def make_two() -> Callable[..., Network]:
    return two_mode


@pytest.fixture(scope="session")
def dna_counts(shared: Path) -> tuple[list[str], list[str], np.ndarray]:
    """DNA's sample: organisations, concepts, and X[i, j, k], how often i takes side k (0 or 1) of j."""
    with (shared / "reference" / "dna_sample_statements.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    actors = sorted({row["organization"] for row in rows})
    concepts = sorted({row["concept"] for row in rows})
    counts = np.zeros((len(actors), len(concepts), 2))
    for row in rows:
        counts[actors.index(row["organization"]), concepts.index(row["concept"]), int(row["agreement"])] += 1
    return actors, concepts, counts
