from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import pytest

from argmine import formats
from argmine.formats import FormatError


@pytest.fixture
def folder(graph, tmp_path):
    formats.write(graph, tmp_path / "buses", "csv")
    return tmp_path / "buses"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_three_tables(graph, folder):
    assert sorted(file.name for file in folder.iterdir()) == ["edges.csv", "nodes.csv", "statements.csv"]
    assert [row["id"] for row in rows(folder / "nodes.csv")] == list(graph)
    assert [(row["source"], row["target"], row["type"]) for row in rows(folder / "edges.csv")] == list(
        graph.edges(keys=True)
    )
    assert len(rows(folder / "statements.csv")) == 5


def test_text_stands_as_it_is(graph, folder):
    texts = [graph.nodes[node]["text"] for node in graph.nodes_of("claim")]
    assert [row["text"] for row in rows(folder / "statements.csv")] == texts
    assert "=SUM(A1:A9) is no argument, said the clerk" in texts


def test_lists_are_json_and_what_is_not_known_is_empty(folder):
    nodes = {row["id"]: row for row in rows(folder / "nodes.csv")}
    assert json.loads(nodes["position:p1"]["terms"]) == ["buses", "cost, nothing"]
    assert json.loads(nodes["claim:c2"]["stance_probabilities"]) == {"administration": 1.0}
    assert nodes["claim:c4"]["stance"] == ""
    statements = rows(folder / "statements.csv")
    assert statements[2]["probability_administration"] == "1.0"
    assert statements[0]["position"] == "Buses should cost nothing."
    assert (statements[0]["speaker"], statements[0]["organisation"]) == ("Zoë O'Hara", "Bürgeramt")


def test_no_byte_order_mark_and_lines_end_in_cr_lf(folder):
    data = (folder / "statements.csv").read_bytes()
    header = data.split(b"\r\n")[0].decode()
    assert header == (
        "claim,document,date,outlet,title,author,url,start,end,text,kind,claim_type,cue_kind,confidence,"
        "speaker_id,speaker,organisation,role,stance,"
        "probability_industry,probability_administration,probability_critics,probability_other,"
        "position_id,position,issue,position_confidence,polarity,polarity_confidence,echoes"
    )


def test_duckdb_reads_it(folder):
    table = duckdb.read_csv(str(folder / "statements.csv"), header=True).project("text, start").fetchall()
    assert len(table) == 5
    assert {start for _, start in table} == {0, 1, 2, 3, 4}


def test_nul_and_halves_of_surrogate_pairs_are_left_out(graph, tmp_path):
    graph.nodes["claim:c0"]["text"] = "a\x00b\ud83dc"
    formats.write(graph, tmp_path, "csv")
    assert rows(tmp_path / "statements.csv")[0]["text"] == "abc"


def test_other_files_in_the_folder_stay(graph, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "nodes.csv").write_text("old")
    formats.write(graph, tmp_path, "csv")
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert len(rows(tmp_path / "nodes.csv")) == len(graph)
    assert len(list(tmp_path.iterdir())) == 4


def test_a_file_is_no_place_for_three(graph, tmp_path):
    with pytest.raises(FormatError, match=r"written into a folder: name one, such as .*buses$"):
        formats.write(graph, tmp_path / "buses.csv")
    assert list(tmp_path.iterdir()) == []


def test_it_is_not_read_back(folder):
    with pytest.raises(FormatError, match="csv is not read back: export gexf, gexf-dynamic, visone"):
        formats.read(folder, "csv")
