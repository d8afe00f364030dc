"""``argmine analyze``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

import argmine

Invoke = Callable[..., Result]


def test_json_lines_in_the_order_given(invoke: Invoke, corpus: Path, tmp_path: Path) -> None:
    lines = [{"id": f"n{n}", "text": f'"Rule {n} costs jobs," said Ann Lee of Acme Corp.'} for n in range(40)]
    (tmp_path / "many.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    result = invoke("analyze", "--json", corpus / "hearing.txt", tmp_path / "many.jsonl", corpus / "drought.md")
    assert result.exit_code == 0, result.stderr
    printed = [json.loads(line) for line in result.stdout.splitlines()]
    assert [entry["id"] for entry in printed[1:-1]] == [line["id"] for line in lines]
    assert printed[-1]["title"] == "Farmers and agency clash over water limits"
    for entry in printed:
        for claim in entry["claims"]:
            assert entry["text"][claim["start"] : claim["end"]] == claim["text"]


def test_pretty(invoke: Invoke, corpus: Path) -> None:
    output = " ".join(invoke("analyze", corpus / "drought.md").stdout.split())
    assert output.startswith("Farmers and agency clash over water limits Valley Herald · 2026-03-02")
    assert "industry Rosa Delgado, president" in output


def test_standard_input(invoke: Invoke) -> None:
    text = '"These limits will put farms out of business," said Rosa Delgado of the Valley Growers Association.'
    result = invoke("analyze", "-", "--json", stdin=text)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["text"] == text


def test_failures_go_to_stderr_and_the_rest_goes_on(invoke: Invoke, corpus: Path, korean: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "korean.txt").write_text(korean, encoding="utf-8")
    result = invoke("analyze", "--json", tmp_path / "empty.txt", tmp_path / "korean.txt", corpus / "hearing.txt")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "empty.txt: " in result.stderr
    assert "korean.txt: is Korean (ko); argmine reads English" in result.stderr


def test_a_file_that_is_not_there(invoke: Invoke, tmp_path: Path) -> None:
    result = invoke("analyze", tmp_path / "nothing.txt")
    assert result.exit_code == 2
    assert "nothing.txt: there is no such file or folder" in result.stderr


def test_analyze_in_python_is_the_same(invoke: Invoke, corpus: Path) -> None:
    [document] = argmine.read_corpus(corpus / "hearing.txt")
    printed = json.loads(invoke("analyze", "--json", corpus / "hearing.txt").stdout)
    assert json.loads(json.dumps(argmine.analyze(document).to_json())) == printed
