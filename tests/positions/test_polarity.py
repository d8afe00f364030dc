from __future__ import annotations

from dataclasses import replace

import pytest

from argmine.positions.polarity import Case, features, read_cases, sides
from argmine.positions.reader import Reading
from argmine.schema import Claim, Polarity

FOR, AGAINST = Reading(-2.0, 2.0, -4.0, 2.0), Reading(2.0, -2.0, -4.0, 2.0)
READ = Reading(0.0, 0.0, -4.0, 0.0)
APART = Reading(-2.0, -2.0, 4.0, -4.0)


def _found(claims: list[Claim], text: str) -> list[Case]:
    return [Case(claim, "p", text, claims[0], 0.5, READ, True) for claim in claims]


def _given(claims: list[Claim], readings: list[Reading]) -> list[Case]:
    return [Case(c, "p", "The levy should stay.", None, 0.5, r, False) for c, r in zip(claims, readings, strict=True)]


def _polarities(cases: list[Case]) -> list[Polarity | None]:
    return [side.polarity for side in sides(cases)]


def test_speakers_of_the_same_side_agree_and_opponents_do_not(make):
    texts = ["The levy should stay.", "The levy pays for itself.", "The levy is an attack on mills."]
    claims = make(texts, stances=["administration", "administration", "critics"], speakers=["Mayor", "Clerk", "Union"])
    assert _polarities(_found(claims, texts[0])) == ["support", "support", "attack"]


def test_stance_probabilities_count_before_the_stance(make):
    texts = ["The levy should stay.", "The levy is much discussed."]
    claims = make(texts, stances=["administration", "critics"])
    certain = [replace(claim, stance_probabilities={claim.stance: 1.0}) for claim in claims]
    doubtful = [claims[0], replace(claims[1], stance_probabilities={"critics": 0.5, "administration": 0.5})]
    sure, unsure = (sides(_found(c, texts[0]))[1] for c in (certain, doubtful))
    assert sure.polarity == "attack"
    assert sure.probability > unsure.probability


def test_the_typical_claim_supports_its_position_for_certain(make):
    claims = make(["The levy should never be scrapped.", "Scrap it."], stances=["critics", "administration"])
    assert sides(_found(claims, claims[0].text))[0] == ("support", 1.0)


@pytest.mark.parametrize(
    ("claim", "position", "side"),
    [
        ("The levy is good for the river and should be kept.", "The levy should be kept.", "support"),
        ("The levy is a disaster and must not be kept.", "The levy should be kept.", "attack"),
        ("Scrapping the levy would be a terrible mistake.", "The levy should be scrapped.", "attack"),
        ("The levy will kill jobs in the mills.", "The levy will hurt the economy.", "support"),
        ("It is wrong to repeal the levy.", "The levy should be repealed.", "attack"),
        ("Nobody should have to pay for driving into town.", "Drivers should pay a toll to enter the town.", "attack"),
        ("A toll keeps the streets free of smoke.", "Drivers should pay a toll to enter the town.", "support"),
    ],
)
def test_a_given_position_is_read_together_with_the_claim(make, claim, position, side):
    [reading] = read_cases([position], [claim])
    [found] = sides([Case(make([claim])[0], "p", position, None, 0.5, reading, False)])
    assert found.polarity == side
    assert 0.5 < found.probability <= 1


def test_a_claim_on_something_else_takes_no_side(make):
    assert _polarities(_given(make(["Wolves sleep by day."]), [APART])) == [None]
    [reading] = read_cases(["The vow of celibacy should be abandoned."], ["Cheap solar panels come from abroad."])
    [found] = sides(_given(make(["Cheap solar panels come from abroad."]), [reading]))
    assert found.polarity is None


def test_claims_of_one_stance_on_a_given_position_share_their_evidence(make):
    texts = ["The levy is a disaster.", "Our members will march on Friday."]
    apart, together = (make(texts, stances=stances) for stances in (["critics", "other"], ["critics", "critics"]))
    alone, shared = (features(_given(claims, [AGAINST, FOR]))[1] for claims in (apart, together))
    assert "given:same of stance" not in alone
    assert shared["given:same of stance"] < 0


def test_what_others_say_elsewhere_does_not_count(make):
    here, there = make(["The levy is a disaster."], "a"), make(["The levy is a blessing."], "b")
    [alone] = features(_given(here, [AGAINST]))
    assert features(_given([*here, *there], [AGAINST, FOR]))[0] == alone


def test_an_uncertain_side_is_not_told(make):
    unsure = Reading(0.0, 0.0, -4.0, 0.0)
    [found] = sides(_given(make(["The levy is a levy."]), [unsure]))
    assert found.polarity is None or found.probability >= 0.52


def test_stances_of_another_codebook_are_no_trouble(make):
    claims = make(["The levy should stay.", "The levy must go."], stances=["millers", "townsfolk"])
    assert len(sides(_found(claims, claims[0].text))) == 2
    assert sides([]) == []
