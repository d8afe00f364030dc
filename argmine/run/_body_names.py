"""Which names are one organisation's: "NRA" and "National Rifle Association", "Dept. of Energy" and its like."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import cache, lru_cache

from argmine.names import fold
from argmine.pipeline.lexicon import rows
from argmine.pipeline.standing.actors import is_agency
from argmine.run._spoken import SpokenName, gather

SPELLING = "the same name, written otherwise"
FORM = "another form of the same name"
EXPLAINED = "its initials, which a document explains"
LISTED = "the initials by which the agency is known"
ONLY = "the initials of this organisation alone"

_SMALL = frozenset("of for and the in on at to".split())
_COMPANY = re.compile(r"\s(?:inc|corp|corporation|ltd|llc|plc)$")
_INITIALS = re.compile(r"[A-Z]{2,7}")
# Two letters stand for too much to be guessed.
_LEAST_INITIALS = 3


@lru_cache(maxsize=2**16)
def body_key(name: str) -> str:
    """Return a key that is the same for the ways to write an organisation's name.

    "U.S. Dept. of Energy" and "the Energy Department" have one key, "conservative Heritage Foundation" that of
    "Heritage Foundation", "Aetna Inc." that of "Aetna".
    """
    words = name.split()
    lower = next((place for place, word in enumerate(words) if not (word.islower() and word[0].isalpha())), 0)
    if 0 < lower <= 2 and len(words) - lower > 1 and not _SMALL.intersection(words[:lower]):
        words = words[lower:]
    key = re.sub(r"\bdept\b", "department", fold(" ".join(words)))
    key = re.sub(r"\b(department|ministry) for\b", r"\1 of", _COMPANY.sub("", key))
    key = re.sub(r"^(\S+(?: \S+){0,3}) (department|ministry)$", r"\2 of \1", key)
    key = re.sub(r"(?<=\s)the\s", "", key)
    federal = re.sub(r"^(?:us|united states|federal) |(?<= of )us ", "", key)
    key = federal if is_agency(federal) else key
    return f"department of {key}" if " " in key and f"department of {key}" in _agencies() else key


def initials_of(key: str) -> str:
    """Return the initials of an organisation's key, in capitals."""
    return "".join(word[0] for word in re.split(r"[\s-]+", key) if word not in _SMALL and word).upper()


def merge_bodies(names: Sequence[SpokenName], explained: Mapping[str, Set[str]]) -> None:
    """Merge the names of organisations; `explained` has the keys that documents give for initials."""
    known = {body_key(name.name) for name in names if name.is_body}
    bodies = [name for name in names if (name.name[0].isupper() and _is_proper(name)) or name.is_body]
    bodies = [name for name in bodies if body_key(name.name) in known]
    by_key: dict[str, list[SpokenName]] = defaultdict(list)
    for name in bodies:
        by_key[body_key(name.name)].append(name)
    for alike in by_key.values():
        gather(alike, lambda name, head: SPELLING if fold(name.name) == fold(head.name) else FORM)
    full = {key: alike[0].root() for key, alike in by_key.items() if " " in key}
    by_initials: dict[str, list[str]] = defaultdict(list)
    for key in full:
        by_initials[initials_of(key)].append(key)
    for name in names:
        initials = name.name.replace(".", "")
        if name.into is None and _INITIALS.fullmatch(initials):
            meant, why = _full_key(initials, name, full, by_initials, explained)
            if meant is not None:
                name.merge_into(full[meant], why)


def _full_key(
    initials: str,
    name: SpokenName,
    full: Mapping[str, SpokenName],
    by_initials: Mapping[str, Sequence[str]],
    explained: Mapping[str, Set[str]],
) -> tuple[str | None, str]:
    """Return the key of the one organisation that initials stand for, and why."""
    for keys, why in ((explained.get(initials, ()), EXPLAINED), (_listed().get(initials, ()), LISTED)):
        met = [key for key in keys if key in full]
        if met:
            return (met[0], why) if len(met) == 1 else (None, "")
    alike = by_initials.get(initials, ())
    if len(initials) < _LEAST_INITIALS or len(alike) != 1 or full[alike[0]].total < name.total:
        return None, ""
    return alike[0], ONLY


def _is_proper(name: SpokenName) -> bool:
    """Tell whether every word of a name that is not small is capitalised."""
    return all(word[0].isupper() or word.lower() in _SMALL or not word[0].isalpha() for word in name.name.split())


@cache
def _agencies() -> frozenset[str]:
    return frozenset(row[0] for row in rows("agencies.tsv"))


@cache
def _listed() -> dict[str, set[str]]:
    """Return the keys of the agencies that the lists know by initials."""
    listed: dict[str, set[str]] = defaultdict(set)
    for row in rows("agencies.tsv"):
        for initials in row[1].split() if len(row) > 1 else ():
            listed[initials].add(body_key(row[0]))
    return dict(listed)
