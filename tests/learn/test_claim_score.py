"""Scoring claims against marked propositions."""

from __future__ import annotations

import pytest

from argmine.learn.argued import ArguedSpan
from argmine.learn.claim_score import ClaimItem, score_claims

TEXT = "The toll is unfair. It should be dropped, because nobody pays it."


def span(words, label):
    start = TEXT.index(words)
    return ArguedSpan(start, start + len(words), label)


GOLD = [span("The toll is unfair.", "value"), span("It should be dropped,", "policy"), span("because nobody", "fact")]


def test_what_is_found_as_it_was_marked_is_all_right():
    evaluation = score_claims([ClaimItem(TEXT, GOLD, GOLD)])
    assert (evaluation.documents, evaluation.gold, evaluation.found, evaluation.paired) == (1, 3, 3, 3)
    scores = (evaluation.spans, evaluation.exact, evaluation.labelled, evaluation.words)
    assert {score.f1 for score in scores} == {100.0}
    assert evaluation.label_macro_f1 == evaluation.labelled_macro_f1 == 100
    assert evaluation.intervals["spans f1"] == (100, 100)


def test_marks_at_the_edges_are_no_part_of_a_claim_and_a_wrong_label_counts_only_among_the_labelled():
    found = [span("The toll is unfair", "fact"), span("It should be dropped", "policy")]
    evaluation = score_claims([ClaimItem(TEXT, GOLD, found)])
    assert evaluation.exact.precision == evaluation.spans.precision == 100
    assert evaluation.spans.recall == pytest.approx(200 / 3)
    assert evaluation.labelled.precision == evaluation.label_accuracy == 50
    assert evaluation.confusion["value"] == {"fact": 1, "policy": 0, "value": 0}
    assert evaluation.f1 == {"fact": 0, "policy": 100, "value": 0}


def test_a_claim_matches_from_one_half_of_overlap():
    half, less = span("The toll i", "value"), span("The toll ", "value")
    assert score_claims([ClaimItem(TEXT, GOLD[:1], [half])]).paired == 1
    assert score_claims([ClaimItem(TEXT, GOLD[:1], [less])]).paired == 0


def test_nothing_marked_is_nothing_scored():
    evaluation = score_claims([])
    assert (evaluation.documents, evaluation.spans.f1, evaluation.spans.interval) == (0, 0, None)
