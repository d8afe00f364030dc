"""What a people file changes in the speakers of a text."""

from __future__ import annotations

import pytest

from argmine.names import speaker_id
from argmine.people import People, PeopleError
from argmine.pipeline import load, make_doc
from argmine.schema import Analysis, Document

PEOPLE = """
- name: Maya Okafor
  aliases: [Okafor, the harbour chief]
  organisation: Harbour Workers Union
  role: president
  stance: critics
- name: Environmental Protection Agency
  aliases: [EPA]
  stance: administration
- name: Jane Roe
  organisation: EPA
  role: administrator
  valid_from: 2025-03-01
- name: George H. W. Bush
- name: George W. Bush
"""


@pytest.fixture(scope="module")
def speakers():
    nlp = load(people=People.parse(PEOPLE))

    def run(text: str, date: str | None = "2025-06-01"):
        return nlp(make_doc(nlp, Document.of_text(text, date=date)))._.speakers

    return run


def test_an_alias_gets_name_organisation_role_and_stance(speakers):
    first, second = speakers("Ms. Okafor said the fee is unfair. She added that it must go.")
    assert first == second
    assert (first.id, first.name) == (speaker_id("Maya Okafor"), "Maya Okafor")
    assert (first.organisation, first.role, first.stance) == ("Harbour Workers Union", "president", "critics")


def test_the_words_of_the_text_may_be_an_alias(speakers):
    (speaker,) = speakers("The harbour chief said the fee is unfair.")
    assert speaker.name == "Maya Okafor"


@pytest.mark.parametrize(
    "text",
    [
        "Ben Okafor, a farmer, said the fee is unfair. Mr. Okafor argued that it must go.",
        "Okafor Group, a bank, said the fee is unfair.",
    ],
)
def test_namesakes_stay_who_they_are(speakers, text):
    assert "Maya Okafor" not in {speaker.name for speaker in speakers(text)}


def test_an_organisation_by_its_initials(speakers):
    (speaker,) = speakers("The EPA said it helps.")
    assert (speaker.name, speaker.organisation) == ("Environmental Protection Agency",) * 2
    assert speaker.stance == "administration"


def test_an_office_stands_for_who_holds_it_on_that_date(speakers):
    text = "The EPA administrator argued that the rule works. An EPA administrator said it is good."
    assert next(speaker.name for speaker in speakers(text)) == "Jane Roe"
    assert "Jane Roe" not in [speaker.name for speaker in speakers(text, date="2025-02-28")]
    assert "Jane Roe" not in [speaker.name for speaker in speakers("An EPA administrator said it is good.")]


def test_two_whom_the_file_tells_apart_have_two_ids(speakers):
    (father,) = speakers("President George H. W. Bush said the fee is fair.", date="1990-05-01")
    (son,) = speakers("President George W. Bush said the fee is fair.", date="2005-05-01")
    assert father.id != son.id


def test_the_stance_is_in_the_json_only_where_a_file_gives_one():
    text = "“It must go, because it costs jobs,” Ms. Okafor said. “It must stay, because it is fair,” Ann Lee said."
    nlp = load(people=People.parse(PEOPLE))
    doc = nlp(make_doc(nlp, Document.of_text(text, date="2025-06-01")))
    found = Analysis(document=doc._.document, claims=doc._.claims).to_json()["claims"]
    by_name = {claim["speaker"]["name"]: claim["speaker"] for claim in found if claim["speaker"]}
    assert by_name["Maya Okafor"]["stance"] == "critics"
    assert "stance" not in by_name["Ann Lee"]


def test_a_stance_that_the_codebook_lacks_is_refused():
    with pytest.raises(PeopleError, match=r"entry 1 \(Ann Roe\) has the stance 'unions'"):
        load(people=People.parse("- name: Ann Roe\n  stance: unions"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Manisha Dutta came to the council. Ms. Dutta said the fee is unfair.", "Manisha Dutta"),
        ("Senator Dutta said the fee is unfair.", "Dutta"),
        ("Manisha Dutta met Ravi Dutta. “It must go,” said Dutta.", "Dutta"),
    ],
)
def test_a_surname_gets_the_one_first_name_that_the_text_has(analyze, text, name):
    names = {speaker.name for speaker in analyze(text, date="2025-06-01")._.speakers if speaker}
    assert names <= {name, "Manisha Dutta", "Ravi Dutta"}
    assert any(found.endswith("Dutta") for found in names)


def test_somebody_of_an_organisation_is_not_the_organisation(speakers):
    (speaker,) = speakers("A former administrator of the Environmental Protection Agency said it helps.")
    assert speaker.name != "Environmental Protection Agency"
