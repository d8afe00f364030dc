"""Evidence for a stance: who speaks (features named ``who:``), how (``how:``) and what is said (``what:``).

Of a speaker there are the words of the description (``who:word``) and what is known: ``who:is`` (standing to power,
kind of organisation), ``who:of`` (the listed organisations that the description names) and ``who:plays`` (the part
that the role tells of).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from argmine.pipeline.extensions import text_of
from argmine.pipeline.standing.actors import groups_in, is_agency, organisation_type
from argmine.pipeline.standing.parts import parts_played
from argmine.pipeline.standing.power import Power
from argmine.schema import Claim, Speaker

# What is said tells less than who says it, and words less than what is known; chosen by cross-validation.
WEIGHT_OF_WORDS = 0.3
WEIGHT_OF_DESCRIPTION = 0.6
WEIGHT_OF_KNOWLEDGE = 1.4
# Between what is said of a speaker in one place and in another, so that no pair of words runs across.
_JOIN = ";"
_WORD = re.compile(r"[a-z][a-z'’-]*[a-z]|[a-z]", re.I)
_APPOSITION = r"(?: \([^)]{2,20}\))?, (?:an?|the|which|whose)\s(?P<words>[^,.;:\n“”\"]{3,90})"
_DULL = frozenset("the a an of for in on at to and or by with from its his her their this that who which 's ’s".split())
_FORMER = re.compile(r"\b(?:former|ex-|then-|ran\b|led\b|headed\b|oversaw\b|directed\b|served\b|founding)", re.I)
_GOVERNMENT = re.compile(r"\b(?:White House|administration|cabinet)\b", re.I)


def stance_features(doc: Doc, claim: Claim, power: Power, *, cue: str, said_of: str = "") -> dict[str, float]:
    """Return the named features of a claim.

    `cue` is the lemma of the word that reports it, `said_of` what the document says of the speaker's organisation.
    """
    features = {f"how:cue {cue}": 1.0} if cue else {}
    features |= word_features(claim.text)
    if claim.speaker is None:
        return features | {"who:nobody": 1.0, f"who:nobody {claim.kind}": 1.0}
    source = " ".join(text_of(doc)[start:end] for start, end in claim.source)
    return features | speaker_features(claim.speaker, source, power, said_of=said_of)


def word_features(text: str) -> dict[str, float]:
    """Return the named features of what is said."""
    words = set(map(str.lower, _WORD.findall(_plain(text)))) - _DULL
    return {f"what:{word}": WEIGHT_OF_WORDS for word in words}


def speaker_features(speaker: Speaker, source: str, power: Power, *, said_of: str = "") -> dict[str, float]:
    """Return the named features of a speaker whom the text calls `source`."""
    words = f" {_JOIN} ".join(filter(None, (source, speaker.role, speaker.organisation, said_of)))
    features = {
        f"who:word {word}": WEIGHT_OF_DESCRIPTION for word in _words(f"{speaker.name} {_JOIN} {words}", speaker)
    }
    features["who:is person" if _is_person(speaker) else "who:is group"] = WEIGHT_OF_KNOWLEDGE
    return features | dict.fromkeys(_known(speaker, words, power), WEIGHT_OF_KNOWLEDGE)


def said_of_organisations(text: str, claims: Sequence[Claim]) -> dict[str, str]:
    """Return for each organisation of the speakers what stands behind its name ("..., a trade group of brokers")."""
    names = {c.speaker.organisation for c in claims if c.speaker is not None and c.speaker.organisation}
    found = {name: re.search(rf"{re.escape(name)}{_APPOSITION}", text) for name in names}
    return {name: match["words"] for name, match in found.items() if match is not None}


def who_text(claim: Claim) -> str:
    """Return how a claim's speaker is described: role and organisation, or the name where there is no role."""
    speaker = claim.speaker
    if speaker is None:
        return ""
    return " ".join(filter(None, (speaker.role or speaker.name, speaker.organisation)))


def _known(speaker: Speaker, words: str, power: Power) -> Iterator[str]:
    """Yield what the lists know of a speaker whom `words` describe."""
    standings = list(power.standings(speaker.name, words))
    yield from (f"who:is {standing}" for standing in standings)
    parts = set(parts_played(f"{speaker.name} {words}"))
    former = _FORMER.search(words) is not None or power.served_before(words)
    abroad = "executive" not in standings and power.is_abroad(f"{speaker.name} {words}")
    if former:
        yield "who:is former"
    elif abroad:
        yield "who:is abroad"
    elif _GOVERNMENT.search(words):
        yield "who:is government"
    if former or abroad:
        parts -= {"executive power"}
    yield from (f"who:plays {part}" for part in sorted(parts))
    for group in groups_in(words if _is_person(speaker) else f"{speaker.name} ; {words}"):
        yield f"who:of {group.kind}"
        relation = power.leaning(group)
        if relation is not None:
            yield f"who:of {relation}"
            yield f"who:of {group.kind} of {relation}"
    for name in {speaker.organisation or speaker.name, speaker.name}:
        if (kind := organisation_type(name)) is not None:
            yield f"who:is {kind}"
        if is_agency(name):
            yield "who:is agency"


def _words(text: str, speaker: Speaker) -> set[str]:
    """Return the words of a speaker's description; a person's own name says nothing about others."""
    own = set(map(str.lower, _WORD.findall(_plain(speaker.name)))) if _is_person(speaker) else set()
    found: set[str] = set()
    for part in text.split(_JOIN):
        words = [word for word in map(str.lower, _WORD.findall(_plain(part))) if word not in own]
        found |= set(words) | {f"{first} {second}" for first, second in pairwise(words)}
    return found - _DULL


def _plain(text: str) -> str:
    """Return text with straight apostrophes: print and keyboard write one word."""
    return text.replace("’", "'")


def _is_person(speaker: Speaker) -> bool:
    words = speaker.name.split()
    return 1 < len(words) <= 4 and speaker.name != speaker.organisation and all(w[:1].isupper() for w in words)
