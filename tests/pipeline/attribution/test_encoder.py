"""The pretrained encoder: word pieces of blocks, and a vector for each word."""

import numpy as np
import pytest
from tokenizers import Tokenizer

from argmine.models import models_folder
from argmine.models.encoder import EncoderError
from argmine.pipeline import load
from argmine.pipeline.attribution.encoder import LONGEST, Pieces, WordEncoder

WORDS = ["Ann", "Roe", "unbelievably", "said", ".", "\u200b", "It", "rained"]
LOW = np.array([0, 0, 0, 0, 0, 0, 6, 6])


@pytest.fixture(scope="module")
def encoder():
    return WordEncoder(models_folder(), "attribution_accurate")


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.from_file(str(models_folder() / "attribution_accurate.tokenizer.json"))


def test_every_word_has_a_piece_in_its_own_block(tokenizer):
    pieces = Pieces.of(tokenizer, WORDS, LOW)
    assert len(pieces.chunks) == 2
    assert len(pieces.first) == len(WORDS)
    assert (np.diff(pieces.first) >= 0).all()
    assert (pieces.first[:6] < len(pieces.chunks[0])).all()
    assert (pieces.first[6:] >= len(pieces.chunks[0])).all()
    assert pieces.first[3] - pieces.first[2] > 1


def test_a_long_block_is_cut_into_chunks(tokenizer):
    pieces = Pieces.of(tokenizer, ["mill"] * (LONGEST + 5), np.zeros(LONGEST + 5, dtype=np.int64))
    assert [len(chunk) for chunk in pieces.chunks] == [LONGEST, 5]


def test_a_word_is_read_in_its_block_and_nowhere_else(encoder):
    alone = encoder(WORDS[6:], np.zeros(2, dtype=np.int64))
    together = encoder(WORDS, LOW)
    assert together.shape == (len(WORDS), alone.shape[1])
    assert (together[6:] == alone).all()
    other = encoder(["It", "snowed"], np.zeros(2, dtype=np.int64))
    assert np.abs(other[0] - alone[0]).max() > 0.01


def test_no_words_have_no_vectors(encoder):
    assert len(encoder([], np.empty(0, dtype=np.int64))) == 0


@pytest.mark.usefixtures("encoder")
def test_the_accurate_model_reads_a_text():
    nlp = load(attribution="accurate", stages=("argmine_layout", "argmine_attributions"))
    text = "While the harbour board maintains the toll is fair, hauliers argue that it empties the port."
    found = [
        (text[slice(*a.source[0])], text[slice(*a.cue[0])], text[slice(*a.content[0])])
        for a in nlp(text)._.attributions
    ]
    assert ("hauliers", "argue", "that it empties the port") in found
    assert [doc._.attributions for doc in nlp.pipe(["", " \n "])] == [(), ()]


def test_missing_weights_are_named_with_what_makes_them(tmp_path):
    with pytest.raises(EncoderError, match=r"attribution_accurate\.onnx.*argmine train attribution"):
        WordEncoder(tmp_path, "attribution_accurate")
