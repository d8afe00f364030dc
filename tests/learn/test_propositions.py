"""Training the proposition model on a few made-up comments."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from argmine.cli._train_propositions import propositions
from argmine.learn.gold import GoldError, read_gold
from argmine.learn.linear import TrainingError
from argmine.learn.propositions import Comment, Proposition, read_comments, read_examples, train_propositions
from argmine.models import load_linear
from argmine.schema import CLAIM_TYPES

THINGS = ["toll", "dam", "levy", "quota", "permit", "port tax"]
SAYINGS = {
    "policy": "The {} should be dropped.",
    "value": "The {} is unfair and useless.",
    "fact": "The {} rose by 40 crowns in 2019.",
    "testimony": "I paid the {} twice last year.",
    "reference": "See __URL__ {}",
}


def row(number):
    """One comment with a proposition of each type, a blank before each as in the corpus."""
    text, spans = "", []
    for label, saying in SAYINGS.items():
        words = " " + saying.format(THINGS[number])
        spans.append({"start": len(text), "end": len(text) + len(words), "label": label})
        text += words
    return {"id": f"c{number}", "text": text, "spans": spans}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    path = tmp_path_factory.mktemp("data") / "comments.jsonl"
    path.write_text("".join(json.dumps(row(i)) + "\n" for i in range(len(THINGS))), encoding="utf-8")
    return path


def test_comments_are_read_without_the_blanks_around_propositions(data):
    comment = read_comments(data)[0]
    assert isinstance(comment, Comment)
    found = [comment.text[p.start : p.end] for p in comment.propositions]
    assert found[0] == "The toll should be dropped."
    assert [p.type for p in comment.propositions] == list(SAYINGS)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": 1, "text": "a b"}', "needs id, text and spans"),
        ('{"id": 1, "text": "a b", "spans": [{"start": 1, "end": 9, "label": "opinion"}]}', "'opinion' is no type"),
        ('{"id": 1, "text": "a b", "spans": [{"start": 3, "end": 3, "label": "fact"}]}', "hold no text"),
        ("[]", "no JSON object"),
    ],
)
def test_a_line_that_is_no_comment_is_named(tmp_path, line, message):
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(row(0)) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(GoldError, match=f"bad.jsonl:2: .*{message}"):
        read_comments(path)


def test_the_invented_examples_are_typed_claims():
    examples = list(read_examples())
    assert {found.type for _, found in examples} == set(CLAIM_TYPES)
    for text, found in examples:
        assert isinstance(found, Proposition)
        assert 0 <= found.start < found.end <= len(text)
        assert "[" not in text
        assert text[found.start] not in " “"
    assert len({text for text, _ in examples}) == len(examples)


def article(number, kind="policy"):
    """One article with a typed claim in a report, one in its own voice and one that has no type."""
    thing = THINGS[number]
    text = f"Mayor Ann Roe said she would scrap the {thing}. The {thing} is unfair. It rained."
    words = {f"she would scrap the {thing}": kind, f"The {thing} is unfair": "value", "It rained": None}
    claims = []
    for said, name in words.items():
        start = text.index(said)
        claim = {"start": start, "end": start + len(said), "kind": "authorial", "stance": "other"}
        claims.append(claim | ({"type": name} if name else {}))
    return {"id": f"a{number}", "text": text, "claims": claims}


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    path = tmp_path_factory.mktemp("articles") / "gold.jsonl"
    path.write_text("".join(json.dumps(article(i)) + "\n" for i in range(len(THINGS))), encoding="utf-8")
    return path


def test_a_gold_claim_of_no_known_type_is_named(data, tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(article(0, "opinion")) + "\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"article a0, claim 19\.\..*'opinion' is no type"):
        train_propositions(read_comments(data), also=read_gold(path))


def test_training_writes_a_model_that_tells_the_types_apart_in_the_same_bytes(data, articles, tmp_path):
    for name in ("one", "two"):
        arguments = [str(data), "--also", str(articles), "-o", str(tmp_path / name)]
        result = CliRunner().invoke(propositions, arguments, catch_exceptions=False)
        assert result.exit_code == 0
    assert "comments: 6" in result.output
    for suffix in (".npz", ".json"):
        one, two = ((tmp_path / name / f"propositions{suffix}").read_bytes() for name in ("one", "two"))
        assert one == two
    model = load_linear("propositions", tmp_path / "one")
    assert set(model.classes) == set(CLAIM_TYPES)
    figures = model.about["cross_validation"]
    assert figures["as shipped"]["accuracy"] > 90
    assert (model.about["articles"], model.about["claims"]) == (6, 12)
    assert figures["as shipped, on articles"]["f1"] == {"policy": 100, "value": 100}
    assert figures["comments alone, with references"]["f1"]["reference"] == 100
    assert figures["majority"]["accuracy"] == 25
    low, high = figures["as shipped"]["macro_f1_interval"]
    assert low <= figures["as shipped"]["macro_f1"] <= high


def test_comments_without_propositions_teach_nothing():
    with pytest.raises(TrainingError, match="no propositions"):
        train_propositions([Comment(id="c", text="Nothing.", propositions=())])
