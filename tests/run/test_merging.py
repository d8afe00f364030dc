"""Which names of a corpus are one speaker's, and which stay apart."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from argmine.names import speaker_id
from argmine.people import People
from argmine.run.merging import SpeakerMerger

Spoken = Sequence[tuple[str, int]]


def merger_of(
    spoken: Spoken,
    *,
    organisations: dict[str, str] | None = None,
    roles: dict[str, str] | None = None,
    mentions: dict[str, str] | None = None,
    people: People | None = None,
) -> SpeakerMerger:
    """Let each name speak in so many documents, one claim each; a document has the names of its rank."""
    merger = SpeakerMerger(people)
    for name, documents in spoken:
        for number in range(documents):
            merger.add(
                {
                    "speaker": speaker_id(name),
                    "speaker_name": name,
                    "document": f"{name} {number}",
                    "organisation": (organisations or {}).get(name),
                    "role": (roles or {}).get(name),
                    "source_text": (mentions or {}).get(name, name),
                }
            )
    return merger


def names_after(merger: SpeakerMerger, spoken: Spoken) -> dict[str, str]:
    merges = merger.merge()
    return {name: merges.speaker(speaker_id(name), name)[1] for name, _ in spoken}


def merged(spoken: Spoken, **facts: dict[str, str]) -> dict[str, str]:
    """Return under which other name the speakers are known in the end, those of whom it is another."""
    found = names_after(merger_of(spoken, **facts), spoken)  # type: ignore[arg-type]
    return {name: known for name, known in found.items() if name != known}


def test_one_entity_for_trump() -> None:
    spoken = [("Donald Trump", 30), ("Ivanka Trump", 2), ("Trump", 3), ("President Trump", 2), ("Donald J. Trump", 2)]
    assert merged(spoken) == dict.fromkeys(("Trump", "President Trump", "Donald J. Trump"), "Donald Trump")


@pytest.mark.parametrize(
    "spoken",
    [
        [("Maya Okafor", 4), ("James Okafor", 2), ("Okafor", 2)],
        [("Maya Okafor", 1), ("Okafor", 1)],
        [("Maya Okafor", 3), ("Okafor", 5)],
        [("Steve Israel", 9), ("Israel", 2)],
        [("Donald Trump", 30), ("Trump administration", 3), ("Trump's lawyers", 1), ("Donald Trump Jr.", 1)],
        [("Mike Rowan", 3), ("Michael Rowan", 3)],
        [("George W. Bush", 3), ("George H. W. Bush", 2)],
        [("Ann Roe", 4), ("Mary Ann Roe", 2)],
        [("Ann Roe", 4), ("supporters of Ann Roe", 1), ("lawyer for Senator Ann Roe", 1), ("Dan Hale and Ann Roe", 1)],
        [("House Republicans", 3), ("Republicans", 3)],
        [("Kevin Paul Brady", 2), ("Kevin Earl Brady", 2), ("Kevin Brady", 2)],
    ],
    ids=lambda spoken: spoken[-1][0],
)
def test_whoever_may_be_two_stays_apart(spoken: Spoken) -> None:
    assert merged(spoken) == {}


def test_father_and_son_of_one_name_get_two_ids() -> None:
    spoken = [("George W. Bush", 3), ("George H. W. Bush", 2), ("George H.W. Bush", 1)]
    merges = merger_of(spoken).merge()
    ids = [merges.speaker(speaker_id(name), name)[0] for name, _ in spoken]
    assert ids[0] != ids[1] == ids[2]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("Raúl Labrador", "the same name, written otherwise"),
        ("Raul R. Labrador", "the same name but for initials"),
        ("Raul Rafael Labrador", "the same name but for what stands in its middle"),
        ("Rep. Raul Labrador", "the same name behind a title or description"),
        ("Idaho congressman Raul Labrador", "the same name behind a title or description"),
        ("head of the House Freedom Caucus, Raul Labrador", "the same name behind a title or description"),
        ("Labrador", "the only full name with this surname"),
    ],
)
def test_what_was_merged_says_why(other: str, why: str) -> None:
    spoken = [("Raul Labrador", 3), (other, 1)]
    merges = merger_of(spoken).merge()
    [names] = merges.merged().values()
    assert [(name.name, name.claims, name.why) for name in names] == [(other, 1, why)]


def test_a_surname_goes_to_somebody_of_the_same_document() -> None:
    merger = merger_of([("Maya Okafor", 1)])
    claim = {"speaker": speaker_id("Okafor"), "speaker_name": "Okafor", "document": "Maya Okafor 0"}
    merger.add(claim | {"organisation": None, "role": None, "source_text": "Okafor"})
    assert names_after(merger, [("Okafor", 1)]) == {"Okafor": "Maya Okafor"}


def test_a_surname_with_a_title_goes_to_the_one_who_has_it() -> None:
    spoken = [("Lori Lightfoot", 2), ("Ann Lightfoot", 2), ("Mayor Lightfoot", 1)]
    assert merged(spoken, roles={"Lori Lightfoot": "Chicago mayor"}) == {"Mayor Lightfoot": "Lori Lightfoot"}


def test_roles_that_are_at_odds_keep_a_surname_apart() -> None:
    spoken = [("He Liu", 5), ("Liu", 1)]
    assert merged(spoken) == {"Liu": "He Liu"}
    assert merged(spoken, roles={"He Liu": "biologist", "Liu": "Vice Premier"}) == {}


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("National Rifle Association", ["NRA", "N.R.A.", "conservative National Rifle Association"]),
        ("Department of Energy", ["Energy Department", "U.S. Department of Energy", "Dept. of Energy", "DOE"]),
        ("Centers for Medicare and Medicaid Services", ["Centers for Medicare & Medicaid Services", "CMS"]),
        ("Aetna", ["Aetna Inc."]),
    ],
)
def test_the_ways_to_write_an_organisation(name: str, others: list[str]) -> None:
    spoken = [(name, 3), *((other, 1) for other in others)]
    itself = {other: other for other, _ in spoken}
    assert merged(spoken, organisations=itself) == dict.fromkeys(others, name)


@pytest.mark.parametrize(
    "spoken",
    [
        [("National Rifle Association", 3), ("National Restaurant Association", 3), ("NRA", 2)],
        [("National Rifle Association", 1), ("NRA", 2)],
        [("Arizona Department of Energy", 2), ("Department of Energy", 2)],
        [("6th Circuit Court of Appeals", 2), ("9th Circuit Court of Appeals", 2)],
        [("Chamber of Commerce", 2), ("U.S. Chamber of Commerce", 2)],
    ],
    ids=lambda spoken: spoken[-1][0],
)
def test_organisations_that_may_be_two_stay_apart(spoken: Spoken) -> None:
    assert merged(spoken, organisations={name: name for name, _ in spoken}) == {}


@pytest.mark.parametrize(
    "facts",
    [
        {"mentions": {"National Rifle Association": "the NRA"}},
        {"mentions": {"National Rifle Association": "the National Rifle Association (NRA)"}},
    ],
)
def test_a_document_may_explain_initials(facts: dict[str, dict[str, str]]) -> None:
    spoken = [("National Rifle Association", 1), ("National Restaurant Association", 2), ("NRA", 3)]
    organisations = {name: name for name, _ in spoken}
    assert merged(spoken, organisations=organisations, **facts) == {"NRA": "National Rifle Association"}


def test_persons_and_organisations_never_merge() -> None:
    spoken = [("Doug Ford", 30), ("Ford", 3), ("Ann Disney", 4), ("Disney", 2)]
    assert merged(spoken, organisations={"Ford": "Ford", "Disney": "Disney"}) == {}


def test_whom_the_people_file_knows_is_merged_into_nobody() -> None:
    spoken = [("Maya Okafor", 4), ("Okafor", 1), ("Ms. Okafor", 1), ("Mike Rowan", 3), ("Michael Rowan", 3)]
    assert merged(spoken) == {"Okafor": "Maya Okafor", "Ms. Okafor": "Maya Okafor"}
    people = People.parse("- name: Okafor")
    found = names_after(merger_of(spoken, people=people), spoken)
    assert found["Okafor"] == "Okafor"


def test_a_name_of_the_people_file_is_what_the_others_merge_into() -> None:
    spoken = [("Raúl Labrador", 5), ("Raul Labrador", 1)]
    people = People.parse("- name: Raul Labrador")
    assert set(names_after(merger_of(spoken, people=people), spoken).values()) == {"Raul Labrador"}


def test_the_order_of_documents_does_not_matter_much() -> None:
    spoken = [("Donald Trump", 30), ("Trump", 3), ("NRA", 1), ("National Rifle Association", 2), ("Raúl Labrador", 2)]
    organisations = {name: name for name, _ in spoken[2:4]}
    assert merged(spoken, organisations=organisations) == merged(spoken[::-1], organisations=organisations)
