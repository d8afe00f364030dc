import numpy as np
import pytest

from argmine.corpus.layout import blocks
from argmine.pipeline import load
from argmine.pipeline.attribution.quotations import find_quotations
from argmine.pipeline.attribution.relations import REACH, SIZES, neighbours, relate
from argmine.pipeline.attribution.words import words_of

TEXT = 'Ann Roe, who runs the mill, said: "The fee is late; it will hurt." Nobody answered.\n\nThe end.'


@pytest.fixture(scope="module")
def words():
    return words_in(TEXT)


def words_in(text):
    paragraphs = blocks(text)
    return words_of([load(stages=("argmine_layout",))(text)], [paragraphs], [find_quotations(text, paragraphs)])


def relations_of(words, *cues):
    return relate(words, np.zeros(len(words), dtype=np.int64), np.array(cues, dtype=np.int64))


def test_a_cue_meets_every_word_of_its_block_and_no_other(words):
    said, end = 7, len(words) - 2
    relations = relations_of(words, said, end)
    assert relations.size.tolist() == [int(words.high[said]), 3]
    assert relations.word[: relations.size[0]].tolist() == list(range(int(words.high[said])))
    assert set(relations.cue.tolist()) == {said, end}


def test_codes_stay_in_their_ranges(words):
    relations = relations_of(words, *range(len(words)))
    assert (relations.codes >= 0).all()
    assert (relations.codes < np.array(SIZES)).all()


def test_a_cue_is_at_no_distance_from_itself_and_both_sides_differ(words):
    relations = relations_of(words, 7)
    distance = relations.codes[:, 0]
    assert distance[7] == (SIZES[0] - 1) // 2
    assert distance[6] == distance[7] - 1
    assert distance[8] == distance[7] + 1


def test_words_between_marks_are_told_from_those_outside(words):
    relations = relations_of(words, 7)
    quoted = [i for i, number in enumerate(words.quotation[: words.high[0]]) if number]
    outside = [i for i in range(int(words.high[0])) if i not in quoted]
    assert not set(relations.codes[quoted, 3].tolist()) & set(relations.codes[outside, 3].tolist())


def test_neighbours_end_with_the_block(words):
    relations = relations_of(words, 7, len(words) - 1)
    before, after = neighbours(relations, 1)
    none = len(relations.word)
    assert before[0] == after[relations.size[0] - 1] == before[relations.size[0]] == after[-1] == none
    assert before[1] == 0


def test_a_long_block_is_read_only_near_the_cue():
    words = words_in("Mills and ports " * 200 + "closed, she said.")
    last = len(words) - 2
    relations = relations_of(words, last)
    assert relations.size.tolist() == [REACH + 2]
    assert relations.low.tolist() == [last - REACH]
