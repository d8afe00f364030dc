"""A people file made of a run's speakers, and what of it a person may rely on."""

from __future__ import annotations

import csv
import io

import pytest

from argmine.people import People, PeopleError
from argmine.run import RunSpeaker
from argmine.run.people_file import extend_people_file
from argmine.run.speakers import MergedName

OKAFOR = RunSpeaker(
    id="1",
    name="Maya Okafor",
    aliases=("she", "Ms. Okafor"),
    organisation="Harbour: Workers #1",
    role="president",
    stance="critics",
    claims=5,
    documents=3,
    merged=(
        MergedName(name="Okafor", claims=2, why="the only full name with this surname"),
        MergedName(name="President Okafor", claims=1, why="the only full name with this surname"),
        MergedName(name="union president Maya Okafor", claims=1, why="the same name behind a title or description"),
    ),
)
NO = RunSpeaker(id="2", name="No", organisation="No", stance="other", claims=2, documents=1)
NRA = RunSpeaker(id="3", name="National Rifle Association", claims=1, documents=1)


def speaker(name: str, **facts: str) -> RunSpeaker:
    return RunSpeaker(id=name, name=name, claims=1, documents=1, **facts)  # type: ignore[arg-type]


def test_a_new_file_says_what_was_found_and_corrects_nothing() -> None:
    text, added = extend_people_file("", [OKAFOR, speaker("1199: The Union")])
    assert added == 2
    first, second = People.parse(text).entries
    assert (first.name, first.aliases) == ("Maya Okafor", ("Okafor",))
    assert first.organisation is first.role is first.stance is None
    assert second.name == "1199: The Union"
    for line in (
        "  # organisation: 'Harbour: Workers #1'\n",
        "  # stance: critics\n",
        "  # 5 claims in 3 documents\n",
        "  # 1 claim as union president Maya Okafor: the same name behind a title or description\n",
    ):
        assert line in text


def test_a_guess_without_its_hash_is_a_correction() -> None:
    text, _ = extend_people_file("", [OKAFOR])
    for key in ("organisation", "role", "stance"):
        text = text.replace(f"  # {key}: ", f"  {key}: ")
    (entry,) = People.parse(text).entries
    assert (entry.organisation, entry.role, entry.stance) == ("Harbour: Workers #1", "president", "critics")


@pytest.mark.parametrize("indent", ["", "  "])
def test_what_a_person_wrote_stays_to_the_letter(indent: str) -> None:
    mine = f"# mine\n\n{indent}- {{name: Maya O., aliases: [Maya Okafor]}}   # yes\n{indent}- name: James Okafor"
    text, added = extend_people_file(mine, [OKAFOR, NRA])
    assert added == 1
    assert text.startswith(mine + "\n")
    assert [entry.name for entry in People.parse(text).entries] == [
        "Maya O.",
        "James Okafor",
        "National Rifle Association",
    ]
    assert extend_people_file(text, [OKAFOR, NRA]) == (text, 0)


def test_csv_keeps_columns_delimiter_and_line_ends() -> None:
    mine = "\ufeffname;stance;aliases;found_stance\r\nJames Okafor;critics;;\r\n"
    text, added = extend_people_file(mine, [OKAFOR, NRA], as_csv=True)
    assert added == 2
    assert text == (mine + "Maya Okafor;;Okafor;critics\r\nNational Rifle Association;;;\r\n")
    new, _ = extend_people_file("", [OKAFOR], as_csv=True)
    [row] = csv.DictReader(io.StringIO(new))
    assert (row["role"], row["stance"], row["found_role"], row["found_claims"]) == ("", "", "president", "5")
    assert People.parse_csv(new).entries == People.parse(extend_people_file("", [OKAFOR])[0]).entries


@pytest.mark.parametrize(
    "name",
    [
        "experts",
        "Some Republicans",
        "A",
        "he",
        "Mr.",
        "environmental groups",
        "Chinese bankers",
        "56%",
        "Ann, Bob",
    ],
)
def test_those_who_have_no_name_are_left_out(name: str) -> None:
    assert extend_people_file("", [speaker(name)])[1] == 0


def test_names_that_contradict_each_other_are_written_once() -> None:
    alike = [speaker("Rep. Tom Cole"), speaker("Tom Cole"), speaker("TOM COLE"), OKAFOR, speaker("Okafor")]
    text, _ = extend_people_file("", alike)
    assert [entry.name for entry in People.parse(text).entries] == ["Rep. Tom Cole", "Maya Okafor", "Okafor"]


def test_a_file_that_nothing_can_be_added_to() -> None:
    with pytest.raises(PeopleError, match=r"people\.yaml: nothing could be added at its end"):
        extend_people_file("[{name: Ann Roe}]", [NRA], file="people.yaml")
    with pytest.raises(PeopleError, match=r"people\.yaml: entry 1: has no name"):
        extend_people_file("- role: mayor", [NRA], file="people.yaml")


def test_yaml_words_are_names_too() -> None:
    text, _ = extend_people_file("", [NRA, speaker("Null"), speaker("Yes"), speaker("- Dash")])
    assert [entry.name for entry in People.parse(text).entries] == [
        "National Rifle Association",
        "Null",
        "Yes",
        "- Dash",
    ]
