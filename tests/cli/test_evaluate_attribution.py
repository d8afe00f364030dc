"""``argmine evaluate attribution``, and ``argmine evaluate`` as the group that it belongs to."""

import json

import pytest

from argmine.learn.attribution_gold import read_attributed
from argmine.learn.attribution_score import score_attributions

TEXTS = {
    "wells": ("“The wells run dry,” Ann Roe said on Monday.", "“The wells run dry,”", "said", "Ann Roe"),
    "towns": ("Bo Ek argued that the towns can wait.", "that the towns can wait", "argued", "Bo Ek"),
}


@pytest.fixture(scope="module")
def gold(tmp_path_factory):
    """Two texts with an attribution each."""
    path = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for name, (text, *parts) in TEXTS.items():
            content, cue, source = ([[text.index(part), text.index(part) + len(part)]] for part in parts)
            attributions = [{"source": source, "cue": cue, "content": content}]
            stream.write(json.dumps({"id": name, "text": text, "attributions": attributions}) + "\n")
    return path


def test_json_holds_the_figures_of_the_predictions_that_were_written(invoke, gold, tmp_path):
    out = tmp_path / "folder" / "found.jsonl"
    result = invoke("evaluate", "attribution", gold, "--json", "--predictions", out)
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert figures["documents"] == 2
    assert figures["cost"] is None
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in found] == ["wells", "towns"]
    assert all({"source", "cue", "content"} <= attribution.keys() for attribution in found[0]["attributions"])
    texts = read_attributed(gold)
    again = tmp_path / "again.jsonl"
    again.write_text(
        "".join(json.dumps({**row, "text": text.text}) + "\n" for row, text in zip(found, texts, strict=True)),
        encoding="utf-8",
    )
    predicted = [text.attributions for text in read_attributed(again)]
    assert figures["subsets"] == json.loads(
        json.dumps(score_attributions(zip(texts, predicted, strict=True)).to_json()["subsets"])
    )
    assert figures["subsets"]["all"]["scores"]["attrib"]["f1"] == 100


def test_the_table_has_a_row_for_each_subset_and_the_cost_on_demand(invoke, gold):
    result = invoke("evaluate", "attribution", gold, "--cost")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0].startswith("2 texts, 2 gold attributions, ")
    assert lines[2].split("  ")[-1].strip() == "95 % interval"
    assert [line.split()[:2] for line in lines[3:7]] == [
        ["all", "2"],
        ["direct", "1"],
        ["mostly", "1"],
        ["speech", "2"],
    ]
    assert lines[-1].startswith("cost: ")
    assert lines[-1].endswith(" times spaCy alone")


def test_nothing_is_left_of_predictions_that_fail(invoke, gold, tmp_path, monkeypatch):
    def fail(_analysis):
        raise OSError("the disk is full")

    monkeypatch.setattr("argmine.schema.Analysis.to_json", fail)
    result = invoke("evaluate", "attribution", gold, "--predictions", tmp_path / "found.jsonl")
    assert (result.exit_code, "the disk is full" in result.output) == (2, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["evaluate"], ["evaluate", "attribution"]])
def test_a_broken_file_is_named_with_its_line(invoke, words, tmp_path):
    path = tmp_path / "broken.jsonl"
    path.write_text('{"id": \n', encoding="utf-8")
    result = invoke(*words, path)
    assert result.exit_code == 2
    assert f"{path}:1" in result.output


def test_help_shows_the_default_command_and_the_others(invoke):
    result = invoke("evaluate", "--help")
    assert result.exit_code == 0
    assert "Usage: argmine evaluate [OPTIONS] GOLD...\n       argmine evaluate COMMAND [ARGS]..." in result.output
    assert "--codebook FILE" in result.output
    assert "  attribution  Score who says what" in result.output
    assert invoke("evaluate", "-h").output == result.output
    assert "Usage: argmine evaluate attribution [OPTIONS] DATA" in invoke("evaluate", "attribution", "--help").output


def test_the_default_command_takes_its_options_first_and_misses_its_argument(invoke):
    result = invoke("evaluate")
    assert result.exit_code == 2
    assert "Usage: argmine evaluate [OPTIONS] GOLD" in result.output
    assert "Missing argument 'GOLD...'" in result.output
    result = invoke("evaluate", "--json", "nowhere.jsonl")
    assert result.exit_code == 2
    assert "nowhere.jsonl: cannot be read" in result.output
