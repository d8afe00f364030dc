"""What a people file changes in the speakers of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from argmine.names import fold, without_titles
from argmine.people import Entry, People
from argmine.schema import Speaker, content_id

# One of many, of whom the file means one: "an EPA spokeswoman".
_INDEFINITE = re.compile(r"(?:an?|one|another|some)\s", re.I)


class PeopleInText:
    """Look up the speakers of a text in a people file.

    Parameters
    ----------
    people
        The entries.
    make_id
        Gives the id of a speaker by name, as it would be without a people file.
    """

    def __init__(self, people: People, make_id: Callable[[str], str]) -> None:
        self._people = people
        named: dict[str, set[str]] = {}
        for entry in people.entries:
            named.setdefault(make_id(entry.name), set()).add(fold(entry.name))
        # Ids do not know middle initials; two people whom the file tells apart by them are two nevertheless.
        alike = {name for names in named.values() if len(names) > 1 for name in names}
        self._ids = {
            entry.name: content_id("speaker", name) if (name := fold(entry.name)) in alike else make_id(entry.name)
            for entry in people.entries
        }

    def speakers(
        self, found: Sequence[Speaker | None], mentions: Sequence[str], date: str | None
    ) -> tuple[Speaker | None, ...]:
        """Return the speakers of one document as the file has them, those it does not know as they were.

        Parameters
        ----------
        found
            For each attribution, whom the text itself names.
        mentions
            For each attribution, the words that stand for its speaker in the text.
        date
            The ISO date of the document.
        """
        entries = [self._entry(speaker, mention, date) for speaker, mention in zip(found, mentions, strict=True)]
        # Who is known by one mention is known by the others: "Moderna's chief", then "he".
        known: dict[str, Entry] = {}
        for speaker, entry in zip(found, entries, strict=True):
            if speaker is not None and entry is not None:
                known.setdefault(speaker.id, entry)
        return tuple(
            self._as_in(entry or (known.get(speaker.id) if speaker is not None else None), speaker)
            for speaker, entry in zip(found, entries, strict=True)
        )

    def _entry(self, found: Speaker | None, mention: str, date: str | None) -> Entry | None:
        name = mention.partition(",")[0].strip()
        entry = self._people.find(found.name, date) if found is not None else None
        # "us" is not the U.S.
        names_somebody = " " in name or not name.islower()
        if entry is None and names_somebody and (found is None or not _is_part(name, found.name)):
            entry = self._people.find(name, date)
        if entry is None and found is not None and found.organisation and found.role:
            described = fold(found.name).endswith(fold(found.role)) and not _INDEFINITE.match(mention)
            entry = self._people.in_office(found.organisation, found.role, date) if described else None
        return entry

    def _as_in(self, entry: Entry | None, found: Speaker | None) -> Speaker | None:
        if entry is None:
            return found
        organisation, role = entry.organisation, entry.role
        if found is not None and found.organisation != found.name:
            organisation, role = organisation or found.organisation, role or found.role
        elif found is not None and role is None and found.role is None:
            # An organisation that speaks for itself.
            organisation = organisation or entry.name
        id_ = self._ids[entry.name]
        return Speaker(id=id_, name=entry.name, organisation=organisation, role=role, stance=entry.stance)


def _is_part(mention: str, name: str) -> bool:
    """Tell whether a mention is but a short form of the name: the surname that a namesake in the file may have."""
    words = without_titles(fold(mention)).split()
    return len(words) < len(name.split()) and set(words) <= set(fold(name).split())
