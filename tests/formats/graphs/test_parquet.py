from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmine.formats import FormatError
from argmine.formats.graphs import parquet
from argmine.graph import statement_columns, statements


@pytest.fixture
def file(graph, tmp_path):
    parquet.write(graph, tmp_path / "x.parquet")
    return tmp_path / "x.parquet"


def test_columns_have_real_types(graph, file):
    schema = pq.read_schema(file)
    assert schema.names == statement_columns(graph)
    types = {name: schema.field(name).type for name in schema.names}
    assert types["start"] == types["end"] == pa.int64()
    assert types["date"] == pa.date32()
    assert types["probability_critics"] == types["polarity_confidence"] == pa.float64()
    assert types["echoes"] == pa.list_(pa.string())
    assert types["text"] == types["position"] == pa.string()


def test_duckdb_reads_it(graph, file):
    found = duckdb.read_parquet(str(file)).order("start").project("text, echoes, date").fetchall()
    assert [text for text, _, _ in found] == [graph.nodes[node]["text"] for node in graph.nodes_of("claim")]
    assert [echoes for _, echoes, _ in found] == [None, None, ["c0"], ["c0"], None]
    assert found[0][2] == date(2025, 1, 5)


def test_a_date_that_is_none_leaves_all_dates_text(graph, tmp_path):
    graph.nodes["claim:c0"]["date"] = "spring 2025"
    parquet.write(graph, tmp_path / "x")
    assert pq.read_schema(tmp_path / "x").field("date").type == pa.string()


def test_text_in_place_of_a_number_is_told(graph, tmp_path):
    graph.nodes["claim:c1"]["start"] = "here"
    with pytest.raises(FormatError, match="the claim c1 has 'here' as its start"):
        parquet.write(graph, tmp_path / "x")


def test_rows_go_in_by_groups(graph, tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "ROWS_AT_ONCE", 2)
    parquet.write(graph, tmp_path / "x")
    assert pq.ParquetFile(tmp_path / "x").num_row_groups == 3
    assert pq.read_table(tmp_path / "x").num_rows == 5


def test_the_same_graph_gives_the_same_bytes(graph, file, tmp_path):
    parquet.write(graph.copy(), tmp_path / "again")
    assert file.read_bytes() == (tmp_path / "again").read_bytes()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_statement_comes_back(argument_graphs, data):
    graph = data.draw(argument_graphs)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.parquet")
        parquet.write(graph, path)
        read = pq.read_table(path).to_pylist()
    wanted = [dict.fromkeys(statement_columns(graph)) | row for row in statements(graph)]
    for row, statement in zip(read, wanted, strict=True):
        for name, value in statement.items():
            if isinstance(value, str):
                value = "".join(letter for letter in value if not "\ud800" <= letter <= "\udfff")
            assert (str(row[name]) if isinstance(row[name], date) else row[name]) == value
