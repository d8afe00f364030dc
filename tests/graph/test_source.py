from __future__ import annotations

from dataclasses import dataclass, replace
from types import SimpleNamespace

import pytest

import argmine
from argmine import graph as graph_package
from argmine.codebook import Codebook
from argmine.graph import ArgumentGraph, graph_of
from argmine.schema import Analysis


@pytest.fixture
def analyses(debate):
    return [
        Analysis(
            document=document,
            claims=tuple(claim for claim in debate.claims if claim.document == document.id),
            positions=debate.positions,
        )
        for document in debate.documents
    ]


def as_doc(analysis: Analysis) -> SimpleNamespace:
    """Stands for a spaCy Doc, whose claims have no positions yet."""
    claims = tuple(replace(claim, position=None, polarity=None, echoes=()) for claim in analysis.claims)
    return SimpleNamespace(_=SimpleNamespace(document=analysis.document, claims=claims))


@pytest.fixture
def positions_found(monkeypatch, debate):
    """Stands for the room that finds positions, and keeps what it was asked."""
    asked = []

    def find_positions(claims, *, codebook):
        asked.append((claims, codebook.name))
        by_id = {claim.id: claim for claim in debate.claims}
        return SimpleNamespace(
            claims=tuple(by_id[claim.id] for claim in claims),
            positions=debate.positions,
            echoes=debate.echoes,
        )

    monkeypatch.setattr("argmine.positions.find_positions", find_positions, raising=False)
    return asked


def test_the_package_is_called(analyses, graph):
    assert argmine.graph is graph_package
    called = argmine.graph(analyses)  # mypy knows no callable modules
    assert isinstance(called, ArgumentGraph)
    assert dict(called.nodes(data=True)) == dict(graph.nodes(data=True))


def test_analyses_with_positions_keep_them_and_their_echoes(analyses, debate, positions_found):
    graph = graph_of(iter(analyses))
    assert positions_found == []
    later, earlier = debate.claims[3].id, debate.claims[1].id
    assert graph.edges[f"claim:{later}", f"claim:{earlier}", "echoes"]["weight"] == 1


def test_claims_that_name_each_other_are_one_echo(analyses, debate):
    first, second = debate.claims[1].id, debate.claims[3].id
    claims = tuple(replace(claim, echoes=(second,)) if claim.id == first else claim for claim in analyses[0].claims)
    graph = graph_of([replace(analyses[0], claims=claims), analyses[1]])
    assert [(source, target) for source, target, key in graph.edges(keys=True) if key == "echoes"] == [
        (f"claim:{second}", f"claim:{first}")
    ]


def test_positions_of_docs_are_found_over_all_of_them(analyses, graph, positions_found):
    docs = [as_doc(analysis) for analysis in analyses]
    found = graph_of(iter(docs))
    assert positions_found == [([claim for doc in docs for claim in doc._.claims], "default")]
    assert list(found.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def test_one_analysis_or_doc_will_do(analyses, monkeypatch):
    assert graph_of(analyses[0]).summary()["claim"] == 3

    def find_positions(claims, **_):
        return SimpleNamespace(claims=claims, positions=(), echoes=())

    monkeypatch.setattr("argmine.positions.find_positions", find_positions, raising=False)
    assert graph_of(as_doc(analyses[0])).summary()["claim"] == 3


def test_documents_without_claims_need_no_positions(analyses, positions_found):
    graph = graph_of(replace(analyses[0], claims=(), positions=()))
    assert graph.summary()["document"] == 1
    assert positions_found == []


def test_a_run_brings_its_codebook(debate, graph):
    @dataclass
    class FinishedRun:
        codebook: Codebook

        def documents(self):
            return iter(debate.documents)

        def claims(self):
            return iter(debate.claims)

        def positions(self):
            return iter(debate.positions)

        def echoes(self):
            return iter(debate.echoes)

    codebook = replace(Codebook.default(), name="leaves")
    made = graph_of(FinishedRun(codebook))
    assert made.graph == {"codebook": "leaves"}
    assert list(made.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


@pytest.mark.parametrize("source", ["The council said so.", 7, ["The council said so."], [None]])
def test_what_has_no_claims_is_refused(source):
    with pytest.raises(TypeError, match=r"argmine\.graph takes a Doc of argmine's pipeline"):
        graph_of(source)
