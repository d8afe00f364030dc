import csv
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from argmine.graph.measures import MeasureError, dna_polarization, polarisation
from argmine.graph.measures import dna as module
from argmine.graph.networks import NetworkSettings, Statements, network

DNA: dict[str, Any] = {"normalisation": "average", "compat": "dna", "duplicates": "include"}


def networks(make_one, counts, **settings):
    """Return congruence and conflict, normalised by average activity, of X[i, j, k]."""
    congruence = sum(counts[:, :, side] @ counts[:, :, side].T for side in (0, 1))
    conflict = counts[:, :, 0] @ counts[:, :, 1].T
    activity = counts.sum(axis=(1, 2))
    average = (activity[:, None] + activity) / 2
    found = []
    for name, matrix in (("congruence", congruence), ("conflict", conflict + conflict.T)):
        values = matrix / average
        np.fill_diagonal(values, 0)
        found.append(make_one(values, aggregation=name, **{**DNA, **settings}))
    return found


def perfect(make_one):
    labels = np.repeat([0, 1], 4)
    same = labels[:, None] == labels
    congruence = make_one(np.where(same, 1.0, 0.0) - np.eye(8), aggregation="congruence", **DNA)
    return congruence, make_one(np.where(same, 0.0, 1.0), aggregation="conflict", **DNA)


def test_golden_value_of_the_sample(make_one, dna_counts):
    found = dna_polarization(*networks(make_one, dna_counts[2]))
    assert found.value == pytest.approx(0.5342493, abs=1e-7)
    assert found.exact
    assert sorted(Counter(member.community for member in found.clusters).values()) == [3, 4]


def test_golden_value_from_statements(shared):
    with (shared / "reference" / "dna_sample_statements.csv").open(encoding="utf-8", newline="") as file:
        names = {"organization": "organisation", "concept": "position"}
        rows = [{names.get(name, name): value for name, value in row.items()} for row in csv.DictReader(file)]
    statements = Statements.of_rows(rows)
    made = NetworkSettings(mode="one-mode", rows="organisation", **DNA)
    pair = (network(statements, replace(made, aggregation=name)) for name in ("congruence", "conflict"))
    assert dna_polarization(*pair).value == pytest.approx(0.5342493, abs=1e-7)


def test_greedy_finds_the_golden_value(make_one, dna_counts, monkeypatch):
    monkeypatch.setattr(module, "_ALL_SPLITS", 0)
    found = dna_polarization(*networks(make_one, dna_counts[2]))
    assert found.value == pytest.approx(0.5342493, abs=1e-7)
    assert not found.exact


def test_perfect_camps_are_not_what_it_finds(make_one):
    pair = perfect(make_one)
    found = dna_polarization(*pair)
    assert found.value == pytest.approx(0.5357, abs=1e-4)
    assert len({member.community for member in found.clusters[:4]}) == 2
    assert polarisation(*pair).value == pytest.approx(1)


def test_three_clusters(make_one):
    found = dna_polarization(*perfect(make_one), clusters=3)
    assert sorted(Counter(member.community for member in found.clusters).values()) == [2, 3, 3]


def test_empty_network(make_one):
    empty = (make_one(np.zeros((4, 4)), aggregation=name, **DNA) for name in ("congruence", "conflict"))
    assert dna_polarization(*empty).value == 0.0


def test_only_for_networks_that_dna_would_make(make_one, dna_counts):
    for setting, value in (("compat", None), ("normalisation", "no")):
        with pytest.raises(MeasureError, match=f"made with {setting}="):
            dna_polarization(*networks(make_one, dna_counts[2], **{setting: value}))
    pair = networks(make_one, dna_counts[2])
    with pytest.raises(MeasureError, match="aggregation=congruence"):
        dna_polarization(*reversed(pair))
    with pytest.raises(MeasureError, match="clusters=8"):
        dna_polarization(*pair, clusters=8)
