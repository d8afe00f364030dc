"""``argmine import``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

import argmine

Invoke = Callable[..., Result]


def test_corrections_come_back(invoke: Invoke, run_folder: Path, tmp_path: Path) -> None:
    assert invoke("export", run_folder, "-o", tmp_path / "all.jsonl").exit_code == 0
    rows = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    claims = rows[0]["claims"]
    stance = "other" if claims[0]["stance"] != "other" else "critics"
    claims[0]["stance"] = stance
    removed = claims.pop()
    (tmp_path / "all.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    result = invoke("import", tmp_path / "all.jsonl", "--corrects", run_folder, "-o", tmp_path / "mended")
    assert result.exit_code == 0, result.output
    assert "1 corrected, 1 removed, 0 added" in result.stdout
    assert "stance: 1" in result.stdout
    mended = {claim.id: claim for claim in argmine.open_run(tmp_path / "mended").claims()}
    assert mended[claims[0]["id"]].stance == stance
    assert removed["id"] not in mended
    assert invoke("show", tmp_path / "mended").exit_code == 0
    again = invoke("import", tmp_path / "all.jsonl", "--corrects", run_folder, "-o", tmp_path / "mended")
    assert again.exit_code == 2
    assert "holds what people coded" in again.stderr


def test_a_file_alone_becomes_a_run(invoke: Invoke, run_folder: Path, tmp_path: Path) -> None:
    invoke("export", run_folder, "-o", tmp_path / "all.jsonl")
    result = invoke("import", tmp_path / "all.jsonl", "-o", tmp_path / "run", "--json")
    found = json.loads(result.stdout)
    assert found["corrections"] is None
    assert found["counts"]["claims"] == argmine.open_run(run_folder).counts["claims"]


def test_what_cannot_be_imported_is_refused(invoke: Invoke, run_folder: Path, tmp_path: Path) -> None:
    invoke("export", run_folder, "-o", tmp_path / "graph.gexf")
    result = invoke("import", tmp_path / "graph.gexf", "-o", tmp_path / "run")
    assert result.exit_code == 2
    assert "gexf holds an argument graph, not documents with their claims" in result.stderr
    result = invoke("import", tmp_path / "none.jsonl", "-o", tmp_path / "run")
    assert result.exit_code == 2
    assert "none.jsonl" in result.stderr
    assert not (tmp_path / "run").exists()


def test_a_document_with_another_text_is_told(invoke: Invoke, run_folder: Path, tmp_path: Path) -> None:
    invoke("export", run_folder, "-o", tmp_path / "all.jsonl")
    row = json.loads((tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()[0])
    row |= {"text": "Something else.", "claims": [], "attributions": []}
    (tmp_path / "all.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    result = invoke("import", tmp_path / "all.jsonl", "--corrects", run_folder, "-o", tmp_path / "run")
    assert result.exit_code == 1
    assert "was left as it is in the run" in result.stderr
