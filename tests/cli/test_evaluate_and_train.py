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


def test_evaluate_by_cross_validation_says_so_and_scores_every_article(gold, tmp_path):
    out = tmp_path / "predictions.jsonl"
    result = CliRunner().invoke(main, ["evaluate", str(gold), "--cross-validate", "--predictions", str(out)])
    assert result.exit_code == 0, result.output
    assert "trained on the others" in result.output
    assert "4 documents" in result.output
    assert len(out.read_text(encoding="utf-8").splitlines()) == 4


def test_also_without_cross_validation_is_told_to_be_of_no_use(gold):
    result = CliRunner().invoke(main, ["evaluate", str(gold), "--also", str(gold)])
    assert result.exit_code == 2
    assert "--cross-validate" in result.output


@pytest.mark.parametrize("name", ["claims", "stance"])
def test_train_writes_a_model_that_opens_and_the_same_bytes_twice(gold, tmp_path, name):
    for folder in ("one", "two"):
        result = CliRunner().invoke(main, ["train", name, str(gold), "-o", str(tmp_path / folder)])
        assert result.exit_code == 0, result.output
    for suffix in ("npz", "json"):
        assert (tmp_path / "one" / f"{name}.{suffix}").read_bytes() == (
            tmp_path / "two" / f"{name}.{suffix}"
        ).read_bytes()
    assert load_linear(name, tmp_path / "one").features


@pytest.mark.parametrize("command", [["evaluate"], ["train", "claims", "-o", "models"]])
def test_a_broken_gold_file_is_named_with_its_line(command, tmp_path):
    path = tmp_path / "broken.jsonl"
    path.write_text('{"id": "a", "text": "One.", "claims": []}\n{"id": \n', encoding="utf-8")
    result = CliRunner().invoke(main, [*command, str(path)])
    assert result.exit_code == 2
    assert f"{path}:2" in result.output
