"""The table that tells a cue's kind by its lemma, and its look-up."""

from __future__ import annotations

from itertools import pairwise

import pytest

from argmine.pipeline.attribution.cue_kinds import cue_kind
from argmine.pipeline.lexicon import rows
from argmine.schema import CUE_KINDS

PARTS_OF_SPEECH = ("verb", "noun", "adjective", "adverb", "preposition")


@pytest.fixture(scope="module")
def table() -> list[list[str]]:
    return list(rows("cue_kinds.tsv"))


def test_every_row_is_a_lower_case_word_its_part_of_speech_and_its_kind(table):
    assert [row for row in table if len(row) != 3] == []
    assert [row for row in table if not row[0].isalpha() or row[0] != row[0].lower()] == []
    assert {pos for _, pos, _ in table} == set(PARTS_OF_SPEECH)
    assert {kind for _, _, kind in table} == set(CUE_KINDS)


def test_rows_are_sorted_and_each_lemma_has_one_kind_a_part_of_speech(table):
    keys = [(lemma, pos) for lemma, pos, _ in table]
    assert [pair for pair in pairwise(keys) if pair[0] >= pair[1]] == []


@pytest.mark.parametrize(
    ("lemma", "pos", "kind"),
    [
        ("say", "VERB", "speech"),
        ("accuse", "VERB", "speech"),
        ("call", "VERB", "speech"),
        ("accord", "VERB", "speech"),
        ("per", "ADP", "speech"),
        ("allegedly", "ADV", "speech"),
        ("plea", "NOUN", "speech"),
        ("think", "VERB", "belief"),
        ("seem", "VERB", "belief"),
        ("concern", "NOUN", "belief"),
        ("leery", "ADJ", "belief"),
        ("want", "VERB", "intention"),
        ("hope", "VERB", "intention"),
        ("threaten", "VERB", "intention"),
        ("unwilling", "ADJ", "intention"),
        ("endorse", "VERB", "attitude"),
        ("bemoan", "VERB", "attitude"),
        ("rebuke", "NOUN", "attitude"),
        ("against", "ADP", "attitude"),
    ],
)
def test_a_cue_has_the_kind_of_its_commonest_reading(lemma, pos, kind):
    assert cue_kind(lemma, pos, direct=False) == kind


def test_a_part_of_speech_may_change_the_kind():
    assert cue_kind("report", "NOUN", direct=False) == "speech"
    assert cue_kind("question", "VERB", direct=False) == "speech"
    assert cue_kind("question", "NOUN", direct=False) == "belief"


@pytest.mark.parametrize(
    ("lemma", "pos", "kind"),
    [("Question", "AUX", "speech"), ("Question", "PROPN", "belief"), ("Per", "SCONJ", "speech")],
)
def test_universal_parts_of_speech_are_read_as_those_of_the_table(lemma, pos, kind):
    assert cue_kind(lemma, pos, direct=False) == kind


def test_a_missing_part_of_speech_falls_back_on_another_of_the_lemma_verbs_first(table):
    assert ["insist", "adjective"] not in [row[:2] for row in table]
    assert cue_kind("insist", "ADJ", direct=False) == "speech"
    assert cue_kind("insist", "X", direct=False) == "speech"
    assert cue_kind("question", "X", direct=False) == cue_kind("question", "VERB", direct=False)


def test_only_a_direct_quotation_gives_an_unknown_cue_a_kind():
    assert cue_kind("zorble", "VERB", direct=True) == "speech"
    assert cue_kind("zorble", "VERB", direct=False) is None
    assert cue_kind("think", "VERB", direct=True) == "belief"


@pytest.mark.parametrize("lemma", ["be", "have", "make", "in", "go"])
def test_a_word_whose_kind_hangs_on_the_words_beside_it_has_none(lemma):
    assert cue_kind(lemma, "VERB", direct=False) is None
