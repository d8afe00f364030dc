"""``argmine evaluate`` and ``argmine train``."""

import json

import pytest
from click.testing import CliRunner

from argmine.cli import main
from argmine.models import load_linear


@pytest.fixture(scope="module")
def gold(tmp_path_factory, frontier_models):
    """Four articles of the example corpus are enough to see the commands work."""
    lines = (frontier_models / "gold" / "claims.jsonl").read_text(encoding="utf-8").splitlines()[:4]
    path = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_evaluate_prints_json_and_writes_predictions(gold, tmp_path):
    out = tmp_path / "predictions.jsonl"
    result = CliRunner().invoke(main, ["evaluate", str(gold), "--json", "--predictions", str(out)])
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert figures["documents"] == 4
    assert figures["claims"]["f1"] > 50
    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()] == [
        json.loads(line)["id"] for line in gold.read_text(encoding="utf-8").splitlines()
    ]


def test_evaluate_prints_a_table(gold):
    result = CliRunner().invoke(main, ["evaluate", str(gold)])
    assert result.exit_code == 0
    assert "stance, macro-F1" in result.output
    assert "end to end, industry" in result.output


def test_evaluate_names_the_articles_read_worst(gold):
    result = CliRunner().invoke(main, ["evaluate", str(gold), "--worst", "2"])
    assert result.exit_code == 0
    table = result.output.partition("the articles with the most claims lost")[2].splitlines()
    assert len(table) == 4


def test_evaluate_by_cross_validation_says_so_and_scores_every_article_of_all_files(gold, tmp_path):
    lines = gold.read_text(encoding="utf-8").splitlines()
    parts = {"one": lines[:2], "two": lines[2:3], "further": lines[3:]}
    files = {name: tmp_path / f"{name}.jsonl" for name in (*parts, "found")}
    for name, part in parts.items():
        files[name].write_text("\n".join(part) + "\n", encoding="utf-8")
    options = ["--cross-validate", "--folds", 3, "--also", files["further"], "--predictions", files["found"]]
    words = ["evaluate", files["one"], files["two"], *options]
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    assert "trained on the others" in result.output
    assert "3 documents" in result.output
    assert "calibration error" in result.output
    found = [json.loads(line) for line in files["found"].read_text(encoding="utf-8").splitlines()]
    assert [document["id"] for document in found] == [json.loads(line)["id"] for line in lines[:3]]
    assert any(claim["position"] for document in found for claim in document["claims"])


@pytest.mark.parametrize("option", ["--also", "--folds"])
def test_what_to_train_on_without_cross_validation_is_told_to_be_of_no_use(option, gold):
    result = CliRunner().invoke(main, ["evaluate", str(gold), option, "2"])
    assert result.exit_code == 2
    assert "--cross-validate" in result.output


def test_an_article_to_score_and_to_learn_from_is_named(gold):
    result = CliRunner().invoke(main, ["evaluate", str(gold), "--cross-validate", "--also", str(gold)])
    assert result.exit_code == 2
    assert json.loads(gold.read_text(encoding="utf-8").splitlines()[0])["id"] in result.output


def test_stances_that_the_codebook_does_not_have_are_named_with_their_file(gold, tmp_path):
    path = tmp_path / "own.jsonl"
    path.write_text(gold.read_text(encoding="utf-8").replace('"industry"', '"unions"'), encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", str(path)])
    assert result.exit_code == 2
    assert "unions" in result.output
    assert "own.jsonl" in result.output
    assert "--codebook" in result.output


@pytest.mark.parametrize("name", ["claims", "stance"])
def test_train_writes_a_model_that_opens(gold, tmp_path, name):
    result = CliRunner().invoke(main, ["train", name, str(gold), "-o", str(tmp_path / "new")])
    assert result.exit_code == 0, result.output
    assert "articles: 4" in result.output
    assert load_linear(name, tmp_path / "new").features


@pytest.mark.parametrize("command", [["evaluate"], ["train", "claims", "-o", "models"]])
def test_a_broken_gold_file_is_named_with_its_line(command, tmp_path):
    path = tmp_path / "broken.jsonl"
    path.write_text('{"id": "a", "text": "One.", "claims": []}\n{"id": \n', encoding="utf-8")
    result = CliRunner().invoke(main, [*command, str(path)])
    assert result.exit_code == 2
    assert f"{path}:2" in result.output
