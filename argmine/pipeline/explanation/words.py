"""What is known of a speaker, in words that complete a sentence about the speaker ("was EPA administrator on ...")."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain

from argmine.pipeline.standing.actors import groups_in, is_agency, organisation_type
from argmine.pipeline.standing.jurisdiction import STATE
from argmine.pipeline.standing.offices import Office, offices_of, party_in_congress
from argmine.pipeline.standing.parts import parts_played
from argmine.pipeline.standing.power import Power
from argmine.schema import Claim, Speaker

# What is said, and the features that say it.
Said = tuple[str, tuple[str, ...]]

_KNOWN = ("who:is ", "who:of ", "who:plays ")
_OTHER_PARTY = {"Republican": "Democrat", "Democrat": "Republican"}
_TELLS_PARTY = {
    "Republican": re.compile(r"\b(?:Republicans?|GOP|R-[A-Z])"),
    "Democrat": re.compile(r"\b(?:Democrats?|Democratic|D-[A-Z])"),
}
_GOVERNMENT = re.compile(r"\b(?:White House|administration|cabinet)\b", re.I)
_WITH_ARTICLE = ("United", "Netherlands")
_KINDS = {
    "advocacy": "an advocacy group",
    "company": "a company",
    "court": "a court",
    "international": "an international organisation",
    "media": "a news organisation",
    "party": "a political party",
    "pollster": "a pollster",
    "professional": "a professional association",
    "public": "a public body",
    "think tank": "a think tank",
    "trade": "a trade group",
    "union": "a union",
    "university": "a university",
    "membership": "a membership organisation",
}
_PARTS = {
    "executive power": "the executive",
    "local power": "state and local government",
    "former office": "former office",
    "court": "courts and neutral offices",
    "foreign": "foreign governments",
    "public": "the public at large",
    "press": "the press",
    "anonymous": "unnamed sources",
    "rank": "rank, on whatever side",
    "market": "analysts and markets",
    "legislature": "legislators",
    "candidate": "candidates",
    "opposition": "the opposition",
    "trade group": "trade groups",
}


@dataclass(frozen=True, slots=True)
class Described:
    """A speaker, the words that the document has for the speaker, and who governs when it is written."""

    speaker: Speaker
    words: str
    power: Power


def known_in_words(described: Described, features: Collection[str]) -> Iterator[Said]:
    """Yield, for the `features` of what is known of a speaker, sentences and the features each of them covers."""
    left = [name for name in features if name.startswith(_KNOWN)]
    is_person = "who:is person" in left
    told = chain(
        _of_offices(described),
        _of_presidency(described),
        _of_party(described),
        _of_groups(described, is_person=is_person),
        _of_organisation(described),
        _of_parts(described),
        _of_past_and_place(described),
    )
    for sentence, covered in told:
        now = tuple(name for name in covered if name in left)
        if now:
            left = [name for name in left if name not in now]
            yield sentence, now
    yield from ((f"is known as “{name.partition(':')[2]}”", (name,)) for name in left)


def nobody_in_words(claim: Claim) -> str:
    """Say of a claim without a speaker how it stands in the document."""
    if claim.kind == "authorial":
        return "stands in the document's own voice"
    if claim.kind == "indirect":
        return "is reported, but not whose it is"
    return "is a quotation for which nobody is named"


def on_date(power: Power) -> str:
    """Return "on 2013-04-17", or that there is no date."""
    return f"on {power.date[:10]}" if power.date else "at some time (the document has no date)"


def _of_offices(described: Described) -> Iterator[Said]:
    date = described.power.date
    for office in offices_of(described.speaker.name):
        kinds = (office.kind, "executive") if office.kind in {"governor", "foreign"} else (office.kind,)
        if date is None or office.held_on(date):
            yield _office_held(described, office, kinds)
        elif office.until and office.until <= date:
            yield f"had been {office.title} until {office.until}", (f"who:is former {office.kind}",)
        elif office.since > date:
            yield f"was about to be {office.title} (from {office.since})", (f"who:is nominee {office.kind}",)


def _office_held(described: Described, office: Office, kinds: tuple[str, ...]) -> Said:
    covered = [f"who:is {kind}" for kind in kinds]
    relation = described.power.relation(office.party)
    covered += [f"who:is {office.kind} of {relation}"] if relation is not None else []
    return f"was {office.title} {on_date(described.power)}", tuple(covered)


def _of_presidency(described: Described) -> Iterator[Said]:
    president, date = described.power.president, described.power.date
    if president is not None and date is not None and president.since > date:
        yield f"had been elected president, and was to take office on {president.since}", ("who:is president",)
    elif president is not None and date is None:
        yield "is the president of whom the document, which has no date, speaks", ("who:is president",)
    yield f"was president of the United States {on_date(described.power)}", ("who:is president",)
    yield "is a former president of the United States", ("who:is former president",)


def _of_party(described: Described) -> Iterator[Said]:
    power = described.power
    governing = power.president.party if power.jurisdiction.federal and power.president else power.jurisdiction.party
    if governing in _OTHER_PARTY:
        parties = {"ally": governing, "opposition": _OTHER_PARTY[governing]}
        for relation, party in parties.items():
            why = _why_party(described, party)
            if why:
                named, when = _standing(power, relation)
                yield f"belongs to {named}, the {party}s, {why}{when}", (f"who:is {relation}",)
    elif governing is not None:
        body = power.jurisdiction.body
        there = f"the {body}" if body.startswith(_WITH_ARTICLE) else body
        yield f"belongs to {governing}, which governed in {there} {on_date(power)}", ("who:is ally",)
        yield f"belongs to a party that did not govern in {there}, where {governing} did", ("who:is opposition",)
    for party in _OTHER_PARTY:
        yield f"belongs to the {party}s; who governed is not known", (f"who:is {party}",)


def _why_party(described: Described, party: str) -> str:
    """Say from where somebody's party is known; empty if it is not known to be this one."""
    name = described.speaker.name
    if _TELLS_PARTY[party].search(f"{name} {described.words}"):
        return "as the document says"
    if party_in_congress(name) == party:
        return "according to the list of members of Congress"
    return "according to the list of offices" if any(o.party == party for o in offices_of(name)) else ""


def _standing(power: Power, relation: str) -> tuple[str, str]:
    """Return how a party of the United States stands to power, and why, as " (Barack Obama was president on ...)"."""
    president = power.president
    if not power.jurisdiction.federal or president is None:
        governs = "the governing party" if relation == "ally" else "the party out of power"
        return f"{governs} in the state that the document is about", ""
    if power.date is None:
        was = "is the president of whom the document, which has no date, speaks"
    else:
        was = f"was {'president-elect' if president.since > power.date else 'president'} on {power.date[:10]}"
    if relation == "ally":
        return "the president's party", f" ({president.name} {was})"
    return "the party out of power", f" ({president.name}, a {president.party}, {was})"


def _of_groups(described: Described, *, is_person: bool) -> Iterator[Said]:
    name, words = described.speaker.name, described.words
    for group in groups_in(words if is_person else f"{name} ; {words}"):
        relation = described.power.leaning(group)
        own = name in {group.name, *group.forms}
        begins = "is listed as" if own else f"is named together with {group.name}, listed as"
        leaning = f" of the {group.leaning}" if group.leaning else ""
        stood = {"ally": ", the side in power", "opposition": ", the side out of power"}.get(relation or "", "")
        covered = [f"who:of {group.kind}"]
        covered += [f"who:of {relation}", f"who:of {group.kind} of {relation}"] if relation is not None else []
        yield f"{begins} {_KINDS.get(group.kind, group.kind)}{leaning}{stood}", tuple(covered)


def _of_organisation(described: Described) -> Iterator[Said]:
    speaker = described.speaker
    for name in dict.fromkeys((speaker.organisation or speaker.name, speaker.name)):
        begins = "is listed as" if name == speaker.name else f"speaks for {name}, listed as"
        kind = organisation_type(name)
        if kind is not None:
            yield f"{begins} {_KINDS[kind]} (US Federal Election Commission)", (f"who:is {kind}",)
        if is_agency(name):
            yield (
                ("is a public agency" if name == speaker.name else f"speaks for a public agency, {name}"),
                ("who:is agency",),
            )


def _of_parts(described: Described) -> Iterator[Said]:
    for part, phrase in parts_played(f"{described.speaker.name} {described.words}").items():
        found = re.search(re.escape(phrase), described.words, re.I)
        words = "words" if " " in phrase else "a word"
        shown = found[0] if found is not None else phrase
        yield f"is described as “{shown}”, {words} of {_PARTS.get(part, part)}", (f"who:plays {part}",)


def _of_past_and_place(described: Described) -> Iterator[Said]:
    power = described.power
    here = "a state of the US" if power.jurisdiction.body == STATE else power.jurisdiction.body
    government = _GOVERNMENT.search(described.words)
    if government is not None:
        yield f"is described with “{government[0]}”, a word of government", ("who:is government",)
    if power.served_before(described.words):
        yield "is described as of the administration of a president no longer in office", ("who:is former",)
    yield "is described as former, or as having served before", ("who:is former",)
    yield f"is described as from another country than the one that the document is about ({here})", ("who:is abroad",)
    yield "is named in full as a person", ("who:is person",)
    yield "is a group, or not named in full", ("who:is group",)
