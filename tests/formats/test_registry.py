from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from argmine import formats
from argmine.formats import FORMATS, FormatError
from argmine.formats.files import whole_file, whole_folder

BUILD_AND_WRITE = """
import sys
from argmine import formats
from argmine.codebook import Codebook
from argmine.graph import build_graph
from argmine.graph.networks import NetworkSettings, Statements, network
from argmine.schema import Analysis, Claim, Document, Position
documents = [Document(id=f"d{i}", text="Buses are free.", outlet=f"Outlet {i}") for i in range(9)]
claims = [
    Claim(id=f"c{i}", document=f"d{i}", start=0, end=15, text="Buses are free.", kind="authorial",
          stance="other", stance_probabilities={"other": 1 / 3, "industry": 2 / 3}, position="p",
          polarity="support")
    for i in range(9)
]
positions = (Position(id="p", text="Free buses."),)
graph = build_graph(documents, claims, positions, codebook=Codebook.default())
coded = tuple(Analysis(document=d, claims=(c,), positions=positions) for d, c in zip(documents, claims))
things = {
    "graph": graph,
    "annotations": formats.CodedDocuments(coded, Codebook.default()),
    "network": network(Statements.of_graph(graph), NetworkSettings(rows="outlet")),
}
for name, format in formats.FORMATS.items():
    formats.write(things[format.kind], f"{sys.argv[1]}/{name}", name)
"""


def test_formats_are_found_by_name():
    assert set(FORMATS) >= {"gexf", "graphml", "json", "csv"}
    assert all(known.name == name and known.description and known.for_programs for name, known in FORMATS.items())
    for kind in ("graph", "annotations", "network"):
        suffixes = [suffix for known in FORMATS.values() if known.kind == kind for suffix in known.suffixes]
        assert len(set(suffixes)) == len(suffixes)


def test_the_suffix_tells_the_format(graph, tmp_path):
    formats.write(graph, str(tmp_path / "BUSES.GEXF"))
    assert formats.read(str(tmp_path / "BUSES.GEXF")).summary() == graph.summary()


def test_a_name_beats_the_suffix(graph, tmp_path):
    formats.write(graph, tmp_path / "buses.xml", "graphml")
    assert formats.read(tmp_path / "buses.xml", format="graphml").summary() == graph.summary()


def test_unknown_formats_are_refused_with_the_known_ones(graph, tmp_path):
    with pytest.raises(FormatError, match="'gefx' is no format: there are gexf, gexf-dynamic"):
        formats.write(graph, tmp_path / "buses.net", "gefx")
    with pytest.raises(FormatError, match="its name does not tell the format: pass one of gexf"):
        formats.write(graph, tmp_path / "buses")
    with pytest.raises(FormatError, match="its name does not tell the format"):
        formats.read(tmp_path / "buses.txt")


def test_a_folder_is_no_file(graph, tmp_path):
    with pytest.raises(FormatError, match="is a folder, but gexf is a file: name one in it"):
        formats.write(graph, tmp_path, "gexf")
    with pytest.raises(OSError, match=r"buses\.json"):
        formats.read(tmp_path / "buses.json")


def test_folders_on_the_way_are_made(graph, tmp_path):
    formats.write(graph, tmp_path / "a" / "b" / "buses.json")
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["buses.json"]


@pytest.mark.parametrize("name", ["gexf", "graphml", "csv"])
def test_what_fails_leaves_the_old_file_and_nothing_else(graph, tmp_path, name):
    target = tmp_path / "buses"
    formats.write(graph, target, name)
    files = sorted(path for path in tmp_path.rglob("*"))
    before = [path.read_bytes() for path in files if path.is_file()]
    graph.nodes["claim:c4"]["text"] = object()
    with pytest.raises((FormatError, TypeError)):
        formats.write(graph, target, name)
    assert sorted(path for path in tmp_path.rglob("*")) == files
    assert [path.read_bytes() for path in files if path.is_file()] == before


def test_a_killed_process_leaves_nothing_in_the_way(tmp_path):
    left = tmp_path / f".out.{os.getpid()}.partial"
    left.mkdir()
    (left / "old.csv").write_text("half")
    with whole_folder(tmp_path / "out") as folder:
        (folder / "new.csv").write_text("whole")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["new.csv"]
    assert not left.exists()


def test_files_can_be_read_by_those_who_may_read_their_folder(tmp_path):
    with whole_file(tmp_path / "graph.json") as path:
        path.write_text("{}")
    (tmp_path / "plain.json").write_text("{}")
    assert (tmp_path / "graph.json").stat().st_mode == (tmp_path / "plain.json").stat().st_mode


def test_the_same_graph_gives_the_same_bytes(tmp_path):
    written = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        subprocess.run(
            [sys.executable, "-c", BUILD_AND_WRITE, str(folder)],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(formats.__file__).parents[2])},
        )
        written.append(
            {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        )
    assert written[0] == written[1]
    assert len(written[0]) > len(FORMATS)


def test_naming_the_formats_loads_nothing_heavy():
    script = "import sys, argmine.formats; print({'networkx', 'spacy', 'pyarrow'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"
