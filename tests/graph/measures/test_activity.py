import pytest

from argmine.graph.measures import MeasureError, activity


def test_who_says_how_much_on_which_side(make_two):
    network = make_two([[1, 0], [2, 5], [0, 0]], names=["ann", "bo", "cy"], columns=["0", "1"], aggregation="ignore")
    assert [tuple(row) for row in activity(network)] == [
        ("speaker", "bo", "Bo", None, None, 7.0, 0.875, {"0": 2.0, "1": 5.0}),
        ("speaker", "ann", "Ann", None, None, 1.0, 0.125, {"0": 1.0}),
        ("speaker", "cy", "Cy", None, None, 0.0, 0.0, {}),
    ]


def test_only_counts(make_one, make_two):
    with pytest.raises(MeasureError, match="aggregation=ignore"):
        list(activity(make_two([[1]])))
    with pytest.raises(MeasureError, match="mode=two-mode"):
        list(activity(make_one([[0]])))
