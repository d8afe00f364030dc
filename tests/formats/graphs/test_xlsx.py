from __future__ import annotations

import re
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmine.formats import FormatError
from argmine.formats.graphs import xlsx
from argmine.graph import statement_columns, statements

pytest.importorskip("xlsxwriter")
openpyxl = pytest.importorskip("openpyxl")


def sheet(path: Path, name: str) -> list[dict[str, Any]]:
    book = openpyxl.load_workbook(path)
    header, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def unescaped(value: Any) -> Any:
    """Read ``_x0007_`` as Excel does, which openpyxl leaves as it is."""
    if not isinstance(value, str):
        return value
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), value)


@pytest.fixture
def file(graph, tmp_path):
    xlsx.write(graph, tmp_path / "x.xlsx")
    return tmp_path / "x.xlsx"


def test_five_sheets(graph, file):
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["statements", "positions", "speakers", "documents", "readme"]
    assert [cell.value for cell in book["statements"][1]] == statement_columns(graph)
    assert book["statements"].freeze_panes == "A2"
    assert [row["id"] for row in sheet(file, "speakers")] == ["s1", "s2"]
    assert sheet(file, "positions")[0]["terms"] == "buses; cost, nothing"


def test_text_is_text_and_never_a_formula(file):
    book = openpyxl.load_workbook(file)
    column = statement_columns_index(book, "text")
    cell = book["statements"].cell(row=3, column=column)
    assert cell.value == "=SUM(A1:A9) is no argument, said the clerk"
    assert cell.data_type in ("s", "inlineStr")


def statement_columns_index(book: Any, name: str) -> int:
    return [cell.value for cell in book["statements"][1]].index(name) + 1


def test_numbers_and_dates_are_numbers_and_dates(file):
    row = sheet(file, "statements")[2]
    assert (row["start"], row["probability_administration"]) == (2, 1)
    assert row["date"] == datetime(2025, 1, 5)
    assert row["polarity"] is None


def test_a_date_before_1900_is_text(graph, tmp_path):
    graph.nodes["claim:c0"]["date"] = "1848-02-21"
    xlsx.write(graph, tmp_path / "x")
    (tmp_path / "x").rename(tmp_path / "x.xlsx")
    assert sheet(tmp_path / "x.xlsx", "statements")[0]["date"] == "1848-02-21"


def test_control_characters_are_escaped_by_the_book(graph, file):
    texts = [unescaped(row["text"]) or "" for row in sheet(file, "statements")]
    assert texts == [graph.nodes[node]["text"] for node in graph.nodes_of("claim")]


@pytest.mark.parametrize("text", ["_x0041_", "<r><t>bold</t></r>", "https://example.org", "1e5", "{=A1}", "@x", " a "])
def test_what_looks_like_something_else_stays_text(graph, tmp_path, text):
    graph.nodes["claim:c0"]["text"] = text
    xlsx.write(graph, tmp_path / "x.xlsx")
    found = unescaped(sheet(tmp_path / "x.xlsx", "statements")[0]["text"])
    assert found in (text, text + " ")


def test_a_cell_that_is_too_long_is_cut_and_the_readme_says_so(graph, tmp_path):
    graph.nodes["claim:c0"]["text"] = "🚌" * 20_000
    xlsx.write(graph, tmp_path / "x.xlsx")
    text = sheet(tmp_path / "x.xlsx", "statements")[0]["text"]
    assert text == "🚌" * 16_383 + "…"
    assert "1 cell ends in …" in sheet(tmp_path / "x.xlsx", "readme")[0]["description"]


def test_more_rows_than_excel_holds_are_refused(graph, tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 5)
    with pytest.raises(FormatError, match="has 5 claims, but a sheet of Excel has 5 rows: export parquet or csv"):
        xlsx.write(graph, tmp_path / "x.xlsx")


def test_nothing_else_is_left_in_the_folder(file):
    assert list(file.parent.iterdir()) == [file]


def test_the_same_graph_gives_the_same_bytes(graph, file, tmp_path):
    xlsx.write(graph.copy(), tmp_path / "again.xlsx")
    assert file.read_bytes() == (tmp_path / "again.xlsx").read_bytes()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_text_comes_back(argument_graphs, data):
    graph = data.draw(argument_graphs)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.xlsx")
        xlsx.write(graph, path)
        read = sheet(path, "statements")
    for row, statement in zip(read, statements(graph), strict=True):
        wanted = re.sub("[\ud800-\udfff\ufffe\uffff]", "", statement["text"])
        assert (unescaped(row["text"]) or "").rstrip(" ") == wanted.rstrip(" ")
