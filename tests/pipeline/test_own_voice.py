"""Texts that argue in their own voice: a letter, a speech, an opinion piece, and a report that stays one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from argmine.pipeline.own_voice import Voice
from argmine.pipeline.own_voice.genre import voice_of

LETTER = """Harbor Lane Tenants' Council
14 Harbor Lane
Port Ellis

June 3, 2024

Re: Proposed Rule on Security Deposits, Docket 2024-117

Dear Director Marsh:

I am writing to support the proposed rule on security deposits. My landlord kept my deposit for eleven months, and I \
had to borrow from my sister to move. Nobody should have to do that.

The rule is too weak in one respect. It lets a landlord deduct cleaning without a receipt, and that is where most of \
the cheating happens. In our building 19 of 40 tenants lost part of their deposit last year. I urge the Department to \
require receipts for every deduction.

Please do not wait another year. Families are paying for this now.

Thank you for your attention.

Sincerely,
Rosa Quill
"""
SPEECH = (
    "Mr. President, I wish to thank you for convening this meeting. I also thank the Special Envoy for her briefing. "
    "The situation in the river provinces is getting worse by the week. Forty villages have been cut off since May. "
    "In that regard, my delegation condemns the shelling of the pumping stations, which serve thousands of people. "
    "We therefore call on all parties to withdraw their guns from the river, and we urge the Council to send observers "
    "without delay. I thank you, Mr. President."
)
REPORT = (
    "The state Senate voted 24-15 Tuesday to cap security deposits at one month's rent. Supporters said the bill would "
    "help renters who cannot save thousands of dollars. “People are sleeping in cars because of a deposit,” said Sen. "
    "Dale Wick, who sponsored the bill. The Port Ellis Landlords Association said it would sue. Its president, Carl "
    "Boone, told reporters that small owners would sell. Ortiz has 10 days to act. Her spokeswoman declined to comment."
)


@pytest.fixture
def reader(nlp):
    return nlp.get_pipe("argmine_claims").own_voice


def test_a_letter_is_its_propositions_without_what_surrounds_them(analyze, reader):
    doc = analyze(LETTER)
    assert reader.voices([doc])[0].is_comment
    claims = {claim.text: claim for claim in doc._.claims}
    assert "Nobody should have to do that." in claims
    assert "In our building 19 of 40 tenants lost part of their deposit last year." in claims
    assert not any(word in text for text in claims for word in ("Docket", "Dear", "Sincerely", "Thank you", "June 3"))
    assert {claim.kind for claim in claims.values()} == {"authorial"}
    assert {claim.speaker for claim in claims.values()} == {None}


def test_a_sentence_of_two_propositions_is_cut_at_its_clause(analyze):
    texts = [claim.text for claim in analyze(LETTER)._.claims]
    assert "It lets a landlord deduct cleaning without a receipt" in texts
    assert "and that is where most of the cheating happens." in texts


def test_what_a_letter_asks_for_is_a_policy_and_what_its_writer_went_through_testimony(analyze):
    types = {claim.text: claim.type for claim in analyze(LETTER)._.claims}
    assert types["I urge the Department to require receipts for every deduction."] == "policy"
    assert types["My landlord kept my deposit for eleven months"] == "testimony"


def test_thanks_and_procedure_of_a_speech_are_no_claims(analyze, reader):
    doc = analyze(SPEECH)
    voice = reader.voices([doc])[0]
    assert voice.manner == "argument"
    assert not voice.is_comment
    text = " ".join(claim.text for claim in doc._.claims)
    assert "getting worse by the week" in text
    assert "send observers without delay" in text
    assert "thank" not in text


def test_a_report_keeps_to_what_others_say(analyze, reader):
    doc = analyze(REPORT)
    assert reader.voices([doc]) == [Voice("report")]
    assert all(claim.kind != "authorial" for claim in doc._.claims)


def test_what_another_says_word_by_word_in_a_letter_is_theirs(analyze):
    text = LETTER.replace(
        "Nobody should", "The manager said, “The carpet is ruined and you will pay for it.” Nobody should"
    )
    (quoted,) = (claim for claim in analyze(text)._.claims if claim.kind == "direct")
    assert quoted.text == "The carpet is ruined and you will pay for it."
    assert [text[start:end] for start, end in quoted.source] == ["The manager"]


def test_claims_are_in_order_and_apart_in_batches_and_alone(nlp):
    docs = list(nlp.pipe([LETTER, SPEECH, REPORT, ""]))
    for text, doc in zip((LETTER, SPEECH, REPORT, ""), docs, strict=True):
        spans = [(claim.start, claim.end) for claim in doc._.claims]
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
        assert [claim.text for claim in doc._.claims] == [claim.text for claim in nlp(text)._.claims]


def test_a_text_of_a_few_words_does_not_show_its_voice(analyze, reader):
    assert reader.voices([analyze("I think the toll is unfair. We should drop it.")]) == [Voice("report")]


@pytest.mark.parametrize(
    ("genres", "voice"),
    [
        ({"comment": 0.6, "speech": 0.2, "opinion": 0.2, "report": 0.0}, Voice("argument", 0.4)),
        ({"comment": 0.3, "speech": 0.1, "opinion": 0.5, "report": 0.1}, Voice("opinion")),
        ({"comment": 0.1, "speech": 0.1, "opinion": 0.5, "report": 0.3}, Voice("report")),
        ({"comment": 0.0, "speech": 0.1, "opinion": 0.0, "report": 0.9}, Voice("report")),
    ],
)
def test_the_voice_follows_from_the_genres(genres, voice):
    found = voice_of(genres)
    assert found.manner == voice.manner
    assert found.speech == pytest.approx(voice.speech)
