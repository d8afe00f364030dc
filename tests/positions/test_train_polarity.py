from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from argmine.learn.polarity import train
from argmine.models import load_linear

DEBATES = Path(__file__).parents[2] / "corpora/policy-debates/gold/claims.jsonl"
SIDES = {"critics": "attack", "administration": "support"}


def _article(number: int) -> dict[str, Any]:
    texts = [
        ("administration", "The grain levy keeps the river clean."),
        ("critics", "The grain levy is ruining honest mills."),
        ("administration", "Every town along the river wants the levy."),
        ("critics", "No miller can live with such a levy."),
    ]
    claims: list[dict[str, Any]] = []
    start = 0
    for stance, text in texts[number % 2 :] + texts[: number % 2]:
        end = start + len(text)
        claim = {"start": start, "end": end, "kind": "direct", "text": text, "speaker": f"{stance} {number}"}
        claims.append({**claim, "stance": stance, "position": "P1", "polarity": SIDES[stance]})
        start = end + 100
    return {"id": f"a{number}", "positions": [{"id": "P1", "text": "The grain levy should stay."}], "claims": claims}


@pytest.fixture(scope="module")
def articles():
    return [_article(number) for number in range(12)]


def test_training_learns_the_sides_and_gives_the_same_bytes(articles, tmp_path):
    first = train(articles, unread=articles, held_out=articles[:3])
    assert first.figures["cross-validation"]["discovered"]["accuracy"] == 100
    assert first.figures["held out"]["given"]["macro_f1"] == 100
    for name, trained in (("one", first), ("other", train(articles, unread=articles, held_out=articles[:3]))):
        trained.model.save(tmp_path, name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "other.npz").read_bytes()
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "other.json").read_bytes()


def test_the_shipped_weights_are_those_that_training_gives(shared):
    def read(name: str) -> list[dict[str, Any]]:
        with (shared / "data" / name).open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    debates = [json.loads(line) for line in DEBATES.read_text(encoding="utf-8").splitlines()]
    trained = train(read("policy_news/train.jsonl"), unread=[*read("policy_news/dev.jsonl"), *debates])
    shipped = load_linear("polarity")
    assert trained.model.features == shipped.features
    assert np.allclose(trained.model.coef, shipped.coef, atol=1e-3)
    assert trained.figures["cross-validation"]["given"]["macro_f1"] > 60
    assert trained.figures["cross-validation"]["discovered"]["macro_f1"] > 75
