"""From a user's codebook and annotations to a run: ``train stance --codebook``, ``--models``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from argmine.models import weights_hashes

GERMANY = Path(__file__).parents[1] / "pipeline" / "tariffs_germany"
CODEBOOK, GOLD = GERMANY / "codebook.yaml", GERMANY / "gold.jsonl"


@pytest.fixture(scope="module")
def models(invoke, tmp_path_factory):
    folder = tmp_path_factory.mktemp("own") / "my-models"
    result = invoke("train", "stance", GOLD, "--codebook", CODEBOOK, "-o", folder)
    assert result.exit_code == 0, result.output
    assert "articles: 4" in result.output
    return folder


@pytest.fixture(scope="module")
def own_run(invoke, corpus, models, tmp_path_factory):
    out = tmp_path_factory.mktemp("runs") / "run"
    result = invoke("run", corpus, "-o", out, "--codebook", CODEBOOK, "--models", models, "--quiet")
    assert result.exit_code == 0, result.output
    return out


def test_a_run_keeps_the_hashes_of_the_weights_that_it_was_made_with(own_run, models):
    kept = json.loads((own_run / "manifest.json").read_text(encoding="utf-8"))["weights"]
    shipped = weights_hashes()
    assert kept == weights_hashes(models)
    assert {name for name in kept if kept[name] != shipped.get(name)} == {"stance.npz", "stance.json"}


@pytest.mark.parametrize("trained", ["without", "otherwise"])
def test_a_run_is_not_mixed_with_other_models(invoke, corpus, own_run, models, tmp_path, trained):
    options = []
    if trained == "otherwise":
        for name in ("stance.npz", "stance.json"):
            (tmp_path / name).write_bytes((models / name).read_bytes())
        card = (tmp_path / "stance.json").read_text(encoding="utf-8")
        (tmp_path / "stance.json").write_text(card.replace('"articles": 4', '"articles": 5'), encoding="utf-8")
        options = ["--models", tmp_path]
    result = invoke("run", corpus, "-o", own_run, "--codebook", CODEBOOK, *options, "--quiet")
    assert result.exit_code == 2
    assert "weights stance.json" in result.output


def test_evaluate_reads_with_the_users_models(invoke, models):
    result = invoke("evaluate", GOLD, "--codebook", CODEBOOK, "--models", models, "--json")
    assert result.exit_code == 0, result.output
    # These are the articles that it was trained on, so that it is better than any codebook.
    assert json.loads(result.stdout)["stance_accuracy"] > 90


def test_analyze_refuses_a_folder_without_models_and_says_what_to_type(invoke, corpus, tmp_path):
    result = invoke("analyze", corpus / "hearing.txt", "--models", tmp_path)
    assert result.exit_code == 2
    assert f"argmine train stance DATA --codebook FILE -o {tmp_path}" in result.output


def test_models_of_another_codebook_are_refused(invoke, corpus, models):
    result = invoke("analyze", corpus / "hearing.txt", "--models", models)
    assert result.exit_code == 2
    assert "employers" in result.output
    assert "administration" in result.output


def test_annotations_with_other_stances_than_the_codebooks_are_named(invoke, tmp_path):
    result = invoke("train", "stance", GOLD, "-o", tmp_path / "new")
    assert result.exit_code == 2
    assert "'cars'" in result.output
    assert "industry, administration, critics, other" in result.output
    assert not (tmp_path / "new").exists()
