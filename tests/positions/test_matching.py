from __future__ import annotations

import numpy as np
import pytest

from argmine.codebook import Codebook, CodebookError, CodebookPosition
from argmine.positions import find_positions
from argmine.positions.context import context_weights
from argmine.positions.embed import text_vectors
from argmine.positions.matching import CANDIDATES, best, match, same_point

LISTED = [
    CodebookPosition(id="toll", text="Drivers should pay a toll to enter the town."),
    CodebookPosition(id="trees", text="The city should plant more trees.", examples=("Shade makes summers bearable.",)),
    *(CodebookPosition(id=f"n{i}", text=f"Team {i} should win the cup.") for i in range(6)),
]


def _match(claims, positions=LISTED):
    return match(claims, text_vectors([claim.text for claim in claims]), positions)


def test_each_claim_is_held_against_its_nearest_positions(make):
    claims = make(["A toll on cars entering town is only fair.", "Planting trees along the roads cools the city."])
    matches = _match(claims)
    assert len(matches) == len(claims) * CANDIDATES
    assert [LISTED[m.position].id for m in best(matches, threshold=0.5)] == ["toll", "trees"]
    assert all(0 <= m.probability <= 1 for m in matches)


def test_a_higher_threshold_takes_claims_off_and_never_puts_them_on_another(make):
    claims = make(["A toll on cars is only fair.", "The town wants money.", "Trees cool the city.", "Bread is bread."])
    matches = _match(claims)
    before = {m.claim: m.position for m in best(matches, threshold=0.0)}
    assert set(before) == {0, 1, 2, 3}
    for threshold in (0.2, 0.5, 0.8, 1.01):
        kept = {m.claim: m.position for m in best(matches, threshold=threshold)}
        assert kept.items() <= before.items()
        before = kept
    assert before == {}


def test_what_is_said_around_a_claim_tells_what_it_bears_on(make):
    vague = "It is a question of fairness."
    alone, toll = make([vague]), make(["The toll on cars should stay.", vague, "The toll on drivers is right."])
    at_toll = {m.claim: m.probability for m in _match(toll, LISTED[:2]) if m.position == 0}
    [apart] = [m.probability for m in _match(alone, LISTED[:2]) if m.position == 0]
    assert at_toll[1] > apart


def test_context_stays_inside_a_document(make):
    claims = [*make(["One.", "Two."], "a"), *make(["Three."], "b")]
    weights = context_weights(claims).toarray()
    assert weights[0, 1] == weights[1, 0] > 0
    assert not weights[2].any()
    assert not weights.diagonal().any()
    assert context_weights(claims[:1]).shape == (1, 1)


def test_no_claims_and_no_positions_have_no_matches(make):
    assert match([], np.zeros((0, 256), np.float32), LISTED) == []
    claims = make(["A toll."])
    assert match(claims, text_vectors(["A toll."]), []) == []


def test_the_same_point_is_more_probable_than_another():
    point = "Uniforms save parents money."
    same, other = same_point([point, point], ["Parents spend less on clothes.", "Uniforms crush individuality."])
    assert same > 0.5 > other


def test_the_threshold_of_the_codebook_decides(make):
    book = """
stances: [{name: industry}, {name: critics}]
match_threshold: %s
positions: [{id: toll, text: Drivers should pay a toll to enter the town., parent: traffic}]
"""
    claims = make(["Drivers ought to pay a toll when they enter the town."])
    low, high = (find_positions(claims, codebook=Codebook.parse(book % t)) for t in (0.1, 1.0))
    assert low.claims[0].position == "toll"
    assert low.claims[0].position_confidence is not None
    assert low.positions[0].issue is not None
    assert low.positions[0].issue.text == "traffic"
    assert high.claims[0].position is None
    for wrong in ("high", "2", "yes", "[1]"):
        with pytest.raises(CodebookError, match="match_threshold"):
            Codebook.parse(book % wrong)
