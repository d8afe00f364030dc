import numpy as np
import pytest

from argmine.corpus.layout import blocks
from argmine.pipeline import load
from argmine.pipeline.attribution.quotations import find_quotations
from argmine.pipeline.attribution.words import CLOSING, COLUMNS, DEEPEST, INSIDE, OPENING, OUTSIDE, words_of

TEXT = 'Ann Roe said the fee is late.\n\n"The fee is late," she said. Nobody answered.'


@pytest.fixture(scope="module")
def parser():
    return load(stages=("argmine_layout",))


@pytest.fixture(scope="module")
def read(parser):
    def read(*texts):
        paragraphs = [blocks(text) for text in texts]
        quotations = [find_quotations(text, found) for text, found in zip(texts, paragraphs, strict=True)]
        return words_of([parser(text) for text in texts], paragraphs, quotations)

    return read


def spelled(words, *texts):
    return [texts[doc][start:end] for doc, start, end in zip(words.doc, words.start, words.end, strict=True)]


def test_blanks_are_left_out_and_documents_stand_behind_one_another(read):
    words = read(TEXT, "It rained.")
    assert spelled(words, TEXT, "It rained.")[:3] == ["Ann", "Roe", "said"]
    assert not any(word.isspace() for word in spelled(words, TEXT, "It rained."))
    assert words.doc.tolist() == sorted(words.doc.tolist())
    assert len(set(words.sentence.tolist())) == 4


def test_a_block_bounds_its_words(read):
    words = read(TEXT)
    first = words.high[0]
    assert TEXT[words.start[first]] == '"'
    assert set(words.low.tolist()) == {0, int(first)}
    assert (words.low <= np.arange(len(words))).all()
    assert (np.arange(len(words)) < words.high).all()


def test_ancestors_are_heads_of_heads_inside_the_block(read):
    words = read(TEXT)
    said = spelled(words, TEXT).index("said")
    ann = 0
    assert words.ancestors.shape == (DEEPEST, len(words))
    assert words.ancestors[0].tolist() == list(range(len(words)))
    assert said in words.ancestors[:, ann]
    assert words.depth[said] == 0 < words.depth[ann]
    assert ((words.low <= words.ancestors) & (words.ancestors < words.high)).all()


def test_marks_tell_where_a_quotation_begins_and_ends(read):
    words = read(TEXT)
    found = dict(zip(range(len(words)), words.mark.tolist(), strict=True))
    spelling = spelled(words, TEXT)
    opening, closing = (i for i, word in enumerate(spelling) if word == '"')
    assert (found[opening], found[opening + 1], found[closing]) == (OPENING, INSIDE, CLOSING)
    assert found[0] == OUTSIDE
    assert words.quotation[opening] == words.quotation[closing] == 1
    assert words.quotation[0] == 0


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ("«", "»"), ("„", "“"), ("''", "''")])
def test_all_marks_look_alike(read, opening, closing):
    straight = read('"The fee is late," she said.')
    other = read(f"{opening}The fee is late,{closing} she said.")
    marks = [i for i, mark in enumerate(other.mark.tolist()) if mark in {OPENING, CLOSING}]
    assert len(marks) == 2
    assert (other.hashes[marks] == straight.hashes[marks]).all()


def test_cues_have_their_kind(read):
    words = read("She said that he hopes to win.")
    spelling = spelled(words, "She said that he hopes to win.")
    assert words.cue[spelling.index("said")].tolist() == [1, 0, 0, 0, 1]
    assert words.cue[spelling.index("hopes")].tolist() == [0, 0, 1, 0, 1]
    assert not words.cue[spelling.index("he")].any()


def test_parts_hold_whole_blocks(read):
    words = read(TEXT, TEXT)
    parts = list(words.parts(3))
    assert len(parts) == 4
    assert sum(map(len, parts)) == len(words)
    assert all((part.low[0], part.high[-1]) == (0, len(part)) for part in parts)
    assert np.concatenate([part.hashes for part in parts]).tolist() == words.hashes.tolist()


@pytest.mark.parametrize("text", ["", " \n\n ", "\n", "“", "😀"])
def test_odd_texts_have_few_words_or_none(read, text):
    words = read(text)
    assert len(words) <= 1
    assert words.hashes.shape == (len(words), len(COLUMNS))
