"""The names that ``import argmine`` offers."""

from __future__ import annotations

import pytest

import argmine


def test_every_public_name_is_there() -> None:
    for name in argmine.__all__:
        assert getattr(argmine, name) is not None
    assert set(argmine.__all__) <= set(dir(argmine))


def test_unknown_name() -> None:
    with pytest.raises(AttributeError, match="module 'argmine' has no attribute 'nothing'"):
        _ = argmine.nothing


def test_analyze_finds_claims_and_their_positions() -> None:
    analysis = argmine.analyze('"The rule will cost jobs," said Ann Lee, president of the Retail Federation.')
    [claim] = analysis.claims
    assert (claim.text.rstrip(","), claim.kind) == ("The rule will cost jobs", "direct")
    assert claim.speaker is not None
    assert claim.speaker.name == "Ann Lee"
    assert sum(claim.stance_probabilities.values()) == pytest.approx(1)
    assert {claim.position} == {position.id for position in analysis.positions} or claim.position is None
