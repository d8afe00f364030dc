from __future__ import annotations

from argmine.graph import statement_columns, statements


def test_a_row_a_claim(graph, debate):
    rows = list(statements(graph))
    assert [row["claim"] for row in rows] == [claim.id for claim in debate.claims]
    assert rows[1] == {
        "claim": debate.claims[1].id,
        "document": debate.documents[0].id,
        "date": "2025-03-02",
        "outlet": "Harbour Post",
        "title": "Council forbids petrol leaf blowers",
        "author": "R. Lind",
        "url": "https://post.example/blowers",
        "start": 63,
        "end": 98,
        "text": "Battery machines cost twice as much",
        "kind": "direct",
        "confidence": 0.9,
        "speaker_id": "moreno",
        "speaker": "Ida Moreno",
        "organisation": "Gardeners' Guild",
        "role": "chair",
        "stance": "industry",
        "probability_industry": 0.7123,
        "probability_other": 0.2877,
        "position_id": "cost",
        "position": "The ban costs gardeners too much.",
        "polarity": "support",
    }


def test_columns_are_there_whether_known_or_not(graph):
    columns = statement_columns(graph)
    assert {"probability_critics", "claim_type"} < set(columns)
    assert all(set(row) <= set(columns) for row in statements(graph))


def test_echoes_are_the_claims_that_it_repeats(graph, debate):
    rows = list(statements(graph))
    assert [row.get("echoes") for row in rows] == [None, None, None, [debate.claims[1].id], None]


def test_a_part_of_a_graph_has_statements_too(graph):
    part = graph.subgraph(graph.nodes_of("claim"))
    assert {row["text"] for row in statements(part)} == {row["text"] for row in statements(graph)}
