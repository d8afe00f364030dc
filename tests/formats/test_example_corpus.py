"""Every format, written from a run over the example corpus and read by a program that is not argmine."""

from __future__ import annotations

import csv
import html
import json
import shutil
import sqlite3
import subprocess
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pyarrow.parquet as pq
import pytest

import argmine
from argmine import formats
from argmine.formats import FORMATS
from argmine.graph import ArgumentGraph
from argmine.graph.networks import Network, NetworkSettings, Statements, network
from argmine.learn.gold import read_gold
from argmine.run import Run


class Example:
    """The run over the example corpus, its graph, its network, and how many of each thing there are."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.graph: ArgumentGraph = argmine.graph(run)
        self.network: Network = network(Statements.of_run(run), NetworkSettings())
        self.documents, self.claims = run.counts["documents"], run.counts["claims"]
        self.counts = self.graph.summary()
        self.size = (len(self.graph), self.graph.number_of_edges())

    def thing(self, kind: str) -> Any:
        return {"graph": self.graph, "annotations": self.run, "network": self.network}[kind]


Reader = Callable[[Path, Example], None]


@pytest.fixture(scope="module")
def example(frontier_models: Path, tmp_path_factory: pytest.TempPathFactory) -> Example:
    return Example(argmine.run_corpus(frontier_models, tmp_path_factory.mktemp("example") / "run"))


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def gexf(path: Path, example: Example) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = nx.read_gexf(path)
    assert (len(read), read.number_of_edges()) == example.size


def graphml(path: Path, example: Example) -> None:
    read = nx.read_graphml(path, force_multigraph=True)
    assert (len(read), read.number_of_edges()) == example.size
    igraph = pytest.importorskip("igraph")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other = igraph.Graph.Read_GraphML(str(path))
    assert (other.vcount(), other.ecount()) == example.size


def cx2(path: Path, example: Example) -> None:
    ndex = pytest.importorskip("ndex2.cx2")
    read = ndex.RawCX2NetworkFactory().get_cx2network(json.loads(path.read_text(encoding="utf-8")))
    assert (len(read.get_nodes()), len(read.get_edges())) == example.size


def cyjs(path: Path, example: Example) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    assert (len(data["elements"]["nodes"]), len(data["elements"]["edges"])) == example.size


def node_link(path: Path, example: Example) -> None:
    read = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
    assert (len(read), read.number_of_edges()) == example.size


def json_ld(path: Path, example: Example) -> None:
    rdflib = pytest.importorskip("rdflib")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = rdflib.Graph().parse(path, format="json-ld")
    claims = set(read.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/Claim")))
    assert len(claims) == example.claims


def arguebuf(path: Path, example: Example) -> None:
    load = pytest.importorskip("arguebuf").load
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data = json.loads(path.read_text(encoding="utf-8"))
        read = load.sadface(data) if "sadface" in path.name else load.file(path)
    assert len(read.atom_nodes) == example.claims + example.counts["position"]
    kinds = [type(node.scheme).__name__ for node in read.scheme_nodes.values()]
    assert (kinds.count("Support"), kinds.count("Attack")) == (example.counts["supports"], example.counts["attacks"])


def xaif(path: Path, example: Example) -> None:
    reader = pytest.importorskip("xaif")
    read = reader.AIF(json.loads(path.read_text(encoding="utf-8")))
    assert read.is_valid_json_aif()
    aif = json.loads(path.read_text(encoding="utf-8"))["AIF"]
    assert sum(node["type"] == "L" for node in aif["nodes"]) == example.claims
    assert len(aif["locutions"]) == example.claims


def dot(path: Path, _: Example) -> None:
    if not shutil.which("dot"):
        pytest.skip("needs Graphviz")
    drawn = subprocess.run(["dot", "-Tsvg", str(path)], check=True, capture_output=True)
    assert b"positions" in drawn.stdout


def mermaid(path: Path, _: Example) -> None:
    assert path.read_text(encoding="utf-8").lstrip().startswith(("flowchart", "---", "%%"))


def svg(path: Path, _: Example) -> None:
    assert ElementTree.parse(path).getroot().tag.endswith("svg")  # noqa: S314


def image(path: Path, _: Example) -> None:
    assert path.read_bytes().startswith((b"\x89PNG", b"%PDF"))


def cypher(path: Path, example: Example) -> None:
    text = path.read_text(encoding="utf-8")
    assert all(f'"claim:{claim.id}"' in text or f"'claim:{claim.id}'" in text for claim in example.run.claims())


def neo4j(path: Path, example: Example) -> None:
    nodes = [file for file in path.glob("*.csv") if ":ID" in rows_of(file)[0][0]]
    assert sum(len(rows_of(file)) - 1 for file in nodes) == example.size[0]
    edges = [file for file in path.glob("*.csv") if file not in nodes]
    assert sum(len(rows_of(file)) - 1 for file in edges) == example.size[1]


def sqlite(path: Path, example: Example) -> None:
    with sqlite3.connect(path) as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
        assert database.execute("select count(*) from statements").fetchone() == (example.claims,)
        assert database.execute("select count(*) from claims_fts where claims_fts match 'license'").fetchone()[0] > 0


def xlsx(path: Path, example: Example) -> None:
    book = pytest.importorskip("openpyxl").load_workbook(path, read_only=True)
    assert len(list(book["statements"].iter_rows())) == example.claims + 1


def parquet(path: Path, example: Example) -> None:
    assert pq.read_table(path).num_rows == example.claims


def tables(path: Path, example: Example) -> None:
    assert len(rows_of(path / "statements.csv")) == example.claims + 1
    assert len(rows_of(path / "edges.csv")) == example.size[1] + 1


def matrix(path: Path, example: Example) -> None:
    rows = rows_of(path)
    assert (len(rows) - 1, len(rows[0]) - 1) == example.network.matrix.shape


def edges(path: Path, example: Example) -> None:
    assert len(rows_of(path)) - 1 == example.network.matrix.count_nonzero()


def dl(path: Path, example: Example) -> None:
    shape = "dl nr = {}, nc = {},".format(*example.network.matrix.shape)
    assert path.read_text(encoding="ascii").startswith(shape)


def pajek(path: Path, example: Example) -> None:
    read = pytest.importorskip("igraph").Graph.Read_Pajek(str(path))
    assert read.ecount() == example.network.matrix.count_nonzero()
    assert html.unescape(read.vs[0]["name"]) == example.network.rows.labels[0]


def dna(path: Path, example: Example) -> None:
    with sqlite3.connect(path) as database:
        assert database.execute("select count(*) from STATEMENTS").fetchone() == (example.claims,)
        assert database.execute("select count(*) from DOCUMENTS").fetchone() == (example.documents,)


def refi(path: Path, example: Example) -> None:
    with zipfile.ZipFile(path) as project:
        root = ElementTree.fromstring(project.read("project.qde"))  # noqa: S314
    assert len(list(root.iter("{urn:QDA-XML:project:1.0}PlainTextSelection"))) >= example.claims


def refi_codebook(path: Path, example: Example) -> None:
    root = ElementTree.parse(path).getroot()  # noqa: S314
    assert len([code for code in root.iter() if code.tag.endswith("}Code")]) > example.counts["position"]


def label_studio(path: Path, example: Example) -> None:
    tasks = json.loads((path / "tasks.json").read_text(encoding="utf-8"))
    assert len(tasks) == example.documents
    ElementTree.parse(path / "config.xml")  # noqa: S314


def doccano(path: Path, example: Example) -> None:
    tasks = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert all(entity["end_offset"] <= len(task["text"]) for task in tasks for entity in task["entities"])
    assert len(tasks) == example.documents


def brat(path: Path, example: Example) -> None:
    claims = 0
    for file in path.glob("*.ann"):
        text = file.with_suffix(".txt").read_bytes().decode("utf-8")
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("T"):
                _, spans, words = line.split("\t")
                kind, _, places = spans.partition(" ")
                parts = [text[slice(*map(int, place.split()))] for place in places.split(";")]
                assert " ".join(parts) == words
                claims += kind == "Claim"
    assert claims == example.claims


def inception(path: Path, example: Example) -> None:
    cassis = pytest.importorskip("cassis")
    claims = 0
    for file in path.glob("*.json"):
        if file.name != "layers.json":
            with file.open(encoding="utf-8") as stream, warnings.catch_warnings():
                warnings.simplefilter("ignore")
                claims += len(cassis.load_cas_from_json(stream).select("argmine.Claim"))
    assert claims == example.claims


def json_lines(path: Path, example: Example) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sum(len(json.loads(line)["claims"]) for line in lines) == example.claims


def gold(path: Path, example: Example) -> None:
    assert sum(len(article.claims) for article in read_gold(path)) == example.claims


READERS: dict[str, Reader] = {
    **{"gexf": gexf, "gexf-dynamic": gexf, "visone": graphml, "yed": graphml, "graphml": graphml},
    **{"cx2": cx2, "cyjs": cyjs, "json": node_link, "json-ld": json_ld},
    **{"aif": arguebuf, "xaif": xaif, "sadface": arguebuf, "arguebuf": arguebuf},
    **{"dot": dot, "mermaid": mermaid, "svg": svg, "png": image, "pdf": image},
    **{"cypher": cypher, "neo4j": neo4j, "sqlite": sqlite},
    **{"xlsx": xlsx, "parquet": parquet, "csv": tables},
    **{"matrix": matrix, "edges": edges, "dl": dl, "pajek": pajek},
    **{"dna": dna, "refi-qda": refi, "refi-codebook": refi_codebook},
    **{"label-studio": label_studio, "doccano": doccano, "brat": brat, "inception": inception},
    **{"jsonl": json_lines, "gold": gold},
}


def written(name: str, example: Example, folder: Path) -> Path:
    entry = FORMATS[name]
    thing = example.thing(entry.kind)
    if name == "gold":
        thing = formats.CodedDocuments(tuple(example.run.analyses()), example.run.codebook)
    if name in ("svg", "png", "pdf") and not shutil.which("dot"):
        pytest.skip("needs Graphviz")
    path = folder / (name if entry.folder else f"example{entry.suffixes[0]}")
    formats.write(thing, path, name)
    return path


READ_BACK = {
    kind: sorted(name for name, entry in FORMATS.items() if entry.kind == kind and entry.read)
    for kind in ("graph", "annotations")
}


def test_no_format_is_left_out():
    assert {*READERS, "argdown"} == set(FORMATS)


@pytest.mark.parametrize("name", sorted(READERS))
def test_another_program_reads_it(name, example, tmp_path):
    READERS[name](written(name, example, tmp_path), example)


def test_argdown_reads_it(example, tmp_path, parse_argdown):
    found = parse_argdown(written("argdown", example, tmp_path))
    assert found["errors"] == []
    assert len(found["statements"]) >= example.counts["position"]


@pytest.mark.parametrize("name", READ_BACK["graph"])
def test_the_graph_comes_back(name, example, tmp_path):
    read = formats.read(written(name, example, tmp_path))
    assert read.summary() == example.counts
    assert set(read) == set(example.graph)


@pytest.mark.parametrize("name", READ_BACK["annotations"])
def test_what_is_imported_again_is_no_correction(name, example, tmp_path):
    path = written(name, example, tmp_path)
    imported = argmine.import_run(
        formats.read_annotations(path),
        tmp_path / "imported",
        corrects=example.run,
        holds=formats.annotation_format(path).holds,
    )
    assert imported.corrections is not None
    assert imported.corrections.to_json() == {
        "same": example.claims,
        "corrected": 0,
        "removed": 0,
        "added": 0,
        "fields": {},
    }
    assert imported.failures == ()
    assert list(imported.run.claims()) == list(example.run.claims())
