"""From attributions to spans: one sentence at most, without marks, cue or source."""

from __future__ import annotations

from itertools import pairwise

import pytest

from argmine.corpus.layout import blocks
from argmine.pipeline.attribution.quotations import find_quotations
from argmine.pipeline.cutting import kind_of


@pytest.fixture
def texts(everything):
    """The texts of the candidates that somebody is named for."""

    def run(text: str) -> list[str]:
        return [claim.text for claim in everything(text) if claim.source]

    return run


def test_a_quotation_of_several_sentences_is_one_claim_a_sentence(texts):
    text = "“The fee is unfair. Nobody asked us! It must go,” said Dan Hale."
    assert texts(text) == ["The fee is unfair.", "Nobody asked us!", "It must go"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The fee is unfair,” said Dan Hale.", "The fee is unfair"),
        ("Dan Hale said: “The fee is unfair.”", "The fee is unfair."),
        ('"The fee is unfair!" said Dan Hale.', "The fee is unfair!"),
        ("Dan Hale said that the fee is unfair.", "the fee is unfair"),
        ("- “The fee is unfair,” said Dan Hale.", "The fee is unfair"),
        ("“The fee is a ‘tax on bread’ and must go,” said Dan Hale.", "The fee is a ‘tax on bread’ and must go"),
        ("Dan Hale said the fee is “a tax on bread.”", "the fee is “a tax on bread.”"),
        ('Dan Hale said the fee is "a tax on bread."', 'the fee is "a tax on bread."'),
        ("«The fee is unfair,» said Dan Hale.", "The fee is unfair"),
        ("``The fee is unfair,'' said Dan Hale.", "The fee is unfair"),
        ("‘The fee is unfair,’ said Dan Hale. ‘It’s late.’", "The fee is unfair"),
        ("'The fee is unfair,' said Dan Hale. 'It's late.'", "The fee is unfair"),
    ],
)
def test_outer_marks_and_commas_go_and_full_stops_stay(texts, text, expected):
    assert texts(text)[0] == expected


@pytest.mark.parametrize("pair", ["“”", '""'])
def test_marks_inside_a_claim_stay_in_pairs(texts, pair):
    opening, closing = pair
    text = f"The minister said {opening}no one should pay twice{closing} and that it will stop."
    for claim in texts(text):
        assert claim.count(opening) == claim.count(closing) or claim.count(opening) % 2 == 0


def test_both_halves_of_an_interrupted_sentence_stay_if_both_say_something(texts):
    text = "“The fee is unfair,” Mr. Hale said, “and it will ruin small farms.”"
    assert texts(text) == ["The fee is unfair", "and it will ruin small farms."]


def test_of_an_interrupted_sentence_the_half_that_says_something_stays(texts):
    text = "“The fee,” Mr. Hale said, “will ruin small farms across the valley.”"
    assert texts(text) == ["will ruin small farms across the valley."]


def test_of_contents_that_overlap_the_outermost_stays(texts):
    assert texts("The council said that the union believes that the tax is unfair.") == [
        "the union believes that the tax is unfair"
    ]


def test_each_that_clause_is_a_claim(texts):
    text = "Dan Hale said that the fee is unfair and that it will ruin small farms."
    assert [claim.rstrip(".") for claim in texts(text)] == ["the fee is unfair", "it will ruin small farms"]


@pytest.mark.parametrize("blank", ["\r\n", "\u2028", "\x85", "\u2009"])
def test_no_blank_stays_at_the_edges_of_a_claim(everything, blank):
    claims = everything(f"The fee is unfair to farms.{blank}It must go now.{blank}")
    assert all(claim.text == claim.text.strip() for claim in claims)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry denies that the fee is unfair.", "denies that the fee is unfair"),
        ("Critics doubt that the fee will help.", "doubt that the fee will help"),
        ("The ministry disputed that the fee is unfair.", "disputed that the fee is unfair"),
        ("Farmers do not believe that the fee is fair.", "do not believe that the fee is fair"),
    ],
)
def test_the_verb_of_a_denial_stays_in_the_claim(texts, text, expected):
    assert texts(text) == [expected]


def test_a_denial_does_not_begin_inside_a_word(texts):
    assert texts("They're not expecting the fee to fall.") == ["not expecting the fee to fall"]


def test_a_closing_mark_stays_where_the_parser_puts_it_into_a_sentence_of_its_own(texts):
    text = 'Dan Hale said the company "takes the privacy of our data very seriously."\n\nIt rained.'
    assert texts(text) == ['the company "takes the privacy of our data very seriously."']


def test_one_word_is_no_claim(everything):
    assert [claim.text for claim in everything("“No,” said Dan Hale. Unfair!") if len(claim.text.split()) < 2] == []


def test_sentences_that_nobody_is_named_for_are_authorial(everything):
    claims = everything("The fee is unfair to farms. Critics say it must go. Nobody should pay it.")
    assert [(claim.text, claim.kind) for claim in claims] == [
        ("The fee is unfair to farms.", "authorial"),
        ("it must go", "indirect"),
        ("Nobody should pay it.", "authorial"),
    ]


def test_candidates_are_in_order_and_apart(everything):
    text = (
        "While the board says the tax is fair, farmers argue it will ruin them. “It must go,” said Dan Hale, "
        "who called it “a tax on bread.” The council, he added, believes that nobody will pay. It rained."
    )
    claims = everything(text)
    assert all(first.end <= second.start for first, second in pairwise(claims))
    assert all(text[claim.start : claim.end] == claim.text for claim in claims)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("“The fee is unfair,” he said.", "The fee is unfair", "direct"),
        ("“The fee is unfair.”", "The fee is unfair.”", "direct"),
        ("He said the fee is “a tax.”", "the fee is “a tax.”", "mixed"),
        ("He said the fee is a tax. “No.”", "the fee is a tax", "indirect"),
    ],
)
def test_kind_follows_from_the_marks(text, words, kind):
    start = text.index(words)
    assert kind_of((start, start + len(words)), find_quotations(text, blocks(text))) == kind


def test_what_i_and_we_think_is_the_documents_own_voice(everything):
    (claim,) = everything("I think that the fee is unfair to small farms.")
    assert (claim.kind, claim.source, claim.speaker_unknown) == ("authorial", (), None)
    (quoted,) = everything("“I think that the fee is unfair to small farms,” said Ann Roe.")
    assert (quoted.kind, quoted.speaker.name) == ("direct", "Ann Roe")
