import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from argmine.graph.measures import MeasureError, polarisation
from argmine.graph.measures.camps import SignedTies, best_camps, fit


def camps(*sizes):
    """Return a congruence of 1 within camps and a conflict of 1 between them."""
    labels = np.repeat(np.arange(len(sizes)), sizes)
    same = labels[:, None] == labels
    return np.where(same, 1.0, 0.0) - np.eye(len(labels)), np.where(same, 0.0, 1.0)


def numbers(found):
    return [member.community for member in found.camps]


@pytest.mark.parametrize("sizes", [(4, 4), (9, 3), (2, 2), (20, 5)])
def test_perfect_camps(make_one, sizes):
    congruence, conflict = camps(*sizes)
    expected = [0] * sizes[0] + [1] * sizes[1]
    one = polarisation(make_one(congruence - conflict))
    pair = polarisation(make_one(congruence, aggregation="congruence"), make_one(conflict, aggregation="conflict"))
    for found in (one, pair):
        assert (found.value, found.fit) == pytest.approx((1, 1))
        assert numbers(found) == expected
    assert one.p_value < (0.4 if sum(sizes) == 4 else 0.02)


@pytest.mark.parametrize("sizes", [(5, 5), (8, 2)])
def test_perfect_camps_over_positions(make_two, sizes):
    sides = np.repeat([1.0, -1.0], sizes)[:, None] * np.array([1, -1, 1, 1, -1])
    found = polarisation(make_two(sides))
    assert (found.value, found.p_value) == pytest.approx((1, 1 / 101))
    assert numbers(found) == [0] * sizes[0] + [1] * sizes[1]


def test_three_camps(make_one):
    congruence, conflict = camps(5, 4, 3)
    network = make_one(congruence - conflict)
    assert polarisation(network).value < 0.8
    found = polarisation(network, camps=3)
    assert found.value == pytest.approx(1)
    assert numbers(found) == [0] * 5 + [1] * 4 + [2] * 3
    two = polarisation(make_one(np.subtract(*camps(6, 4))), camps=4)
    assert two.value == pytest.approx(1)
    assert two.p_value < 0.05 and set(numbers(two)) == {0, 1}


@pytest.mark.parametrize("values", [np.zeros((0, 0)), np.zeros((5, 5)), camps(6)[0], -camps(6)[0], [[0, -1], [-1, 0]]])
def test_without_both_signs_there_is_nothing_to_split(make_one, values):
    found = polarisation(make_one(values))
    assert (found.value, found.fit, found.p_value) == (0.0, 0.0, 1.0)


def test_groups_without_conflict_are_not_polarised(make_one):
    assert polarisation(make_one(camps(4, 4)[0])).value == 0.0


def test_one_position_always_splits_perfectly(make_two):
    found = polarisation(make_two([[1], [1], [-1], [-1], [1]]), least=1)
    assert (found.fit, found.expected, found.value, found.p_value) == (1.0, 1.0, 0.0, 1.0)


def test_random_sides_are_about_0(make_two, make_one):
    values, ties = [], []
    for seed in range(12):
        generator = np.random.default_rng(seed)
        sides = generator.choice([-1, 0, 1], size=(20, 8))
        values.append(polarisation(make_two(sides), permutations=20))
        signs = np.triu(generator.choice([-1, 0, 1], size=(16, 16)), 1)
        ties.append(polarisation(make_one(signs + signs.T), permutations=20))
    for found in (values, ties):
        assert np.mean([one.value for one in found]) < 0.06
        assert abs(np.mean([(one.fit - one.expected) / (1 - one.expected) for one in found])) < 0.06
        assert np.mean([one.p_value <= 0.05 for one in found]) < 0.3


def test_less_noise_is_more_polarised(make_two):
    generator = np.random.default_rng(5)
    sides = np.repeat([1, -1], 15)[:, None] * generator.choice([1, -1], size=10)
    noise = generator.random(sides.shape)
    values = [polarisation(make_two(sides * np.where(noise < share, -1, 1))).value for share in (0.5, 0.2, 0.1, 0)]
    assert values == sorted(values)
    assert values[0] < 0.1 and values[-1] == pytest.approx(1)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_bounds_and_order(make_two, seed):
    generator = np.random.default_rng(seed)
    sides = generator.integers(-2, 3, size=(9, 5))
    names, columns = [f"n{number}" for number in range(9)], list("vwxyz")
    found = polarisation(make_two(sides, names=names, columns=columns), permutations=5, least=1)
    assert 0 <= found.value <= 1 and -1 <= found.fit <= 1 and 0 < found.p_value <= 1
    rows, order = generator.permutation(9), generator.permutation(5)
    shuffled = make_two(
        sides[rows][:, order], names=[names[row] for row in rows], columns=[columns[column] for column in order]
    )
    again = polarisation(shuffled, permutations=5, least=1)
    assert (again.value, again.fit, set(again.camps)) == (found.value, found.fit, set(found.camps))


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_fit_is_kappa_and_0_on_average(seed):
    generator = np.random.default_rng(seed)
    signs = np.triu(generator.choice([-1, 1], size=(7, 7)), 1)
    pairs = np.triu_indices(7, 1)
    labels = generator.integers(0, 2, 7)
    same = labels[:, None] == labels
    congruence, conflict = (signs > 0), (signs < 0)
    within = [np.array([(matrix & same).sum()], dtype=float) for matrix in (congruence, conflict)]
    found = fit(within[0], within[1], float(congruence.sum()), float(conflict.sum()))[0]
    expected = cohen_kappa_score(signs[pairs] > 0, same[pairs]) if congruence.any() and conflict.any() else 0
    assert found == pytest.approx(expected)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.8])
def test_a_split_at_random_fits_no_better_than_chance(share):
    generator = np.random.default_rng(2)
    conflict = np.triu(generator.random((30, 30)) < share, 1)
    congruence = np.triu(~conflict, 1)
    labels = generator.integers(0, 2, (400, 30))
    same = labels[:, :, None] == labels[:, None]
    within = [(same & matrix).sum(axis=(1, 2)).astype(float) for matrix in (congruence, conflict)]
    fits = fit(within[0], within[1], float(congruence.sum()), float(conflict.sum()))
    assert abs(fits.mean()) < 0.01


def test_the_search_finds_the_best_of_all_splits():
    for seed in range(10):
        generator = np.random.default_rng(seed)
        signs = np.triu(generator.integers(-2, 3, size=(9, 9)), 1)
        signs = (signs + signs.T).astype(float)
        ties = SignedTies(np.maximum(signs, 0), np.maximum(-signs, 0))
        splits = (np.arange(2**8)[:, None] >> np.arange(9)) & 1
        same = splits[:, :, None] == splits[:, None]
        within = [(same * matrix).sum(axis=(1, 2)) / 2 for matrix in (ties.congruence, ties.conflict)]
        best = fit(within[0], within[1], ties.congruence.sum() / 2, ties.conflict.sum() / 2).max()
        assert best_camps(ties, camps=2, generator=generator)[1] == pytest.approx(best)


def test_large_networks_start_from_few_eigenvectors(make_one):
    found = polarisation(make_one(np.subtract(*camps(120, 60))), permutations=2)
    assert found.value == pytest.approx(1)
    assert numbers(found) == [0] * 120 + [1] * 60


def test_who_is_looked_at(make_two):
    sides = [[1, 1, 0], [1, 1, 0], [-1, -1, 0], [-1, 0, 0], [0, 0, 1]]
    assert numbers(polarisation(make_two(sides))) == [0, 0, 1, None, None]
    assert polarisation(make_two(sides), least=1).actors == 4
    assert polarisation(make_two(sides), least=1, among=2).actors == 2


def test_what_is_refused(make_one, make_two):
    congruence, conflict = (make_one(matrix, aggregation="congruence") for matrix in camps(2, 2))
    with pytest.raises(MeasureError, match="give both networks"):
        polarisation(congruence)
    with pytest.raises(MeasureError, match="aggregation=subtract"):
        polarisation(make_two([[1]], aggregation="ignore"))
    with pytest.raises(MeasureError, match="leave out the second"):
        polarisation(make_two([[1]]), conflict)
    with pytest.raises(MeasureError, match="isolates=True"):
        polarisation(congruence, make_one(camps(2, 1)[1], aggregation="conflict"))
    with pytest.raises(MeasureError, match="camps=1"):
        polarisation(make_one(camps(2, 2)[0]), camps=1)
    with pytest.raises(MeasureError, match="permutations=0"):
        polarisation(make_one(camps(2, 2)[0]), permutations=0)
