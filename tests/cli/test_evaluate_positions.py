"""`argmine evaluate polarity` and `argmine evaluate matching`: figures, predictions, and lines that cannot be used."""

import json

import pytest

TOLL = "Drivers should pay a toll to enter the town"
SIDED = [
    ("a", TOLL, "The toll is unfair to nurses and must be scrapped.", "CON"),
    ("b", TOLL, "The toll cleans the air and pays for buses, so it is right.", "PRO"),
    ("c", "School uniforms should be banned", "Uniforms crush children's individuality.", "PRO"),
    ("d", "School uniforms should be banned", "Uniforms are good, for they save parents money.", "CON"),
    ("e", TOLL, "Penguins breed in winter.", "NONE"),
]
POINTS = ["Uniforms save parents money", "Uniforms make pupils feel equal"]
ARGUMENTS = [
    ("Parents spend far less on clothes when there is a uniform.", 0),
    ("With uniforms nobody is teased for cheap clothes, all are equal.", 1),
]


def _write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def sided(tmp_path):
    rows = [dict(zip(("id", "topic", "text", "label"), row, strict=True)) for row in SIDED]
    return _write(tmp_path / "sided.jsonl", rows)


@pytest.fixture
def pairs(tmp_path):
    rows = [
        {
            "id": f"{i}{j}",
            "topic": "uniforms",
            "stance": "pro",
            "text": text,
            "key_point": point,
            "label": int(j == own),
        }
        for i, (text, own) in enumerate(ARGUMENTS)
        for j, point in enumerate(POINTS)
    ]
    return _write(tmp_path / "pairs.jsonl", rows)


def test_sides_are_scored_and_written(invoke, sided, tmp_path):
    out = tmp_path / "out.jsonl"
    result = invoke("evaluate", "polarity", sided, "--json", "--predictions", out)
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert (figures["items"], figures["topics"]) == (5, 2)
    assert figures["accuracy"] == 100
    assert figures["macro_f1"] == 100
    assert figures["answered"] == 80
    written = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row["label"]) for row in written] == [(id_, label) for id_, _, _, label in SIDED]
    assert all(0.5 <= row["probability"] <= 1 for row in written)
    table = invoke("evaluate", "polarity", sided).stdout
    assert "5 claims on 2 topics" in table
    assert "macro-F1" in table


def test_claims_without_labels_are_judged_and_not_scored(invoke, tmp_path):
    data, out = tmp_path / "bare.jsonl", tmp_path / "out.jsonl"
    _write(data, [{"id": "x", "topic": TOLL, "text": "The toll is a disgrace."}])
    result = invoke("evaluate", "polarity", data, "--predictions", out)
    assert result.exit_code == 0, result.output
    assert json.loads(out.read_text(encoding="utf-8"))["label"] == "CON"
    assert "0 claims" in result.stdout


def test_the_gold_positions_of_articles_are_topics_too(invoke):
    result = invoke("evaluate", "polarity", "corpora/frontier-models/gold/claims.jsonl", "--json")
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert figures["items"] > 100
    assert figures["accuracy"] > 60


def test_matches_are_ranked_and_written(invoke, pairs, tmp_path):
    out = tmp_path / "out.jsonl"
    figures = json.loads(invoke("evaluate", "matching", pairs, "--json", "--predictions", out).stdout)
    assert figures["strict"] == figures["relaxed"] == 1
    scores = {row["id"]: row["score"] for row in map(json.loads, out.read_text(encoding="utf-8").splitlines())}
    assert scores["00"] > scores["01"]
    assert scores["11"] > scores["10"]
    assert "mean average precision, strict" in invoke("evaluate", "matching", pairs).stdout


def test_undecided_pairs_tell_strict_from_relaxed(invoke, pairs, tmp_path):
    rows = [json.loads(line) | {"label": None} for line in pairs.read_text(encoding="utf-8").splitlines()]
    figures = json.loads(invoke("evaluate", "matching", _write(tmp_path / "open.jsonl", rows), "--json").stdout)
    assert (figures["strict"], figures["relaxed"]) == (0, 1)


@pytest.mark.parametrize(
    ("part", "row", "word"),
    [
        ("polarity", {"id": "x", "text": "a"}, "topic"),
        ("polarity", {"id": "x", "text": "a", "topic": "b", "label": "MAYBE"}, "MAYBE"),
        ("matching", {"id": "x", "text": "a"}, "key_point"),
        ("matching", {"id": "x", "text": "a", "key_point": "b", "label": 7}, "7"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(invoke, tmp_path, part, row, word):
    data = _write(tmp_path / "wrong.jsonl", [row])
    result = invoke("evaluate", part, data)
    assert result.exit_code == 2
    assert "wrong.jsonl:1" in result.stderr
    assert word in result.stderr
