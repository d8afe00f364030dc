from __future__ import annotations

import networkx as nx
import pytest

from argmine.codebook import Codebook
from argmine.graph import ArgumentGraph, build_graph
from argmine.graph.excerpt import excerpt
from argmine.schema import Claim, Document, Position, Speaker

DOCUMENT = Document(id="d", text="A town debates.")


def debate(*sides: tuple[str | None, str, str]) -> ArgumentGraph:
    """Return the graph of claims, each by a speaker (None for nobody named), on a position, on a side of it."""
    claims = [
        Claim(
            id=f"c{place}",
            document="d",
            start=0,
            end=6,
            text="A town",
            kind="direct",
            speaker=Speaker(id=speaker, name=speaker.title()) if speaker else None,
            stance="critics",
            position=position,
            polarity="support" if polarity == "+" else "attack",
        )
        for place, (speaker, position, polarity) in enumerate(sides)
    ]
    positions = [Position(id=name, text=f"{name} is right.") for name in dict.fromkeys(side[1] for side in sides)]
    return build_graph([DOCUMENT], claims, positions, codebook=Codebook.default())


def edges(graph: nx.Graph) -> dict[tuple[str, str, str], int]:
    return {
        (source.partition(":")[2], target.partition(":")[2], key): data["claims"]
        for source, target, key, data in graph.edges(keys=True, data=True)
    }


def test_the_claims_of_a_speaker_on_one_side_are_one_edge():
    found = excerpt(debate(("ann", "p", "+"), ("ann", "p", "+"), ("ann", "p", "-"), ("bob", "p", "-")))
    assert edges(found.graph) == {
        ("ann", "p", "supports"): 2,
        ("ann", "p", "attacks"): 1,
        ("bob", "p", "attacks"): 1,
    }
    assert found.left_out == ""
    assert found.graph.nodes["speaker:ann"]["color"] == Codebook.default().colors["critics"]
    assert [data["sign"] for _, _, data in found.graph.edges(data=True)] == [1, -1, -1]


def test_the_contested_position_goes_before_the_undisputed_one():
    graph = debate(
        *(("ann", "calm", "+"), ("bob", "calm", "+"), ("eve", "calm", "+")),
        *(("dan", "hot", "+"), ("fay", "hot", "-"), ("gus", "hot", "-")),
    )
    found = excerpt(graph, nodes=3)
    assert set(found.graph) == {"position:hot", "speaker:dan", "speaker:fay"}
    assert found.left_out == (
        "Drawn: 1 of 2 positions, the most discussed and contested; 2 of 6 speakers who take a side; "
        "2 of 6 claims that do."
    )


def test_after_the_loudest_come_those_who_speak_to_most_positions():
    sides = [(f"lone{n}", "a", "+") for n in range(9)] + [("ann", position, "+") for position in "abc"]
    found = excerpt(debate(*sides), nodes=6)
    assert "speaker:ann" in found.graph
    assert len(found.graph) == 6


def test_claims_of_nobody_named_are_said():
    found = excerpt(debate(("ann", "p", "+"), (None, "p", "-"), (None, "p", "-")))
    assert found.left_out.endswith("1 of 3 claims that do. On these positions, 2 more claims have no named speaker.")


def test_an_echo_of_nothing():
    found = excerpt(build_graph([DOCUMENT], [], [], codebook=Codebook.default()))
    assert len(found.graph) == 0
    assert found.left_out == "No claim supports or attacks a position: there is nothing to draw."


@pytest.mark.parametrize("nodes", [1, 2, 5, 30])
def test_never_more_nodes_than_asked_for(nodes):
    graph = debate(*((f"s{n}", f"p{n % 7}", "+-"[n % 2]) for n in range(60)))
    assert 0 < len(excerpt(graph, nodes=nodes).graph) <= nodes


def test_it_takes_a_node_at_least():
    with pytest.raises(ValueError, match="at least one node, not 0"):
        excerpt(debate(), nodes=0)


def test_of_a_network_the_strongest_ties():
    network = nx.Graph(mode="one-mode")
    network.add_nodes_from("abcdex", type="speaker")
    network.add_edge("a", "b", weight=5.0, sign=1, type="subtract")
    network.add_edge("c", "b", weight=4.0, sign=-1, type="subtract")
    network.add_edge("d", "e", weight=1.0, sign=1, type="subtract")
    found = excerpt(network, nodes=3)
    assert set(found.graph) == {"a", "b", "c"}
    assert found.graph.edges["c", "b"]["sign"] == -1
    assert found.left_out == "Drawn: 3 of 6 speakers; the strongest ties among them, 2 of 3 ties."


def test_ties_of_a_two_mode_network_run_from_rows_to_columns():
    network = nx.Graph(mode="two-mode")
    network.add_node("position:p", type="position", bipartite=1)
    network.add_node("speaker:s", type="speaker", bipartite=0)
    network.add_edge("position:p", "speaker:s", weight=1.0)
    found = excerpt(network)
    assert list(found.graph.edges) == [("speaker:s", "position:p")]
    assert found.left_out == ""
