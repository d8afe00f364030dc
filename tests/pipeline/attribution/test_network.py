"""The network reads documents the same however they are put together, and only well-formed attributions."""

from itertools import pairwise

import numpy as np
import pytest

from argmine.models.network import NetworkWeights, load_network
from argmine.pipeline import load
from argmine.pipeline.attribution.cued import CueReader
from argmine.pipeline.attribution.network import EVIDENCE, AttributionNetwork, Vocabulary
from argmine.pipeline.attribution.words import COLUMNS

BOTH = "Ann Roe said the fee is late. Millers, who fear higher prices, oppose it.\n\nDan Hale called the plan “a gift.”"
TEXTS = [BOTH, "It rained.", "", '"The fee hurts," said Ms. Roe, "and it will go on hurting."', "No voice here."]


@pytest.fixture(scope="module")
def parser():
    return load(stages=("argmine_layout",))


@pytest.fixture(scope="module")
def reader():
    return CueReader(load_network("attribution_fast"))


@pytest.fixture(scope="module")
def read(parser, reader):
    def read(*texts):
        return [[cued.attribution for cued in of] for of in reader.read([parser(text) for text in texts])]

    return read


def test_each_document_is_read_the_same_alone_and_among_others(read):
    assert read(*TEXTS) == [read(text)[0] for text in TEXTS]


def test_spans_are_in_order_hold_words_and_never_share_a_character(read):
    for text, found in zip(TEXTS, read(*TEXTS), strict=True):
        for attribution in found:
            spans = sorted([*attribution.source, *attribution.cue, *attribution.content])
            assert all(start < end for start, end in spans)
            assert all(one[1] <= two[0] for one, two in pairwise(spans))
            assert attribution.cue
            assert attribution.content
            assert len(attribution.source) <= 1
            assert 0 <= attribution.confidence <= 1
            assert all(text[start:end] == text[start:end].strip() for start, end in spans)


def test_content_that_its_own_cue_interrupts_comes_in_pieces(read):
    (attribution,) = (a for a in read(TEXTS[3])[0] if a.confidence > 0.3)
    pieces = [TEXTS[3][start:end] for start, end in attribution.content]
    assert pieces == ['"The fee hurts,"', '"and it will go on hurting."']


def test_a_long_text_is_read_in_parts_as_it_is_in_one(parser, monkeypatch):
    doc = parser("\n\n".join([BOTH] * 20))
    whole = CueReader(load_network("attribution_fast")).read([doc])
    monkeypatch.setattr("argmine.pipeline.attribution.network._AT_ONCE", 50)
    parts = CueReader(load_network("attribution_fast")).read([doc])
    assert [c.attribution for c in whole[0]] == [c.attribution for c in parts[0]]
    assert len(whole[0]) >= 40


def test_one_enormous_paragraph_is_read(read):
    text = "Ann Roe said the fee is late, and " * 1500
    assert [text[slice(*a.content[0])] for a in read(text)[0]][:1] == ["the fee is late"]


def test_an_unknown_value_has_the_code_nought():
    vocabulary = Vocabulary({column: ["say", "fee"] for column in COLUMNS})
    known = vocabulary.codes(np.array([[vocabulary_hash("fee")] * 7, [12345] * 7], dtype=np.uint64))
    assert known[0].tolist() == [2] * 7
    assert known[1].tolist() == [0] * 7


def vocabulary_hash(word):
    from argmine.pipeline.attribution.words import hashes_of

    return int(hashes_of([word])[0])


def test_the_confidence_is_a_logistic_of_the_evidence(parser):
    shipped = load_network("attribution_fast")
    weights = NetworkWeights(shipped.arrays, {**shipped.about, "confidence": [0.5, 0, 0, 0, 0]})
    (found, *_) = CueReader(weights).read([parser(BOTH)])
    assert {round(cued.attribution.confidence, 3) for cued in found} == {0.622}
    assert all(cued.evidence.shape == (len(EVIDENCE),) for cued in found)


def test_nothing_is_read_off_no_words(reader):
    assert reader.read([]) == []
    assert isinstance(reader._network, AttributionNetwork)


def test_a_missing_network_names_the_command_that_trains_it(tmp_path):
    with pytest.raises(FileNotFoundError, match="argmine train attribution"):
        load_network("attribution_fast", tmp_path)


def test_weights_come_back_as_they_were_saved(tmp_path):
    weights = NetworkWeights({"a.weight": np.array([[0.5, -2.0]], dtype=np.float32)}, {"threshold": 0.5})
    weights.save(tmp_path, "tiny")
    first = (tmp_path / "tiny.npz").read_bytes()
    weights.save(tmp_path, "tiny")
    again = load_network("tiny", tmp_path)
    assert (tmp_path / "tiny.npz").read_bytes() == first
    assert again.arrays["a.weight"].tolist() == [[0.5, -2.0]]
    assert again.about == {"threshold": 0.5}


def test_weights_that_are_saved_anew_replace_those_that_were_loaded(tmp_path):
    for value in (1.0, 2.0):
        NetworkWeights({"a.weight": np.array([value], dtype=np.float32)}, {}).save(tmp_path, "tiny")
        assert load_network("tiny", tmp_path).arrays["a.weight"].tolist() == [value]
