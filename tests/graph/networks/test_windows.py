"""Series of networks: windows by dates and by events, and kernels."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest

from argmine.graph.networks import NetworkSettings, Statements, networks

SERIES = NetworkSettings(duplicates="include", aggregation="ignore", window="months")


def said(*days: str) -> Statements:
    return Statements.of_rows(
        {"speaker": "ann", "position": "tax", "agreement": 1, "document": str(place), "time": day}
        for place, day in enumerate(days)
    )


def series(statements: Statements, **settings: object) -> list[tuple[str, str, float]]:
    return [
        (str(one.start)[:10], str(one.end)[:10], round(float(one.matrix.sum()), 6))
        for one in networks(statements, replace(SERIES, **settings))  # type: ignore[arg-type]
    ]


def test_months_are_those_of_the_calendar():
    statements = said("2005-01-31", "2005-02-01", "2005-02-28", "2005-04-01")
    assert series(statements) == [
        ("2005-01-01", "2005-01-31", 1),
        ("2005-02-01", "2005-02-28", 2),
        ("2005-03-01", "2005-03-31", 0),
        ("2005-04-01", "2005-04-30", 1),
    ]
    assert series(statements, size=3) == [("2005-01-01", "2005-03-31", 3), ("2005-02-01", "2005-04-30", 3)]
    assert series(statements, size=5) == []


def test_days_weeks_and_years():
    statements = said("2004-12-31", "2005-01-02", "2005-01-03")
    assert [count for *_, count in series(statements, window="days")] == [1, 0, 1, 1]
    assert series(statements, window="weeks") == [("2004-12-27", "2005-01-02", 2), ("2005-01-03", "2005-01-09", 1)]
    assert series(statements, window="years", size=2) == [("2004-01-01", "2005-12-31", 3)]


def test_the_last_second_of_a_day_is_within_it():
    statements = said("2005-01-31T23:59:59", "2005-02-01T00:00:00")
    assert [count for *_, count in series(statements)] == [1, 1]


def test_windows_span_the_range_that_is_asked_for():
    found = series(said("2005-02-10"), start=datetime(2005, 1, 1), end=datetime(2005, 3, 31))
    assert [count for *_, count in found] == [0, 1, 0]


def test_statements_without_a_date_are_left_out():
    rows = [{"speaker": "ann", "position": "tax", "document": "d", "time": time} for time in ("2005-01-01", None)]
    (found,) = networks(Statements.of_rows(rows), SERIES)
    assert found.left_out == {"no date": 1}


def test_events_take_all_that_was_said_at_one_moment():
    statements = said("2005-01-01", "2005-01-02", "2005-01-03", "2005-01-03", "2005-01-04")
    # Around the 2nd: one before; the one after stands with another of the same day.
    assert series(statements, window="events", size=3) == [
        ("2005-01-01", "2005-01-03", 4),
        ("2005-01-02", "2005-01-04", 4),
    ]
    assert [count for *_, count in series(statements, window="events", size=3, compat="dna")] == [3, 3, 3]


@pytest.mark.parametrize(
    ("kernel", "weights"),
    # Half of the window is two days: at a distance of 0, 1 and 2 days, u is 0, 1/2 and 1.
    [
        ("uniform", (0.5, 0.5, 0.5)),
        ("triangular", (1.0, 0.5, 0.0)),
        ("epanechnikov", (0.75, 0.75 * 0.75, 0.0)),
        ("gaussian", tuple(np.exp(-(u**2) / 2) / np.sqrt(2 * np.pi) for u in (0, 0.5, 1))),
    ],
)
def test_kernels_are_symmetric(kernel, weights):
    statements = said("2005-01-01", "2005-01-05")
    found = [count for *_, count in series(statements, window="days", size=4, kernel=kernel)]
    once = np.array(weights)
    if kernel == "gaussian":
        far = np.exp(-(np.array([1.5, 2.0]) ** 2) / 2) / np.sqrt(2 * np.pi)
        once = np.append(once, far)
    else:
        once = np.append(once, [0.0, 0.0])
    assert found == pytest.approx((once + once[::-1]).round(6).tolist(), abs=1e-5)


def test_a_kernel_multiplies_the_roots_of_two_weights():
    rows = [
        {"speaker": who, "position": what, "agreement": side, "document": who, "time": day}
        for who, what, side, day in (
            ("ann", "tax", 1, "2005-01-01"),
            ("bob", "tax", 1, "2005-01-02"),
            ("bob", "ban", 0, "2005-01-02"),
        )
    ]
    settings = replace(SERIES, window="days", size=4, kernel="epanechnikov", mode="one-mode", aggregation="congruence")
    first, _ = networks(Statements.of_rows(rows), settings)
    tie = np.sqrt(0.75 * 0.75 * 0.75)
    assert first.matrix.toarray() == pytest.approx(np.array([[0, tie], [tie, 0]]))
    compat, _ = networks(Statements.of_rows(rows), replace(settings, compat="dna"))
    # DNA measures in whole units and leaves the diagonal in.
    assert compat.matrix.toarray().diagonal() == pytest.approx([0.75, 2 * 0.75 * 0.75])


def test_windows_lie_within_the_range_when_indented():
    statements = said("2005-01-01", "2005-01-11")
    settings = {"window": "days", "size": 4, "kernel": "uniform"}
    assert len(series(statements, **settings)) == 11
    assert len(series(statements, **settings, indent=True)) == 7


def test_a_month_later_than_the_31st_is_the_last_of_the_month():
    statements = said("2005-01-31", "2005-04-30")
    middles = [str(one.middle)[:10] for one in networks(statements, replace(SERIES, kernel="uniform", size=2))]
    assert middles == ["2005-01-31", "2005-02-28", "2005-03-31", "2005-04-30"]


def test_one_window_has_the_rows_of_its_time():
    rows = [
        {"speaker": who, "position": "tax", "document": who, "time": day}
        for who, day in (("ann", "2005-01-01"), ("bob", "2005-02-02"))
    ]
    statements = Statements.of_rows(rows)
    assert [one.rows.labels for one in networks(statements, SERIES)] == [("ann",), ("bob",)]
    everybody = networks(statements, replace(SERIES, isolates=True))
    assert [one.rows.labels for one in everybody] == [("ann", "bob")] * 2
