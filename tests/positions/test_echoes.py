from __future__ import annotations

import pytest

from argmine.positions import find_echoes
from argmine.schema import Claim

QUOTE = "We will not hand our fishing grounds to foreign fleets without a fight in every court of this land."
PULL_QUOTE = (
    "The council's new fees are a panicked answer to a foreseeable shortage, drawn up without proper advice or figures."
)
BODY = "the council is panicking over a shortage and acting without proper advice or figures"
LICENCE = "It feels like a guild system where you must beg the mayor for permission each time you open a new stall."
LICENCE_BODY = "the rules to a guild system where opening a new stall requires the mayor's permission"
UNRELATED = [
    "Fishing grounds should be shared between all fleets.",
    "The council has doubled the fees for market stalls since spring.",
    "The mayor promised to open a new market hall by winter.",
]


def _linked(claims: list[Claim]) -> set[frozenset[str]]:
    by_id = {claim.id: claim.text for claim in claims}
    return {frozenset((by_id[echo.claim], by_id[echo.of])) for echo in find_echoes(claims)}


@pytest.mark.parametrize(
    "repeated",
    [
        QUOTE,
        QUOTE.upper(),
        "We will not hand our fishing grounds to foreign fleets without a fight",
        "a fight in every court of this land",
    ],
    ids=["verbatim", "capitals", "trimmed", "scrap"],
)
def test_a_quote_is_found_again_in_another_article(make, repeated):
    claims = make([QUOTE, UNRELATED[1]], "a") + make([UNRELATED[2], repeated], "b")
    assert _linked(claims) == {frozenset((QUOTE, repeated))}
    (echo,) = find_echoes(claims)
    assert echo.similarity == 1.0


def test_pull_quotes_echo_the_sentences_they_paraphrase(make):
    claims = make(
        [PULL_QUOTE, UNRELATED[0], LICENCE, UNRELATED[1], BODY, UNRELATED[2], LICENCE_BODY],
        speakers=[None, None, None, None, "critics", None, "one trader"],
    )
    assert _linked(claims) == {frozenset((PULL_QUOTE, BODY)), frozenset((LICENCE, LICENCE_BODY))}
    speakers = {claim.id: claim.speaker for claim in claims}
    for echo in find_echoes(claims):
        assert speakers[echo.claim] is None
        assert speakers[echo.of] is not None
        assert 0.6 < echo.similarity < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The harbour fee should be raised to pay for cleaner ships.",
            "The harbour fee should not be raised to pay for cleaner ships at all.",
        ),
        (
            "The levy will cost 300 mill workers along the river their jobs.",
            "Along the river the levy costs 9,000 mill workers jobs.",
        ),
        ("The harbour fee is a burden for small shipping firms.", "The harbour fee helps to clean the shipping lanes."),
        ("They know it.", "They know it."),
        (QUOTE, "hand our fishing grounds to foreign fleets without a fight"),
    ],
    ids=["denied", "other numbers", "same topic", "too short", "trimmed to the opposite"],
)
def test_claims_that_differ_are_no_echo(make, one, other):
    assert find_echoes(make([one], "a") + make([other], "b")) == ()


def test_overlapping_spans_of_one_document_are_no_echo(make):
    (whole,) = make([QUOTE])
    part = Claim(id="part", document=whole.document, start=0, end=60, text=whole.text[:60], kind="direct")
    assert find_echoes([whole, part]) == ()


def test_many_copies_are_linked_without_comparing_all_pairs(make):
    claims = [claim for i in range(60) for claim in make([QUOTE], f"wire {i:02}")]
    echoes = find_echoes(claims)
    assert {echo.claim for echo in echoes} | {echo.of for echo in echoes} == {claim.id for claim in claims}
    assert len(echoes) < 60 * 12


def test_nothing_and_one_claim_have_no_echo(make):
    assert find_echoes([]) == ()
    assert find_echoes(make(["", "—"])) == ()
    assert find_echoes(make([QUOTE])) == ()


def test_catchphrases_are_no_echo(make):
    texts = ["clean harbour now", "The council's slogan of a clean harbour now is an empty promise."]
    assert find_echoes(make(texts)) == ()
