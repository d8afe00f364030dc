"""Whose government a document is about, and which party governs there at its date."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from argmine.pipeline.lexicon import rows
from argmine.pipeline.standing.offices import Office, all_offices

UNITED_STATES = "United States"
STATE = "state"
# So many more words must speak of another government before it is not that of the United States.
_CLEARLY = 2
_PRESIDENTS = re.compile(r"\b(?:Obama|Trump|Biden|Bush)\b")
_LEAST = 4
_LEAST_OF_STATE = 2
_HEADS = frozenset({"prime minister", "president", "chancellor", "premier", "taoiseach", "governor"})
# Where a president stands beside the head of the government.
_GOVERNED_BY = {
    "Germany": "chancellor",
    "Italy": "prime minister",
    "India": "prime minister",
    "Ireland": "prime minister",
}
_GOVERNOR_PARTY = re.compile(
    r"\b(?:Gov\.|Governor)\s+(?:[A-Z][\w.'’-]+\s+){1,3}?[A-Z][\w'’-]+,?\s+(?:\(|an?\s+|the\s+)?(?:\w+\s+)?"
    r"(?P<after>Republican|Democrat|[RD]\b)|(?P<before>Republican|Democratic)\s+(?:Gov\.|[Gg]overnor)"
)


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The government that a document is about (`body`), and the party that governs there, where it is known."""

    body: str
    party: str | None = None

    @property
    def federal(self) -> bool:
        """Tell whether it is the federal government of the United States."""
        return self.body == UNITED_STATES


def jurisdiction_of(text: str, date: str | None) -> Jurisdiction:
    """Return whose government a text speaks of most: that of the United States, of one of its states, or another's."""
    counts = Counter(body for word in _pattern().findall(text) for body in _bodies()[word])
    federal = counts.pop(UNITED_STATES, 0) + len(_PRESIDENTS.findall(text))
    state = counts.pop(STATE, 0)
    if state >= _LEAST_OF_STATE and state > federal and state >= max(counts.values(), default=0):
        return Jurisdiction(STATE, _party_of_governor(text, date))
    body, named = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if named >= _LEAST and named > _CLEARLY * federal:
        return Jurisdiction(body, _governing_party(body, date))
    return Jurisdiction(UNITED_STATES)


def names_another(words: str, here: Jurisdiction) -> bool:
    """Tell whether the description of a speaker names another country than the one that a text is about."""
    named = {body for word in _pattern().findall(words) for body in _bodies()[word]} - {STATE}
    at_home = {UNITED_STATES if here.body == STATE else here.body}
    return bool(named) and not named & at_home


@cache
def _bodies() -> dict[str, tuple[str, ...]]:
    bodies: dict[str, list[str]] = {}
    for body, words in rows("jurisdictions.tsv"):
        for word in words.split("; "):
            bodies.setdefault(word, []).append(body)
    return {word: tuple(named) for word, named in bodies.items()}


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_bodies(), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?!\w)")


def _party_of_governor(text: str, date: str | None) -> str | None:
    governors = (o for o in _heads() if o.kind == "governor" and date is not None and o.held_on(date))
    held = {o.party for o in governors if f" {o.name.split()[-1]}" in text and o.body in text}
    if len(held) == 1:
        return held.pop()
    found = _GOVERNOR_PARTY.search(text)
    if found is None:
        return None
    return "Republican" if (found["after"] or found["before"]).startswith("R") else "Democrat"


def _governing_party(body: str, date: str | None) -> str | None:
    title = _GOVERNED_BY.get(body)
    held = [o for o in _heads() if date is not None and o.body == body and o.held_on(date)]
    heads = [o for o in held if o.title == title] if title is not None else held
    return next((o.party for o in heads if o.party), None)


@cache
def _heads() -> tuple[Office, ...]:
    return tuple(o for o in all_offices() if o.title in _HEADS or o.title.startswith("governor of "))
