"""``argmine export`` and ``argmine formats``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from click.testing import Result

import argmine

Invoke = Callable[..., Result]


def test_export(invoke: Invoke, run_folder: Path, tmp_path: Path) -> None:
    result = invoke("export", run_folder, "-o", tmp_path / "graph.gexf")
    assert result.exit_code == 0
    assert "nodes" in result.stderr
    assert len(nx.read_gexf(tmp_path / "graph.gexf")) == len(argmine.graph(argmine.open_run(run_folder)))
    assert invoke("export", run_folder, "--format", "csv", "-o", tmp_path / "tables").exit_code == 0
    assert (tmp_path / "tables" / "statements.csv").is_file()


def test_export_to_an_unknown_format(invoke: Invoke, run_folder: Path, tmp_path: Path) -> None:
    result = invoke("export", run_folder, "--format", "gefx", "-o", tmp_path / "graph")
    assert result.exit_code == 2
    assert "'gefx' is no format; did you mean gexf?" in result.stderr
    assert "its name does not tell the format" in invoke("export", run_folder, "-o", tmp_path / "graph").stderr


def test_export_for_a_program_in_any_spelling(invoke: Invoke, run_folder: Path, tmp_path: Path) -> None:
    for place, program in enumerate(("Gephi", "gephi", "GEPHI lite", "networkx", "ucinet", "jq")):
        result = invoke("export", run_folder, "--for", program, "-o", tmp_path / str(place))
        assert result.exit_code == 0, result.output
    assert (tmp_path / "0").read_bytes() == (tmp_path / "1").read_bytes()
    assert (tmp_path / "4").read_text(encoding="ascii").startswith("dl nr")
    assert (
        "The network of speakers and positions"
        in invoke("export", run_folder, "--for", "Pajek", "-o", tmp_path / "x").stderr
    )
    refused = invoke("export", run_folder, "--for", "Gehpi", "-o", tmp_path / "y")
    assert refused.exit_code == 2
    assert "did you mean Gephi" in refused.stderr
    both = invoke("export", run_folder, "--for", "Gephi", "--format", "csv", "-o", tmp_path / "y")
    assert "leave one out" in both.stderr


def test_a_graph_file_is_converted(invoke: Invoke, run_folder: Path, tmp_path: Path) -> None:
    assert invoke("export", run_folder, "-o", tmp_path / "graph.json").exit_code == 0
    assert invoke("export", tmp_path / "graph.json", "-o", tmp_path / "graph.graphml").exit_code == 0
    assert (
        argmine.read_graph(tmp_path / "graph.graphml").summary()
        == argmine.read_graph(tmp_path / "graph.json").summary()
    )
    refused = invoke("export", tmp_path / "graph.json", "--format", "jsonl", "-o", tmp_path / "x")
    assert "jsonl holds the text of documents" in refused.stderr


def test_annotations_are_written_from_the_run(invoke: Invoke, run_folder: Path, tmp_path: Path) -> None:
    result = invoke("export", run_folder, "-o", tmp_path / "all.jsonl")
    assert "2 documents" in result.stderr
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    assert [len(json.loads(line)["claims"]) for line in lines] == [
        len(analysis.claims) for analysis in argmine.open_run(run_folder).analyses()
    ]


def test_a_name_of_another_format_is_refused(invoke: Invoke, run_folder: Path, tmp_path: Path) -> None:
    refused = invoke("export", run_folder, "--for", "networkx", "-o", tmp_path / "graph.gexf")
    assert refused.exit_code == 2
    assert "its name means gexf, but the format is json: name it graph.json" in refused.stderr
    assert not (tmp_path / "graph.gexf").exists()
    dialect = invoke("export", run_folder, "--for", "visone", "-o", tmp_path / "graph.graphml")
    assert dialect.exit_code == 0


def test_devices_and_links_stay_what_they_are(invoke: Invoke, run_folder: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE)
    assert invoke("export", run_folder, "--format", "json", "-o", tmp_path / "pipe").exit_code == 0
    assert json.loads(reader.communicate()[0])["directed"]
    assert (tmp_path / "pipe").is_fifo()
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    assert invoke("export", run_folder, "-o", tmp_path / "link.json").exit_code == 0
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "real.json").read_text(encoding="utf-8"))["directed"]


@pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz")
def test_a_picture_says_what_it_left_out(invoke: Invoke, run_folder: Path, tmp_path: Path) -> None:
    result = invoke("export", run_folder, "-o", tmp_path / "map.svg", "--nodes", 4)
    assert result.exit_code == 0, result.output
    assert "map.svg: " in result.stderr
    assert " nodes, " not in result.stderr
    refused = invoke("export", run_folder, "-o", tmp_path / "map.gexf", "--nodes", 4)
    assert "gexf is no picture, and holds all nodes" in refused.stderr


def test_formats_as_json(invoke: Invoke) -> None:
    rows = {row["format"]: row for row in json.loads(invoke("formats", "--json").stdout)}
    assert rows["gexf"]["holds"] == "graph"
    assert rows["gexf"]["read"]
    assert rows["pajek"]["holds"] == "network"
    assert rows["csv"]["folder"]
