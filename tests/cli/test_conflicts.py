"""``argmine conflicts``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from argmine.codebook import Codebook
from argmine.graph import build_graph
from argmine.schema import Claim, Document, Polarity, Position, Speaker

Invoke = Callable[..., Result]

POST = Document(id="post", text="Growers and the agency disagree about the limits.", outlet="Valley Post")
CLAIMS: tuple[tuple[str, str, Polarity], ...] = (
    ("Rosa Delgado", "industry", "attack"),
    ("Rosa Delgado", "industry", "attack"),
    ("Rosa Delgado", "industry", "support"),
    ("Alan Reyes", "administration", "support"),
    ("Ines Vogt", "critics", "support"),
)


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A debate that stays the same, whatever the models make of a run."""
    claims = [
        Claim(
            id=f"c{number}",
            document=POST.id,
            start=number,
            end=number + 1,
            text=f"“Claim number {number}.”",
            kind="direct",
            speaker=Speaker(id=name, name=name),
            stance=stance,
            position="limits",
            polarity=side,
            polarity_confidence=0.5 + number / 10,
        )
        for number, (name, stance, side) in enumerate(CLAIMS)
    ]
    limits = Position(id="limits", text="The limits protect the wells.")
    graph = build_graph([POST], claims, [limits], codebook=Codebook.default())
    monkeypatch.setattr("argmine.graph.graph_of", lambda _run: graph)


def said(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


@pytest.mark.usefixtures("limits")
def test_all_tables(invoke: Invoke, run_folder: Path) -> None:
    text = said(invoke("conflicts", run_folder))
    for words in (
        "Contested positions (1; 1 position in all)",
        "The limits protect the wells. 0.38",
        "+ Alan Reyes: “Claim number 3.”",
        # The surest of hers on that side.
        "− Rosa Delgado: “Claim number 1.”",
        "Disagreement between stances",
        "100%",
        "Speakers most opposed (2)",
        "Speakers who support and attack the same position (1)",
        "2 claims: “Claim number 1.”",
    ):
        assert words in text


@pytest.mark.usefixtures("limits")
def test_one_table_and_another_count(invoke: Invoke, run_folder: Path) -> None:
    text = said(invoke("conflicts", run_folder, "--positions", "--by", "claims"))
    assert "Counted in claims" in text
    assert "divided within: industry" in text
    assert "Disagreement" not in text
    assert "Speakers most" not in text
    stances = said(invoke("conflicts", run_folder, "--stances"))
    assert "industry administration critics" in stances
    assert "Contested" not in stances


@pytest.mark.usefixtures("limits")
def test_json(invoke: Invoke, run_folder: Path) -> None:
    found = json.loads(said(invoke("conflicts", run_folder, "--json")))
    assert set(found) == {"run", "by", "positions", "stances", "speakers", "contradictions"}
    (position,) = found["positions"]
    assert position["sides"] == {"supports": 2, "attacks": 1, "neither": 0}
    assert position["contestedness"] == 0.381
    assert position["stances"]["critics"] == {"supports": 1, "attacks": 0, "neither": 0}
    assert position["supporting"]["claim"] == "c3"
    assert {pair["score"] for pair in found["speakers"] if "Rosa Delgado" in (pair["one"], pair["other"])} == {1.0}
    assert found["speakers"][0]["names"] == ["Rosa Delgado", "Alan Reyes"]
    assert found["contradictions"][0]["attacking"] == ["c1", "c0"]
    assert set(json.loads(said(invoke("conflicts", run_folder, "--json", "--stances")))) == {"run", "by", "stances"}
    assert len(json.loads(said(invoke("conflicts", run_folder, "--json", "--limit", 1)))["speakers"]) == 1


def test_a_real_run(invoke: Invoke, run_folder: Path, tmp_path: Path) -> None:
    said(invoke("conflicts", run_folder))
    assert json.loads(said(invoke("conflicts", run_folder, "--json", "--by", "documents")))["by"] == "documents"
    missing = invoke("conflicts", tmp_path / "none")
    assert missing.exit_code == 2
    assert "argmine run CORPUS" in missing.stderr
