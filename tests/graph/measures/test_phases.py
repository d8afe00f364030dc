from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import pdist

from argmine.graph.measures import MeasureError, phases
from argmine.graph.networks import NetworkSettings, Statements, networks


def ring(*pairs, size=4):
    values = np.zeros((size, size))
    for one, other in pairs:
        values[one, other] = values[other, one] = 1
    return values


EARLY, LATE = ring((0, 1), (2, 3)), ring((0, 2), (1, 3))


def series(make_one, matrices, **settings):
    return [
        replace(make_one(matrix, **settings), middle=datetime(2025, 1, day + 1)) for day, matrix in enumerate(matrices)
    ]


@pytest.mark.parametrize("choice", ["modularity", "silhouette"])
def test_two_phases_and_the_first_again(make_one, choice):
    found = phases(series(make_one, [EARLY, EARLY, 1.1 * EARLY, LATE, LATE, EARLY]), choice=choice, scaled=False)
    assert [moment.phase for moment in found.moments] == [0, 0, 0, 1, 1, 0]
    assert found.changes == (datetime(2025, 1, 4), datetime(2025, 1, 6))
    assert found.number == 2
    assert [moment.step for moment in found.moments] == pytest.approx([0, 0, 0.4 / 8.4, 1, 0, 8 / 8.4])


def test_three_phases(make_one):
    third = ring((0, 3), (1, 2))
    found = phases(series(make_one, [EARLY, EARLY, LATE, LATE, third, third]), choice="silhouette")
    assert [moment.phase for moment in found.moments] == [0, 0, 1, 1, 2, 2]
    assert found.score == pytest.approx(1)


def test_a_debate_that_stays_as_it_is(make_one):
    found = phases(series(make_one, [EARLY] * 4))
    assert (found.number, found.changes, found.score) == (1, (), 0.0)
    assert {(moment.x, moment.y) for moment in found.moments} == {(0.0, 0.0)}
    assert phases(series(make_one, [EARLY])).number == 1
    assert phases(series(make_one, [np.zeros((3, 3))] * 2)).number == 1


def test_how_much_is_said_does_not_make_a_phase(make_one):
    networks = series(make_one, [EARLY, 9 * EARLY, LATE, LATE])
    assert [moment.phase for moment in phases(networks).moments] == [0, 0, 1, 1]
    assert [moment.phase for moment in phases(networks, scaled=False).moments] != [0, 0, 1, 1]


def test_no_division_is_better_than_a_bad_one(make_one):
    """Five networks that have nothing to do with each other."""
    pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3)]
    networks = series(make_one, [ring(pair) for pair in pairs])
    assert phases(networks).number == phases(networks, choice="silhouette").number == 1
    alike = phases(series(make_one, [EARLY, EARLY, EARLY + LATE]), least=2)
    assert (alike.number, alike.changes) == (2, (datetime(2025, 1, 3),))


def test_nodes_are_matched_by_id(make_one):
    names = ["a", "b", "c", "d"]
    order = [2, 0, 3, 1]
    one = make_one(EARLY, names=names)
    other = make_one(EARLY[order][:, order], names=[names[index] for index in order])
    third = make_one(ring((0, 1), size=2), names=["c", "d"])
    assert phases([one, other, third], scaled=False).distances == pytest.approx(
        np.array([[0, 0, 1], [0, 0, 1], [1, 1, 0]])
    )


def test_a_series_of_statements():
    years = [("bo", 1), ("bo", 1), ("cy", 0), ("cy", 0)]
    rows = [
        {"document": f"d{year}", "time": f"202{year}-05-01", "speaker": one, "position": "noise", "agreement": side}
        for year, (other, side) in enumerate(years)
        for one in ("ann", other)
    ]
    made = NetworkSettings(mode="one-mode", aggregation="congruence", window="years", size=1)
    found = phases(networks(Statements.of_rows(rows), made))
    assert [moment.phase for moment in found.moments] == [0, 0, 1, 1]
    assert [change and change.year for change in found.changes] == [2022]


def test_two_mode(make_two):
    found = phases([make_two([[one, other]]) for one, other in ((1, 0), (3, 0), (0, -2), (0, -1))])
    assert [moment.phase for moment in found.moments] == [0, 0, 1, 1]


def test_spectra_do_not_care_who_is_who(make_one):
    star = ring((0, 1), (0, 2), (0, 3))
    found = phases(series(make_one, [EARLY, LATE, star]), distance="spectral", choice="silhouette")
    assert found.distances[0, 1] == pytest.approx(0)
    assert [moment.phase for moment in found.moments] == [0, 0, 1]
    as_coded = phases(series(make_one, [EARLY, star]), distance="spectral", compat="dna")
    assert as_coded.distances[0, 1] == 1.0


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_distances_and_map(make_one, seed):
    generator = np.random.default_rng(seed)
    stack = [np.triu(generator.integers(-2, 3, (4, 4)), 1) for _ in range(5)]
    found = phases([make_one(values + values.T) for values in stack], scaled=False)
    expected = pdist(np.array([values.ravel() for values in stack]), "cityblock")
    if expected.max():
        upper = found.distances[np.triu_indices(5, 1)]
        assert upper == pytest.approx(expected / expected.max())
    places = np.array([(moment.x, moment.y) for moment in found.moments])
    assert np.isfinite(places).all()
    assert (places[np.abs(places).argmax(axis=0), range(2)] >= 0).all()
    assert {moment.phase for moment in found.moments} == set(range(found.number))


def test_a_map_keeps_distances_that_fit_on_it(make_two):
    """On a line the map is exact."""
    found = phases([make_two([[value]]) for value in (0.0, 1.0, 4.0)], scaled=False)
    places = [moment.x for moment in found.moments]
    assert [abs(one - places[0]) for one in places] == pytest.approx([0, 0.25, 1])


def test_what_is_refused(make_one, make_two):
    with pytest.raises(MeasureError, match="no networks"):
        phases([])
    with pytest.raises(MeasureError, match="not of one series"):
        phases([make_one([[0]]), make_two([[0]])])
    with pytest.raises(MeasureError, match="mode=one-mode"):
        phases([make_two([[0]])], distance="spectral")
    with pytest.raises(MeasureError, match="choose absdiff"):
        phases([make_two([[0]])], distance="hamming")  # type: ignore[arg-type]
    with pytest.raises(MeasureError, match="choose modularity"):
        phases(series(make_one, [EARLY, LATE, LATE]), choice="elbow")  # type: ignore[arg-type]
