"""Reading linked texts, learning from them, and scoring what is found."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from argmine.learn.gold import GoldError
from argmine.learn.linear import TrainingError
from argmine.learn.relation_design import folded, folded_labels, label_matrix
from argmine.learn.relation_items import LinkedText, Prediction, prediction_row, read_linked
from argmine.learn.relation_score import RelationItem, score_relations
from argmine.learn.relations import _Corpus, _examples, _fit_first, train_relations
from argmine.learn.schemes import Scheme
from argmine.schema import Document

PARTS = (
    ("The council should keep the ferry", "because the bridge is far away."),
    ("The fee ought to fall", "because small farms cannot pay it."),
    ("The library must stay open", "because children read there."),
    ("We need a new well", "because the old one runs dry."),
)


def comment(number: int) -> LinkedText:
    """A demand with its reason, and a remark that is linked to nothing."""
    demand, reason = PARTS[number % len(PARTS)]
    parts = (f"{demand},", reason, f"I saw {number + 2} boats there in spring.")
    text = " ".join(parts)
    spans = tuple((text.index(part), text.index(part) + len(part)) for part in parts)
    document = Document(id=f"c{number}", text=text)
    return LinkedText(document, (7, 8, 9), spans, ("policy", "fact", "testimony"), {(1, 0): "reason"})


def speech(number: int) -> LinkedText:
    """A claim with a premise for it, and one against it."""
    parts = (f"We have {number + 3} bridges.", "So the town is well connected.", "But every bridge is old.")
    text = " ".join(parts)
    spans = tuple((text.index(part), text.index(part) + len(part)) for part in parts)
    links = {(0, 1): "support", (2, 1): "attack"}
    return LinkedText(Document(id=f"s{number}", text=text), (0, 1, 2), spans, ("premise", "claim", "premise"), links)


@pytest.fixture(scope="module")
def network():
    texts: dict[Scheme, list[LinkedText]] = {
        "comments": [comment(k) for k in range(20)],
        "speeches": [speech(k) for k in range(20)],
    }
    return train_relations(texts, report=lambda _: None)


def test_what_always_holds_in_the_training_texts_is_learnt(network):
    figures = network.about["comments"]["cross_validation"]
    assert figures["links"]["f1"] == 100
    assert figures["type_accuracy"] == 100
    assert network.about["speeches"]["cross_validation"]["judged_f1"] == {"attack": 100, "support": 100}


def test_the_same_texts_give_the_same_bytes(network, tmp_path):
    texts: dict[Scheme, list[LinkedText]] = {
        "comments": [comment(k) for k in range(20)],
        "speeches": [speech(k) for k in range(20)],
    }
    again = train_relations(texts, report=lambda _: None)
    for name, one in (("a", network), ("b", again)):
        (tmp_path / name).mkdir()
        one.save(tmp_path / name, "relations")
    for file in ("relations.npz", "relations.json"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_weights_added_up_by_step_score_as_those_that_were_learnt():
    corpus = _Corpus.of(_examples([comment(k) for k in range(10)], "comments"), "comments")
    first = _fit_first(corpus, np.arange(10))
    coef = np.random.default_rng(1).normal(size=corpus.matrix.shape[1])
    one = corpus.examples[3]
    arrays = folded(coef, 0.5, corpus.places, corpus.typed, one.units.types.shape[1])
    expected = (corpus.matrix @ coef)[corpus.owner == 3] + 0.5
    assert replace(first, arrays=arrays).scores(one.units, one.pairs) == pytest.approx(expected, abs=1e-3)


def test_labels_weighed_by_order_score_as_those_that_were_learnt():
    corpus = _Corpus.of(_examples([speech(k) for k in range(10)], "speeches"), "speeches")
    first = _fit_first(corpus, np.arange(10))
    one = corpus.examples[3]
    matrix = label_matrix(first.matrix(one.units), one.pairs)
    coef = np.random.default_rng(1).normal(size=matrix.shape[1]) / 10
    weights = replace(first, arrays={**first.arrays, **folded_labels(coef, 0.5, len(first.features))})
    expected = 1 / (1 + np.exp(-(matrix @ coef + 0.5)))
    assert weights.rare(one.units, one.pairs) == pytest.approx(expected, abs=1e-3)


def test_texts_without_links_teach_nothing():
    bare = [replace(comment(k), links={}) for k in range(4)]
    with pytest.raises(TrainingError, match="comments hold no links"):
        train_relations({"comments": bare}, report=lambda _: None)


def row(**changes):
    text = comment(0)
    spans = [
        {"id": name, "start": start, "end": end, "label": label}
        for name, (start, end), label in zip(text.ids, text.spans, text.labels, strict=True)
    ]
    given = {
        "id": "c0",
        "text": text.document.text,
        "spans": spans,
        "relations": [{"src": 8, "dst": 7, "label": "reason"}],
    }
    return {**given, **changes}


def write(path: Path, *rows) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in rows), encoding="utf-8")
    return path


def test_a_file_is_read_with_its_links_by_place(tmp_path):
    (text,), scheme = read_linked(write(tmp_path / "gold.jsonl", row()))
    assert scheme == "comments"
    assert (text.ids, text.spans, text.links) == (comment(0).ids, comment(0).spans, {(1, 0): "reason"})


def test_spans_need_no_order_no_labels_and_no_links(tmp_path):
    spans = [{name: span[name] for name in ("id", "start", "end")} for span in reversed(row()["spans"])]
    bare = {name: value for name, value in row(spans=spans).items() if name != "relations"}
    (text,), scheme = read_linked(write(tmp_path / "bare.jsonl", bare), "speeches")
    assert (text.ids, text.labels, text.links, scheme) == ((7, 8, 9), (None, None, None), None, "speeches")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"relations": [{"src": 1, "dst": 7, "label": "reason"}]}, "KeyError"),
        ({"relations": [{"src": 8, "dst": 7, "label": "hint"}]}, "hint: no label of comments"),
        ({"spans": [{"id": 1, "start": 0, "end": 9999}]}, "hold no text"),
        ({"spans": None}, "needs id, text, spans"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path, changes, reason):
    with pytest.raises(GoldError, match=f"bad.jsonl:1: .*{reason}"):
        read_linked(write(tmp_path / "bad.jsonl", row(**changes)), "comments")


def test_a_prediction_is_written_under_the_ids_of_the_file():
    found = Prediction(["policy", "value", "fact"], {(1, 0): ("reason", 0.51234)})
    assert prediction_row(comment(0), found) == {
        "id": "c0",
        "spans": [{"id": 7, "label": "policy"}, {"id": 8, "label": "value"}, {"id": 9, "label": "fact"}],
        "relations": [{"src": 8, "dst": 7, "label": "reason", "score": 0.5123}],
    }


def test_scores_by_hand():
    gold = {(1, 0): "support", (2, 0): "attack"}
    found = {(1, 0): "attack", (0, 2): "support"}
    judged = {(1, 0): "attack", (2, 0): "attack"}
    item = RelationItem(("claim", "premise", "premise"), ("claim", "claim", "premise"), gold, found, judged)
    score = score_relations([item])
    assert (score.links.precision, score.links.recall, score.links.f1) == (50, 50, 50)
    assert score.labelled.f1 == 0
    # Of the six ordered pairs four are not linked in gold and four not found linked, three in both.
    assert score.linked_macro_f1 == pytest.approx((50 + 75) / 2)
    assert score.judged_f1 == {"attack": pytest.approx(200 / 3), "support": 0}
    assert score.type_accuracy == pytest.approx(200 / 3)
    assert score.intervals["links f1"] == (50, 50)


def test_nothing_to_score():
    assert score_relations([]).documents == 0
