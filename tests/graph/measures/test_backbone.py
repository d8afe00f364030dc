from itertools import combinations

import numpy as np
import pytest
from scipy import sparse

from argmine.graph.measures import MeasureError, backbone, nested_backbone
from argmine.graph.measures.spectra import spectral_distance, spectrum


def of_sample(make_two, dna_counts):
    actors, concepts, counts = dna_counts
    sides = make_two(counts[:, :, 1] - counts[:, :, 0], names=actors, columns=concepts)
    return sides, make_two(counts.sum(axis=2), names=actors, columns=concepts, aggregation="ignore")


def test_spectrum_as_scipy():
    generator = np.random.default_rng(1)
    values = np.triu(generator.random((6, 6)), 1)
    weights = np.pad(values + values.T, (0, 1))
    expected = np.linalg.eigvalsh(sparse.csgraph.laplacian(weights, normed=True))
    assert spectrum(weights) == pytest.approx(expected, abs=1e-9)
    assert spectrum(weights, compat="dna") == pytest.approx(np.sort(weights.sum(axis=1)) / weights.sum())


def test_distances():
    one, other = np.array([0.0, 1.0, 2.0]), np.array([0.0, 4.0, 6.0])
    assert spectral_distance(one, other) == 5.0
    assert spectral_distance(one, other, compat="dna") == 7.0


def test_what_the_sample_loses_first(make_two, dna_counts):
    """The true Laplacian drops another concept first than DNA as coded does."""
    sides, counts = of_sample(make_two, dna_counts)
    first = nested_backbone(sides, counts)[0]
    assert first.label.lower().startswith("cap and trade")
    assert first.distance == pytest.approx(0.0081, abs=1e-4)
    as_coded = nested_backbone(sides, counts, compat="dna")[0]
    assert as_coded.label.lower().startswith("climate change is caused by")
    assert as_coded.distance == pytest.approx(0.0166, abs=1e-4)


def test_nested_is_greedy(make_two, dna_counts):
    sides, _ = of_sample(make_two, dna_counts)
    layers = nested_backbone(sides)
    assert [layer.order for layer in layers] == [1, 2, 3, 4, 5]
    matrix = sides.matrix.toarray()

    def distance(columns):
        kept = matrix[:, columns]
        ties = np.maximum(kept @ kept.T, 0)
        np.fill_diagonal(ties, 0)
        return spectrum(ties)

    left = list(range(6))
    for layer in layers:
        gone = sides.columns.ids.index(layer.id)
        tried = {one: spectral_distance(distance([o for o in left if o != one]), distance(range(6))) for one in left}
        assert layer.distance == pytest.approx(tried[gone], abs=1e-8)
        assert layer.distance <= min(tried.values()) + 1e-8
        left.remove(gone)


@pytest.mark.parametrize("size", [1, 2, 3, 6])
def test_a_fixed_size_is_the_best_of_all_sets(make_two, dna_counts, size):
    sides, counts = of_sample(make_two, dna_counts)
    found = backbone(sides, counts, size=size, steps=500)
    every = [backbone_distance(sides, counts, kept) for kept in combinations(sides.columns.ids, size)]
    assert len(found.kept) == size
    assert found.distance == pytest.approx(min(every), abs=1e-9)
    assert sorted(found.kept + found.redundant) == sorted(sides.columns.ids)


def backbone_distance(sides, counts, kept):
    from argmine.graph.measures.structure import Structure

    structure = Structure(sides, counts, among=10, columns=10, compat=None)
    return structure.distance([structure.ids.index(one) for one in kept])


def test_a_penalty_for_each_column(make_two, dna_counts):
    sides, counts = of_sample(make_two, dna_counts)
    found = backbone(sides, counts, penalty=3.5, steps=500)
    assert found.loss == pytest.approx(found.distance * np.exp(-3.5 * len(found.redundant) / 6))
    assert found == backbone(sides, counts, penalty=3.5, steps=500)
    assert len(backbone(sides, penalty=50.0, steps=500).kept) <= len(backbone(sides, penalty=0.1, steps=500).kept)


def test_positions_that_nobody_else_takes_up_go_first(make_two):
    sides = np.array([[1, 1, 0, 0], [1, -1, 0, 0], [-1, 1, 0, 1], [-1, -1, 0, 0], [1, 1, 1, 0]])
    layers = nested_backbone(make_two(sides))
    assert {layer.id for layer in layers[:2]} == {"p002", "p003"}
    assert layers[1].distance == 0.0


def test_rows_and_columns_that_are_looked_at(make_two):
    sides = np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0]])
    found = backbone(make_two(sides), size=1, columns=2)
    assert set(found.kept + found.redundant) == {"p000", "p001"}


def test_what_is_refused(make_one, make_two):
    network = make_two([[1, 1], [1, 1]])
    with pytest.raises(MeasureError, match="mode=two-mode"):
        nested_backbone(make_one([[0, 1], [1, 0]]))
    with pytest.raises(MeasureError, match="aggregation=subtract"):
        nested_backbone(make_two([[1]], aggregation="ignore"))
    with pytest.raises(MeasureError, match="as counts"):
        nested_backbone(network, compat="dna")
    with pytest.raises(MeasureError, match="counts lack the speaker 's001'"):
        nested_backbone(network, make_two([[1, 1]], aggregation="ignore"))
    with pytest.raises(MeasureError, match="2 columns"):
        backbone(network, size=3)
    with pytest.raises(MeasureError, match="choose dna"):
        nested_backbone(network, compat="rdna")  # type: ignore[arg-type]
