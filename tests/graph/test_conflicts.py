"""Debates written as tables: a claim a line, with its speaker, stance, position, side and document."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import pytest

from argmine.codebook import Codebook
from argmine.graph import (
    ArgumentGraph,
    Sides,
    build_graph,
    contested,
    contradictions,
    disagreements,
    standings,
)
from argmine.schema import Claim, Document, Echo, Polarity, Position, Speaker

_POLARITY: dict[str, Polarity | None] = {"+": "support", "-": "attack", ".": None}

HARBOUR = """
ana   critics        fee  +  post
ana   critics        fee  +  post
ana   critics        fee  +  herald
ana   critics        fee  -  herald
ben   industry       fee  -  post
cleo  industry       fee  +  herald
dora  administration fee  .  post
-     critics        fee  -  post
ana   critics        quay +  post
ben   industry       quay +  post
dora  administration quay +  herald
dora  administration pier +  herald
dora  administration pier -  post
"""


def build(rows: Iterable[tuple[str, str, str, str, str]], echoes: Iterable[tuple[int, int]] = ()) -> ArgumentGraph:
    """Build the graph of rows of speaker (``-`` for none), stance, position, side and document."""
    rows = list(rows)
    claims = [
        Claim(
            id=f"c{number}",
            document=document,
            start=number,
            end=number + 1,
            text=f"claim {number}",
            kind="authorial" if speaker == "-" else "direct",
            speaker=None if speaker == "-" else Speaker(id=speaker, name=speaker.title()),
            stance=stance,
            position=position,
            polarity=_POLARITY[side],
        )
        for number, (speaker, stance, position, side, document) in enumerate(rows)
    ]
    return build_graph(
        [
            Document(id=name, text=f"text of {name}", outlet=name.title())
            for name in dict.fromkeys(row[4] for row in rows)
        ],
        claims,
        [Position(id=name, text=f"The {name} is good.") for name in dict.fromkeys(row[2] for row in rows)],
        [Echo(claim=f"c{later}", of=f"c{earlier}", similarity=1.0, wire=True) for later, earlier in echoes],
        codebook=Codebook.default(),
    )


def table(text: str) -> list[tuple[str, str, str, str, str]]:
    return [(a, b, c, d, e) for a, b, c, d, e in map(str.split, text.strip().splitlines())]


@pytest.fixture
def harbour() -> ArgumentGraph:
    return build(table(HARBOUR))


def test_standings_count_claims_speakers_and_documents(harbour: ArgumentGraph) -> None:
    found = {(one.position, one.stance): one for one in standings(harbour)}
    assert list(found)[:3] == [("fee", "industry"), ("fee", "administration"), ("fee", "critics")]
    critics = found["fee", "critics"]
    assert critics.claims == Sides(3, 2)
    # Ana says it three times and once the contrary; the claim without a speaker is the document's own voice.
    assert critics.speakers == Sides(1, 1)
    # A document counts on each side that is heard in it.
    assert critics.documents == Sides(2, 2)
    assert found["fee", "administration"].speakers == Sides(0, 0, neither=1)
    # Who says both as often takes neither side.
    assert found["pier", "administration"].speakers == Sides(0, 0, neither=1)
    assert found["pier", "administration"].claims.balance == 0


@pytest.mark.parametrize(
    ("sides", "balance", "contestedness"),
    [
        (Sides(0, 0, 9), 0, 0),
        (Sides(7, 0), 1, 0),
        (Sides(0, 2), -1, 0),
        (Sides(1, 1), 0, 1 / 3),
        (Sides(3, 1), 0.5, 0.75 / 2),
        (Sides(5, 5), 0, 5 / 7),
        (Sides(10_000, 10_000), 0, 1),
    ],
)
def test_contestedness(sides: Sides, balance: float, contestedness: float) -> None:
    assert sides.balance == balance
    assert sides.contestedness == pytest.approx(contestedness, abs=1e-3)


def test_contested_positions_with_the_strongest_voices(harbour: ArgumentGraph) -> None:
    (fee,) = contested(harbour)
    assert (fee.position, fee.text, fee.sides) == ("fee", "The fee is good.", Sides(2, 2, neither=1))
    assert fee.contestedness == 0.5
    assert fee.split == ("industry", "critics")
    assert fee.stances["industry"] == Sides(1, 1)
    assert fee.supporting is not None
    assert fee.attacking is not None
    assert (fee.supporting.speaker, fee.supporting.name, fee.supporting.claims) == ("ana", "Ana", 3)
    # Ana attacks it too, but stands on the other side.
    assert (fee.attacking.name, fee.attacking.claim) == ("Ben", "c4")
    assert [one.position for one in contested(harbour, by="claims")] == ["fee", "pier"]
    assert contested(harbour, least=3) == []
    with pytest.raises(ValueError, match="choose one of claims, speakers, documents"):
        contested(harbour, by="words")  # type: ignore[arg-type]


def test_the_voice_of_a_document_bears_its_outlets_name() -> None:
    (one,) = contested(build(table("- critics fee + post\nben industry fee - post")))
    assert one.supporting is not None
    assert (one.supporting.speaker, one.supporting.name) == (None, "Post")


def test_copies_of_a_text_count_once() -> None:
    rows = table("- critics fee + post\n- critics fee + herald\n- critics fee - ledger")
    assert contested(build(rows))[0].sides == Sides(2, 1)
    (copied,) = contested(build(rows, echoes=[(1, 0)]))
    assert copied.sides == Sides(1, 1)
    assert next(standings(build(rows, echoes=[(1, 0)]))).documents == Sides(1, 1)


def test_who_disagrees_with_whom(harbour: ArgumentGraph) -> None:
    pairs = {frozenset((pair.one, pair.other)): pair for pair in disagreements(harbour)}
    both = pairs[frozenset(("ana", "ben"))]
    assert (both.same, both.opposite, both.score) == (("quay",), ("fee",), 0.5)
    assert pairs[frozenset(("ben", "cleo"))].score == 1.0
    first = disagreements(harbour)[0]
    assert (first.one, first.other, first.opposite) == ("ben", "cleo", ("fee",))
    assert {pair.one for pair in disagreements(harbour, among=2)} == {"ana"}


def test_stances_disagree_with_each_other_and_within_themselves(harbour: ArgumentGraph) -> None:
    pairs = {(pair.one, pair.other): pair for pair in disagreements(harbour, between="stances")}
    assert set(pairs) == {("industry", "industry"), ("industry", "critics"), *_with_administration()}
    across, within = pairs["industry", "critics"], pairs["industry", "industry"]
    # On the fee two agree and two do not, on the quay one pair agrees.
    assert (across.congruence, across.conflict, across.same, across.opposite) == (3, 2, ("quay",), ())
    assert (within.congruence, within.conflict, within.opposite) == (0, 1, ("fee",))


def _with_administration() -> set[tuple[str, str]]:
    return {("industry", "administration"), ("administration", "critics"), ("critics", "critics")}


def test_speakers_who_contradict_themselves(harbour: ArgumentGraph) -> None:
    ana, dora = contradictions(harbour)
    assert (ana.name, ana.position, ana.supporting, ana.attacking) == ("Ana", "fee", ("c0", "c1", "c2"), ("c3",))
    assert (dora.name, dora.position) == ("Dora", "pier")


def test_a_part_of_a_graph_has_conflicts_too(harbour: ArgumentGraph) -> None:
    part = harbour.subgraph([node for node in harbour if not node.startswith(("document:", "speaker:"))])
    assert contested(part)[0].position == "fee"
    claims = harbour.subgraph(harbour.nodes_of("claim"))
    assert not any((list(standings(claims)), contested(claims), disagreements(claims), contradictions(claims)))


@pytest.mark.parametrize(("by", "congruence", "conflict"), [("claims", 160, 116), ("documents", 48, 38)])
def test_congruence_and_conflict_are_those_of_discourse_network_analysis(
    shared: Path, by: Literal["claims", "documents"], congruence: int, conflict: int
) -> None:
    with (shared / "reference" / "dna_sample_statements.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (row["organization"], "other", row["concept"], "+" if row["agreement"] == "1" else "-", row["document"])
            for row in csv.DictReader(file)
        ]
    pairs = disagreements(build(rows), by=by)
    # DNA adds up the whole matrix, where each pair stands twice.
    assert 2 * sum(pair.congruence for pair in pairs) == congruence
    assert 2 * sum(pair.conflict for pair in pairs) == conflict
