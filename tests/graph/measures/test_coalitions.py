import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from argmine.graph.measures import Member, coalitions_by_stance


def blocks(*sizes, between=0.0):
    labels = np.repeat(np.arange(len(sizes)), sizes)
    values = np.where(labels[:, None] == labels, 1.0, between)
    np.fill_diagonal(values, 0)
    return values


def test_by_hand(make_one):
    stances = ["critics", "critics", "critics", "industry", "industry", "industry", "industry", None]
    network = make_one(blocks(4, 4), names=list("abcdefgh"), stances=stances)
    found = coalitions_by_stance(network)
    assert [(one.size, one.stance, one.purity, dict(one.stances)) for one in found.coalitions] == [
        (4, "critics", 0.75, {"critics": 3, "industry": 1}),
        (3, "industry", 1.0, {"industry": 3}),
    ]
    assert [tuple(one) for one in found.standing_out] == [("d", "D", "industry", 0, "critics", 0.0, 3.0)]
    assert (found.actors, found.purity) == pytest.approx((7, 6 / 7))
    numbers = [0, 0, 0, 0, 1, 1, 1]
    assert found.adjusted_rand == pytest.approx(adjusted_rand_score(stances[:7], numbers))
    assert found.mutual_information == pytest.approx(normalized_mutual_info_score(stances[:7], numbers))


def test_the_same_division(make_one):
    found = coalitions_by_stance(make_one(blocks(3, 2), stances=["x"] * 3 + ["y"] * 2))
    assert (found.adjusted_rand, found.mutual_information, found.purity) == pytest.approx((1, 1, 1))
    assert found.standing_out == ()


def test_nobody_stands_out_where_no_side_is_the_larger(make_one):
    found = coalitions_by_stance(make_one(blocks(2), stances=["x", "y"]))
    assert found.coalitions[0].stance is None
    assert found.standing_out == ()


def test_who_is_bound_to_the_other_side_comes_first(make_one):
    values = blocks(5)
    values[3, :3] = values[:3, 3] = 2.0
    members = [Member("speaker", f"s{index:03}", "", 0) for index in range(5)]
    found = coalitions_by_stance(make_one(values, stances=["x", "x", "x", "y", "y"]), members)
    assert [(one.id, one.own, one.others) for one in found.standing_out] == [("s003", 1.0, 6.0), ("s004", 1.0, 3.0)]


def test_nothing_to_compare(make_one):
    found = coalitions_by_stance(make_one(blocks(2)))
    assert (found.actors, found.adjusted_rand, found.purity, found.coalitions) == (0, 0.0, 0.0, ())
