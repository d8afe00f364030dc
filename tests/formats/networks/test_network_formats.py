"""Discourse networks as files, read by programs that are not ours."""

from __future__ import annotations

import csv
import html
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from argmine import formats
from argmine.formats import FormatError
from argmine.formats.networks.event_list import write_events


def dense(network):
    return network.matrix.toarray()


def test_the_matrix_holds_every_tie_and_label(two_mode, tmp_path):
    formats.write(two_mode, tmp_path / "ties.csv")
    with (tmp_path / "ties.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file, strict=True)
    assert head == ["", "Buses should be free.", "Böses Ende?"]
    labels = ['Zoë "Zo" O\'Hara', "the EPA (s1)", "The EPA (s2)", "منظمة البيئة", "line break; and more"]
    assert [row[0] for row in rows] == labels
    assert rows[0][1:] == ["1", "0"]
    assert rows[2][1:] == ["0", "0.500000"]
    assert np.array_equal(np.array([row[1:] for row in rows], dtype=float), dense(two_mode))


def test_the_edge_list_holds_sign_window_and_ids(two_mode, tmp_path):
    formats.write(two_mode, tmp_path / "ties.edges.csv")
    with (tmp_path / "ties.edges.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert len(rows) == 6
    ties = {(row["source_id"], row["target_id"]): row for row in rows}
    against = ties["speaker:s1", "position:p0"]
    assert (against["value"], against["weight"], against["sign"]) == ("-2", "2", "-1")
    assert (against["start"], against["end"]) == ("2025-01-01T00:00:00", "2025-01-31T00:00:00")
    assert ties["speaker:s4", "position:p0"]["source"] == "line\r\nbreak;\tand more"


def test_a_one_mode_tie_stands_once_in_the_edge_list(one_mode, tmp_path):
    formats.write(one_mode, tmp_path / "ties.edgelist")
    lines = (tmp_path / "ties.edgelist").read_text(encoding="utf-8").split("\n")
    assert sum(line.startswith("speaker:") for line in lines) == 3


def parse_dl(path: Path) -> tuple[str, dict[str, list[str]], np.ndarray]:
    """Read a full matrix as UCINET's guide describes it."""
    head, *lines = path.read_bytes().decode("ascii").split("\r\n")
    labels: dict[str, list[str]] = {}
    section, data = "", []
    for line in filter(None, lines):
        if line.endswith(":") and '"' not in line:
            section = line[:-1]
        elif section == "data":
            data.append([float(value) for value in line.split()])
        else:
            labels.setdefault(section, []).append(line.strip('"'))
    return head, labels, np.array(data)


def test_dl_is_ascii_with_labels_that_differ(two_mode, one_mode, tmp_path):
    formats.write(two_mode, tmp_path / "ties.dl")
    head, labels, data = parse_dl(tmp_path / "ties.dl")
    assert head == "dl nr = 5, nc = 2, format = fullmatrix"
    assert labels["row labels"][:3] == ["Zoe 'Zo' O'Hara", "the EPA (s1)", "The EPA (s2)"]
    assert labels["col labels"] == ["Buses should be free.", "Boses Ende?"]
    assert np.array_equal(data, dense(two_mode))
    formats.write(one_mode, tmp_path / "one.dl")
    head, labels, data = parse_dl(tmp_path / "one.dl")
    assert head == "dl n = 5, format = fullmatrix"
    assert len(labels["labels"]) == len(set(labels["labels"])) == 5
    assert np.array_equal(data, dense(one_mode))


def test_networkx_reads_pajek(one_mode, tmp_path):
    formats.write(one_mode, tmp_path / "ties.net")
    read = nx.Graph(nx.read_pajek(tmp_path / "ties.net"))
    assert next(html.unescape(node) for node in read) == "Zoë 'Zo' O'Hara"
    weights = nx.to_numpy_array(read, weight="weight")
    assert np.array_equal(weights, dense(one_mode))


def test_igraph_reads_pajek_with_both_modes(two_mode, tmp_path):
    igraph = pytest.importorskip("igraph")
    formats.write(two_mode, tmp_path / "ties.net")
    assert (tmp_path / "ties.net").read_text(encoding="ascii").startswith("*Vertices 7 5")
    read = igraph.Graph.Read_Pajek(str(tmp_path / "ties.net"))
    assert [html.unescape(name) for name in read.vs["name"]][5:] == ["Buses should be free.", "Böses Ende?"]
    ties = {(edge.source, edge.target - 5): edge["weight"] for edge in read.es}
    assert ties == {(i, j): value for (i, j), value in np.ndenumerate(dense(two_mode)) if value}


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_graph_formats_take_networks(two_mode, tmp_path, name):
    formats.write(two_mode, tmp_path / "ties", name)
    read = nx.read_gexf(tmp_path / "ties") if name == "gexf" else nx.read_graphml(tmp_path / "ties")
    assert not read.is_directed()
    tie = read.edges["speaker:s1", "position:p0"]
    assert (tie["weight"], tie["sign"], tie["value"]) == (2.0, -1, -2.0)
    assert read.nodes["speaker:s3"]["label"] == "منظمة البيئة"
    assert read.nodes["position:p1"]["bipartite"] == 1


def test_a_graph_is_no_network_and_a_network_no_graph(two_mode, graph, tmp_path):
    with pytest.raises(FormatError, match="pajek holds a discourse network, not an argument graph: choose one of gexf"):
        formats.write(graph, tmp_path / "x.net", "pajek")
    with pytest.raises(FormatError, match="csv holds an argument graph, not"):
        formats.write(two_mode, tmp_path / "x", "csv")


def test_events_are_written_as_dna_does(tmp_path):
    rows = [
        {"statement_id": 1, "time": "2005-01-26 12:00:00", "person": 'A; "B"', "agreement": True, "text": "x\ny"},
        {"statement_id": 2, "time": "2005-01-27 00:00:00", "person": None, "agreement": False, "text": ""},
    ]
    assert write_events(rows, tmp_path / "events.csv") == 2
    assert (tmp_path / "events.csv").read_text(encoding="utf-8") == (
        '"statement_id";"time";"person";"agreement";"text"\n'
        '1;"2005-01-26 12:00:00";"A, \'B\'";1;"x\ny"\n'
        '2;"2005-01-27 00:00:00";"";0;""\n'
    )
    assert write_events([], tmp_path / "none.csv") == 0
