"""What a text says of a person: role and organisation, from every way of introducing somebody."""

from __future__ import annotations

import pytest


@pytest.fixture
def person(everything):
    """The first speaker of a text."""

    def run(text: str):
        claims = everything(text, date="2021-06-01")
        return next(claim.speaker for claim in claims if claim.speaker is not None and claim.source)

    return run


BEFORE: list[tuple[str, str | None, str | None]] = [
    (
        "Lakeside Mutual met on Monday. The rule is workable, said its chief compliance officer, Dr. Ann Roe.",
        "chief compliance officer",
        "Lakeside Mutual",
    ),
    (
        "Lakeside’s chief information officer, Ann Roe, told reporters that the rule is unfair.",
        "Lakeside’s chief information officer",
        "Lakeside",
    ),
    (
        "The Harbour Workers Union is angry. “It is unfair,” said the union’s vice president, Ann Roe.",
        "union’s vice president",
        "Harbour Workers Union",
    ),
    (
        "The Interior Department’s assistant secretary for lands, Ann Roe, said the rule is fair.",
        "Interior Department’s assistant secretary for lands",
        "Interior Department",
    ),
    (
        "The chief executive of the Chamber of Harbour Trade, Ann Roe, said the rule is unfair.",
        "chief executive of the Chamber of Harbour Trade",
        "Chamber of Harbour Trade",
    ),
    ("“It is unfair,” school superintendent Ann Roe said on Monday.", "school superintendent", None),
    ("Finance chief Ann Roe said the rule is unfair.", "Finance chief", None),
    ("A delivery driver named Ann Roe said the rule is unfair.", "delivery driver", None),
    ("House of Representatives Speaker Ann Roe said the rule is fair.", "House of Representatives Speaker", None),
    ("President-elect Ann Roe said the rule is fair.", "President-elect", None),
    ("Treasury Secretary Ann Roe said the rule is fair.", "Treasury Secretary", "Treasury Department"),
]

BEHIND: list[tuple[str, str | None, str | None]] = [
    ("“It is unfair,” said Ann Roe, who has owned the inn for 24 years.", "owner of the inn", None),
    ("“It is unfair,” said Ann Roe, who farms 1,400 acres.", "farmer of 1,400 acres", None),
    ("Ann Roe, whose family has farmed cotton since 1953, said the rule is unfair.", "farmer of cotton", None),
    (
        "Ann Roe, who has lived in town for 44 years and leads the Harbour League, said the rule is unfair.",
        "head of the Harbour League",
        "Harbour League",
    ),
    ("“It is fair,” said Ann Roe, an undersecretary of commerce.", "undersecretary of commerce", None),
    ("“It is unfair,” said Ann Roe, a venture capitalist whose fund owns ports.", "venture capitalist", None),
    (
        "“It is unfair,” said Ann Roe, counsel to the Rural Fiber Alliance.",
        "counsel to the Rural Fiber Alliance",
        "Rural Fiber Alliance",
    ),
    (
        "Ann Roe, president of the Organization for Harbour Investment, said the rule is unfair.",
        "president of the Organization for Harbour Investment",
        "Organization for Harbour Investment",
    ),
    (
        "Ann Roe, senior vice president of the U.S. Chamber of Harbours, said the rule is unfair.",
        "senior vice president of the U.S. Chamber of Harbours",
        "U.S. Chamber of Harbours",
    ),
    (
        "Ann Roe, who teaches tax law at Lund University, said the rule is unfair.",
        "teacher of tax law at Lund University",
        "Lund University",
    ),
    (
        "Ann Roe, who was a deputy counsel at the Harbour Board, said the rule is unfair.",
        "former deputy counsel at the Harbour Board",
        "Harbour Board",
    ),
    ("Ann Roe, 61, a retired bus driver, said the rule is unfair.", "retired bus driver", None),
    ("“It is unfair,” said Ann Roe of the Harbour Institute.", None, "Harbour Institute"),
    ("Ann Roe, with the education group Truth in Schools, said the rule is unfair.", None, "Truth in Schools"),
]

DOING = [
    ("Ann Roe runs a travel site out of Lund. “It is unfair,” Roe said.", "head of a travel site out of Lund"),
    ("Ann Roe has wondered. She opened a small bakery last year. “It is unfair,” Roe said.", "owner of a small bakery"),
    ("Ann Roe is a farmer in Kansas. “It is unfair,” Roe said.", "farmer in Kansas"),
    ("Ann Roe’s 140 employees make pumps. “It is unfair,” Roe said.", "employer"),
]


@pytest.mark.parametrize(("text", "role", "organisation"), BEFORE + BEHIND)
def test_role_and_organisation(person, text, role, organisation):
    speaker = person(text)
    assert (speaker.name, speaker.role) == ("Ann Roe", role)
    if organisation is not None:
        assert speaker.organisation == organisation


@pytest.mark.parametrize(("text", "role"), DOING)
def test_what_somebody_does_is_a_role(person, text, role):
    speaker = person(text)
    assert (speaker.name, speaker.role) == ("Ann Roe", role)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe, a day after the vote, said the rule is unfair.",
        "Ann Roe, which is a surprise, said the rule is unfair.",
        "“It is unfair,” said Ann Roe, adding that the director of the port agreed.",
        "Dan Hale, the director of the port, Ann Roe and others met. “It is unfair,” Ann Roe said.",
        "By naming Ann Roe, the administration has shown how out of touch it is. “It is unfair,” Ann Roe said.",
    ],
)
def test_a_role_is_a_noun_phrase_about_the_person(everything, text):
    roles = {claim.speaker.role for claim in everything(text) if claim.speaker and claim.speaker.name == "Ann Roe"}
    assert roles == {None}


@pytest.mark.parametrize(
    "text", ["Ann Roe,", "Ann Roe’s", "Ann Roe (", "said Ann Roe, a", "the head, Ann Roe", "Ann Roe-"]
)
def test_a_text_may_end_within_an_introduction(analyze, text):
    assert analyze(text).text == text


def test_the_first_introduction_stands(person):
    text = (
        "Ann Roe, a farmer, said the rule is unfair. Years ago Ann Roe, the deputy vice chairwoman of the large and "
        "powerful Harbour Board, had wanted it."
    )
    assert person(text).role == "farmer"


def test_a_title_takes_in_what_is_told_later(person):
    text = "Sen. Ann Roe said the rule is fair. Roe, chairwoman of the Senate Harbour Committee, wants more."
    assert person(text).role == "Sen., chairwoman of the Senate Harbour Committee"


def test_the_president_is_not_everybody_of_the_name(everything):
    text = (
        "Former President Bill Clinton came. President Trump and Hillary Clinton met. “It is unfair,” Hillary Clinton "
        "said."
    )
    (speaker,) = [claim.speaker for claim in everything(text, date="2016-06-01") if claim.source]
    assert (speaker.name, speaker.role) == ("Hillary Clinton", None)


def test_somebodys_aide_does_not_belong_to_an_organisation_of_his_name(person):
    text = "Dan Hale met Ann Roe. “It is unfair,” said Hale's spokesman, Tim Lund."
    speaker = person(text)
    assert (speaker.name, speaker.organisation) == ("Tim Lund", None)


def test_the_party_goes_before_the_chamber(person):
    speaker = person("House Speaker Ann Roe, R-Ohio, said the rule is unfair.")
    assert (speaker.role, speaker.organisation) == ("House Speaker", "Republican")
