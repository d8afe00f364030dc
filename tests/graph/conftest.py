"""A small invented debate: a town wants to forbid leaf blowers with petrol engines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from argmine.codebook import Codebook
from argmine.graph import ArgumentGraph, build_graph
from argmine.schema import Claim, Document, Echo, Position, Speaker, content_id

POST = Document.of_text(
    "The council said the ban would give residents quiet mornings. "
    '"Battery machines cost twice as much," said Ida Moreno of the Gardeners\' Guild. Quiet is a right.',
    title="Council forbids petrol leaf blowers",
    outlet="Harbour Post",
    date="2025-03-02",
    author="R. Lind",
    url="https://post.example/blowers",
    path="post/blowers.txt",
)
LEDGER = Document.of_text(
    "Ms Moreno warned that battery machines cost twice as much. She also said that her members want quiet streets.",
    outlet="Valley Ledger",
)

COUNCIL = Speaker(id="council", name="the council", organisation="Town Council")
MORENO = Speaker(id="moreno", name="Ida Moreno", organisation="Gardeners' Guild", role="chair")
MS_MORENO = Speaker(id="moreno", name="Ms Moreno", organisation="Gardeners' Guild")

QUIET = Position(id="quiet", text="The ban makes mornings quieter.", terms=("quiet", "mornings"))
COST = Position(id="cost", text="The ban costs gardeners too much.", terms=("cost", "battery"))


@dataclass(frozen=True)
class Debate:
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    positions: tuple[Position, ...]
    echoes: tuple[Echo, ...]


def make_claim(document: Document, words: str, **attributes: Any) -> Claim:
    start = document.text.index(words)
    return Claim(
        id=content_id(document.id, start),
        document=document.id,
        start=start,
        end=start + len(words),
        text=words,
        **{"kind": "direct", "confidence": 0.9, **attributes},
    )


@pytest.fixture
def debate() -> Debate:
    mornings = make_claim(
        POST,
        "the ban would give residents quiet mornings",
        kind="indirect",
        type="policy",
        speaker=COUNCIL,
        source=((0, 11),),
        cue=((12, 16),),
        stance="administration",
        stance_probabilities={"industry": 0.1, "administration": 0.8, "critics": 0.05, "other": 0.05},
        position="quiet",
        polarity="support",
    )
    cost = make_claim(
        POST,
        "Battery machines cost twice as much",
        speaker=MORENO,
        stance="industry",
        stance_probabilities={"industry": 0.71234567, "other": 0.28765433},
        position="cost",
        polarity="support",
    )
    right = make_claim(POST, "Quiet is a right", kind="authorial", stance="other", position="quiet", polarity="support")
    again = make_claim(
        LEDGER,
        "battery machines cost twice as much",
        kind="indirect",
        speaker=MS_MORENO,
        stance="industry",
        position="cost",
        polarity="support",
        echoes=(cost.id,),
    )
    streets = make_claim(
        LEDGER,
        "her members want quiet streets",
        kind="indirect",
        speaker=MORENO,
        stance="critics",
        position="quiet",
        polarity="attack",
    )
    return Debate(
        documents=(POST, LEDGER),
        claims=(mornings, cost, right, again, streets),
        positions=(QUIET, COST),
        echoes=(Echo(claim=again.id, of=cost.id, similarity=0.93456789),),
    )


@pytest.fixture
def graph(debate: Debate) -> ArgumentGraph:
    return build_graph(debate.documents, debate.claims, debate.positions, debate.echoes, codebook=Codebook.default())
