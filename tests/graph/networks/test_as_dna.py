"""``compat="dna"`` gives the numbers that DNA 3.1.2 gives for its own sample (the reference's appendix A)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest

from argmine.graph.networks import NetworkSettings, Statements, network, networks
from argmine.graph.networks.settings import Aggregation

DNA = NetworkSettings(rows="organization", columns="concept", duplicates="include", compat="dna")


def total(statements: Statements, **settings: object) -> float:
    return float(network(statements, replace(DNA, **settings)).matrix.sum())  # type: ignore[arg-type]


def test_two_mode(sample):
    found = network(sample, replace(DNA, aggregation="ignore"))
    assert found.matrix.shape == (7, 6)
    assert found.matrix.sum() == 40
    assert total(sample, aggregation="subtract") == 18


@pytest.mark.parametrize(
    ("aggregation", "normalisation", "duplicates", "expected"),
    [
        ("ignore", "no", "include", 276),
        ("congruence", "no", "include", 160),
        ("conflict", "no", "include", 116),
        ("subtract", "no", "include", 44),
        ("congruence", "average", "include", 25.802),
        ("subtract", "average", "include", 5.343),
        ("congruence", "jaccard", "include", 13.611),
        ("congruence", "cosine", "include", 4.806),
        ("ignore", "no", "document", 78),
        ("congruence", "no", "document", 48),
        ("conflict", "no", "document", 38),
    ],
)
def test_one_mode(sample, aggregation, normalisation, duplicates, expected):
    settings = {"aggregation": aggregation, "normalisation": normalisation, "duplicates": duplicates}
    assert total(sample, mode="one-mode", **settings) == pytest.approx(expected, abs=0.0005)


def test_ignoring_the_side_one_statement_fewer_is_counted(sample):
    settings = replace(DNA, duplicates="document")
    assert network(sample, replace(settings, aggregation="ignore")).statements == 22
    assert network(sample, replace(settings, aggregation="subtract")).statements == 23


def test_the_default_agrees_where_dna_is_right(sample):
    aggregations: tuple[Aggregation, ...] = ("ignore", "congruence", "conflict", "subtract")
    for aggregation in aggregations:
        settings = replace(DNA, mode="one-mode", aggregation=aggregation, normalisation="average")
        ours = network(sample, replace(settings, compat=None))
        assert np.array_equal(ours.matrix.toarray(), network(sample, settings).matrix.toarray())


def test_week_and_month_do_not_know_their_year(debate):
    settings = NetworkSettings(aggregation="ignore", duplicates="month")
    assert network(debate, settings).matrix.sum() == 8
    compat = replace(settings, compat="dna")
    # Ann speaks on the tax in January 2005 and in January 2006.
    assert network(debate, compat).matrix.sum() == 7


def test_the_cosine_is_a_product_of_sums(debate):
    settings = NetworkSettings(mode="one-mode", aggregation="congruence", normalisation="cosine", duplicates="include")
    compat = network(debate, replace(settings, compat="dna"))
    # Ann 4 statements and Cid 1, both for the tax (3 times and once).
    assert compat.matrix.toarray()[0, 2] == pytest.approx(3 / (4 * 1))
    # The length of (3 for, 1 against) is the root of 10.
    assert network(debate, settings).matrix.toarray()[0, 2] == pytest.approx(3 / np.sqrt(10))


def test_text_of_which_the_other_is_silent_is_conflict(debate):
    settings = NetworkSettings(
        mode="one-mode", aggregation="conflict", qualifier="outlet", duplicates="include", compat="dna"
    )
    # Dee says one thing, Cid another; neither speaks on the other's.
    assert network(debate, settings).matrix.toarray()[2, 3] == 2
    assert network(debate, replace(settings, compat=None)).matrix.toarray()[2, 3] == 0


def test_levels_and_isolates_are_those_of_the_range_in_documents_that_count(debate):
    settings = NetworkSettings(isolates=True, end=datetime(2005, 12, 31), exclude={"outlet": frozenset({"2"})})
    assert network(debate, settings).columns.ids == ("ban", "law", "tax")
    compat = replace(settings, compat="dna")
    assert network(debate, compat).rows.ids == ("ann", "bob")
    assert network(debate, compat).columns.ids == ("tax",)
    rows = [
        {"speaker": who, "position": "p", "score": score, "document": who, "time": year}
        for who, score, year in (("ann", 0, "2005-01-01"), ("bob", 1, "2005-01-01"), ("cid", 4, "2006-01-01"))
    ]
    scored = Statements.of_rows(rows, data_types={"score": "integer"})
    made = NetworkSettings(mode="one-mode", aggregation="conflict", qualifier="score", end=datetime(2005, 12, 31))
    assert network(scored, made).matrix[0, 1] == 0.25
    assert network(scored, replace(made, compat="dna")).matrix[0, 1] == 1


def test_a_missing_qualifier_counts_where_it_is_ignored():
    rows = [{"speaker": "ann", "position": "tax", "frame": frame, "document": "d"} for frame in ("cost", None)]
    settings = NetworkSettings(qualifier="frame", aggregation="ignore", duplicates="include", compat="dna")
    assert network(Statements.of_rows(rows), settings).matrix.toarray().tolist() == [[2]]


def test_jaccard_knows_the_side_that_is_ignored(debate):
    settings = NetworkSettings(mode="one-mode", aggregation="ignore", normalisation="jaccard", duplicates="include")
    # Ann: ban 1 against, tax 3 for; Bob: ban 1 for and 1 against, tax 1 against. They share 5 pairs.
    assert network(debate, settings).matrix[0, 1] == pytest.approx(5 / (1 * 2 + 3 * 1))
    assert network(debate, replace(settings, compat="dna")).matrix[0, 1] == pytest.approx(5 / (1 + 1 + 3 + 1))


def test_a_whole_number_with_one_value_divides_by_zero():
    rows = [{"speaker": who, "position": "p", "strength": 3, "document": "d", "agreement": 1} for who in ("ann", "bob")]
    statements = Statements.of_rows(rows, data_types={"strength": "integer"})
    settings = NetworkSettings(mode="one-mode", aggregation="congruence", qualifier="strength")
    assert network(statements, settings).matrix.toarray()[0, 1] == 1
    assert np.isnan(network(statements, replace(settings, compat="dna")).matrix.toarray()[0, 1])


def test_windows_reach_to_both_sides(debate):
    settings = NetworkSettings(window="days", size=2, aggregation="ignore", duplicates="include", compat="dna")
    first, *_, last = networks(debate, settings)
    assert (str(first.start), str(first.middle), str(first.end)) == (
        "2005-01-03 00:00:00",
        "2005-01-04 00:00:00",
        "2005-01-05 00:00:00",
    )
    assert first.statements == 3
    assert str(last.end) == "2006-03-01 00:00:00"


def test_the_triangular_kernel_is_one_sided(debate):
    settings = NetworkSettings(window="days", size=4, kernel="triangular", aggregation="ignore", duplicates="include")
    compat = list(networks(debate, replace(settings, compat="dna")))
    ours = list(networks(debate, settings))
    # Two days after the first statements, which count |1 - 1| = 0 on both accounts; then 2 days before the next ones.
    assert str(compat[26].middle) == "2005-01-29 00:00:00"
    assert compat[26].matrix.sum() == pytest.approx(2.0)
    assert ours[26].matrix.sum() == 0
    assert ours[27].matrix.sum() == pytest.approx(0.5)
