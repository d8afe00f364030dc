from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from argmine.graph.measures import Interval, MeasureError, bootstrap, degrees, density, polarisation
from argmine.graph.networks.settings import NetworkSettings


@dataclass(frozen=True)
class Documents:
    """Documents, each the sides that speakers take on positions in it."""

    sides: tuple[np.ndarray, ...]

    def resampled(self, rng: np.random.Generator) -> Documents:
        chosen = rng.integers(len(self.sides), size=len(self.sides))
        return Documents(tuple(self.sides[index] for index in chosen))


@pytest.fixture(autouse=True)
def network(monkeypatch, make_two):
    def made(statements, _settings):
        return make_two(sum(statements.sides))

    monkeypatch.setattr("argmine.graph.networks.network", made, raising=False)


def of_counts(counts):
    """Return documents in each of which somebody speaks so often on one position."""
    return Documents(tuple(np.array([[float(count)]]) for count in counts))


def strength(network):
    return float(network.matrix.sum())


def test_an_interval_of_a_sum():
    counts = np.arange(1, 41)
    found = bootstrap(of_counts(counts), NetworkSettings(), strength, repeats=400)
    assert isinstance(found, Interval)
    assert found.value == counts.sum()
    spread = 1.96 * counts.std() * np.sqrt(len(counts))
    assert found.low == pytest.approx(found.value - spread, rel=0.05)
    assert found.high == pytest.approx(found.value + spread, rel=0.05)


def test_the_same_seed_gives_the_same_interval():
    documents = of_counts(range(20))
    one, same, other = (bootstrap(documents, NetworkSettings(), strength, repeats=30, seed=seed) for seed in (1, 1, 2))
    assert one == same != other


def test_a_wider_level_is_a_wider_interval():
    wide, narrow = (bootstrap(of_counts(range(20)), NetworkSettings(), strength, level=level) for level in (0.99, 0.5))
    assert wide.low < narrow.low < narrow.value < narrow.high < wide.high


def test_what_never_changes_has_no_width():
    assert bootstrap(of_counts([3] * 5), NetworkSettings(), strength, repeats=20) == (15.0, 15.0, 15.0)


def test_several_numbers():
    documents = Documents((np.array([[1.0], [0.0]]), np.array([[1.0], [0.0]]), np.array([[0.0], [1.0]])))

    def strengths(network):
        return {row.id: row.strength for row in degrees(network) if row.variable == "speaker" and row.degree}

    found = bootstrap(documents, NetworkSettings(), strengths, repeats=60)
    assert found["s000"].value == 2.0
    assert found["s001"] == (1.0, 0.0, 3.0)


def test_what_a_measure_returns():
    sides = np.repeat([1.0, -1.0], 4)[:, None] * np.ones(4)
    documents = Documents(tuple(sides * (np.arange(4) == index % 4) for index in range(24)))
    found = bootstrap(documents, NetworkSettings(), density, repeats=10)
    assert set(found) == {"density", "positive", "negative", "mean_weight", "mean_value"}
    sure = bootstrap(documents, NetworkSettings(), lambda network: polarisation(network, permutations=5), repeats=10)
    assert sure["value"] == pytest.approx((1, 1, 1))
    assert set(sure) == {"value", "fit", "expected", "p_value"}


def test_what_is_refused():
    documents = of_counts([1])
    with pytest.raises(MeasureError, match="window=days makes a series"):
        bootstrap(documents, NetworkSettings(window="days"), strength)
    with pytest.raises(MeasureError, match="level=95"):
        bootstrap(documents, NetworkSettings(), strength, level=95)
    with pytest.raises(MeasureError, match="no list"):
        bootstrap(documents, NetworkSettings(), lambda _network: [1.0])
