"""Reading texts whose propositions are marked, and telling their scheme."""

from __future__ import annotations

import json

import pytest

from argmine.learn.argued import ArguedSpan, read_argued
from argmine.learn.claim_finding import scheme_of_texts
from argmine.learn.gold import GoldError
from argmine.learn.schemes import scheme_of


def written(folder, *rows):
    path = folder / "texts.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_spans_are_read_in_order_and_without_the_blanks_around_them(tmp_path):
    spans = [{"start": 10, "end": 21, "label": "policy"}, {"start": 0, "end": 10, "label": "value"}]
    (text,) = read_argued(written(tmp_path, {"id": 1, "text": "It is bad.  Drop it. ", "spans": spans}))
    assert text.document.id == "1"
    assert text.spans == (ArguedSpan(0, 10, "value"), ArguedSpan(12, 20, "policy"))


def test_the_claims_of_an_article_are_labelled_by_their_kind(tmp_path):
    claims = [{"start": 0, "end": 10, "kind": "authorial", "stance": "other"}]
    texts = read_argued(written(tmp_path, {"id": "a", "text": "It is bad.", "title": "Bad", "claims": claims}))
    assert texts[0].spans == (ArguedSpan(0, 10, "authorial"),)
    assert texts[0].document.title == "Bad"
    assert scheme_of_texts(texts) == "articles"


@pytest.mark.parametrize(
    "row",
    [
        {"text": "It is bad."},
        {"id": "a", "text": None},
        {"id": "a", "text": "It is bad.", "spans": [{"start": 4, "end": 40, "label": "value"}]},
        {"id": "a", "text": "It is bad.", "spans": [{"start": 0, "end": 4}]},
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path, row):
    with pytest.raises(GoldError, match=r"texts\.jsonl:1: "):
        read_argued(written(tmp_path, row))


def test_the_scheme_is_told_by_labels_then_links_then_words():
    assert scheme_of([{"text": "x", "spans": [{"label": "premise"}]}]) == "speeches"
    assert scheme_of([{"text": "the Council", "spans": [{"label": "testimony"}]}]) == "comments"
    assert scheme_of([{"text": "x", "spans": [], "relations": [{"label": "attack"}]}]) == "speeches"
    assert scheme_of([{"text": "I thank you, Mr. President, for convening the Council."}]) == "speeches"
    assert scheme_of([{"text": "They call my house at night."}]) == "comments"
