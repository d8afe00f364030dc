"""Any network equals the formulas of Leifeld (2017), written out as loops."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.graph.networks import NetworkSettings, Statements, network

WHO, WHAT = ("a", "b", "c", "d"), ("p", "q", "r")
LEVELS: dict[str, tuple[Any, ...]] = {"boolean": (0, 1), "integer": (-3, 0, 2), "text": ("x", "y", "z")}

Row = tuple[str, str, Any]


def counts(rows: Sequence[Row], levels: Sequence[Any]) -> dict[tuple[str, str, Any], int]:
    return {(who, what, level): rows.count((who, what, level)) for who in WHO for what in WHAT for level in levels}


def similar(kind: str, one: Any, other: Any, span: float) -> float:
    if kind == "text":
        return float(one == other)
    return 1 - abs(one - other) / span if span else 1.0


def tie(rows: Sequence[Row], kind: str, aggregation: str, i: str, j: str) -> float:
    x, levels = counts(rows, LEVELS[kind]), LEVELS[kind]
    met = [row[2] for row in rows]
    span = 1.0 if kind == "boolean" else 0.0 if kind == "text" else float(max(met) - min(met))
    total = 0.0
    for what in WHAT:
        for k in levels:
            for m in levels:
                pair = x[i, what, k] * x[j, what, m]
                near = similar(kind, k, m, span) if pair else 0.0
                factor = {"ignore": 1, "congruence": near, "conflict": 1 - near, "subtract": 2 * near - 1}[aggregation]
                total += pair * factor
    return total


def norm(rows: Sequence[Row], kind: str, aggregation: str, normalisation: str, i: str, j: str) -> float:
    x, levels = counts(rows, LEVELS[kind]), LEVELS[kind]
    sums = [sum(row[0] == who for row in rows) for who in (i, j)]
    if normalisation == "average":
        return sum(sums) / 2
    if normalisation == "cosine":
        by_column = aggregation == "ignore" or (kind == "text" and aggregation != "congruence")
        of = "ignore" if by_column else "congruence"
        return math.sqrt(tie(rows, kind, of, i, i)) * math.sqrt(tie(rows, kind, of, j, j))
    found = 0.0
    for what in WHAT:
        pairs = [(x[i, what, k], x[j, what, k]) for k in levels]
        if aggregation == "ignore":
            pairs = [(sum(one for one, _ in pairs), sum(other for _, other in pairs))]
        found += sum(one * other if one and other else one + other for one, other in pairs)
    return found


@st.composite
def coded(draw: st.DrawFn) -> tuple[str, list[Row]]:
    kind = draw(st.sampled_from(sorted(LEVELS)))
    row = st.tuples(st.sampled_from(WHO), st.sampled_from(WHAT), st.sampled_from(LEVELS[kind]))
    return kind, draw(st.lists(row, min_size=1, max_size=14))


def statements(kind: Any, rows: Sequence[Row]) -> Statements:
    return Statements.of_rows(
        ({"speaker": who, "position": what, "how": how, "document": "d"} for who, what, how in rows),
        data_types={"how": kind},
    )


@settings(max_examples=150, deadline=None)
@given(
    debate=coded(),
    aggregation=st.sampled_from(["ignore", "congruence", "conflict", "subtract"]),
    normalisation=st.sampled_from(["no", "average", "jaccard", "cosine"]),
)
def test_one_mode(debate, aggregation, normalisation):
    kind, rows = debate
    made = NetworkSettings(
        mode="one-mode",
        qualifier="how",
        aggregation=aggregation,
        normalisation=normalisation,
        duplicates="include",
    )
    found = network(statements(kind, rows), made)
    dense = found.matrix.toarray()
    assert np.allclose(dense, dense.T, rtol=1e-12)
    for one, i in enumerate(found.rows.ids):
        for other, j in enumerate(found.rows.ids):
            expected = 0.0 if i == j else tie(rows, kind, aggregation, i, j)
            if expected and normalisation != "no":
                below = norm(rows, kind, aggregation, normalisation, i, j)
                expected = expected / below if below else 0.0
            assert dense[one, other] == pytest.approx(expected, abs=1e-9)
            assert normalisation != "cosine" or abs(dense[one, other]) <= 1 + 1e-9


@settings(max_examples=80, deadline=None)
@given(debate=coded(), aggregation=st.sampled_from(["ignore", "combine", "subtract"]))
def test_two_mode(debate, aggregation):
    kind, rows = debate
    made = NetworkSettings(qualifier="how", aggregation=aggregation, duplicates="include")
    found = network(statements(kind, rows), made)
    x = counts(rows, LEVELS[kind])
    levels = [level for level in LEVELS[kind] if kind == "boolean" or any(row[2] == level for row in rows)]
    for one, i in enumerate(found.rows.ids):
        for other, j in enumerate(found.columns.ids):
            here = [x[i, j, level] for level in levels]
            expected = {
                "ignore": sum(here),
                "combine": sum(2 ** (len(levels) - k - 1) for k, count in enumerate(here) if count),
                "subtract": sum(here)
                if kind == "text"
                else sum(
                    (level or -1) * count if kind == "boolean" else level * count
                    for level, count in zip(levels, here, strict=True)
                ),
            }[aggregation]
            assert found.matrix[one, other] == expected
