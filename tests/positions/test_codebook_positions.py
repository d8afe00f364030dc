from __future__ import annotations

from argmine.codebook import Codebook
from argmine.positions import find_positions

BOOK = Codebook.parse(
    """
stances: [{name: industry}, {name: administration}, {name: critics}]
positions:
  - id: TAX
    text: The harbour tax on shipping should be kept.
    examples: [Ships must pay to use the harbour.]
  - id: GRANTS
    text: Homeowners should be given grants to insulate their houses.
  - id: SCHOOL
    text: School should start later in the morning.
"""
)


def test_claims_are_matched_to_the_codebook(debate):
    result = find_positions(debate, codebook=BOOK)
    for claim in result.claims:
        expected = "TAX" if "tax" in claim.text else "GRANTS" if "nsulat" in claim.text else None
        assert claim.position == expected, claim.text
        assert (claim.polarity is None) == (claim.position is None)


def test_positions_are_those_of_the_codebook_in_its_order(debate):
    result = find_positions(debate, codebook=BOOK)
    assert [position.id for position in result.positions] == ["TAX", "GRANTS", "SCHOOL"]
    assert [position.text for position in result.positions] == [entry.text for entry in BOOK.positions]
    tax, _, school = result.positions
    assert school.typical is None
    assert tax.typical in {claim.id for claim in result.claims if claim.position == "TAX"}


def test_an_example_matches_like_the_text(make):
    claims = make(["Every ship must pay something to use the harbour."])
    assert find_positions(claims, codebook=BOOK).claims[0].position == "TAX"


def test_no_claims_leave_the_positions_of_the_codebook():
    result = find_positions([], codebook=BOOK)
    assert [position.id for position in result.positions] == ["TAX", "GRANTS", "SCHOOL"]
    assert result.claims == ()
