"""Small discourse networks whose labels hold what files stumble over."""

from __future__ import annotations

from datetime import datetime

import pytest
from scipy import sparse

from argmine.graph.networks import Axis, Network, NetworkSettings

SPEAKERS = ('Zoë "Zo" O\'Hara', "the EPA", "The EPA", "منظمة البيئة", "line\r\nbreak;\tand more")


def make_axis(variable: str, labels: tuple[str, ...]) -> Axis:
    ids = tuple(f"{variable[0]}{place}" for place in range(len(labels)))
    return Axis(variable=variable, ids=ids, labels=labels, facts=tuple({"frequency": 2} for _ in labels))


@pytest.fixture
def two_mode() -> Network:
    """Five speakers on two positions, subtracted: values below zero, zeros, and a fraction."""
    return Network(
        matrix=sparse.csr_array([[1.0, 0.0], [-2.0, 0.0], [0.0, 0.5], [0.0, -1.0], [3.0, 1.0]]),
        rows=make_axis("speaker", SPEAKERS),
        columns=make_axis("position", ("Buses should be free.", "Böses Ende?")),
        mode="two-mode",
        settings=NetworkSettings(),
        start=datetime(2025, 1, 1),
        end=datetime(2025, 1, 31),
    )


@pytest.fixture
def one_mode() -> Network:
    """Five speakers, tied by what they agree on."""
    rows = make_axis("speaker", SPEAKERS)
    matrix = [[0, 2, 0, 0, 1], [2, 0, 0, 0, 0], [0, 0, 0, 0, 0.25], [0, 0, 0, 0, 0], [1, 0, 0.25, 0, 0]]
    return Network(
        matrix=sparse.csr_array(matrix, dtype=float),
        rows=rows,
        columns=rows,
        mode="one-mode",
        settings=NetworkSettings(mode="one-mode", aggregation="congruence"),
    )
