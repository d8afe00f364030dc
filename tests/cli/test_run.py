"""``argmine run``."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Invoke = Callable[..., Result]


def test_summary(invoke: Invoke, corpus: Path, tmp_path: Path) -> None:
    result = invoke("run", corpus, "-o", tmp_path / "run")
    assert result.exit_code == 0
    assert result.stdout.startswith("2 documents · ")
    assert "Claims by stance and kind" in result.stdout
    assert f"`argmine show {tmp_path / 'run'}`" in result.stdout
    assert result.stderr == ""


def test_json_summary(invoke: Invoke, corpus: Path, tmp_path: Path) -> None:
    summary = json.loads(invoke("run", corpus, "-o", tmp_path / "run", "--json").stdout)
    assert summary["documents"] == 2
    assert summary["claims"] == sum(summary["claims_by_kind"].values()) > 0
    assert summary["failed"] == []


def test_bad_files_are_listed_and_the_rest_goes_on(invoke: Invoke, corpus: Path, korean: str, tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "hearing.txt").write_bytes((corpus / "hearing.txt").read_bytes())
    (folder / "empty.txt").touch()
    (folder / "korean.txt").write_text(korean, encoding="utf-8")
    (folder / "people.csv").write_text("name,year\nAnn,2026\n", encoding="utf-8")
    (folder / "slides.pdf").write_bytes(b"%PDF-1.7")
    result = invoke("run", folder, "-o", tmp_path / "run")
    assert result.exit_code == 1
    assert "1 document · " in result.stdout
    for words in (
        "empty.txt",
        "is Korean (ko); argmine reads English",
        "--column text=NAME",
        "1 file of types",
    ):
        assert words in result.stdout


def test_a_path_that_is_not_there(invoke: Invoke, tmp_path: Path) -> None:
    result = invoke("run", tmp_path / "nothing", "-o", tmp_path / "run")
    assert result.exit_code == 2
    assert "nothing: there is no such file or folder" in result.stderr
    assert not (tmp_path / "run").exists()


def test_other_settings_are_refused(invoke: Invoke, corpus: Path, run_folder: Path) -> None:
    result = invoke("run", corpus, "-o", run_folder, "--any-language")
    assert result.exit_code == 2
    assert "setting any_language: false there, true now" in result.stderr
    assert "--restart" in result.stderr


def test_unknown_model(invoke: Invoke, corpus: Path, tmp_path: Path) -> None:
    result = invoke("run", corpus, "-o", tmp_path / "run", "--model", "en_core_web_huge")
    assert result.exit_code == 2
    assert "en_core_web_huge" in result.stderr
    assert "Traceback" not in result.stderr


def test_interrupted_run_keeps_its_shards_and_goes_on(tmp_path: Path) -> None:
    lines = [{"id": f"d{n}", "text": f'Number {n}. "This rule costs jobs," said Ann Lee.'} for n in range(600)]
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    command = [sys.executable, "-m", "argmine", "run", str(corpus), "-o", str(tmp_path / "run")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not list((tmp_path / "run").glob("shards/*/shard.json")) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the same command goes on from there" in errors
    shards = len(list((tmp_path / "run").glob("shards/*/shard.json")))
    assert shards < 3
