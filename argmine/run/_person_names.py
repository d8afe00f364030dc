"""Which names are one person's: "Trump", "President Trump" and "Donald J. Trump"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from argmine.names import fold, is_title, person_words, same_middle
from argmine.pipeline.standing.actors import executive_named, is_agency, organisation_type
from argmine.run._spoken import SpokenName, gather

SPELLING = "the same name, written otherwise"
MIDDLE = "the same name but for what stands in its middle"
TITLED = "the same name behind a title or description"
OFFICE = "the only one of this surname with this title"
ONLY = "the only full name with this surname"
NEARLY = "a surname that nearly always means this one"

# A surname stands for one of several where nearly all the claims are his or hers.
_NEARLY_ALL, _OFTEN = 10, 20
_PARTICLES = frozenset("de del della der den di da dos du la le van von bin ibn al el ter y".split())
_SUFFIXES = frozenset("jr sr ii iii iv".split())
# Capitalised at the beginning of a sentence.
_NO_NAME = frozenset(
    "a all an another any both each even every few former her his its many more most my new no other our several some "
    "such that the their these this those two three four five".split()
)
_NO_SURNAME = frozenset(
    "republican republicans democrat democrats conservatives liberals progressives independents americans act action "
    "administration agency alliance america association authority bank board bureau campaign caucus center centre "
    "chamber church club coalition college commission committee community company congress corporation council court "
    "daily department district federation forum foundation fund government group herald house inc industries institute "
    "international journal league ministry movement network news office organization organisation party post press "
    "project report research review school schools senate service services society state states street study system "
    "times today tribune trust union university voters watch week world".split()
)
# What stands between a name and somebody else: "supporters of President Donald Trump".
_BETWEEN = re.compile(
    r"\b(?:about|against|and|as|at|by|for|from|in|including|like|not|of|on|or|over|to|toward|towards|under|who|whose|with|"
    r"without)\b|,",
    re.I,
)
_PHRASES = re.compile(r"\b(?:chief of staff|secretary of \w+|speaker of the house|attorney general of \w+)\b", re.I)
# Surnames that more often stand for a place, or for no name at all where a sentence begins with them.
_NO_PERSON = frozenset(
    "he she may will north south east west young white black brown green english french british jordan israel chad "
    "cuba china spain france england ireland scotland holland germany georgia india iran iraq japan korea mexico "
    "russia taiwan turkey ukraine virginia washington carolina dakota montana maine london paris berlin york jersey "
    "houston dallas austin denver lincoln cleveland phoenix charlotte orlando madison richmond sydney hill "
    "constitution".split()
)
# A surname alone is somebody of whom so many documents speak in full; else only where both names stand in one document.
_KNOWN_IN = 3
_TITLE_WORD = re.compile(r"\b(?:president|senator|sen|governor|gov|mayor|secretary|judge|chancellor|minister|chief)\b")


def merge_persons(names: Sequence[SpokenName]) -> None:
    """Merge the names of persons, the surest first; every step reads what the ones before it have merged."""
    full = [name for name in names if len(words_of(name)) > 1 and _is_personal(name)]
    for alike in _by(full, lambda name: tuple(words_of(name))):
        gather(alike, lambda name, head: SPELLING if fold(name.name) == fold(head.name) else TITLED)
    full = [name for name in full if name.into is None]
    _merge_described(names, full)
    _merge_middles(full)
    _merge_surnames(names, [name for name in full if name.into is None])


def words_of(name: SpokenName) -> list[str]:
    """Return the words of a person's name, folded, without titles; "jr" stays with the surname."""
    words = person_words(name.name)
    if len(words) > 2 and words[-1] in _SUFFIXES:
        words[-2:] = [" ".join(words[-2:])]
    return words


def _is_personal(name: SpokenName) -> bool:
    """Tell whether a name looks like the full name of one person."""
    words = name.name.split()
    folded = words_of(name)
    return (
        len(folded) <= 4
        and all(word[0].isupper() or word.lower() in _PARTICLES for word in words)
        and not any(character.isdigit() for character in name.name)
        and not re.search(r"['’]s?(?:\s|$)|[,;:()&]", name.name)
        and fold(words[0]) not in _NO_NAME
        and folded[-1] not in _NO_SURNAME
        and not name.is_body
    )


def _by(names: Sequence[SpokenName], key: Callable[[SpokenName], tuple[str, ...]]) -> Iterator[list[SpokenName]]:
    """Yield the names that are not merged yet, in groups of one key."""
    groups: dict[tuple[str, ...], list[SpokenName]] = defaultdict(list)
    for name in names:
        if name.into is None:
            groups[key(name)].append(name)
    return iter(groups.values())


def _merge_described(names: Sequence[SpokenName], full: Sequence[SpokenName]) -> None:
    """Merge "noted economist Dean Baker" into "Dean Baker"."""
    known = {tuple(words_of(name)): name for name in full}
    for name in names:
        words = name.name.split()
        if name.into is not None or name.is_body:
            continue
        for length in (4, 3, 2):
            bearer = known.get(tuple(fold(" ".join(words[-length:])).split())) if len(words) > length else None
            if bearer is not None and _is_description(words[:-length]):
                name.merge_into(bearer, TITLED)
                break


def _is_description(words: Sequence[str]) -> bool:
    """Tell whether the words before a name say who it is, rather than being a part of it or naming somebody else."""
    said = " ".join(words)
    plain = [word for word in words if word.islower() and word not in _PARTICLES]
    if not plain and not is_title(fold(said)) and not said.endswith(("'s", "’s")):
        return False
    if said.endswith(","):
        # "head of the International Energy Agency, Fatih Birol", but not "critics of the bill, Fatih Birol".
        return said.count(",") == 1 and " and " not in said and not re.search(r"\ws\b", words[0])
    return not _BETWEEN.search(_PHRASES.sub("", said))


def _merge_middles(full: Sequence[SpokenName]) -> None:
    """Merge "Kevin Patrick Brady" into "Kevin Brady" unless there is another Kevin Brady."""
    for alike in _by(full, lambda name: (words_of(name)[0], words_of(name)[-1])):
        middles = [words_of(name) for name in alike]
        if all(same_middle(one, other) for i, one in enumerate(middles) for other in middles[:i]):
            gather(alike, lambda _name, _head: MIDDLE)


def _merge_surnames(names: Sequence[SpokenName], full: Sequence[SpokenName]) -> None:
    """Merge a surname alone, or behind a title, into the one full name that it can stand for."""
    bearers: dict[str, list[SpokenName]] = defaultdict(list)
    for name in full:
        bearers[words_of(name)[-1].split()[0]].append(name)
    for name in names:
        words = words_of(name)
        if name.into is None and len(words) == 1 and _may_be_surname(name):
            bearer, why = _bearer(name, bearers.get(words[0], ()))
            if bearer is not None:
                name.merge_into(bearer, why)


def _may_be_surname(name: SpokenName) -> bool:
    surname = name.name.split()[-1]
    if not surname[0].isupper() or surname.isupper() or fold(surname) in _NO_SURNAME | _NO_PERSON:
        return False
    listed = organisation_type(name.name) is not None or is_agency(name.name)
    # The tagger takes a president's name for an organisation's now and then, and for others it may be right.
    return not listed and (not name.is_body or executive_named(surname) is not None)


def _bearer(name: SpokenName, bearers: Sequence[SpokenName]) -> tuple[SpokenName | None, str]:
    """Return whom a surname stands for, and why."""
    title = _TITLE_WORD.search(fold(name.name))
    titled = [bearer for bearer in bearers if title is not None and title[0] in bearer.about]
    if len(titled) == 1:
        return titled[0], OFFICE
    if not bearers:
        return None, ""
    most = max(bearers, key=lambda bearer: bearer.total)
    others = sum(bearer.total for bearer in bearers) - most.total
    at_odds = bool(name.about) and bool(most.about) and name.about.isdisjoint(most.about)
    if most.total < name.total or at_odds:
        return None, ""
    if not others:
        met = most.documents >= _KNOWN_IN or not most.some_documents.isdisjoint(name.some_documents)
        return (most, ONLY) if met else (None, "")
    return (most, NEARLY) if most.total >= max(_OFTEN, _NEARLY_ALL * others) else (None, "")
