"""The people-and-organisations file: what it may hold, who is found in it, and what it says about mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmine.people import Entry, People, PeopleError

FILE = """
- name: Donald Trump
  aliases: [Trump]
  role: candidate
  valid_until: 2017-01-20
- name: Donald Trump
  aliases: [Trump, the Donald]
  role: President
  stance: administration
  valid_from: 2017-01-20
  valid_until: 2021-01-20
- name: National Rifle Association
  aliases: [NRA]
  stance: critics
- name: George W. Bush
- name: José O’Neil
  organisation: NRA
  role: spokesman
- name: Maya Okafor
  aliases: [Okafor]
- name: James Okafor
  aliases: [Okafor, Jim Okafor]
"""


@pytest.fixture
def people() -> People:
    return People.parse(FILE)


def found(people: People, name: str, date: str | None = None) -> str | None:
    entry = people.find(name, date)
    return None if entry is None else entry.name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("National Rifle Association", "National Rifle Association"),
        ("the N.R.A.’s", "National Rifle Association"),
        ("nra", "National Rifle Association"),
        ("JOSE O'NEIL", "José O’Neil"),
        ("Sen. José O'Neil", "José O’Neil"),
        ("George Bush", "George W. Bush"),
        ("President George W. Bush", "George W. Bush"),
        ("George H. W. Bush", None),
        ("George H.W. Bush", None),
        ("National Association", None),
        ("Jim Okafor's", "James Okafor"),
        ("Bush", None),
        ("", None),
    ],
)
def test_a_name_is_found_however_it_is_written(people: People, name: str, expected: str | None) -> None:
    assert found(people, name) == expected


def test_a_surname_that_two_have_stands_for_neither(people: People) -> None:
    assert found(people, "Okafor") is None
    assert found(people, "Maya Okafor") == "Maya Okafor"


def test_an_entry_is_valid_from_a_day_up_to_another(people: People) -> None:
    roles = {date: people.find("President Trump", date) for date in ("2017-01-19", "2017-01-20", "2021-01-20")}
    assert [entry and entry.role for entry in roles.values()] == ["candidate", "President", None]
    assert people.find("Donald J. Trump", None) is None
    assert people.knows("Trump")


def test_dates_tell_two_people_of_one_alias_apart() -> None:
    people = People.parse(
        "- {name: George W. Bush, aliases: [Bush], valid_until: 2009}\n"
        "- {name: Jeb Bush, aliases: [Bush], valid_from: 2015-06}\n"
    )
    assert found(people, "Bush", "2008-12-31") == "George W. Bush"
    assert found(people, "Mr. Bush", "2015-06-01") == "Jeb Bush"
    assert found(people, "Bush", "2012-01-01") is None


def test_who_is_in_office(people: People) -> None:
    for organisation in ("NRA", "National Rifle Association"):
        entry = people.in_office(organisation, "Spokesman")
        assert entry is not None
        assert entry.name == "José O’Neil"
    assert people.in_office("NRA", "president") is None


def test_yaml_and_csv_hold_the_same(people: People, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(people.to_csv(), encoding="utf-8")
    (tmp_path / "people.yaml").write_text(People(people.entries).to_yaml(), encoding="utf-8")
    assert People.load(tmp_path / "people.csv") == People.load(tmp_path / "people.yaml") == people
    assert People.parse(FILE).to_yaml() == FILE


def test_yaml_is_read_as_text() -> None:
    (entry,) = People.parse("- {name: No, aliases: [1199], role: null, valid_from: 2020}").entries
    assert entry == Entry(name="No", aliases=("1199",), valid_from="2020-01-01")
    assert People.parse(People((entry,)).to_yaml()).entries == (entry,)


def test_csv_as_spreadsheets_write_it(tmp_path: Path) -> None:
    path = tmp_path / "people.CSV"
    path.write_bytes(
        '\ufeffname;aliases;stance;found_stance\r\nMaya Okafor;"Okafor; Ms. Okafor";;critics\r\n;;;\r\n'.encode()
    )
    assert People.load(path).entries == (Entry(name="Maya Okafor", aliases=("Okafor", "Ms. Okafor")),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("people:\n- name: A", "people.yaml: must be a list of entries"),
        ("- name: A\n- [B]", r"entry 2: must begin with `- name:`"),
        ("- role: mayor", "entry 1: has no name"),
        ("- name: A\n  organization: B", r"entry 1 \(A\): there is no 'organization'; did you mean organisation\?"),
        ("- name: A\n  aliases: B", r"entry 1 \(A\): `aliases:` must be a list, such as \[B\]"),
        ("- name: A\n  role: [B]", r"entry 1 \(A\): role must be text, not \['B'\]"),
        ("- name: A\n  valid_from: 20/1/2021", "valid_from is '20/1/2021'; write a date as 2021-01-20, 2021-01 or 2"),
        ("- name: A\n  valid_from: 2021-02-30", "valid_from is '2021-02-30'; write a date as"),
        ("- {name: A, valid_from: 2021, valid_until: 2021-01-01}", "valid_until is the first day on which it no"),
        ("- name: A\n- {name: A, valid_from: 2020}", "'A' stands there twice for the same time"),
        ("- name: Ann Roe\n- name: ann roe", "are the same name"),
        (
            "- {name: A B, aliases: [C D]}\n- name: C D",
            "'A B' has the alias 'C D', which is an entry of its own; to join",
        ),
        ("- name: 'A", "people.yaml: is not valid YAML"),
    ],
)
def test_what_is_wrong_in_yaml_is_told(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PeopleError, match=message) as told:
        People.load(tmp_path / "people.yaml")
    assert str(told.value).startswith(str(tmp_path / "people.yaml"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("person,role\nA,B", "needs a column `name`; the columns are name, aliases"),
        ("name,roel\nA,B", r"line 2 \(A\): there is no 'roel'; did you mean role\?"),
        ("name,role\nA,B\nC,D,E", "line 3: has 3 cells, the header 2; aliases are separated by ;"),
        ("name,role\n,B", "line 2: has no name"),
    ],
)
def test_what_is_wrong_in_csv_is_told(text: str, message: str) -> None:
    with pytest.raises(PeopleError, match=message):
        People.parse_csv(text)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(b"name\nJos\xe9\n")
    with pytest.raises(PeopleError, match=r"cannot be read as a people file .*save it as UTF-8"):
        People.load(tmp_path / "people.csv")
    with pytest.raises(PeopleError, match=r"nothing\.yaml: cannot be read"):
        People.load(tmp_path / "nothing.yaml")


def test_stances_that_the_codebook_does_not_have(people: People) -> None:
    people.check_stances(("administration", "critics"))
    with pytest.raises(
        PeopleError, match=r"entry 3 \(National Rifle Association\) has the stance 'critics', which the"
    ):
        people.check_stances(("administration", "unions"))
