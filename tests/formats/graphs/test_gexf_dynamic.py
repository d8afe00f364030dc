from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from argmine.codebook import Codebook
from argmine.formats import FormatError
from argmine.formats.graphs import gexf, gexf_dynamic
from argmine.graph import build_graph
from argmine.graph.networks.model import Axis, Network
from argmine.graph.networks.settings import NetworkSettings
from argmine.schema import Claim, Document, Echo, Position, Speaker

GEXF = "{http://gexf.net/1.3}"
DAY = timedelta(days=1)


@pytest.fixture
def debate():
    """The mayor is heard on two days in a row, a week later, and in an article without a date."""
    days = ("2025-01-05", "2025-01-06", "2025-01-13T09:00:00", None)
    documents = [Document(id=f"d{place}", text="Buses are free.", date=day) for place, day in enumerate(days)]
    mayor, clerk = Speaker(id="mayor", name="Mayor"), Speaker(id="clerk", name="Clerk")
    claims = [
        Claim(
            id=f"c{place}",
            document=f"d{place}",
            start=0,
            end=15,
            text="Buses are free.",
            kind="direct",
            speaker=mayor,
            stance="administration",
            position="p",
            polarity="support",
        )
        for place in range(4)
    ]
    claims.append(Claim(id="c4", document="d3", start=0, end=5, text="Buses", kind="direct", speaker=clerk))
    positions = [Position(id="p", text="Free buses.")]
    return build_graph(
        documents, claims, positions, [Echo(claim="c2", of="c0", similarity=0.0)], codebook=Codebook.default()
    )


@pytest.fixture
def read(debate, tmp_path):
    gexf_dynamic.write(debate, tmp_path / "debate.gexf")
    return nx.read_gexf(tmp_path / "debate.gexf")


def test_it_says_how_it_tells_the_time(debate, tmp_path):
    gexf_dynamic.write(debate, tmp_path / "debate.gexf")
    root = ElementTree.parse(tmp_path / "debate.gexf").getroot()  # noqa: S314
    graph = next(root.iter(f"{GEXF}graph"))
    assert (graph.get("mode"), graph.get("timeformat"), graph.get("timerepresentation")) == (
        "dynamic",
        "date",
        "interval",
    )
    assert not [element for element in root.iter() if "timestamp" in element.attrib or "startopen" in element.attrib]
    for element in (*root.iter(f"{GEXF}node"), *root.iter(f"{GEXF}edge")):
        children = [child.tag for child in element]
        if f"{GEXF}spells" in children:
            assert children.index(f"{GEXF}attvalues") < children.index(f"{GEXF}spells")
    assert all(float(edge.get("weight", "0")) > 0 for edge in root.iter(f"{GEXF}edge"))


def test_claims_and_documents_are_there_on_their_day(read):
    assert read.nodes["claim:c0"]["spells"] == [("2025-01-05", "2025-01-05")]
    assert read.nodes["document:d2"]["spells"] == [("2025-01-13", "2025-01-13")]
    assert read.edges["claim:c1", "document:d1"]["spells"] == [("2025-01-06", "2025-01-06")]
    assert read.edges["claim:c2", "claim:c0"]["spells"] == [("2025-01-13", "2025-01-13")]


def test_speakers_positions_and_stances_are_there_when_they_are_heard(read):
    heard = [("2025-01-05", "2025-01-06"), ("2025-01-13", "2025-01-13")]
    for node in ("speaker:mayor", "position:p", "stance:administration"):
        assert read.nodes[node]["spells"] == heard
    assert read.edges["speaker:mayor", "stance:administration"]["spells"] == heard


def test_what_has_no_date_is_always_there(read):
    for node in ("document:d3", "claim:c3", "claim:c4", "speaker:clerk", "stance:critics"):
        assert "spells" not in read.nodes[node]
    assert "spells" not in read.edges["claim:c3", "speaker:mayor"]


def test_a_part_of_a_graph_knows_its_days(debate, tmp_path):
    gexf_dynamic.write(debate.subgraph(["claim:c0", "speaker:mayor"]), tmp_path / "part.gexf")
    part = nx.read_gexf(tmp_path / "part.gexf")
    assert part.nodes["speaker:mayor"]["spells"] == [("2025-01-05", "2025-01-05")]


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_it_holds_what_the_static_file_holds(data, argument_graphs):
    graph = data.draw(argument_graphs)
    with tempfile.TemporaryDirectory() as folder:
        static, dynamic = Path(folder, "static.gexf"), Path(folder, "dynamic.gexf")
        gexf.write(graph, static)
        gexf_dynamic.write(graph, dynamic)
        first, second = gexf.read(static), gexf.read(dynamic)
        foreign = nx.read_gexf(dynamic)
    second.check()
    assert repr((list(first.nodes(data=True)), list(first.edges(keys=True, data=True)))) == repr(
        (list(second.nodes(data=True)), list(second.edges(keys=True, data=True)))
    )
    assert (len(foreign), foreign.number_of_edges()) == (len(graph), graph.number_of_edges())
    for _, known in foreign.nodes(data=True):
        spells = known.get("spells", [])
        assert spells == sorted(spells)
        assert all(first <= last for first, last in spells)


def series(*ties: list[list[int]], starts: list[datetime], days: int, middles: bool = False) -> list[Network]:
    axis = Axis(variable="speaker", ids=("a", "b", "c"), labels=("A", "B", "C"), facts=({}, {}, {}))
    return [
        Network(
            matrix=sparse.csr_array(np.array(matrix, dtype=float)),
            rows=axis,
            columns=axis,
            mode="one-mode",
            settings=NetworkSettings(mode="one-mode"),
            start=start,
            end=start + days * DAY - timedelta(seconds=1),
            middle=start + days * DAY / 2 if middles else None,
        )
        for matrix, start in zip(ties, starts, strict=True)
    ]


FIRST = [[0, 2, 0], [2, 0, 0], [0, 0, 0]]
SECOND = [[0, -1, 3], [-1, 0, 0], [3, 0, 0]]
START = datetime(2025, 1, 6)


def test_a_series_of_networks_changes_its_weights(tmp_path):
    networks = series(FIRST, SECOND, starts=[START, START + 7 * DAY], days=7)
    gexf_dynamic.write_series(networks, tmp_path / "series.gexf")
    read = nx.read_gexf(tmp_path / "series.gexf")
    weeks = [("2025-01-06", "2025-01-12"), ("2025-01-13", "2025-01-19")]
    edge = read.edges["speaker:a", "speaker:b"]
    assert edge["value"] == [(2.0, *weeks[0]), (-1.0, *weeks[1])]
    assert edge["sign"] == [(1, *weeks[0]), (-1, *weeks[1])]
    assert edge["spells"] == [("2025-01-06", "2025-01-19")]
    assert read.edges["speaker:a", "speaker:c"]["spells"] == [weeks[1]]
    assert read.nodes["speaker:a"]["spells"] == [("2025-01-06", "2025-01-19")]


def test_gephi_finds_the_weights_of_a_series_under_its_own_name(tmp_path):
    networks = series(FIRST, SECOND, starts=[START, START + 7 * DAY], days=7)
    gexf_dynamic.write_series(networks, tmp_path / "series.gexf")
    root = ElementTree.parse(tmp_path / "series.gexf").getroot()  # noqa: S314
    declared = {
        entry.get("id"): entry.get("title")
        for group in root.iter(f"{GEXF}attributes")
        for entry in group
        if (group.get("class"), group.get("mode")) == ("edge", "dynamic")
    }
    assert declared == {name: name for name in ("weight", "sign", "value")}
    edge = next(edge for edge in root.iter(f"{GEXF}edge") if edge.get("target") == "speaker:b")
    assert "weight" not in edge.attrib
    weights = [(value.get("value"), value.get("start")) for value in edge.iter(f"{GEXF}attvalue")]
    assert ("2.0", "2025-01-06") in weights
    assert ("1.0", "2025-01-13") in weights


def test_windows_that_overlap_last_until_the_next_one(tmp_path):
    networks = series(FIRST, SECOND, starts=[START, START + 2 * DAY], days=10, middles=True)
    gexf_dynamic.write_series(networks, tmp_path / "series.gexf")
    value = nx.read_gexf(tmp_path / "series.gexf").edges["speaker:a", "speaker:b"]["value"]
    assert value == [(2.0, "2025-01-11", "2025-01-12"), (-1.0, "2025-01-13", "2025-01-17")]


def test_a_series_needs_windows_of_days(tmp_path):
    same_day = series(FIRST, SECOND, starts=[START, START + timedelta(hours=2)], days=1)
    with pytest.raises(FormatError, match="two windows of the series fall on the same day"):
        gexf_dynamic.write_series(same_day, tmp_path / "series.gexf")
    unbounded = Network(
        matrix=same_day[0].matrix,
        rows=same_day[0].rows,
        columns=same_day[0].columns,
        mode="one-mode",
        settings=NetworkSettings(mode="one-mode"),
    )
    with pytest.raises(FormatError, match="network 1 of the series has no start and end: make it with a window"):
        gexf_dynamic.write_series([unbounded], tmp_path / "series.gexf")
