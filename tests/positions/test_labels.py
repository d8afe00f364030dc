from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmine.positions.labels import LONGEST, condensed, quality
from argmine.positions.terms import key_terms


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("the levy would “bankrupt” small mills", "The levy would bankrupt small mills."),
        ("But we believe that the levy must go", "The levy must go."),
        ("However, the levy is fair.", "The levy is fair."),
        ("That system is broken", "That system is broken."),
        ("that the levy is fair", "The levy is fair."),
        ("the levy (first raised in 1990) is fair", "The levy is fair."),
        ("the mill's owners [and tenants] agree", "The mill's owners and tenants agree."),
        ("$40 a tonne is too much", "$40 a tonne is too much."),
        ("The levy has failed the mills of the north. It must go.", "The levy has failed the mills of the north."),
        ("the U.S. levy is fair", "The U.S. levy is fair."),
        ("MAYOR KROLL: The levy is fair", "The levy is fair."),
        ("'Fair trade' is a slogan", "Fair trade is a slogan."),
    ],
)
def test_a_claim_is_condensed_to_a_sentence_of_its_own(text, sentence):
    assert condensed(text) == sentence


def test_a_long_claim_is_cut_at_a_clause():
    text = (
        "the levy will close every mill along the river within two winters, which the council has known since the "
        "first report was handed to its members behind closed doors in the spring"
    )
    assert condensed(text) == "The levy will close every mill along the river within two winters."


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_a_label_is_never_long_and_never_empty_for_words(text):
    label = condensed(text)
    assert len(label.split(" ")) <= LONGEST or label == text.strip()
    assert label or not text.strip()
    assert condensed(text) == label


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("The council should repeal the levy on grain.", "to repeal the levy on grain"),
        ("The levy on grain would close the mills.", "It would close the mills."),
        ("The levy on grain would close the mills.", "the levy on grain and the closing of mills"),
        ("The levy on grain is too high for the mills.", "Is the levy on grain too high for the mills?"),
        ("The levy on grain must go before winter.", "I would say that my levy on grain goes"),
    ],
)
def test_propositions_read_better_than_fragments(better, worse):
    assert quality(better) > quality(worse)


def test_key_terms_set_groups_apart_and_keep_pairs_of_words_together():
    grain, bridge = key_terms(
        [
            ["The grain levy closes mills.", "A grain levy is unfair to mills.", "Mills need grain levy relief."],
            ["The toll on the bridge is unfair.", "Bridge tolls punish commuters."],
        ]
    )
    assert "grain levy" in grain
    assert "mills" in grain
    assert {"bridge", "unfair"} & set(bridge)
    assert not {"grain", "levy"} & set(grain)
    assert key_terms([]) == []
