"""``argmine show --echoes``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Invoke = Callable[..., Result]

QUOTE = "This weir will drown the last salmon run of the valley before the decade is over"
STORY = (
    "The weir on the upper river was approved on Tuesday by the water board.\n\n"
    'The water board said the weir would "keep forty villages supplied through the driest summers on record."\n\n'
    "Opponents argued that the board had buried a survey of the spawning grounds in a locked cabinet.\n\n"
    "Anglers warned that the river below the weir would be a chain of warm ponds by August.\n\n"
    "Engineers said that the sluices could be opened for the fish in the weeks of their climb.\n"
)
ARTICLES = {
    "a.md": ("River Post", "2026-04-01", f'"{QUOTE}," said Edda Lorn, who leads the anglers\' union.\n'),
    "b.md": (
        "Hill Gazette",
        "2026-04-02",
        f'Edda Lorn, who leads the anglers\' union, said: "{QUOTE}."\n\nThe hall in Upper Vell was full.\n',
    ),
    "c.md": ("Valley Wire", "2026-04-03", STORY),
    "d.md": ("Lowland Echo", "2026-04-04", STORY + "\nA vote in the assembly is expected in May.\n"),
}


@pytest.fixture(scope="module")
def echo_run(invoke: Invoke, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of two articles with one quote, and of two that print one story."""
    corpus = tmp_path_factory.mktemp("echoes")
    for name, (outlet, date, text) in ARTICLES.items():
        head = f"---\ntitle: The weir, {outlet}\noutlet: {outlet}\ndate: {date}\n---\n"
        (corpus / name).write_text(head + text, encoding="utf-8")
    folder = corpus / "run"
    result = invoke("run", *sorted(corpus.glob("*.md")), "-o", folder, "--quiet")
    assert result.exit_code == 0, result.output
    return folder


def test_a_quote_in_two_articles_is_a_chain(invoke: Invoke, echo_run: Path) -> None:
    shown = json.loads(invoke("show", echo_run, "--echoes", "--json").stdout)["echoes"]
    chain = next(chain for chain in shown["across"] if QUOTE in chain["text"])
    assert chain["documents"] == 2
    assert [said["place"]["outlet"] for said in chain["said"]] == ["River Post", "Hill Gazette"]
    assert {(said["kind"], said["similarity"]) for said in chain["said"]} == {("verbatim", 1.0)}


def test_copies_are_summed_up_and_are_no_chain(invoke: Invoke, echo_run: Path) -> None:
    shown = json.loads(invoke("show", echo_run, "--echoes", "--json").stdout)["echoes"]
    (copies,) = shown["copies"]
    assert (copies["one"]["outlet"], copies["other"]["outlet"]) == ("Valley Wire", "Lowland Echo")
    assert copies["claims"] >= 3
    for chain in shown["across"]:
        assert {said["place"]["outlet"] for said in chain["said"]} != {"Valley Wire", "Lowland Echo"}


@pytest.mark.parametrize("width", [80, 120])
def test_as_a_table(invoke: Invoke, echo_run: Path, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    output = invoke("show", echo_run, "--echoes").stdout
    assert "Echoes across documents" in output
    assert "River Post 2026-04-01 verbatim" in " ".join(output.split())
    assert "Valley Wire 2026-04-03 = Lowland Echo 2026-04-04" in " ".join(output.split())
    assert max(map(len, output.splitlines())) <= width


def test_limit(invoke: Invoke, echo_run: Path) -> None:
    shown = json.loads(invoke("show", echo_run, "--echoes", "--limit", "1", "--json").stdout)["echoes"]
    assert all(len(part) <= 1 for part in shown.values())


def test_a_run_without_echoes_says_so(invoke: Invoke, run_folder: Path) -> None:
    shown = json.loads(invoke("show", run_folder, "--echoes", "--json").stdout)["echoes"]
    said = invoke("show", run_folder, "--echoes").stdout
    assert any(shown.values()) or "No claim says again what another says." in said
