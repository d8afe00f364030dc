"""``argmine show``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import argmine

Invoke = Callable[..., Result]

Documents = list[argmine.Document]


@pytest.fixture
def documents(run_folder: Path) -> Documents:
    return list(argmine.open_run(run_folder).documents())


def test_overview(invoke: Invoke, run_folder: Path) -> None:
    result = invoke("show", run_folder)
    assert result.exit_code == 0
    for words in ("2 documents", "Claims by stance and kind", "Speakers", "Rosa Delgado", "administration"):
        assert words in result.stdout
    assert "\x1b" not in result.stdout
    assert 100 < max(map(len, result.stdout.splitlines())) <= 120


@pytest.mark.parametrize("width", [80, 140])
def test_width(
    invoke: Invoke, run_folder: Path, documents: Documents, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for arguments in ([], ["--document", documents[0].id], ["--documents"], ["--positions"], ["--speakers"]):
        lines = invoke("show", run_folder, *arguments).stdout.splitlines()
        assert max(len(line) for line in lines if "argmine show" not in line) <= width


def test_document_by_the_beginning_of_its_id(invoke: Invoke, run_folder: Path, documents: Documents) -> None:
    document = next(document for document in documents if document.title)
    output = invoke("show", run_folder, "--document", document.id[:6]).stdout
    assert output.startswith("Farmers and agency clash over water limits\nValley Herald · 2026-03-02 · ")
    assert "industry Rosa Delgado, president" in " ".join(output.split())
    assert "These limits will put family farms out of business" in " ".join(output.split())


def test_document_as_json_is_what_analyze_prints(invoke: Invoke, run_folder: Path, documents: Documents) -> None:
    shown = json.loads(invoke("show", run_folder, "--document", documents[0].id, "--json").stdout)
    assert shown["text"] == documents[0].text
    assert shown["claims"]
    for claim in shown["claims"]:
        assert shown["text"][claim["start"] : claim["end"]] == claim["text"]


def test_unknown_document(invoke: Invoke, run_folder: Path, documents: Documents) -> None:
    wrong = documents[0].id[:-2] + "xx"
    result = invoke("show", run_folder, "--document", wrong)
    assert result.exit_code == 2
    assert f"did you mean {documents[0].id}" in result.stderr


def test_sections_as_json(invoke: Invoke, run_folder: Path) -> None:
    shown = json.loads(invoke("show", run_folder, "--speakers", "--documents", "--limit", "1", "--json").stdout)
    assert set(shown) == {"run", "counts", "speakers", "documents"}
    assert len(shown["speakers"]) == len(shown["documents"]) == 1


@pytest.fixture(scope="module")
def debate_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of a corpus that argues over one levy, and one claim that has nothing to do with it."""
    folder = tmp_path_factory.mktemp("debate")
    sayings = {
        "mills": '"The grain levy should be repealed before the harvest," said Ada Kroll of the Millers League.',
        "council": 'Council leader Ben Ode said, "The grain levy must not be repealed before the harvest."',
        "union": '"Repealing the grain levy before the harvest would save the mills," said Cy Lund, a baker.',
        "wolves": '"Wolves must be protected in the northern forests," said Di Marsh, a biologist.',
    }
    for name, saying in sayings.items():
        (folder / f"{name}.txt").write_text(
            f"The council met on Monday in the town hall.\n\n{saying}\n", encoding="utf-8"
        )
    argmine.run_corpus(folder, folder / "run")
    return folder / "run"


def test_positions_stand_under_their_issues(invoke: Invoke, debate_run: Path) -> None:
    rows = json.loads(invoke("show", debate_run, "--positions", "--json").stdout)["positions"]
    assert rows
    text = invoke("show", debate_run, "--positions").stdout
    lines = text.splitlines()
    for row in rows:
        heading = next(i for i, line in enumerate(lines) if line.startswith(f"  {row['issue']['text']} "))
        assert any(line.startswith(f"    {row['text'][:20]}") for line in lines[heading:])
    strays = sum(claim.position is None for claim in argmine.open_run(debate_run).claims())
    assert strays
    assert f"{strays} claim{'s' * (strays > 1)} of " in lines[-1]


def test_output_is_utf_8_wherever_it_goes(run_folder: Path) -> None:
    command = [sys.executable, "-m", "argmine", "show", str(run_folder)]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert "2 documents · " in done.stdout.decode("utf-8")


def test_what_is_no_run(invoke: Invoke, tmp_path: Path) -> None:
    result = invoke("show", tmp_path)
    assert result.exit_code == 2
    assert "is no run folder; `argmine run CORPUS -o" in result.stderr
