"""Evidence for a stance: who speaks (features named ``who:``), how (``how:``) and what is said (``what:``)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from argmine.pipeline.actors import (
    Executive,
    executive_named,
    executives,
    is_agency,
    legislator_parties,
    organisation_type,
    president_on,
)
from argmine.pipeline.extensions import text_of
from argmine.schema import Claim, Speaker

# What is said tells less than who says it; chosen by cross-validation.
WEIGHT_OF_WORDS = 0.3
_WORD = re.compile(r"[a-z][a-z'’-]*[a-z]|[a-z]", re.I)
_DULL = frozenset("the a an of for in on at to and or by with from its his her their this that who which 's ’s".split())
_PARTY_WORDS = {
    "Republican": re.compile(r"\b(?:Republicans?|GOP|R-[A-Z]\w)"),
    "Democrat": re.compile(r"\b(?:Democrats?|Democratic|D-[A-Z]\w)"),
}
_FORMER = re.compile(r"\b(?:former|ex-|then-)", re.I)
_GOVERNMENT = re.compile(r"\b(?:White House|administration|cabinet)\b", re.I)


# Roles that all but tell the side, whatever else is said of a speaker.
_ROLE_CLASSES = {
    "government": re.compile(
        r"\b(?:White House|administration (?:official|spokes\w+)|press secretary|secretary of|administrator|"
        r"(?:treasury|commerce|energy|interior|state|defense|education|health|homeland security|agriculture|labor|"
        r"transportation) (?:secretary|department)|commissioner|regulators?|prosecutors?|investigators?)\b",
        re.I,
    ),
    "business": re.compile(
        r"\b(?:CEO|chief executive|C\.E\.O\.|(?:co-?)?founder of|owner of|trade group|trade association|"
        r"chamber of commerce|manufacturers?|retailers?|insurers?|industry|lobbyists?)\b",
        re.I,
    ),
    "science": re.compile(
        r"\b(?:analyst|economist|professor|scientist|researcher|strategist|historian|pollster|\w+-watcher)s?\b", re.I
    ),
    "a state": re.compile(r"\b(?:Gov\.|Governor|Mayor)(?:\s|$)", re.I),
}


@dataclass(frozen=True, slots=True)
class Power:
    """Who governs when a document was written: the president, as far as date or text tell."""

    president: Executive | None

    @classmethod
    def of(cls, doc: Doc, date: str | None) -> Power:
        """Read it off the date, or off the president whom an undated text names most."""
        date = date or None
        in_office = president_on(date)
        if in_office is not None or date is not None:
            return cls(in_office)
        surnames = {e.surname for e in executives() if e.office == "president"}
        named = Counter(re.findall(r"\bPresident (?:[A-Z][\w.]+ ){0,2}?([A-Z]\w+)", text_of(doc)))
        known = [(count, name) for name, count in named.items() if name in surnames]
        return cls(executive_named(max(known)[1]) if known else None)

    def side(self, name: str, words: str) -> str | None:
        """Return how a speaker stands to power: president, former, ally, opposition, or None where unknown."""
        surname = name.split()[-1] if name else ""
        executive = executive_named(surname) if surname[:1].isupper() else None
        if executive is not None and self._is(executive, name):
            if self.president is None:
                return None
            return "president" if executive.surname == self.president.surname else "former"
        party = legislator_parties().get(name.lower()) or next(
            (party for party, pattern in _PARTY_WORDS.items() if pattern.search(f"{name} {words}")), None
        )
        if party is None or self.president is None:
            return None
        return "ally" if party == self.president.party else "opposition"

    @staticmethod
    def _is(executive: Executive, name: str) -> bool:
        words = name.split()
        return len(words) == 1 or words[0][0] == executive.name[0] or words[0].lower() == "president"


def stance_features(doc: Doc, claim: Claim, power: Power, *, cue: str) -> dict[str, float]:
    """Return the named features of a claim; `cue` is the lemma of the word that reports it."""
    features = {f"how:cue {cue}": 1.0} if cue else {}
    words = set(map(str.lower, _WORD.findall(claim.text))) - _DULL
    features |= {f"what:{word}": WEIGHT_OF_WORDS for word in words}
    return features | _who_features(doc, claim, power)


def who_text(claim: Claim) -> str:
    """Return how a claim's speaker is described: role and organisation, or the name where there is no role."""
    speaker = claim.speaker
    if speaker is None:
        return ""
    return " ".join(filter(None, (speaker.role or speaker.name, speaker.organisation)))


def _who_features(doc: Doc, claim: Claim, power: Power) -> dict[str, float]:
    speaker = claim.speaker
    if speaker is None:
        return {"who:nobody": 1.0, f"who:nobody {claim.kind}": 1.0}
    source = " ".join(text_of(doc)[start:end] for start, end in claim.source)
    words = " ".join(filter(None, (source, speaker.role, speaker.organisation)))
    features = {f"who:{word}": 1.0 for word in _words(f"{speaker.name} {words}", speaker)}
    features["who:is person" if _is_person(speaker) else "who:is group"] = 1.0
    side = power.side(speaker.name, words)
    if side is not None:
        features[f"who:is {side}"] = 1.0
    if _FORMER.search(words):
        features["who:is former"] = 1.0
    elif _GOVERNMENT.search(words):
        features["who:is government"] = 1.0
    everything = f"{speaker.name} {words}"
    for field, pattern in _ROLE_CLASSES.items():
        if pattern.search(everything) and not (field == "government" and _FORMER.search(everything)):
            features[f"who:in {field}"] = 1.0
    for name in {speaker.organisation or speaker.name, speaker.name}:
        kind = organisation_type(name)
        if kind is not None:
            features[f"who:is {kind}"] = 1.0
        if is_agency(name):
            features["who:is agency"] = 1.0
    return features


def _words(text: str, speaker: Speaker) -> set[str]:
    """Return the words of a speaker's description; a person's own name says nothing about others."""
    own = set(map(str.lower, _WORD.findall(speaker.name))) if _is_person(speaker) else set()
    words = [word for word in map(str.lower, _WORD.findall(text)) if word not in own]
    pairs = {f"{first} {second}" for first, second in pairwise(words)}
    return set(words) - _DULL | pairs


def _is_person(speaker: Speaker) -> bool:
    words = speaker.name.split()
    return 1 < len(words) <= 4 and speaker.name != speaker.organisation and all(w[:1].isupper() for w in words)
