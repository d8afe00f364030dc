"""One entity for the names that several documents have for one speaker; wrong merges are worse than missed ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from argmine.names import fold, person_words, same_middle
from argmine.people import People
from argmine.run._body_names import body_key, initials_of, merge_bodies
from argmine.run._person_names import merge_persons
from argmine.run._spoken import SpokenName
from argmine.run.speakers import MergedName
from argmine.run.tables import Row
from argmine.schema import content_id

_EXPLAINED = re.compile(r"^(?P<full>.+?)\s*\((?:the\s+)?(?P<short>[A-Z][A-Z.&]{1,9})\)")
_STOP = frozenset("a an and at for from in of on the to with".split())

SPELLING = "the same name, written otherwise"
INITIALS = "the same name but for initials"


class Merges:
    """Who speaks under which name in the corpus as a whole."""

    def __init__(self, names: Sequence[SpokenName]) -> None:
        self._roots = {(name.id, name.name): name.root() for name in names}
        self._names = names

    def speaker(self, speaker: str, name: str) -> tuple[str, str]:
        """Return the id and the name of the speaker whom a document has under this id and name."""
        root = self._roots[speaker, name]
        return root.own_id, root.name

    def merged(self) -> dict[str, list[MergedName]]:
        """Return, by the id of a speaker, the other names that were merged into it, the most frequent first."""
        found: dict[str, list[MergedName]] = defaultdict(list)
        for name in self._names:
            root = name.root()
            if root is not name and name.name.casefold() != root.name.casefold():
                found[root.own_id].append(MergedName(name=name.name, claims=name.claims, why=name.why))
        return {speaker: sorted(names, key=lambda name: (-name.claims, name.name)) for speaker, names in found.items()}


class SpeakerMerger:
    """Count who speaks under which name, then tell which names are one speaker's.

    What is held is a count and a few words for each distinct name, however many claims there are.

    Parameters
    ----------
    people
        Whoever has an entry in the people file keeps name and id: nobody is merged into somebody else whom the file
        tells apart.
    """

    def __init__(self, people: People | None = None) -> None:
        self._fixed = {entry.name for entry in people.entries} if people is not None else set()
        self._names: dict[tuple[str, str], SpokenName] = {}
        # What the documents themselves say of initials, by the initials: the keys of organisations.
        self._explained: dict[str, set[str]] = defaultdict(set)

    def add(self, claim: Row) -> None:
        """Count one claim."""
        if not claim["speaker"]:
            return
        key = (claim["speaker"], claim["speaker_name"])
        name = self._names.get(key)
        if name is None:
            fixed = key[1] in self._fixed
            name = self._names[key] = SpokenName(id=key[0], name=key[1], place=len(self._names), fixed=fixed)
        name.count(claim["document"], is_body=claim["organisation"] == claim["speaker_name"])
        about = fold(f"{claim['role'] or ''} {claim['organisation'] or ''}").split()
        name.about.update(set(about) - _STOP - set(fold(name.name).split()))
        self._note_initials(claim)

    def merge(self) -> Merges:
        """Merge the names that have been counted."""
        names = list(self._names.values())
        self._merge_one_id(names)
        merge_persons([name for name in names if name.into is None])
        merge_bodies([name for name in names if name.into is None], self._explained)
        return Merges(names)

    def _note_initials(self, claim: Row) -> None:
        """Remember that NRA is the National Rifle Association where a document says or shows it."""
        name, mention, organisation = claim["speaker_name"], claim["source_text"] or "", claim["organisation"]
        explained = _EXPLAINED.match(mention)
        pairs = [(mention, name), (name, organisation)]
        if explained is not None:
            pairs.append((explained["short"], explained["full"]))
        for short, full in pairs:
            key = body_key(full) if full else ""
            if " " in key and fold(short).replace(" ", "").upper() == initials_of(key):
                self._explained[initials_of(key)].add(key)

    @staticmethod
    def _merge_one_id(names: Sequence[SpokenName]) -> None:
        """Join the ways to write a name that share an id, and part "George W. Bush" from "George H. W. Bush"."""
        by_id: dict[str, list[SpokenName]] = defaultdict(list)
        for name in names:
            by_id[name.id].append(name)
        for alike in by_id.values():
            bearers: list[list[SpokenName]] = []
            for name in sorted(alike, key=SpokenName.rank):
                own = next((group for group in bearers if not any(_are_two(name, other) for other in group)), None)
                if own is None:
                    bearers.append([name])
                else:
                    own.append(name)
                    name.merge_into(own[0], SPELLING if fold(name.name) == fold(own[0].name) else INITIALS)
            for parted, *_ in bearers[1:]:
                parted.own_id = content_id("speaker", fold(parted.name))


def _are_two(one: SpokenName, other: SpokenName) -> bool:
    """Tell whether the single letters that an id does not know make two names those of two."""
    if fold(one.name).startswith("us ") != fold(other.name).startswith("us "):
        return body_key(one.name) != body_key(other.name)
    words, others = person_words(one.name), person_words(other.name)
    has_initials = any(len(word) == 1 for word in words[1:-1] + others[1:-1])
    return has_initials and (words[0], words[-1]) == (others[0], others[-1]) and not same_middle(words, others)
