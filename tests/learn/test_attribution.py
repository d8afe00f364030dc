"""Training of the attribution network; where PyTorch is absent, that is said plainly."""

import dataclasses
import json
from importlib.util import find_spec

import numpy as np
import pytest
from click.testing import CliRunner

from argmine.cli import main
from argmine.learn.attribution_gold import AttributedText, read_attributed
from argmine.models.network import load_network
from argmine.schema import Attribution

SPEAKERS = ("Ann Roe", "The mayor", "Dan Hale", "The union")
VERBS = ("said", "argued", "warned", "told us")
THINGS = ("the fee is late", "prices will rise", "the port is empty")


def article(number):
    """Return a text of plain sentences with all their attributions."""
    text, attributions = "", []
    for i, speaker in enumerate(SPEAKERS):
        verb, thing = VERBS[(i + number) % len(VERBS)], THINGS[(i * 2 + number) % len(THINGS)]
        start = len(text)
        cue = start + len(speaker) + 1
        content = cue + len(verb) + 1
        text += f"{speaker} {verb} {thing}. Nobody answered.\n\n"
        attributions.append(
            Attribution(
                source=((start, start + len(speaker)),),
                cue=((cue, cue + len(verb)),),
                content=((content, content + len(thing)),),
            )
        )
    return AttributedText(id=f"text-{number}", text=text, attributions=tuple(attributions))


@pytest.fixture(scope="module")
def texts():
    return [article(number) for number in range(24)]


@pytest.fixture(scope="module")
def data(texts, tmp_path_factory):
    path = tmp_path_factory.mktemp("data") / "texts.jsonl"
    rows = [
        {"id": t.id, "text": t.text, "attributions": [dataclasses.asdict(a) for a in t.attributions]} for t in texts
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.skipif(find_spec("torch") is not None, reason="PyTorch is installed")
def test_without_pytorch_training_says_what_to_install(data, tmp_path):
    result = CliRunner().invoke(main, ["train", "attribution", str(data), "--held-out", str(data), "-o", str(tmp_path)])
    assert result.exit_code == 2
    assert "argmine[train]" in result.output


def test_words_take_over_the_annotation(texts):
    from argmine.learn.attribution import examples_of
    from argmine.pipeline.attribution.network import LABELS

    examples = examples_of(texts[:2])
    assert len(examples.gold) == 8
    anchor, labels = next(iter(examples.gold.items()))
    block = examples.texts[examples.words.low[anchor] : examples.words.high[anchor]]
    named = {name: [w for w, label in zip(block, labels, strict=True) if LABELS[label] == name] for name in LABELS}
    assert named["source"] == ["Ann", "Roe"]
    assert named["cue"] == [examples.texts[anchor]] == ["said"]
    assert named["content"] == ["the", "fee", "is", "late"]


def test_a_network_learns_and_numpy_reads_what_pytorch_trained(texts):
    torch = pytest.importorskip("torch")
    from argmine.learn import attribution
    from argmine.learn._attribution_torch import AttributionModule
    from argmine.pipeline.attribution.network import AttributionNetwork
    from argmine.pipeline.attribution.relations import relate

    examples = attribution.examples_of(texts)
    recipe = dataclasses.replace(attribution.FAST, epochs=12, batch_words=120)
    weights = attribution.train_attribution(examples, recipe, report=lambda _line: None)
    module = AttributionModule(examples.vocabulary.sizes, width=recipe.width, pair_width=recipe.pair_width).eval()
    module.load_state_dict({name: torch.from_numpy(array.copy()) for name, array in weights.arrays.items()})
    network, codes = AttributionNetwork(weights), examples.vocabulary.codes(examples.words.hashes)
    relations = relate(examples.words, codes[:, 5], np.array(list(examples.gold)))
    with torch.no_grad():
        encoded = module._encode(examples.words, codes, None)
        scores, valid = module._look_again(encoded, relations)
    np.testing.assert_allclose(network._encode(examples.words, codes, None), encoded.numpy(), atol=1e-4)
    ours = network._look_again(encoded.numpy(), relations)
    np.testing.assert_allclose(ours[0], scores.numpy(), atol=1e-4)
    np.testing.assert_allclose(ours[1], valid.numpy(), atol=1e-4)
    again = attribution.train_attribution(examples, recipe, report=lambda _line: None)
    assert all((weights.arrays[name] == again.arrays[name]).all() for name in weights.arrays)


def test_batches_of_the_encoder_hold_each_piece_once():
    pytest.importorskip("torch")
    from argmine.learn._word_encoder import _batches

    chunks = [np.full(length, 7) for length in (1, 4, 15, 20)]
    found = list(_batches(chunks))
    assert sorted(place for _, _, places, _ in found for place in places.tolist()) == list(range(40))
    for ids, mask, places, flat in found:
        assert ids.shape == mask.shape
        assert mask.sum() == len(places) + 2 * len(ids)
        assert set(ids.ravel()[flat].tolist()) == {7}


def test_calibration_gives_a_threshold_and_an_honest_confidence(shared):
    from argmine.learn.attribution_calibration import calibrate

    held_out = read_attributed(shared / "data" / "polnear" / "dev.jsonl")[:12]
    calibrated = calibrate(load_network("attribution_fast"), held_out)
    assert len(calibrated.about["confidence"]) == 5
    assert 0.2 <= calibrated.about["threshold"] < 0.7
    table = calibrated.about["reliability"]
    sure, unsure = table[-1], table[0]
    assert sure["right"] > 0.8 > 0.4 > unsure["right"]
    assert calibrated.about["held_out"]["subsets"]["all"]["scores"]["attrib"]["f1"] > 60


def test_texts_without_anything_right_are_no_ground_for_a_confidence(texts):
    from argmine.learn.attribution_calibration import calibrate
    from argmine.learn.linear import TrainingError

    silent = [dataclasses.replace(text, attributions=()) for text in texts[:2]]
    with pytest.raises(TrainingError, match="0 of 8 attributions"):
        calibrate(load_network("attribution_fast"), silent)
