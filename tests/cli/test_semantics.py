"""``argmine semantics``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from argmine.codebook import Codebook
from argmine.graph import build_graph
from argmine.schema import Claim, Document, Polarity, Position, Relation, Speaker

Invoke = Callable[..., Result]

POST = Document(id="post", text="Growers and the agency disagree about the limits.")
CLAIMS: tuple[tuple[str, str, Polarity | None], ...] = (
    ("Rosa Delgado", "industry", "attack"),
    ("Alan Reyes", "administration", "support"),
    ("Ines Vogt", "critics", "support"),
    ("Tom Aker", "critics", None),
)

Attack = Callable[[dict[int, int]], None]


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> Attack:
    """A debate that stays the same, whatever the models make of a run; call it with which claim attacks which."""

    def show(attacks: dict[int, int]) -> None:
        claims = [
            Claim(
                id=f"c{number}",
                document=POST.id,
                start=number,
                end=number + 1,
                text=f"claim number {number}",
                kind="direct",
                speaker=Speaker(id=name, name=name),
                stance=stance,
                position=side and "limits",
                polarity=side,
                relations=(Relation(target=f"c{attacks[number]}", label="attack"),) if number in attacks else (),
            )
            for number, (name, stance, side) in enumerate(CLAIMS)
        ]
        position = Position(id="limits", text="The limits protect the wells.")
        graph = build_graph([POST], claims, [position], codebook=Codebook.default())
        monkeypatch.setattr("argmine.graph.graph_of", lambda _run: graph)

    show({})
    return show


def said(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


@pytest.mark.usefixtures("limits")
def test_what_is_contested_stays_open_until_something_is_preferred(invoke: Invoke, run_folder: Path) -> None:
    text = said(invoke("semantics", run_folder))
    assert "The grounded extension 2 sides · 2 attacks · 2 open" in text
    assert "Every attack goes both ways" in text
    text = said(invoke("semantics", run_folder, "--prefer", "speakers"))
    assert "2 sides · 1 attack · 1 accepted · 1 rejected" in text
    assert "The limits protect the wells. accepted rejected 2 speakers, 2 claims administration 1 speaker" in text
    assert "Every attack" not in text
    text = said(invoke("semantics", run_folder, "--audience", "industry, critics"))
    assert "The limits protect the wells. rejected accepted" in text


def test_preferred_extensions_of_claims(invoke: Invoke, run_folder: Path, limits: Attack) -> None:
    limits({3: 1})
    text = said(invoke("semantics", run_folder, "--semantics", "preferred", "--of", "claims"))
    assert "2 preferred extensions 4 claims" in text
    assert "1 in every one · 2 in some · 1 in none" in text
    assert "in none “claim number 1” Alan Reyes + The limits protect the wells." in text
    assert "in every one “claim number 3” Tom Aker" in text
    # Of sides, the claim that takes none stands by itself.
    text = said(invoke("semantics", run_folder))
    assert "Contested positions (1)" in text
    assert "Claims that attack or are attacked (1)" in text


def test_no_stable_extension(invoke: Invoke, run_folder: Path, limits: Attack) -> None:
    limits({3: 3})
    text = said(invoke("semantics", run_folder, "--semantics", "stable"))
    assert "No stable extensions" in text
    assert "1 argument attacks itself or hangs in a circle of attacks" in text
    assert "“claim number 3”" in text


@pytest.mark.usefixtures("limits")
def test_json(invoke: Invoke, run_folder: Path) -> None:
    options = ("--semantics", "preferred", "--json")
    found = json.loads(said(invoke("semantics", run_folder, *options)))
    attack, support = (found["arguments"][place] for place in (0, 1))
    assert (found["extensions"], found["attacks"]) == (2, [[0, 1], [1, 0]])
    assert (attack["claims"], support["claims"]) == (["c0"], ["c1", "c2"])
    assert (support["in_every"], support["in_some"], support["rejected"]) == (False, True, False)
    assert found["parts"] == [{"arguments": [0, 1], "extensions": [[0], [1]]}]
    unlisted = json.loads(said(invoke("semantics", run_folder, *options, "--most", 1)))
    assert (unlisted["extensions"], unlisted["parts"][0]["extensions"]) == (None, None)


def test_a_real_run_and_what_is_refused(invoke: Invoke, run_folder: Path) -> None:
    said(invoke("semantics", run_folder))
    said(invoke("semantics", run_folder, "--semantics", "stable", "--of", "claims", "--prefer", "documents"))
    refused = invoke("semantics", run_folder, "--audience", "pirates")
    assert refused.exit_code == 2
    assert "no stance here: there are industry, administration" in refused.stderr
