from __future__ import annotations

import numpy as np
import pytest

from argmine.graph.measures import Interval, MeasureError, bootstrap, degrees, density, polarisation
from argmine.graph.networks import NetworkSettings, Statements

EVERY = NetworkSettings(duplicates="include")


def of_sides(documents):
    """Return the statements of documents: in each, who takes which side of what."""
    return Statements.of_rows(
        {"document": f"d{number}", "speaker": speaker, "position": position, "agreement": agreement}
        for number, document in enumerate(documents)
        for speaker, position, agreement in document
    )


def of_counts(counts):
    """Return documents in each of which somebody speaks so often on one position."""
    return of_sides([("ann", "noise", 1)] * count for count in counts)


def strength(network):
    return float(network.matrix.sum())


def test_an_interval_of_a_sum():
    counts = np.arange(1, 41)
    found = bootstrap(of_counts(counts), EVERY, strength, repeats=400)
    assert isinstance(found, Interval)
    assert found.value == counts.sum()
    spread = 1.96 * counts.std() * np.sqrt(len(counts))
    assert found.low == pytest.approx(found.value - spread, rel=0.05)
    assert found.high == pytest.approx(found.value + spread, rel=0.05)


def test_the_same_seed_gives_the_same_interval():
    documents = of_counts(range(20))
    one, same, other = (bootstrap(documents, EVERY, strength, repeats=30, seed=seed) for seed in (1, 1, 2))
    assert one == same != other


def test_a_wider_level_is_a_wider_interval():
    wide, narrow = (bootstrap(of_counts(range(20)), EVERY, strength, level=level) for level in (0.99, 0.5))
    assert wide.low < narrow.low < narrow.value < narrow.high < wide.high


def test_what_never_changes_has_no_width():
    assert bootstrap(of_counts([3] * 5), EVERY, strength, repeats=20) == (15.0, 15.0, 15.0)


def test_several_numbers():
    documents = of_sides([[("ann", "noise", 1)], [("ann", "noise", 1)], [("bo", "noise", 1)]])

    def strengths(network):
        return {row.id: row.strength for row in degrees(network) if row.variable == "speaker"}

    found = bootstrap(documents, EVERY, strengths, repeats=60)
    assert found["ann"].value == 2.0
    assert found["bo"] == (1.0, 0.0, 3.0)


def test_what_a_measure_returns():
    camps = {"ann": 1, "bo": 1, "cy": 1, "dee": 0, "eve": 0}
    documents = of_sides([(speaker, f"p{number % 4}", side) for speaker, side in camps.items()] for number in range(24))
    found = bootstrap(documents, EVERY, density, repeats=10)
    assert set(found) == {"density", "positive", "negative", "mean_weight", "mean_value"}
    assert found["density"] == (1.0, 1.0, 1.0)
    sure = bootstrap(documents, EVERY, lambda network: polarisation(network, permutations=5), repeats=10)
    assert sure["value"] == pytest.approx((1, 1, 1))
    assert set(sure) == {"value", "fit", "expected", "p_value"}


@pytest.mark.parametrize("duplicates", ["document", "week", "month", "year", "acrossrange"])
def test_a_document_that_is_drawn_twice_counts_twice(duplicates):
    statements = Statements.of_rows(
        {"document": f"d{number}", "speaker": f"s{number}", "position": "p", "agreement": 1, "time": "2025-01-01"}
        for number in list(range(50)) * 2
    )
    settings = NetworkSettings(duplicates=duplicates)
    found = bootstrap(statements, settings, strength, repeats=30)
    assert found == (50, 50, 50)
    most = bootstrap(statements, settings, lambda network: float(network.matrix.max()), repeats=30)
    assert most.value == 1
    assert most.low > 1


def test_what_is_refused():
    documents = of_counts([1])
    with pytest.raises(MeasureError, match="window=days makes a series"):
        bootstrap(documents, NetworkSettings(window="days"), strength)
    with pytest.raises(MeasureError, match="level=95"):
        bootstrap(documents, EVERY, strength, level=95)
    with pytest.raises(MeasureError, match="no list"):
        bootstrap(documents, EVERY, lambda _network: [1.0])
