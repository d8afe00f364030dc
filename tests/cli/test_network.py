"""``argmine network``."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from click.testing import Result

import argmine
from argmine.schema import Analysis, Claim, Document, Polarity, Position, Speaker

Invoke = Callable[..., Result]

#: Who takes which side of what in which document.
SIDES: tuple[tuple[str, str, Polarity, int], ...] = (
    ("Ann Roe", "toll", "support", 0),
    ("Ann Roe", "ban", "attack", 0),
    ("Bob Lee", "toll", "support", 0),
    ("Bob Lee", "ban", "attack", 1),
    ("Cid May", "toll", "attack", 1),
    ("Cid May", "ban", "support", 2),
    ("Dee Fox", "toll", "attack", 2),
    ("Dee Fox", "ban", "support", 2),
)


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that somebody coded by hand: two camps of two, over two positions, in three months."""
    text = "I say so. " * len(SIDES)
    positions = (Position(id="toll", text="There should be a toll."), Position(id="ban", text="There should be a ban."))
    analyses = []
    for number in range(3):
        claims = tuple(
            Claim(
                id=f"c{place}",
                document=f"d{number}",
                start=10 * place,
                end=10 * place + 9,
                text="I say so.",
                kind="direct",
                speaker=Speaker(id=who[:3].lower(), name=who, organisation=f"{who[0]} Ltd"),
                stance="industry" if place < 4 else "critics",
                position=what,
                polarity=side,
            )
            for place, (who, what, side, where) in enumerate(SIDES)
            if where == number
        )
        country = {"country": "Chile" if number else "Peru", "speaker": "nobody"}
        document = Document(
            id=f"d{number}", text=text, date=f"2025-0{number + 1}-10", outlet=f"Paper {number}", extra=country
        )
        analyses.append(Analysis(document=document, claims=claims, positions=positions))
    folder = tmp_path_factory.mktemp("coded") / "run"
    argmine.import_run(analyses, folder)
    return folder


def test_the_strongest_ties_are_shown(invoke: Invoke, coded: Path) -> None:
    result = invoke("network", coded)
    assert result.exit_code == 0, result.output
    assert "Two-mode network of speakers over positions: 4 speakers × 2 positions, 8 statements" in result.stdout
    assert "Ann Roe" in result.stdout
    assert "There should be a toll." in result.stdout


def test_one_mode(invoke: Invoke, coded: Path) -> None:
    result = invoke("network", coded, "--one-mode", "--aggregation", "subtract", "--json")
    found = json.loads(result.stdout)
    ties = {tuple(sorted((tie["source"], tie["target"]))): tie["value"] for tie in found["networks"][0]["ties"]}
    assert ties["speaker:ann", "speaker:bob"] == ties["speaker:cid", "speaker:dee"] == 2
    assert ties["speaker:ann", "speaker:cid"] == ties["speaker:bob", "speaker:dee"] == -2
    assert found["settings"]["aggregation"] == "subtract"
    assert "There is no" not in result.stderr
    congruent = json.loads(invoke("network", coded, "--one-mode", "--json").stdout)
    assert len(congruent["networks"][0]["ties"]) == 2


def test_measures(invoke: Invoke, coded: Path) -> None:
    result = invoke("network", coded, "--one-mode", "--aggregation", "subtract", "--measures", "--bootstrap", "20")
    assert result.exit_code == 0, result.output
    for words in ("density", "modularity", "polarisation", "adjusted Rand", "2 coalitions", "Strongest nodes"):
        assert words in result.stdout
    arguments = ("--measures", "--bootstrap", "20", "--json")
    found = json.loads(invoke("network", coded, *arguments).stdout)["measures"]
    assert found["coalitions"]["adjusted_rand"] == 1
    assert found["polarisation"]["fit"] == 1
    assert set(found["intervals"]) == {"density", "modularity", "adjusted_rand", "polarisation"}
    assert json.loads(invoke("network", coded, *arguments).stdout)["measures"] == found


def test_files(invoke: Invoke, coded: Path, tmp_path: Path) -> None:
    for name in ("n.csv", "n.edges.csv", "n.dl", "n.net", "n.gexf", "n.visone.graphml", "n.cyjs", "n.dot", "n.json"):
        result = invoke("network", coded, "--rows", "organisation", "-o", tmp_path / name)
        assert result.exit_code == 0, result.output
        assert (tmp_path / name).stat().st_size > 50
    read = nx.read_gexf(tmp_path / "n.gexf")
    assert read.edges["organisation:A Ltd", "position:ban"]["sign"] == -1
    refused = invoke("network", coded, "-o", tmp_path / "n.aif.json", "--format", "aif")
    assert refused.exit_code == 2
    assert "aif holds an argument graph, not" in refused.stderr


def test_a_series(invoke: Invoke, coded: Path, tmp_path: Path) -> None:
    result = invoke("network", coded, "--window", "months", "-o", tmp_path / "all.edges.csv")
    assert result.exit_code == 0, result.output
    assert "3 windows" in result.stdout
    with (tmp_path / "all.edges.csv").open(encoding="utf-8", newline="") as file:
        starts = {row["start"][:7] for row in csv.DictReader(file)}
    assert starts == {"2025-01", "2025-02", "2025-03"}
    assert invoke("network", coded, "--window", "months", "-o", tmp_path / "x.dynamic.gexf").exit_code == 0
    assert nx.read_gexf(tmp_path / "x.dynamic.gexf").number_of_nodes() == 6
    assert invoke("network", coded, "--window", "months", "-f", "pajek", "-o", tmp_path / "many").exit_code == 0
    assert min(path.name for path in (tmp_path / "many").iterdir()) == "2025-01-01_2025-01-31.net"
    refused = invoke("network", coded, "--window", "months", "-o", tmp_path / "one.net")
    assert "holds one network, so a series goes into a folder" in refused.stderr
    measured = invoke("network", coded, "--window", "months", "--measures")
    assert "phase" in measured.stdout
    assert json.loads(invoke("network", coded, "--window", "months", "--measures", "--json").stdout)["phases"]


def test_ranges_exclusions_and_events(invoke: Invoke, coded: Path, tmp_path: Path) -> None:
    options = ("--from", "2025-01-10", "--to", "2025-02-10", "--exclude", "speaker=Cid May")
    result = invoke("network", coded, *options, "--events", tmp_path / "events.csv", "--json")
    assert json.loads(result.stdout)["left_out"] == {"excluded": 2, "outside the range": 2}
    lines = (tmp_path / "events.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 5
    assert lines[0].startswith('"statement_id";"time"')
    only = json.loads(invoke("network", coded, "--only", "outlet=Paper 0", "--json").stdout)
    assert only["networks"][0]["statements"] == 3


def test_metadata_of_documents(invoke: Invoke, coded: Path) -> None:
    result = invoke("network", coded, "--rows", "country", "--aggregation", "ignore")
    assert "Two-mode network of countries over positions: 2 countries × 2 positions" in result.stdout
    only = json.loads(invoke("network", coded, "--only", "country=Peru", "--json").stdout)
    assert only["networks"][0]["statements"] == 3
    without = json.loads(invoke("network", coded, "--exclude", "country=Peru", "--json").stdout)
    assert without["networks"][0]["statements"] == 5
    assert {node["id"] for node in only["networks"][0]["nodes"]} == {
        *("speaker:ann", "speaker:bob", "position:ban", "position:toll")
    }


def test_measures_of_who_takes_which_side(invoke: Invoke, coded: Path) -> None:
    options = ("--columns", "agreement", "--aggregation", "ignore", "--measures", "--json")
    found = json.loads(invoke("network", coded, *options).stdout)["measures"]
    assert found["polarisation"] is None
    assert found["density"]["density"] == 1.0


def test_what_makes_no_sense_is_refused(invoke: Invoke, coded: Path) -> None:
    for arguments, complaint in (
        (("--aggregation", "congruence"), "makes no two-mode network"),
        (("--rows", "party"), "there is no variable 'party': choose one of"),
        (("--exclude", "Ann"), "is no pair"),
        (("--kernel", "uniform"), "needs a window of days"),
        (("--window", "years", "--size", "9"), "there is no window"),
    ):
        result = invoke("network", coded, *arguments)
        assert result.exit_code == 2
        assert complaint in result.stderr.replace("\n", " ")


def test_the_same_network_from_the_run_and_from_its_graph(run_folder: Path) -> None:
    from argmine.graph.networks import NetworkSettings, Statements, network

    run = argmine.open_run(run_folder)
    settings = NetworkSettings(rows="stance", columns="document", aggregation="ignore", duplicates="include")
    one, other = (
        network(found, settings) for found in (Statements.of_run(run), Statements.of_graph(argmine.graph(run)))
    )
    assert one.rows.ids == other.rows.ids
    assert one.matrix.sum() == other.matrix.sum() == run.counts["claims"]
