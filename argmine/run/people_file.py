"""A people file made of a run's speakers, for a person to correct; what the person wrote stays as it is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

import yaml

from argmine._people_entries import COLUMNS, DELIMITERS, FOUND
from argmine.names import fold, person_words
from argmine.people import Entry, People, PeopleError
from argmine.run.speakers import RunSpeaker

_HEADER = """\
# Who speaks in this corpus. `argmine run --people` reads this file; `argmine speakers RUN -o` adds to it and leaves
# what stands here alone. An entry may have name, aliases, organisation, role, stance, valid_from and valid_until.
# Lines that begin with # are what was found: delete the # to make them a correction.
# Two names are one person: make one an alias of the other, and delete its own entry.
# One name is two people's: take the alias away from the first, and give the second an entry of its own.

"""
# Words that name nobody, or of which what follows is one of many.
_NO_NAMES = frozenset(
    "a all an another any anybody anyone both each even every everybody everyone few former half he her his i it its "
    "last many me more most mr mrs ms my no nobody none one other others our q several she some somebody someone such "
    "that the their these they this those three two we what which who you".split()
)
_SMALL = frozenset("al and bin da de del der di du el for in la le of on the van von y".split())
_LONGEST = 7


def extend_people_file(
    text: str, speakers: Iterable[RunSpeaker], *, as_csv: bool = False, file: str = "people"
) -> tuple[str, int]:
    """Return a people file's text with the speakers at its end whom it does not know, and how many these are.

    Of a new speaker only name and merged names are written so that they count. Organisation, role and stance are
    guesses, which stand beside them for a person to confirm: as comments in YAML, as columns ``found_...`` in CSV.

    Parameters
    ----------
    text
        The file as it stands; empty for a new one.
    speakers
        Whom to add, in this order; those that have no name ("experts", "many") are left out.
    as_csv
        Whether the file is CSV; otherwise it is YAML.
    file
        The file's name, for messages.

    Raises
    ------
    PeopleError
        If the file has a fault, or is YAML to which nothing can be appended.
    """
    if not text.strip():
        text = ",".join((*COLUMNS, *FOUND)) + "\n" if as_csv else _HEADER
    before = _parse(text, as_csv, file)
    new = _unknown(before, [speaker for speaker in speakers if _has_name(speaker)])
    if not new:
        return text, 0
    extended = text + ("" if text.endswith("\n") else "\n") + (_csv_rows(text, new) if as_csv else _items(text, new))
    try:
        whole = _parse(extended, as_csv, file).entries[: len(before.entries)] == before.entries
    except PeopleError as error:
        raise PeopleError(f"{file}: nothing could be added at its end; {error}") from error
    if not whole:
        raise PeopleError(f"{file}: nothing could be added at its end; begin each entry with a line `- name:`")
    return extended, len(new)


def _parse(text: str, as_csv: bool, file: str) -> People:
    return People.parse_csv(text, file=file) if as_csv else People.parse(text, file=file)


def _has_name(speaker: RunSpeaker) -> bool:
    """Tell a speaker that a text names from "experts" and "some Republicans", who are others in every text."""
    first, *others = speaker.name.split()
    if fold(first) in _NO_NAMES or first[0].islower() or not re.search(r"[^\W\d_a-z]", speaker.name):
        return False
    if len(others) > _LONGEST or re.search(r"[,;]", speaker.name):
        return False
    if any(word[0].islower() and word not in _SMALL for word in others):
        return False
    in_lower_case = any(mention.split()[-1:] == [speaker.name.lower()] for mention in speaker.aliases)
    return fold(speaker.role or "") != fold(speaker.name) or not (in_lower_case or speaker.claims == 1)


def _unknown(people: People, speakers: Sequence[RunSpeaker]) -> list[tuple[RunSpeaker, list[str]]]:
    """Return the speakers that the file does not know, with the names that will stand as their aliases."""
    taken = {form for speaker in speakers for form in _forms(speaker.name)}
    written: set[str] = set()
    new = []
    for speaker in speakers:
        name = fold(speaker.name)
        if people.knows(speaker.name) or not written.isdisjoint(_forms(speaker.name)):
            continue
        aliases: list[str] = []
        for merged in speaker.merged:
            alias = fold(merged.name)
            # A name behind a title or description is found without being an alias.
            plain = alias.endswith(name) or _finds(speaker.name, aliases, merged.name)
            if not plain and ";" not in merged.name and alias not in taken and not people.knows(merged.name):
                aliases.append(merged.name)
                taken.add(alias)
        written |= _forms(speaker.name)
        new.append((speaker, aliases))
    return new


def _forms(name: str) -> set[str]:
    return {fold(name), " ".join(person_words(name))}


def _finds(name: str, aliases: Sequence[str], other: str) -> bool:
    return People((Entry(name=name, aliases=tuple(aliases)),)).find(other) is not None


def _items(text: str, new: Sequence[tuple[RunSpeaker, Sequence[str]]]) -> str:
    """Return the speakers as YAML, indented as the items of `text` are."""
    indented = re.search(r"^( *)- ", text, re.M)
    indent = indented[1] if indented is not None else ""
    lines = [line for speaker, aliases in new for line in _item(speaker, aliases)]
    return "".join(f"{indent}{line}\n" if line else "\n" for line in lines)


def _item(speaker: RunSpeaker, aliases: Sequence[str]) -> Iterable[str]:
    yield f"- name: {_scalar(speaker.name)}"
    if aliases:
        yield f"  aliases: [{', '.join(map(_scalar, aliases))}]"
    for key in ("organisation", "role", "stance"):
        value = getattr(speaker, key)
        if value and value != speaker.name:
            yield f"  # {key}: {_scalar(value)}"
    yield f"  # {_count(speaker.claims, 'claim')} in {_count(speaker.documents, 'document')}"
    for merged in speaker.merged:
        yield f"  # {_count(merged.claims, 'claim')} as {_scalar(merged.name)}: {merged.why}"
    yield ""


def _csv_rows(text: str, new: Sequence[tuple[RunSpeaker, Sequence[str]]]) -> str:
    """Return the speakers as rows of the CSV file `text`."""
    first, newline = re.match(r"\ufeff?([^\r\n]*)(\r?\n)?", text).groups()  # type: ignore[union-attr]
    delimiter = max(DELIMITERS, key=first.count)
    header = [column.strip() for column in next(csv.reader([first], delimiter=delimiter))]
    rows = io.StringIO()
    writer = csv.DictWriter(
        rows, header, extrasaction="ignore", delimiter=delimiter, lineterminator=newline or "\n", restval=""
    )
    for speaker, aliases in new:
        found = {f"found_{key}": getattr(speaker, key) for key in ("organisation", "role", "stance", "claims")}
        writer.writerow({"name": speaker.name, "aliases": "; ".join(aliases), **found})
    return rows.getvalue()


def _scalar(value: str) -> str:
    """Return a value as it stands in YAML, in quotation marks where it needs them."""
    plain = " ".join(value.split())
    listed = yaml.safe_dump([plain], default_flow_style=True, allow_unicode=True, width=10**6)
    return listed.strip()[1:-1]


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
