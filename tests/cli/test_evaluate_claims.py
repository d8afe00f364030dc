"""``argmine evaluate claims``."""

from __future__ import annotations

import json

import pytest

PARTS = [
    ("I have paid this toll every day for nineteen years.", "testimony"),
    ("It is unfair to those of us who cannot work from home.", "value"),
    ("The authority should give a rebate to low-wage workers.", "policy"),
]
TEXT = " ".join(words for words, _ in PARTS)


def row(labels):
    spans = [{"start": TEXT.index(words), "end": TEXT.index(words) + len(words)} for words, _ in PARTS]
    return {
        "id": "toll",
        "text": TEXT,
        "spans": [{**span, "label": name} for span, name in zip(spans, labels, strict=True)],
    }


@pytest.fixture
def written(tmp_path):
    def run(*rows):
        path = tmp_path / "texts.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    return run


def test_the_spans_and_types_of_a_comment_are_scored_and_written(invoke, written, tmp_path):
    out = tmp_path / "found.jsonl"
    result = invoke("evaluate", "claims", written(row([name for _, name in PARTS])), "--json", "--predictions", out)
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert figures["spans"]["f1"] == figures["exact"]["f1"] == 100
    (found,) = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    assert found["id"] == "toll"
    assert [TEXT[span["start"] : span["end"]] for span in found["spans"]] == [words for words, _ in PARTS]
    assert {span["label"] for span in found["spans"]} <= {"fact", "testimony", "value", "policy", "reference"}


def test_labels_are_in_the_scheme_of_the_data(invoke, written, tmp_path):
    out = tmp_path / "found.jsonl"
    result = invoke("evaluate", "claims", written(row(["premise", "claim", "claim"])), "--predictions", out)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("1 text, 3 marked claims, ")
    assert "labels of the matching claims" in result.stdout
    spans = json.loads(out.read_text(encoding="utf-8"))["spans"]
    assert {span["label"] for span in spans} <= {"claim", "premise"}


def test_articles_are_scored_by_kind(invoke, written):
    text = "“The toll is unfair to every driver,” Ann Roe said on Monday."
    start = text.index("The toll")
    claim = {
        "start": start,
        "end": start + len("The toll is unfair to every driver"),
        "kind": "direct",
        "stance": "other",
    }
    result = invoke("evaluate", "claims", written({"id": "n", "text": text, "claims": [claim]}), "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["f1"] == {"direct": 100}


def test_texts_without_spans_are_read_but_not_scored(invoke, written, tmp_path):
    out = tmp_path / "found.jsonl"
    path = written({"id": "toll", "text": TEXT})
    result = invoke("evaluate", "claims", path, "--predictions", out, "--scheme", "speeches")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("0 texts")
    spans = json.loads(out.read_text(encoding="utf-8"))["spans"]
    assert {span["label"] for span in spans} <= {"claim", "premise"}


def test_a_line_that_cannot_be_used_is_named(invoke, written):
    result = invoke("evaluate", "claims", written({"id": "toll"}))
    assert result.exit_code == 2
    assert "texts.jsonl:1: needs id and text" in result.output
