"""``argmine explain``."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import Result

import argmine
from argmine.schema import Claim

Invoke = Callable[..., Result]


@pytest.fixture(scope="module")
def claims(run_folder: Path) -> list[Claim]:
    return list(argmine.open_run(run_folder).claims())


@pytest.fixture(scope="module")
def grower(claims: list[Claim]) -> Claim:
    """What the president of a growers' association says."""
    return next(claim for claim in claims if claim.speaker and claim.speaker.name == "Rosa Delgado")


def test_says_which_evidence_decided(invoke: Invoke, run_folder: Path, grower: Claim) -> None:
    result = invoke("explain", run_folder, grower.id[:8])
    assert result.exit_code == 0, result.output
    words = " ".join(result.stdout.split())
    assert words.startswith("“These limits will put family farms out of business” Rosa Delgado, president")
    assert "Valley Herald · 2026-03-02" in words
    assert "Why industry rather than" in words
    assert "Who speaks" in words
    assert "What is said, and how" in words
    assert "Rosa Delgado is described" in words
    assert f"industry {100 * grower.stance_probabilities['industry']:.0f} %: above all because" in words
    assert "\x1b" not in result.stdout
    assert "recorded another" not in words


@pytest.mark.parametrize("width", [80, 140])
def test_width(invoke: Invoke, run_folder: Path, grower: Claim, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = invoke("explain", run_folder, grower.id).stdout.splitlines()
    assert max(map(len, lines)) <= width


def test_json(invoke: Invoke, run_folder: Path, grower: Claim) -> None:
    explained = json.loads(invoke("explain", run_folder, grower.id, "--json").stdout)
    assert explained["claim"]["id"] == grower.id
    assert explained["stance"] == grower.stance
    assert explained["stance_probabilities"] == pytest.approx(dict(grower.stance_probabilities), abs=1e-3)
    assert {part["part"] for part in explained["parts"]} >= {"speaker", "wording", "prior"}
    assert explained["recorded"]["agrees"]
    assert explained["recorded"]["differences"] == []


def test_a_claim_that_is_not_there(invoke: Invoke, run_folder: Path, grower: Claim) -> None:
    wrong = invoke("explain", run_folder, grower.id[:-2] + "zz")
    assert wrong.exit_code == 2
    assert f"did you mean {grower.id}?" in wrong.stderr
    document = invoke("explain", run_folder, grower.document)
    assert document.exit_code == 2
    assert f"--document {grower.document} --json` prints the ids of its claims" in " ".join(document.stderr.split())


def test_a_beginning_that_several_have(invoke: Invoke, run_folder: Path, claims: list[Claim]) -> None:
    result = invoke("explain", run_folder, "")
    assert result.exit_code == 2
    assert f"{len(claims)} claims have ids that begin with ''" in result.stderr
    assert claims[0].id in result.stderr


def test_a_run_that_was_made_otherwise(invoke: Invoke, run_folder: Path, grower: Claim, tmp_path: Path) -> None:
    old = tmp_path / "old"
    shutil.copytree(run_folder, old)
    manifest = json.loads((old / "manifest.json").read_text(encoding="utf-8"))
    manifest["packages"]["argmine"] = "0.0.1"
    (old / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    same = " ".join(invoke("explain", old, grower.id).stdout.split())
    assert "The run was made otherwise (argmine) but came to the same judgement." in same
    table = pq.read_table(old / "claims.parquet")
    column = table.column_names.index("stance")
    stances = pa.array(["critics"] * len(table), type=table.schema.field("stance").type)
    pq.write_table(table.set_column(column, table.schema.field("stance"), stances), old / "claims.parquet")
    other = " ".join(invoke("explain", old, grower.id).stdout.split())
    assert "the run recorded another judgement, critics with" in other
    assert "and was made otherwise (argmine)" in other
    explained = json.loads(invoke("explain", old, grower.id, "--json").stdout)
    assert explained["recorded"]["stance"] == "critics"
    assert not explained["recorded"]["agrees"]


def test_people_file_and_codebook_of_the_run(invoke: Invoke, corpus: Path, tmp_path: Path) -> None:
    people, codebook, run = tmp_path / "people.yaml", tmp_path / "codebook.yaml", tmp_path / "run"
    people.write_text("- name: Rosa Delgado\n  stance: towns\n", encoding="utf-8")
    codebook.write_text("stances:\n  - name: farms\n    roles: [farmer]\n  - name: towns\n    roles: [mayor]\n")
    made = invoke("run", corpus, "-o", run, "--people", people, "--codebook", codebook, "--quiet")
    assert made.exit_code == 0, made.output
    claims = argmine.open_run(run).claims()
    claim = next(claim for claim in claims if claim.speaker and claim.speaker.name == "Rosa Delgado")
    people.unlink()
    words = " ".join(invoke("explain", run, claim.id).stdout.split())
    assert "Rosa Delgado has the stance towns in the people file" in words
    assert "Why towns rather than" in words


def test_what_is_no_run(invoke: Invoke, tmp_path: Path) -> None:
    result = invoke("explain", tmp_path, "abc")
    assert result.exit_code == 2
    assert "is no run folder" in result.stderr
