"""Who each source is: pronouns, short names, descriptions, roles, organisations, one id a speaker."""

from __future__ import annotations

import pytest

from argmine.names import speaker_id

TODAY = {"date": "2025-06-01"}


def bug(reason):
    return pytest.mark.xfail(strict=True, reason=reason)


@pytest.fixture
def speakers(everything):
    """The speakers of the attributed candidates of a text, in order."""

    def run(text: str, **metadata: str):
        return [claim.speaker for claim in everything(text, **(metadata or TODAY)) if claim.source]

    return run


@pytest.fixture
def names(speakers):
    return lambda text, **metadata: [speaker and speaker.name for speaker in speakers(text, **metadata)]


def test_he_and_she_are_whoever_of_that_gender_spoke_last(names):
    text = (
        "Ms. Ann Roe said the fee is unfair. Mr. Dan Hale said the fee is fair. He added that it should be higher. "
        "She replied that it should go."
    )
    assert names(text) == ["Ann Roe", "Dan Hale", "Dan Hale", "Ann Roe"]


def test_a_pronoun_may_point_to_somebody_who_only_acted(names):
    text = "Ann Roe came for the council. “It must go,” she said. Dan Hale came later. “It must stay,” he said."
    assert names(text) == ["Ann Roe", "Dan Hale"]


def test_a_pronoun_that_points_nowhere_has_no_speaker(names):
    assert names("It rained. “The fee must go,” she said.") == [None]


def test_they_are_the_last_group(names):
    assert names("Farmers say the fee is unfair. They argue that it must go.") == ["Farmers", "Farmers"]
    assert (
        names("Mary Quill and Dan Hale said it is unfair. “It must go,” they said.") == ["Mary Quill and Dan Hale"] * 2
    )


def test_it_is_the_last_organisation(names):
    text = "The Harbour Workers Union said the tax will cost jobs. It said the tax must go."
    assert names(text) == ["Harbour Workers Union"] * 2


def test_a_surname_is_whoever_bears_it(speakers):
    first, second = speakers("Ann Roe, head of Free Press, said it is unfair. Roe argued that it must go.")
    assert first == second
    assert (second.name, second.organisation, second.role) == ("Ann Roe", "Free Press", "head of Free Press")


@pytest.mark.parametrize("short", ["The CFPB", "The bureau", "The Consumer Financial Protection Bureau", "the bureau"])
def test_acronyms_and_common_nouns_stand_for_an_organisation(names, short):
    text = f"The Consumer Financial Protection Bureau said it helps. {short} argued that banks must comply."
    assert names(text) == ["Consumer Financial Protection Bureau"] * 2


@pytest.mark.parametrize(
    ("date", "president"),
    [
        ("1992-12-31", "George H. W. Bush"),
        ("2008-12-31", "George W. Bush"),
        ("2012-06-01", "Barack Obama"),
        ("2017-01-19", "Barack Obama"),
        ("2017-01-20", "Donald Trump"),
        ("2021-03-01", "Joe Biden"),
        ("2025-06-01", "Donald Trump"),
    ],
)
def test_the_president_is_who_was_in_office(speakers, date, president):
    (speaker,) = speakers("The president said the tax would help families.", date=date)
    assert speaker.name == president
    assert speaker.role == "President"


def test_without_a_date_the_president_is_whom_the_text_calls_so(names):
    text = "President Obama spoke on Monday. The president said the tax would help."
    assert names(text, date=None) == ["Barack Obama"]


@pytest.mark.parametrize(
    "source",
    [
        "The Teachers Union met. Its president",
        "The company president",
        "The union president",
        "The vice president",
        "The former president",
    ],
)
def test_another_president_is_not_the_president(names, source):
    assert names(f"{source} said the tax would cost jobs.") != ["Donald Trump"]


@pytest.mark.parametrize(
    "text",
    [
        "Former President Donald Trump fought the fee. The president said that it would help families.",
        "Vice President Kamala Harris came. The president said that it would help families.",
    ],
)
def test_the_president_is_not_a_former_or_vice_president_of_the_text(names, text):
    assert names(text, date="2023-03-01")[-1] == "Joe Biden"


def test_one_id_however_the_president_is_written(speakers):
    text = (
        "The president said the tax would help. President Trump argued that ports must be cleaner. "
        "Donald J. Trump said the tax was great. “It must stay,” Trump said. “It is good,” he added."
    )
    found = speakers(text)
    assert len(found) == 5
    assert {speaker.name for speaker in found} == {"Donald Trump"}
    assert {speaker.id for speaker in found} == {speaker_id("donald trump")}


def test_ids_hold_across_documents_and_do_not_know_middle_initials(speakers):
    (one,) = speakers("Mary A. Quill said the fee is unfair.")
    (other,) = speakers("It was Monday. “The fee is late,” said Mary Quill, a farmer.")
    assert one.id == other.id == speaker_id("Mary A. Quill")
    assert speaker_id("Mary Quill") != speaker_id("Marc Quill")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jill Biden said schools must teach reading.", "Jill Biden"),
        ("Kevin Harris, a farmer, said the fee is unfair.", "Kevin Harris"),
        ("John Carter, a farmer, said the fee is unfair.", "John Carter"),
        ("President George W. Bush said the fee is fair.", "George W. Bush"),
        ("Donald Trump Jr. said the fee must go. President Trump said it must stay.", "Donald Trump Jr."),
    ],
)
def test_a_namesake_of_a_president_is_another_speaker(names, text, name):
    assert names(text, date="2021-06-01")[0] == name


@pytest.mark.parametrize(
    "surname", [pytest.param("Harris", marks=bug("Mr. stays a part of the name")), "Carter", "Pence"]
)
def test_in_a_document_without_date_a_surname_alone_is_nobodys_but_its_own(names, surname):
    assert names(f"Mr. {surname}, a farmer, said the fee is unfair.", date=None) == [surname]


ROLES = [
    ("Ann Roe, head of Free Press, said it is unfair.", "Ann Roe", "Free Press", "head of Free Press"),
    ("Dan Hale, a farmer, said it is unfair.", "Dan Hale", None, "farmer"),
    ("Wade Hollister, who runs the Valley Institute, said it is unfair.", "Wade Hollister", "Valley Institute", None),
    ("Free Press president Craig Lund said it is unfair.", "Craig Lund", "Free Press", "Free Press president"),
    ("Sen. Mary Quill (R-Texas) said it is unfair.", "Mary Quill", "Republican", "Sen."),
    ("“It is unfair,” said Sen. Mary Quill, D-Ohio.", "Mary Quill", "Democrat", "Sen."),
    ("Governor Ann Roe, speaking in Paris, said it is unfair.", "Ann Roe", None, "Governor"),
    ("White House spokeswoman Ann Roe said it is unfair.", "Ann Roe", "White House", "White House spokeswoman"),
    ("José Ibáñez, head of Foro Libre, said it is unfair.", "José Ibáñez", "Foro Libre", "head of Foro Libre"),
    ("A spokesman for the Harbour Board said it is unfair.", "spokesman for the Harbour Board", "Harbour Board", None),
    ("EU officials said it is unfair.", "EU officials", "EU", "officials"),
    ("Critics said it is unfair.", "Critics", None, "Critics"),
]


@pytest.mark.parametrize(("text", "name", "organisation", "role"), ROLES)
def test_role_and_organisation(speakers, text, name, organisation, role):
    (speaker,) = speakers(text)
    assert speaker.name == name
    assert speaker.organisation == organisation
    assert role is None or speaker.role == role


def test_an_age_stands_between_name_and_role(speakers):
    (speaker,) = speakers("Mary Quill, 45, head of Free Press, said the fee is unfair.")
    assert (speaker.name, speaker.organisation) == ("Mary Quill", "Free Press")


@pytest.mark.parametrize(
    "text",
    [
        "The fee hurts every farmer, Ann Roe said.",
        "It is time to meet with the president, Ann Roe said.",
        "The plan would punish the owner, Ann Roe argued.",
    ],
)
def test_a_claim_that_ends_with_a_role_is_not_the_speakers_role(speakers, text):
    (speaker,) = speakers(text)
    assert (speaker.name, speaker.role) == ("Ann Roe", None)


@pytest.mark.parametrize(
    "text",
    ["Trump said on Monday that the fee is fair. He said it must stay.", "Trump told reporters that the fee is fair."],
)
def test_the_surname_of_who_is_in_office_is_enough(names, text):
    assert set(names(text)) == {"Donald Trump"}


def test_a_hyphenated_name_has_its_role(speakers):
    (speaker,) = speakers("Ann Roe-Smith, head of Free Press, said the fee must go.")
    assert (speaker.name, speaker.organisation) == ("Ann Roe-Smith", "Free Press")


def test_a_person_described_before_the_name(speakers):
    first, second = speakers("The panel's chairman, Wade Hollister, said it is unfair. Hollister wants it to go.")
    assert {first.name, second.name} == {"Wade Hollister"}
    assert first.id == second.id


def test_the_president_of_an_organisation_is_the_name_in_apposition(names):
    assert names("The president of the Teachers Union, Ann Roe, said the plan must be stopped.") == ["Ann Roe"]


def test_a_pronoun_after_a_description(names):
    text = "“We must act now,” the group's president, Jane Holm, said. “Delay would be a mistake,” she added."
    assert names(text) == ["Jane Holm", "Jane Holm"]


def test_names_that_the_entity_model_misses(speakers):
    first, second = speakers(
        "Oyelaran Adeyemi, a lawyer at Harbour Watch, said it is illegal. Adeyemi said it must go."
    )
    assert first == second
    assert (first.name, first.organisation) == ("Oyelaran Adeyemi", "Harbour Watch")


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("White House press secretary Jen Psaki said it was fair.", "The press secretary"),
        ("Treasury Secretary Ann Roe said it was fair.", "The secretary"),
        ("Mary Quill, a farmer, said it was fair.", "The farmer"),
        ("Sen. Mary Quill, a Republican, said it was fair.", "The Republican"),
    ],
)
def test_a_description_is_whoever_has_the_role(speakers, text, again):
    first, second = speakers(f"{text} {again} argued that it must stay.")
    assert first == second


def test_the_spokesman_is_the_spokesman_of_whom_the_text_spoke(speakers):
    first, second = speakers("A spokesman for the Harbour Board said it helps. The spokesman added that it must stay.")
    assert first.id == second.id


def test_the_author_of_a_byline_is_not_who_is_named_in_the_text(names):
    text = "By Jane Hale\n\nDan Hale, a farmer, said the fee is unfair. Hale argued that it must go."
    assert names(text) == ["Dan Hale", "Dan Hale"]


def test_mr_and_ms_of_one_surname_are_two_speakers(speakers):
    first, second = speakers("Ms. Roe said the rule would hurt. Mr. Roe said the rule would help.")
    assert first.id != second.id


@pytest.mark.parametrize("text", ["The 's said the fee is unfair.", "According to ’s the fee is unfair to farms."])
def test_a_speaker_always_has_a_name(speakers, text):
    assert all(speaker is None or speaker.name for speaker in speakers(text))


def test_claims_that_nobody_is_named_for_have_no_speaker(everything):
    assert [claim.speaker for claim in everything("Ann Roe came. Nobody should pay the fee.")] == [None, None]


def test_the_capitals_of_a_transcript_are_the_people_of_its_head(analyze):
    text = (
        "Petra Lind spoke with Corinne Abbate, deputy director of the bureau.\n\n"
        "LIND: Is the fee fair?\n\n"
        "ABBATE: The fee is too high for small farms and it should be lowered.\n\n"
        "LIND: Will it be lowered?\n\n"
        "ABBATE: It will be lowered, because nobody can pay it any more."
    )
    doc = analyze(text)
    assert {speaker.name for speaker in doc._.speakers if speaker is not None} == {"Petra Lind", "Corinne Abbate"}


def test_who_in_a_relative_clause_is_whom_it_describes(analyze):
    text = "Ann Roe met Dan Hale, who argues that the fee is unfair to small farms, on Monday."
    (claim,) = analyze(text)._.claims
    assert claim.speaker.name == "Dan Hale"


@pytest.mark.parametrize("short", ["The HWU", "The union", "HWU"])
def test_initials_are_the_organisation_whose_name_the_text_gives(names, short):
    text = f"The Harbour Workers Union met on Monday. {short} said the fee will cost jobs."
    assert names(text) == ["Harbour Workers Union"]


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("Sen. Mary Quill, D-Ohio, said it was fair.", "The senator"),
        ("Rep. Mary Quill, a Kansas Republican, said it was fair.", "The congresswoman"),
        ("Gov. Mary Quill said it was fair.", "The governor"),
        ("Mary Quill, who teaches tax law at Lund University, said it was fair.", "The professor"),
        ("President-elect Mary Quill said it was fair.", "The president-elect"),
        ("Sen. Mary Quill, D-Ohio, said it was fair.", "The Ohio Democrat"),
    ],
)
def test_an_abbreviated_title_is_the_word_for_it(speakers, text, again):
    first, second = speakers(f"{text} {again} argued that it must stay.")
    assert first == second


def test_two_people_of_one_surname_stay_apart(speakers):
    text = (
        "President Paul Roe said the fee is fair. Ann Roe, a lawyer, said it is unfair. "
        "“It must go,” Ann Roe said. “It must stay,” said Paul Roe."
    )
    assert [speaker.name for speaker in speakers(text)] == ["Paul Roe", "Ann Roe", "Ann Roe", "Paul Roe"]
    assert speakers(text)[1].role == "lawyer"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Its president, Sgt. Ann Roe,", "Ann Roe"),
        ("Another council member, Democratic Sen. Ann Roe of Kansas,", "Ann Roe"),
        ("Harbour Watch’s deputy executive director Ann Roe", "Ann Roe"),
        ("Ann Roe, in a statement on Tuesday,", "Ann Roe"),
    ],
)
def test_a_name_inside_a_source_is_the_speaker(names, source, name):
    assert names(f"Ann Roe came. {source} said the fee is unfair to small farms.")[0] == name


@pytest.mark.parametrize("source", ["A spokesman for Gov. Ann Roe", "Critics of Ann Roe", "Ann Roe’s lawyers"])
def test_who_speaks_for_or_against_somebody_is_another_speaker(names, source):
    assert names(f"Ann Roe came. {source} said the fee is unfair to small farms.")[0] != "Ann Roe"


def test_the_spokesman_whom_the_text_goes_on_to_name(names):
    text = (
        "A spokesman for the Harbour Board said the fee helps small ports. “It must stay,” said the board's "
        "spokesman, Dan Hale."
    )
    assert names(text) == ["Dan Hale", "Dan Hale"]


def test_a_spokesman_without_a_name_belongs_to_the_body_he_speaks_for(speakers):
    first, second = speakers(
        "The Finance Ministry said the tax helps. A spokesman for the ministry argued that it must stay."
    )
    assert first.name == "Finance Ministry"
    assert (second.name, second.organisation) == ("spokesman for the ministry", "Finance Ministry")


def test_the_officials_of_an_organisation_carry_its_name(speakers):
    first, second = speakers("The Harbour Board said the fee helps. Its managers argued that it must stay.")
    assert (second.name, second.organisation) == ("Harbour Board managers", first.name)


def test_what_an_organisation_writes_is_said_by_it(names):
    text = "The Harbour Board said the fee helps. The board's own analysis found that ports would be cleaner."
    assert names(text) == ["Harbour Board", "Harbour Board"]


@pytest.mark.parametrize(("date", "surname"), [("2012-06-01", "Obama"), ("2025-06-01", "Trump")])
def test_the_administration_is_that_of_the_day(names, date, surname):
    assert names("The administration said the rule helps families.", date=date) == [f"{surname} administration"]


def test_first_names_tell_who_he_and_she_are(names):
    text = "Barbara Quill said it is fair. Kevin Hale said it is unfair. “It must stay,” she said. He said it must go."
    assert names(text) == ["Barbara Quill", "Kevin Hale", "Barbara Quill", "Kevin Hale"]


def test_the_capitals_of_a_turn_are_no_part_of_a_name(names):
    text = "JUAN GONZÁLEZ said the fee is too high for small farms. JUAN GONZÁLEZ said it should be lowered."
    assert names(text) == ["Juan González", "Juan González"]
