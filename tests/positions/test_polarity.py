from __future__ import annotations

from dataclasses import replace

import pytest

from argmine.positions.polarity import Case, features, polarities
from argmine.schema import Claim, Polarity


def _cases(claims: list[Claim], text: str, *, discovered: bool, reference: int | None = 0) -> list[Case]:
    return [
        Case(
            claim=claim,
            position="p",
            text=text,
            reference=claims[reference] if reference is not None else None,
            discovered=discovered,
            similarity=0.5,
        )
        for claim in claims
    ]


def _sides(cases: list[Case]) -> list[Polarity]:
    return [side for side, _ in polarities(cases)]


def test_speakers_of_the_same_side_agree_and_opponents_do_not(make):
    texts = ["The levy should stay.", "The levy pays for itself.", "The levy is an attack on mills."]
    claims = make(texts, stances=["administration", "administration", "critics"], speakers=["Mayor", "Clerk", "Union"])
    assert _sides(_cases(claims, texts[0], discovered=True)) == ["support", "support", "attack"]


def test_stance_probabilities_count_before_the_stance(make):
    texts = ["The levy should stay.", "The levy is much discussed."]
    claims = make(texts, stances=["administration", "critics"])
    certain = [replace(claim, stance_probabilities={claim.stance: 1.0}) for claim in claims]
    doubtful = [claims[0], replace(claims[1], stance_probabilities={"critics": 0.5, "administration": 0.5})]
    (_, sure), (_, unsure) = (polarities(_cases(c, texts[0], discovered=True))[1] for c in (certain, doubtful))
    assert sure > unsure


def test_the_typical_claim_supports_its_position_for_certain(make):
    claims = make(["The levy should never be scrapped.", "Scrap it."], stances=["critics", "administration"])
    assert polarities(_cases(claims, claims[0].text, discovered=True))[0] == ("support", 1.0)


@pytest.mark.parametrize(
    ("claim", "position", "side"),
    [
        ("The levy is good for the river and should be kept.", "The levy should be kept.", "support"),
        ("The levy is a disaster and must not be kept.", "The levy should be kept.", "attack"),
        ("Scrapping the levy would be a terrible mistake.", "The levy should be scrapped.", "attack"),
        ("The levy will kill jobs in the mills.", "The levy will hurt the economy.", "support"),
        ("It is wrong to repeal the levy.", "The levy should be repealed.", "attack"),
    ],
)
def test_words_decide_under_a_given_position(make, claim, position, side):
    assert _sides(_cases(make([claim]), position, discovered=False, reference=None)) == [side]


def test_sides_under_a_given_position_share_their_evidence(make):
    texts = ["The levy is a disaster and must be repealed.", "Our members will march on Friday."]
    apart, together = (make(texts, stances=stances) for stances in (["critics", "other"], ["critics", "critics"]))
    position = "The levy should be kept."
    alone, shared = (
        features(_cases(claims, position, discovered=False, reference=None))[1] for claims in (apart, together)
    )
    assert "given:side:tone" not in alone
    assert shared["given:side:tone"] < 0


def test_stances_of_another_codebook_are_no_trouble(make):
    claims = make(["The levy should stay.", "The levy must go."], stances=["millers", "townsfolk"])
    assert len(polarities(_cases(claims, claims[0].text, discovered=True))) == 2
    assert polarities([]) == []
