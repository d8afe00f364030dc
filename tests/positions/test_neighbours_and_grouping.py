from __future__ import annotations

import numpy as np
import pytest

from argmine.positions import neighbours
from argmine.positions.embed import normalised, text_vectors, with_context
from argmine.positions.grouping import group


@pytest.fixture
def vectors():
    return normalised(np.random.default_rng(0).normal(size=(600, 16)).astype(np.float32))


def test_nearest_is_exact_for_few_rows(vectors):
    few = vectors[:50]
    similarities = few @ few.T - 2 * np.eye(50)
    expected = {(min(i, j), max(i, j)) for i in range(50) for j in np.argsort(-similarities[i])[:3].tolist()}
    assert {tuple(pair) for pair in neighbours.nearest(few, 3).tolist()} == expected


def test_cells_find_most_neighbours_of_many_rows(vectors, monkeypatch):
    exact = {tuple(pair) for pair in neighbours.nearest(vectors, 5).tolist()}
    monkeypatch.setattr(neighbours, "CELL", 200)
    found = {tuple(pair) for pair in neighbours.nearest(vectors, 5).tolist()}
    assert len(found & exact) > 0.7 * len(exact)
    assert all(left < right for left, right in found)


def test_grouping_is_average_linkage(vectors):
    from sklearn.cluster import AgglomerativeClustering

    few = normalised(vectors[:40] + 1.2 * vectors[[0, 1, 2, 3] * 10])
    every = np.stack(np.triu_indices(40, 1), axis=1)
    labels = group(few, every, threshold=0.4)
    model = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=0.6
    ).fit(np.clip(1 - few @ few.T, 0, None))
    same = labels[:, None] == labels[None, :]
    assert (same == (model.labels_[:, None] == model.labels_[None, :])).all()
    assert 1 < len(set(labels.tolist())) < 40


def test_rows_that_belong_together_are_never_parted(vectors):
    together = np.array([[0, 5], [5, 9]])
    labels = group(vectors[:10], np.zeros((0, 2), dtype=np.int64), threshold=0.99, together=together)
    assert labels.tolist() == [0, 1, 2, 3, 4, 0, 6, 7, 8, 0]


def test_context_pulls_neighbours_in_one_document_together(make):
    texts = ["The levy on grain is unfair.", "Nobody was asked.", "Bridges need paint.", "Nobody was asked."]
    claims = make(texts[:2], "a") + make(texts[2:], "b")
    own = text_vectors([claim.text for claim in claims])
    placed = with_context(own, claims)
    assert own[1] @ own[3] > 0.99
    assert placed[0] @ placed[1] > own[0] @ own[1]
    assert placed[1] @ placed[3] < own[1] @ own[3]
    assert np.allclose(np.linalg.norm(placed, axis=1), 1, atol=1e-5)


def test_empty_text_has_no_direction():
    assert not text_vectors(["", "the levy"])[0].any()
    assert text_vectors([]).shape == (0, 256)
