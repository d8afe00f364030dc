import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.graph.measures import MeasureError, disparities, disparity_filter


def star():
    """Somebody with a tie of 8 and two of 1, whose other ends have no other tie."""
    values = np.zeros((4, 4))
    values[0, 1:] = values[1:, 0] = [8, -1, 1]
    return values


def test_by_hand(make_one):
    found = list(disparities(make_one(star())))
    assert [row[:3] for row in found] == [("s000", "s001", 8.0), ("s000", "s002", -1.0), ("s000", "s003", 1.0)]
    assert [row.p_value for row in found] == pytest.approx([0.2**2, 0.9**2, 0.9**2])


def test_only_significant_ties_stay(make_one):
    network = disparity_filter(make_one(star()), alpha=0.05)
    expected = np.zeros((4, 4))
    expected[0, 1] = expected[1, 0] = 8
    assert (network.matrix.toarray() == expected).all()
    assert len(network.rows) == 4
    assert disparity_filter(make_one(star()), alpha=0.01).matrix.nnz == 0


def test_a_single_tie_is_no_surprise(make_one):
    assert [row.p_value for row in disparities(make_one([[0, 5], [5, 0]]))] == [1.0]
    assert list(disparities(make_one(np.zeros((3, 3))))) == []


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), alpha=st.floats(0.01, 1))
def test_as_the_integral_says(make_one, seed, alpha):
    generator = np.random.default_rng(seed)
    values = np.triu(generator.integers(-3, 4, (7, 7)), 1)
    values = values + values.T
    network = make_one(values)
    sizes = np.abs(values)
    for row in disparities(network):
        one, other = (network.rows.ids.index(end) for end in row[:2])
        ends = [(1 - sizes[one, other] / sizes[end].sum()) ** ((sizes[end] > 0).sum() - 1) for end in (one, other)]
        assert row.p_value == pytest.approx(min(ends))
        assert row.value == values[one, other]
    kept = disparity_filter(network, alpha=alpha).matrix
    assert (kept != kept.T).nnz == 0
    assert kept.nnz == 2 * sum(row.p_value < alpha for row in disparities(network))


def test_what_is_refused(make_one, make_two):
    with pytest.raises(MeasureError, match="mode=one-mode"):
        list(disparities(make_two([[1]])))
    with pytest.raises(MeasureError, match="alpha=0"):
        disparity_filter(make_one(star()), alpha=0)
