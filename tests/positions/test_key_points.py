"""Positions of a small corpus, whose claims are read against each other."""

import numpy as np

from argmine.positions.embed import text_vectors
from argmine.positions.key_points import key_points

TEXTS = {
    "a": ["School uniforms would save parents a lot of money.", "The bridge should be closed to lorries."],
    "b": ["Parents spend far less on clothes since uniforms came in.", "Lorries should be kept off the old bridge."],
    "c": ["With uniforms, families spend less money on clothes.", "Heavy lorries must be banned from the bridge."],
    "d": ["They got one.", "It rained."],
}


def _claims(make):
    claims = []
    for document, texts in TEXTS.items():
        claims += make(texts, document, speakers=[f"{document}{i}" for i in range(len(texts))])
    return claims


def test_claims_that_make_one_point_go_together(make):
    claims = _claims(make)
    found = key_points(claims, text_vectors([claim.text for claim in claims]))
    texts = [{claims[row].text for row in rows} for rows in found]
    assert any(len(group) == 3 and all("unif" in text for text in group) for group in texts)
    assert any(len(group) == 3 and all("bridge" in text for text in group) for group in texts)
    assert not any("They got one." in group for group in texts)


def test_every_claim_stands_on_one_position_at_most(make):
    claims = _claims(make)
    rows = np.concatenate(key_points(claims, text_vectors([claim.text for claim in claims])))
    assert len(np.unique(rows)) == len(rows)


def test_one_speaker_alone_makes_no_position(make):
    texts = [texts[0] for texts in list(TEXTS.values())[:3]]
    claims = [claim for i, text in enumerate(texts) for claim in make([text], f"d{i}", speakers=["Ann Lee"])]
    assert key_points(claims, text_vectors(texts)) == []


def test_claims_that_state_nothing_have_no_key_points(make):
    claims = make(["They got one.", "Why?", "Not this."])
    assert key_points(claims, text_vectors([claim.text for claim in claims])) == []
    assert key_points([], np.zeros((0, 256), np.float32)) == []
