"""People in public life: who holds or held which office, and for which party."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from argmine.pipeline.lexicon import rows

_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)\.?$")


@dataclass(frozen=True, slots=True)
class Office:
    """An office that somebody holds or held from `since` until `until` (ISO dates; empty where it is open).

    `kind` is executive, commission, neutral, candidate, governor, attorney general, foreign or opposition.
    """

    name: str
    title: str
    party: str
    since: str
    until: str
    body: str
    kind: str

    def held_on(self, date: str) -> bool:
        """Tell whether the office is held on an ISO date."""
        return self.since <= date and (not self.until or date < self.until)


@cache
def _offices() -> dict[str, tuple[Office, ...]]:
    held: dict[str, list[Office]] = defaultdict(list)
    for row in rows("officeholders.tsv"):
        office = Office(*row)
        held[_key(office.name)].append(office)
    return {name: tuple(sorted(offices, key=lambda o: o.since)) for name, offices in held.items()}


def all_offices() -> Iterator[Office]:
    """Yield every office that the lists know."""
    return (office for offices in _offices().values() for office in offices)


def offices_of(name: str) -> tuple[Office, ...]:
    """Return every office that the lists know of a person named in full, the earliest first."""
    return _offices().get(_key(name), ())


@cache
def _legislators() -> dict[str, str]:
    parties: dict[str, str] = {}
    for name, other, party, _ in rows("legislators.tsv"):
        parties.setdefault(_key(name), party)
        if other:
            parties.setdefault(_key(f"{other} {name.split(' ', 1)[1]}"), party)
    return parties


def party_in_congress(name: str) -> str | None:
    """Return the party of a member of the US Congress, past or present, who is named in full."""
    return _legislators().get(_key(name))


def _key(name: str) -> str:
    """Return first and last name, so that "Charles E. Schumer" and "Charles Schumer" are one."""
    words = _SUFFIX.sub("", name.strip()).replace(".", "").lower().split()
    return f"{words[0]} {words[-1]}" if len(words) > 1 else ""
