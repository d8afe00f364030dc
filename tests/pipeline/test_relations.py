"""Reasons, evidence and attacks between the claims of one text."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from argmine.pipeline.own_voice import Voice
from argmine.pipeline.relating import Pairs, Units
from argmine.pipeline.relating.decode import linked, surroundings
from argmine.pipeline.relations import NEAR, Relations, argue_together
from argmine.schema import Claim, Kind, Speaker

COMMENT = (
    "I write about the proposed rule. The agency should ban calls at night, because they keep children awake. "
    "I believe that collectors must stop calling employers, since people lose their jobs over it. "
    "My sister was called at work nine times last May."
)


def units(count: int) -> Units:
    types = np.tile([0.75, 0.25], (count, 1))
    vectors = np.eye(256, dtype=np.float32)[:count]
    places = np.arange(count)
    return Units([{}] * count, vectors, types, [frozenset({"a", f"w{k}"}) for k in range(count)], places, places // 2)


def claim(start: int, speaker: str | None = None) -> Claim:
    who = Speaker(id=speaker, name=speaker) if speaker is not None else None
    kind: Kind = "direct" if speaker is not None else "authorial"
    return Claim(id=str(start), document="d", start=start, end=start + 20, text="x" * 20, kind=kind, speaker=who)


def test_pairs_are_all_that_stand_near_enough():
    pairs = Pairs.of(units(4), 2)
    found = sorted(zip(pairs.source.tolist(), pairs.target.tolist(), strict=True))
    assert found == [(0, 1), (0, 2), (1, 0), (1, 2), (1, 3), (2, 0), (2, 1), (2, 3), (3, 1), (3, 2)]
    assert {(step, place) for step, place in zip(pairs.steps.tolist(), pairs.places.tolist(), strict=True)} == {
        (-2, 0),
        (-1, 1),
        (1, 2),
        (2, 3),
    }


@pytest.mark.parametrize("count", [0, 1])
def test_one_claim_has_no_pair(count):
    assert len(Pairs.of(units(count), 3)) == 0


def test_of_two_claims_only_one_is_for_the_other():
    pairs = Pairs.of(units(3), 2)
    likely = np.zeros(len(pairs))
    for k, pair in enumerate(zip(pairs.source.tolist(), pairs.target.tolist(), strict=True)):
        likely[k] = {(0, 1): 0.6, (1, 0): 0.8, (1, 2): 0.5, (2, 1): 0.5}.get(pair, 0.1)
    chosen = linked(pairs, likely, 0.4)
    assert sorted(zip(pairs.source[chosen].tolist(), pairs.target[chosen].tolist(), strict=True)) == [(1, 0), (2, 1)]


def test_a_pair_sees_how_likely_the_pairs_around_it_are():
    one = units(4)
    pairs = Pairs.of(one, 2)
    alone = np.linspace(0.1, 0.9, len(pairs))
    odds = dict(
        zip(zip(pairs.source.tolist(), pairs.target.tolist(), strict=True), np.log(alone / (1 - alone)), strict=True)
    )
    told = surroundings(one, pairs, alone)
    for row, (i, j) in zip(told, odds, strict=True):
        around = [(i, j), (j, i), (i - 1, j), (i + 1, j), (i, j - 1), (i, j + 1), (i - 1, j - 1), (i + 1, j + 1)]
        assert row[: len(around)] == pytest.approx([odds.get(pair, -4.0) for pair in around])


def test_claims_of_one_voice_argue_together_and_in_a_report_only_near_each_other():
    report, argument = Voice("report"), Voice("argument")
    assert argue_together(claim(0, "Roe"), claim(30, "Roe"), report)
    assert not argue_together(claim(0, "Roe"), claim(30, "Hale"), report)
    assert not argue_together(claim(0, "Roe"), claim(30), argument)
    assert argue_together(claim(0), claim(30), report)
    assert not argue_together(claim(21 + 20 + NEAR), claim(0), report)
    assert argue_together(claim(21 + 20 + NEAR), claim(0), argument)


def test_claims_that_overlap_are_not_related():
    assert not argue_together(claim(0), claim(10), Voice("argument"))


def test_nameless_sources_are_one_voice_only_within_an_attribution():
    one, other, third = (
        replace(claim(at, "x"), speaker=None, source=((source, source + 3),))
        for at, source in ((0, 500), (40, 500), (80, 700))
    )
    assert argue_together(one, other, Voice("report"))
    assert not argue_together(other, third, Voice("report"))


def test_a_comment_gives_reasons(analyze):
    claims = {one.id: one for one in analyze(COMMENT)._.claims}
    found = [(one.text, claims[r.target].text, r.label) for one in claims.values() for r in one.relations]
    assert any("jobs" in source and "employers" in target for source, target, _ in found)
    assert all(label in {"reason", "evidence"} for *_, label in found)
    assert all(r.confidence >= 0.4 and r.target != one.id for one in claims.values() for r in one.relations)


def test_more_is_told_at_a_lower_threshold_and_nothing_above_one(nlp, analyze):
    doc = analyze(COMMENT)

    def told(threshold: float) -> int:
        return sum(len(one.relations) for one in Relations(nlp, threshold=threshold)(doc)._.claims)

    assert told(0.05) > told(0.4) > told(1.01) == 0


def test_a_document_without_claims(analyze):
    assert analyze("")._.claims == ()
