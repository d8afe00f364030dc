from __future__ import annotations

from dataclasses import replace

import pytest

from argmine.codebook import Codebook
from argmine.graph import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, GraphError, build_graph
from argmine.graph.build import shorten
from argmine.schema import Echo

DEFAULT = Codebook.default()


def test_every_node_and_edge_is_typed(graph):
    graph.check()
    assert graph.summary() == {
        "stance": 4,
        "position": 2,
        "document": 2,
        "speaker": 2,
        "claim": 5,
        "made_by": 4,
        "in_document": 5,
        "supports": 4,
        "attacks": 1,
        "echoes": 1,
        "holds": 4,
    }


def test_nodes_and_edges_carry_the_attributes_that_the_model_lists(graph):
    for node, data in graph.nodes(data=True):
        assert set(data) <= {"type", "label", *NODE_ATTRIBUTES[data["type"]]}, node
        assert data["label"]
    for _, _, data in graph.edges(data=True):
        assert set(data) <= set(EDGE_ATTRIBUTES)


def test_nothing_is_none(graph):
    attributes = [data for _, data in graph.nodes(data=True)]
    attributes += [data for _, _, data in graph.edges(data=True)]
    assert not [data for data in attributes if None in data.values()]
    ledger = next(node for node in graph.nodes_of("document") if graph.nodes[node]["outlet"] == "Valley Ledger")
    assert "title" not in graph.nodes[ledger]
    assert graph.nodes[ledger]["label"].startswith("Ms Moreno warned that battery machines")


def test_a_claim_node_holds_what_the_claim_holds(graph, debate):
    claim, document = debate.claims[0], debate.documents[0]
    assert graph.nodes[f"claim:{claim.id}"] == {
        "type": "claim",
        "label": "the ban would give residents quiet mornings",
        "text": "the ban would give residents quiet mornings",
        "document": document.id,
        "start": claim.start,
        "end": claim.end,
        "kind": "indirect",
        "claim_type": "policy",
        "stance": "administration",
        "stance_probabilities": {"industry": 0.1, "administration": 0.8, "critics": 0.05, "other": 0.05},
        "confidence": 0.9,
        "speaker": "the council",
        "position": "quiet",
        "polarity": "support",
        "source": [[0, 11]],
        "cue": [[12, 16]],
        "outlet": "Harbour Post",
        "date": "2025-03-02",
    }


def test_every_edge_leads_to_words_in_an_article(graph, debate):
    texts = {document.id: document.text for document in debate.documents}
    claims = {claim.id: claim for claim in debate.claims}
    for source, target, key, data in graph.edges(keys=True, data=True):
        assert data["type"] == key
        assert data["weight"] > 0
        if "claims" in data:
            assert data["documents"] == list(dict.fromkeys(claims[claim].document for claim in data["claims"]))
        else:
            assert texts[data["document"]][data["start"] : data["end"]] == graph.nodes[source]["text"], target


def test_supports_and_attacks_have_a_sign(graph):
    signs = {(key, data.get("sign")) for _, _, key, data in graph.edges(keys=True, data=True)}
    assert {("supports", 1), ("attacks", -1), ("made_by", None), ("echoes", None)} <= signs


def test_a_speaker_is_one_node_under_the_most_frequent_name(graph):
    moreno = graph.nodes["speaker:moreno"]
    assert (moreno["name"], moreno["organisation"], moreno["role"]) == (
        "Ida Moreno",
        "Gardeners' Guild",
        "chair",
    )
    assert (moreno["stance"], moreno["claims"]) == ("industry", 3)
    assert {graph.nodes[claim]["speaker"] for claim in graph.claims_of("speaker:moreno")} == {"Ida Moreno"}


def test_a_tie_of_stances_goes_to_the_one_that_the_codebook_names_first(debate):
    critical, industrial = debate.claims[4], debate.claims[1]
    graph = build_graph(debate.documents, [critical, industrial], debate.positions, codebook=DEFAULT)
    assert graph.nodes["speaker:moreno"]["stance"] == "industry"


def test_holds_counts_a_speakers_claims(graph, debate):
    held = graph.edges["speaker:moreno", "stance:industry", "holds"]
    assert held["weight"] == 2
    assert held["claims"] == [debate.claims[1].id, debate.claims[3].id]
    assert held["documents"] == [document.id for document in debate.documents]


def test_a_claim_without_a_speaker_holds_its_stance_itself(graph, debate):
    claim = debate.claims[2]
    held = graph.edges[f"claim:{claim.id}", "stance:other", "holds"]
    assert (held["weight"], held["claims"], held["start"]) == (1, [claim.id], claim.start)


def test_positions_count_their_claims(graph):
    quiet = graph.nodes["position:quiet"]
    assert (quiet["claims"], quiet["supports"], quiet["attacks"]) == (3, 2, 1)


def test_echoes_weigh_their_similarity(graph, debate):
    later, earlier = debate.claims[3].id, debate.claims[1].id
    assert graph.edges[f"claim:{later}", f"claim:{earlier}", "echoes"]["weight"] == 0.9346


def test_stances_keep_the_codebooks_order_and_colours(graph):
    assert graph.stance_names == DEFAULT.stance_names
    assert graph.colors == DEFAULT.colors


def test_the_same_things_twice_count_once(graph, debate):
    twice = build_graph(
        debate.documents * 2, debate.claims * 2, debate.positions * 2, debate.echoes * 2, codebook=DEFAULT
    )
    assert dict(twice.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(twice.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def test_a_claim_without_stance_position_or_speaker_still_stands_in_its_document(debate):
    bare = replace(debate.claims[2], stance=None, position=None, polarity=None)
    graph = build_graph(debate.documents, [bare], [], codebook=DEFAULT)
    assert [key for _, _, key in graph.out_edges(f"claim:{bare.id}", keys=True)] == ["in_document"]


def test_nothing_at_all_is_the_codebooks_stances():
    graph = build_graph([], [], [], codebook=DEFAULT)
    assert graph.nodes_of("stance") == list(graph)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"document": "lost"}, "is in the document lost, which was not passed"),
        ({"stance": "farmers"}, "has the stance 'farmers', which the codebook 'default' does not list"),
        ({"position": "lost"}, "is on the position lost, which was not passed"),
    ],
)
def test_a_claim_that_points_nowhere_is_refused(debate, change, complaint):
    with pytest.raises(GraphError, match=complaint):
        build_graph(debate.documents, [replace(debate.claims[0], **change)], debate.positions, codebook=DEFAULT)


def test_an_echo_of_a_claim_that_was_not_passed_is_refused(debate):
    echo = Echo(claim=debate.claims[0].id, of="lost", similarity=1.0)
    with pytest.raises(GraphError, match="the claim lost is in an echo"):
        build_graph(debate.documents, debate.claims, debate.positions, [echo], codebook=DEFAULT)


def test_labels_are_short_and_on_one_line():
    assert shorten("two\n lines") == "two lines"
    label = shorten("The council, which met on Monday, voted to forbid leaf blowers, and more besides.")
    assert label == "The council, which met on Monday, voted to forbid leaf…"
    assert shorten("x" * 100) == "x" * 59 + "…"
    assert shorten("") == ""
