"""``argmine evaluate relations`` and ``argmine train relations``."""

import json

import pytest

PARTS = ("The council should keep the ferry,", "because the bridge is far away.", "I saw two boats there in spring.")


@pytest.fixture
def comments(tmp_path):
    """A comment with a reason, and one of a single proposition."""
    text = " ".join(PARTS)
    spans = [{"id": k, "start": text.index(p), "end": text.index(p) + len(p)} for k, p in enumerate(PARTS)]
    labelled = [span | {"label": label} for span, label in zip(spans, ("policy", "fact", "testimony"), strict=True)]
    rows = [
        {"id": "a", "text": text, "spans": labelled, "relations": [{"src": 1, "dst": 0, "label": "reason"}]},
        {"id": "b", "text": "Keep it.", "spans": [{"id": 5, "start": 0, "end": 8, "label": "policy"}], "relations": []},
    ]
    bare = [{"id": "a", "text": text, "spans": spans}, {"id": "c", "text": "Nothing.", "spans": []}]
    for name, some in (("gold.jsonl", rows), ("bare.jsonl", bare)):
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in some), encoding="utf-8")
    return tmp_path


def test_a_reason_is_found_and_scored(invoke, comments):
    out = comments / "found.jsonl"
    result = invoke("evaluate", "relations", comments / "gold.jsonl", "--json", "--predictions", out)
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert (figures["scheme"], figures["documents"], figures["spans"], figures["gold"]) == ("comments", 2, 4, 1)
    assert figures["links"]["recall"] == 100
    first, second = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    assert [span["id"] for span in first["spans"]] == [0, 1, 2]
    assert {"src": 1, "dst": 0, "label": "reason"}.items() <= first["relations"][0].items()
    assert second == {"id": "b", "spans": [{"id": 5, "label": "policy"}], "relations": []}


def test_the_table_says_what_was_found(invoke, comments):
    result = invoke("evaluate", "relations", comments / "gold.jsonl")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0].startswith("2 texts (comments), 4 propositions, 1 gold link, ")
    assert lines[2].split() == ["precision", "recall", "F1", "95", "%", "interval"]
    assert lines[3].split()[0] == "links"


def test_texts_without_gold_are_predicted_and_not_scored(invoke, comments):
    out = comments / "found.jsonl"
    result = invoke("evaluate", "relations", comments / "bare.jsonl", "--predictions", out)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("0 texts (comments)")
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["a", "c"]
    assert rows[1] == {"id": "c", "spans": [], "relations": []}


def test_the_scheme_may_be_said(invoke, comments):
    out = comments / "found.jsonl"
    result = invoke("evaluate", "relations", comments / "bare.jsonl", "--scheme", "speeches", "--predictions", out)
    assert result.exit_code == 0, result.output
    row = json.loads(out.read_text(encoding="utf-8").splitlines()[0])
    assert {span["label"] for span in row["spans"]} <= {"claim", "premise"}


def test_a_wrong_label_is_an_error_that_names_the_line(invoke, comments):
    result = invoke("evaluate", "relations", comments / "gold.jsonl", "--scheme", "speeches")
    assert result.exit_code != 0
    assert "gold.jsonl:1" in result.output
