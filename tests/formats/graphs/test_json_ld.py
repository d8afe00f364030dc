from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.formats.graphs import json_ld

PREFIXES = """
PREFIX : <urn:argmine:terms:>
PREFIX schema: <https://schema.org/>
PREFIX aif: <http://www.arg.dundee.ac.uk/aif#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


@pytest.fixture
def triples(graph, tmp_path):
    rdflib = pytest.importorskip("rdflib")
    json_ld.write(graph, tmp_path / "buses.jsonld")
    return rdflib.Graph().parse(tmp_path / "buses.jsonld", format="json-ld")


def ask(triples, question: str) -> set[tuple[str, ...]]:
    return {tuple(str(value) for value in row) for row in triples.query(PREFIXES + question)}


def test_who_says_what_where_can_be_asked(triples):
    found = ask(
        triples,
        """SELECT ?claim ?name ?headline ?start ?date WHERE {
            ?claim a schema:Claim ; schema:author ?speaker ; prov:wasQuotedFrom ?document ; oa:hasSelector ?place .
            ?speaker a prov:Agent ; schema:name ?name . ?place oa:start ?start .
            ?document a schema:Article ; schema:headline ?headline ; schema:datePublished ?date .
            FILTER(datatype(?date) = xsd:date) }""",
    )
    assert ("urn:argmine:claim:c1", "-Clerk", 'Free "buses"; a, debate', "1", "2025-01-05") in found
    assert len(found) == 3


def test_supports_and_attacks_are_nodes_of_the_argument_interchange_format(triples):
    supports = ask(triples, "SELECT ?c ?p WHERE { ?s a aif:RA-node ; aif:Premise ?c ; aif:Conclusion ?p }")
    assert supports == {
        ("urn:argmine:claim:c0", "urn:argmine:position:p1"),
        ("urn:argmine:claim:c3", "urn:argmine:position:p2"),
    }
    attacks = ask(
        triples,
        "SELECT ?text WHERE { ?s a aif:CA-node ; aif:ConflictingElement ?c ; aif:ConflictedElement ?p . "
        "?p a skos:Concept, aif:I-node . ?c schema:text ?text }",
    )
    assert attacks == {
        ("The mayor said \"no\", then <b>yes</b> & 'maybe'",),
        ("=SUM(A1:A9) is no argument, said the clerk",),
    }
    echoes = ask(triples, "SELECT ?c ?w WHERE { ?e a :Echo ; :echoing ?c ; :weight ?w }")
    assert {claim for claim, _ in echoes} == {"urn:argmine:claim:c2", "urn:argmine:claim:c3"}


def test_stances_are_concepts_of_the_codebook(triples):
    found = ask(
        triples, "SELECT ?label WHERE { ?s skos:prefLabel ?label ; skos:inScheme <urn:argmine:codebook:default> }"
    )
    assert ("critics",) in found
    assert ask(triples, "SELECT ?who WHERE { ?who a prov:Agent ; :holds <urn:argmine:stance:critics> }") == {
        ("urn:argmine:speaker:s2",)
    }


def test_text_keeps_its_signs(triples):
    texts = {text for (text,) in ask(triples, "SELECT ?t WHERE { ?c a schema:Claim ; schema:text ?t }")}
    assert "الحافلات مجانية 🚌 für alle, “ab morgen”" in texts
    assert "a pagebreak, a bell, a tab\t, a line\nbreak,\r\nanother, a return\r" in texts


def test_a_discourse_network_is_ties(network, tmp_path):
    rdflib = pytest.importorskip("rdflib")
    json_ld.write(network, tmp_path / "network.jsonld")
    triples = rdflib.Graph().parse(tmp_path / "network.jsonld", format="json-ld")
    found = ask(triples, "SELECT ?a ?sign WHERE { ?t a :Tie ; :between ?a ; :sign ?sign . ?a a prov:Agent }")
    assert found == {("urn:argmine:speaker:s1", "1"), ("urn:argmine:speaker:s2", "-1")}


def refuse(url: str, options: object) -> None:
    raise AssertionError(f"{url} is fetched with {options}, but the context is in the file")


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_pyld_and_rdflib_read_whatever_there_is_without_a_network(data, argument_graphs):
    jsonld = pytest.importorskip("pyld.jsonld")
    rdflib = pytest.importorskip("rdflib")
    graph = data.draw(argument_graphs)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph.jsonld")
        json_ld.write(graph, path)
        content = json.loads(path.read_text(encoding="utf-8"))
        triples = rdflib.Graph().parse(path, format="json-ld")
    expanded = jsonld.expand(content, {"documentLoader": refuse})
    ids = {thing["@id"] for thing in expanded}
    assert ids >= {f"urn:argmine:{node}" for node in graph}
    assert all(word.startswith(("@", "http", "urn:")) for thing in expanded for word in thing)
    claims = ask(triples, "SELECT ?c WHERE { ?c a schema:Claim ; prov:wasQuotedFrom ?d . ?d a schema:Article }")
    assert claims == {(f"urn:argmine:{claim}",) for claim in graph.nodes_of("claim")}
    # What rdflib writes, it reads.
    assert len(rdflib.Graph().parse(data=triples.serialize(format="nt"), format="nt")) == len(triples)
