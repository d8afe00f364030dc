"""Fitting linear models, keeping them in files, and opening them without running code."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import numpy as np
import pytest
from scipy.special import expit

from argmine.learn.linear import TrainingError, folds
from argmine.models import load_linear, weights_hashes
from argmine.models.fitting import fit

ROWS = [{"modal": 1.0, "length 3": 1.0}, {"length 3": 1.0}, {"modal": 1.0, "no cue": 0.5}, {"no cue": 1.0}] * 3
LABELS = ["claim", "none", "claim", "none"] * 3
THREE = ["claim", "none", "perhaps", "none"] * 3


def test_a_model_learns_and_gives_probabilities():
    model = fit(ROWS, LABELS, strength=10.0)
    assert model.classes == ("claim", "none")
    assert model.features == ("length 3", "modal", "no cue")
    found = model.probabilities(ROWS)
    assert found.shape == (12, 2)
    assert found.sum(axis=1) == pytest.approx(np.ones(12))
    assert [model.classes[k] for k in found.argmax(axis=1)] == LABELS


def test_two_classes_are_the_logistic_function_of_their_scores():
    model = fit(ROWS, LABELS, strength=1.0)
    scores = model.matrix(ROWS) @ (model.coef[1] - model.coef[0]) + model.intercept[1] - model.intercept[0]
    assert model.probabilities(ROWS)[:, 1] == pytest.approx(expit(scores), abs=1e-6)


def test_three_classes():
    model = fit(ROWS, THREE, strength=10.0)
    assert model.classes == ("claim", "none", "perhaps")
    assert model.coef.shape == (3, 3)
    assert [model.classes[k] for k in model.probabilities(ROWS).argmax(axis=1)] == THREE


def test_features_that_a_model_never_saw_do_not_matter():
    model = fit(ROWS, LABELS, strength=1.0)
    assert model.probabilities([{"modal": 1.0, "unheard of": 9.0}]) == pytest.approx(
        model.probabilities([{"modal": 1.0}])
    )
    assert model.probabilities([{}]).shape == (1, 2)
    assert model.probabilities([]).shape == (0, 2)


def test_rare_features_are_left_out():
    rows = [*ROWS, {"only once": 1.0}]
    labels = [*LABELS, "claim"]
    assert "only once" not in fit(rows, labels, strength=1.0).features
    assert "only once" in fit(rows, labels, strength=1.0, kept={"only once"}).features


def test_an_embedding_stands_beside_the_named_features():
    dense = np.asarray([[1.0, 0.0], [0.0, 1.0]] * 6, dtype=np.float32)
    model = fit([{}] * 12, LABELS, strength=10.0, dense=dense)
    assert model.features == ()
    assert model.about["dense"] == 2
    found = model.probabilities([{}] * 12, dense)
    assert [model.classes[k] for k in found.argmax(axis=1)] == LABELS


def test_weights_count_an_example_more_than_once():
    rows, labels = [{"a": 1.0}, {"a": 1.0}], ["claim", "none"]
    even = fit(rows, labels, strength=1.0).probabilities([{"a": 1.0}])[0, 0]
    heavy = fit(rows, labels, strength=1.0, weights=np.asarray([9.0, 1.0])).probabilities([{"a": 1.0}])[0, 0]
    assert even == pytest.approx(0.5)
    assert heavy > 0.7


def test_a_model_comes_back_from_its_files_as_it_was(tmp_path):
    dense = np.linspace(0, 1, 24, dtype=np.float32).reshape(12, 2)
    model = fit(ROWS, THREE, strength=2.0, dense=dense, note="for the test")
    model.save(tmp_path, "toy")
    again = load_linear("toy", tmp_path)
    assert (again.classes, again.features) == (model.classes, model.features)
    assert again.about == {"C": 2.0, "dense": 2, "note": "for the test"}
    assert np.array_equal(again.probabilities(ROWS, dense), model.probabilities(ROWS, dense))


def test_training_twice_gives_the_same_bytes(tmp_path):
    for name, rows in (("one", ROWS), ("two", [dict(reversed(row.items())) for row in ROWS])):
        (tmp_path / name).mkdir()
        fit(rows, LABELS, strength=1.0).save(tmp_path / name, "toy")
    for suffix in (".npz", ".json"):
        assert (tmp_path / "one" / f"toy{suffix}").read_bytes() == (tmp_path / "two" / f"toy{suffix}").read_bytes()


def test_the_bytes_do_not_depend_on_the_order_of_hashes(tmp_path):
    script = (
        "import sys, pathlib; from argmine.models.fitting import fit\n"
        "texts = ('a b c d e', 'b d f', 'a c e', 'f g d b') * 3\n"
        "rows = [{word: 1.0 for word in set(text.split())} for text in texts]\n"
        "fit(rows, ['x', 'y', 'x', 'y'] * 3, strength=1.0).save(pathlib.Path(sys.argv[1]), 'toy')\n"
    )
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", script, tmp_path / seed], check=True, env=environment)
    assert (tmp_path / "1" / "toy.npz").read_bytes() == (tmp_path / "2" / "toy.npz").read_bytes()


def test_a_pickle_among_the_weights_is_refused(tmp_path):
    fit(ROWS, LABELS, strength=1.0).save(tmp_path, "toy")
    np.savez(tmp_path / "toy.npz", coef=np.asarray([{"an": "object"}], dtype=object), intercept=np.zeros(2))
    with pytest.raises(ValueError, match="allow_pickle=False"):
        load_linear("toy", tmp_path)


def test_a_model_that_is_not_there_says_how_to_make_it(tmp_path):
    with pytest.raises(FileNotFoundError, match="argmine train absent"):
        load_linear("absent", tmp_path)


@pytest.mark.parametrize("name", ["claims", "stance", "polarity", "propositions"])
def test_shipped_models_are_whole(name):
    model = load_linear(name)
    assert model.coef.shape == (len(model.classes), len(model.features) + model.about.get("dense", 0))
    assert model.intercept.shape == (len(model.classes),)
    assert np.isfinite(model.coef).all()
    assert {f"{name}.npz", f"{name}.json"} <= weights_hashes().keys()


def test_a_model_card_is_plain_json(tmp_path):
    fit(ROWS, LABELS, strength=1.0, articles=3).save(tmp_path, "toy")
    card = json.loads((tmp_path / "toy.json").read_text(encoding="utf-8"))
    assert card["classes"] == ["claim", "none"]
    assert card["about"] == {"C": 1.0, "articles": 3, "dense": 0}


def test_folds_never_split_an_article():
    articles = [0, 0, 1, 2, 2, 2, 3, 4, 5, 6]
    found = folds(articles)
    assert len(found) == 5
    assert sorted(i for _, test in found for i in test) == list(range(10))
    for train, test in found:
        assert not {articles[i] for i in train} & {articles[i] for i in test}


def test_fewer_articles_than_folds():
    assert len(folds([0, 0, 1])) == 2
    with pytest.raises(TrainingError, match="two"):
        folds([0, 0])
