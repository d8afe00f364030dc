"""Kernels, as is right and as in DNA, and what stays the same from window to window; counted by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from math import exp, isnan, pi, sqrt
from typing import Any

import pytest

from argmine.graph.networks import Network, NetworkError, NetworkSettings, Statements, network, networks

DAYS = ("2025-01-30", "2025-01-31", "2025-01-31", "2025-02-03", "2025-03-01")
TIE = ("ann", "quiet")
NAMES = ("time", "document", "speaker", "position", "agreement")


def make(*rows: tuple[Any, ...], names: tuple[str, ...] = NAMES, **data_types: Any) -> Statements:
    return Statements.of_rows([dict(zip(names, row, strict=True)) for row in rows], data_types=data_types)


def series(statements: Statements, **chosen: Any) -> list[Network]:
    return list(networks(statements, NetworkSettings(**chosen)))


def shows(made: Network) -> dict[tuple[str, str], Any]:
    """The ties that are not 0, by the ids of their ends; of a one-mode network each once."""
    found = made.matrix.tocoo()
    cells = zip(found.row.tolist(), found.col.tolist(), found.data.tolist(), strict=True)
    return {
        (made.rows.ids[row], made.columns.ids[column]): pytest.approx(tie)
        for row, column, tie in cells
        if tie and (made.mode == "two-mode" or row <= column)
    }


@pytest.fixture
def said() -> Statements:
    return make(*[(day, f"d{place}", "ann", "quiet", 1) for place, day in enumerate(DAYS)])


def counted(made: list[Network]) -> list[int]:
    return [found.statements for found in made]


def weighed(made: list[Network]) -> list[Any]:
    return [shows(found).get(TIE, 0) for found in made]


def test_dna_reaches_to_both_sides_of_a_moment(said):
    found = series(said, window="days", size=2, end=datetime(2025, 2, 3), compat="dna")
    assert [network.middle.day for network in found if network.middle] == [31, 1, 2]
    assert counted(found) == [3, 2, 1]
    assert (found[0].start, found[0].end) == (datetime(2025, 1, 30), datetime(2025, 2, 1))


def test_dna_steps_by_months_of_the_calendar():
    said = make(*[(day, day, "ann", "quiet", 1) for day in ("2025-01-31", "2025-02-28", "2025-03-28", "2025-04-28")])
    assert [found.middle for found in series(said, window="months", size=1, compat="dna")] == [
        datetime(2025, 1, 31),
        datetime(2025, 2, 28),
        datetime(2025, 3, 28),
        datetime(2025, 4, 28),
    ]


def test_dna_takes_as_many_events_in_each_window(said):
    found = series(said, window="events", size=2, compat="dna")
    assert counted(found) == [3, 3, 3]
    assert [network.middle.day for network in found if network.middle] == [31, 31, 3]


@pytest.mark.parametrize(
    ("kernel", "expected"),
    [
        ("uniform", [1.5, 1.5, 1.0, 0.5, 0.5]),
        ("triangular", [1 + 2 * 0.5, 2 * 1 + 0.5, 2 * 0.5, 0.5, 1]),
        ("epanechnikov", [0.75 + 1.5 * 0.75, 1.5 + 0.75 * 0.75, 1.5 * 0.75, 0.75 * 0.75, 0.75]),
    ],
)
def test_kernels(said, kernel, expected):
    # A window of 4 days: half of it, 2 days, is a distance of 1. On its edge only uniform counts.
    found = series(said, window="days", size=4, kernel=kernel, end=datetime(2025, 2, 3))
    if kernel == "uniform":
        expected = [1.5, 1.5, 2.0, 1.5, 0.5]
    assert weighed(found) == expected
    assert (found[0].start, found[0].end) == (datetime(2025, 1, 28), datetime(2025, 2, 1))


def test_the_gaussian_kernel_has_no_edge(said):
    found = series(said, window="days", size=2, kernel="gaussian", end=datetime(2025, 2, 3))
    height = 1 / sqrt(2 * pi)
    assert weighed(found)[0] == height * (1 + 2 * exp(-1 / 2) + exp(-(4**2) / 2))


def test_an_odd_size_is_as_wide_as_it_says(said):
    found = series(said, window="days", size=3, kernel="uniform", end=datetime(2025, 2, 3))
    assert (found[0].start, found[0].end) == (datetime(2025, 1, 28, 12), datetime(2025, 1, 31, 12))
    assert counted(found) == [3, 3, 2, 1, 1]


def test_the_edge_of_a_window_is_in_it():
    said = make(*[(day, day, "ann", "quiet", 1) for day in ("2025-01-01", "2025-01-08", "2025-01-22")])
    assert counted(series(said, window="weeks", size=2, kernel="uniform")) == [2, 2, 2, 1]


def test_indented_windows_lie_within_the_range(said):
    chosen = {"window": "days", "size": 2, "kernel": "uniform", "end": datetime(2025, 2, 3)}
    for compat in (None, "dna"):
        found = series(said, indent=True, compat=compat, **chosen)
        assert [network.middle.day for network in found if network.middle] == [31, 1, 2]


def test_the_edge_of_a_month_is_where_its_distance_is():
    # Half a window before the 22nd of March, at 21 / 31 of it, is at 21 / 31 of February.
    said = make(*[(day, day, "ann", "quiet", 1) for day in ("2025-01-22", "2025-02-21", "2025-04-01")])
    *_, found = series(said, window="months", size=2, kernel="uniform")
    assert (found.middle, found.start) == (datetime(2025, 3, 22), datetime(2025, 2, 19, 23, 13, 33))
    assert found.statements == 2


def test_what_is_far_from_the_middle_of_a_gaussian_keeps_its_side():
    said = make(("2025-01-01", "a", "ann", "quiet", 1), ("2025-01-01", "b", "bo", "quiet", 0))
    chosen = {"window": "days", "size": 2, "kernel": "gaussian", "end": datetime(2025, 1, 9), "mode": "one-mode"}
    for aggregation, tie in (("conflict", 1), ("subtract", -1), ("congruence", 0)):
        last = series(said, aggregation=aggregation, normalisation="cosine", **chosen)[-1]
        assert shows(last).get(("ann", "bo"), 0) == tie


def test_dna_kernels_are_one_sided(said):
    said = make(*[(day, f"d{place}", "ann", "quiet", 1) for place, day in enumerate(DAYS)], (DAYS[0], "x", "x", "x", 0))
    found = series(said, window="days", size=4, kernel="triangular", end=datetime(2025, 2, 3), compat="dna")
    # One and two days after the middle weigh 1.5 and 2, before it 0.5 and 0.
    assert weighed(found) == [1 + 2 * 1.5, 0.5 + 2 * 1, 2 * 0.5 + 2, 1.5, 1]


def test_dna_kernels_keep_the_diagonal_and_everybody():
    said = make(("2025-01-01", "post", "ann", "quiet", 1), ("2025-01-05", "post", "bo", "quiet", 0))
    chosen = {"window": "days", "size": 2, "kernel": "uniform", "compat": "dna"}
    found = series(said, mode="one-mode", aggregation="congruence", **chosen)
    assert [network.rows.ids for network in found] == [("ann", "bo")] * 5
    assert shows(found[0]) == {("ann", "ann"): 0.5}


def test_dna_kernels_take_subtract_for_combine_and_do_not_normalise():
    said = make(("2025-01-01", "post", "ann", "quiet", 0), ("2025-01-01", "herald", "ann", "cost", 1))
    chosen = {"window": "days", "size": 2, "kernel": "uniform", "compat": "dna"}
    for aggregation, normalisation in (("combine", "no"), ("subtract", "activity")):
        found = series(said, aggregation=aggregation, normalisation=normalisation, **chosen)
        assert shows(found[0]) == {("ann", "quiet"): -0.5, ("ann", "cost"): 0.5}


def test_dna_kernels_average_in_their_own_way():
    said = make(
        ("2025-01-01", "post", "ann", "quiet", 1),
        ("2025-01-01", "ledger", "ann", "quiet", 1),
        ("2025-01-01", "post", "bo", "quiet", 1),
        ("2025-01-09", "herald", "bo", "cost", 0),
    )
    chosen = {"mode": "one-mode", "window": "days", "size": 2, "kernel": "uniform", "compat": "dna"}
    for normalisation in ("average", "jaccard", "cosine"):
        found = series(said, aggregation="congruence", normalisation=normalisation, **chosen)
        # On quiet both have 2 and 1, on cost, a week later, Bo has 1.
        assert shows(found[0])["ann", "bo"] == 2 * 0.5 * (2 / 3 + 2 / 1)


def test_dna_kernels_compare_places_of_numbers_and_no_text():
    names = ("time", "document", "speaker", "position", "word")
    rows = [("2025-01-01", "post", who, "quiet", word) for who, word in (("ann", "0"), ("bo", "1"), ("cy", "9"))]
    numbers, text = make(*rows, names=names, word="integer"), make(*rows, names=names)
    chosen = {"qualifier": "word", "window": "days", "size": 2, "kernel": "uniform", "compat": "dna"}
    assert shows(series(numbers, **chosen)[0]) == {("bo", "quiet"): 0.5, ("cy", "quiet"): 1}
    chosen["mode"] = "one-mode"
    assert shows(series(numbers, aggregation="congruence", **chosen)[0])["ann", "bo"] == 0.5 * 0.5
    assert shows(series(text, aggregation="congruence", **chosen)[0])["ann", "bo"] == 0.5
    assert shows(series(text, aggregation="conflict", **chosen)[0]) == {}


def test_dna_kernels_number_the_values_that_count_by_their_text():
    names = ("time", "document", "speaker", "position", "word")
    rows = [("2025-01-01", "post", who, "quiet", word) for who, word in (("ann", "2"), ("bo", "10"), ("cy", "9"))]
    chosen = {"qualifier": "word", "window": "days", "size": 2, "kernel": "uniform", "compat": "dna"}
    (found,) = series(make(*rows, names=names, word="integer"), **chosen)
    assert shows(found) == {("ann", "quiet"): 0.5, ("cy", "quiet"): 1}
    # Where one side alone is taken, it is the first: what supports counts below 0, and nobody is like anybody.
    said = make(("2025-01-01", "post", "ann", "quiet", 1), ("2025-01-01", "post", "bo", "quiet", 1))
    del chosen["qualifier"]
    assert shows(series(said, **chosen)[0]) == {("ann", "quiet"): -0.5, ("bo", "quiet"): -0.5}
    alone = series(said, mode="one-mode", aggregation="congruence", **chosen)[0]
    assert isnan(alone.matrix[0, 1])
    assert alone.to_networkx().number_of_edges() == 0


def test_codes_and_distances_are_the_same_in_every_window():
    names = ("time", "document", "speaker", "position", "word")
    rows = [("2025-01-01", "a", "ann", "quiet", "0"), ("2025-01-01", "b", "bo", "quiet", "1")]
    rows.append(("2025-02-01", "c", "ann", "quiet", "4"))
    text = series(make(*rows, names=names), qualifier="word", aggregation="combine", window="months", size=1)
    assert [shows(network)[TIE] for network in text] == [4, 1]
    numbers = make(*rows, names=names, word="integer")
    near = series(numbers, mode="one-mode", qualifier="word", aggregation="congruence", window="months", size=1)
    assert shows(near[0]) == {("ann", "bo"): 0.75}


def test_the_range_of_a_number_does_not_depend_on_who_is_looked_at():
    rows = [("2025-01-01", who, who, "quiet", number) for who, number in (("ann", "0"), ("bo", "1"), ("cy", "4"))]
    said = make(*rows, names=(*NAMES[:4], "degree"), degree="integer")
    settings = NetworkSettings(
        mode="one-mode", qualifier="degree", aggregation="congruence", only={"speaker": frozenset({"ann", "bo"})}
    )
    assert shows(network(said, settings)) == {("ann", "bo"): 0.75}


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"mode": "three-mode"}, "choose two-mode, one-mode"),
        ({"duplicates": "decade"}, "choose include"),
        ({"compat": "ucinet"}, "leave it out"),
        ({"aggregation": "combine", "normalisation": "activity"}, "means nothing"),
        ({"qualifier": "speaker"}, "an axis at once"),
        ({"start": datetime(2025, 2, 1, tzinfo=UTC)}, "time zone"),
        ({"indent": True}, "for kernels"),
        ({"confidence": 50}, "from 0 to 1"),
    ],
)
def test_what_makes_no_sense_is_refused(said, chosen, message):
    with pytest.raises(NetworkError, match=message):
        network(said, NetworkSettings(**chosen))
