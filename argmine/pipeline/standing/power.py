"""Who governs when a document is written, and how a speaker stands to that power."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as calendar_date
from datetime import timedelta

from spacy.tokens import Doc

from argmine.pipeline.extensions import text_of
from argmine.pipeline.standing.actors import Executive, Group, executive_named, executives, groups_in, president_on
from argmine.pipeline.standing.jurisdiction import STATE, UNITED_STATES, Jurisdiction, jurisdiction_of, names_another
from argmine.pipeline.standing.offices import Office, offices_of, party_in_congress

# An election precedes the day on which power changes hands by so much.
_TRANSITION = timedelta(days=76)
_NOMINATED = timedelta(days=150)
_PARTY_WORDS = {
    "Republican": re.compile(r"\b(?:Republicans?|GOP|R-[A-Z]\w)"),
    "Democrat": re.compile(r"(?<!Social )(?<!Christian )(?<!Liberal )(?<!Free )\b(?:Democrats?|Democratic|D-[A-Z]\w)"),
}
# Countries where a party that does not govern opposes, for governments are of one party as a rule.
_TWO_SIDED = frozenset({"United Kingdom", "Canada", "Australia", "New Zealand"})
_PARTIES_THERE = frozenset(
    "Labour Labor Conservative Conservatives Tory Tories Liberal Liberals SNP Green Greens NDP Reform UKIP Coalition "
    "National Nationals".split()
)
_FEDERAL = Jurisdiction(UNITED_STATES)
_PARTISAN = frozenset({"commission", "candidate", "governor", "attorney general"})
_ADMINISTRATION = re.compile(
    r"\b(?P<one>[A-Z]\w+)(?:['’]s)? (?:administration|White House|Cabinet|cabinet)\b|\b[Pp]resident (?P<other>[A-Z]\w+)"
)
_MINISTER = re.compile(r"\b(?:[Mm]inist(?:er|ers|ry)|[Ss]tate [Ss]ecretary|[Cc]hancellor|[Pp]remier|[Ee]mbassy)\b")
_CALLED_PRESIDENT = re.compile(r"(?<!former )(?<!ex-)(?<!Vice )\bPresident(?:-elect)? (?:[A-Z][\w.]+ ){0,2}?([A-Z]\w+)")
_SHARED = frozenset({"Clinton", "Carter", "Ford"})
_OFTEN = 3
_LEANING = {"left": "Democrat", "right": "Republican"}
_IN_CONGRESS = re.compile(
    r"\b(?:Sens?|Senators?|Reps?|Representatives?|Congress\w*|lawmakers?|Speaker|whip|leader|(?:chair|ranking)\w*|"
    r"Republicans?|Democrats?|Democratic|GOP|[RD]-[A-Z]\w+|House|Senate|delegation|caucus)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Power:
    """The president of the United States at a document's date, that date, and whose government the text is about.

    In a text about a state or another country it is the party that governs there that allies are allies of.
    """

    president: Executive | None
    date: str | None = None
    jurisdiction: Jurisdiction = _FEDERAL

    @classmethod
    def of(cls, doc: Doc, date: str | None) -> Power:
        """Read it off date and text; an undated text is of the latest president whom it calls so or names often."""
        text = text_of(doc)
        date = _calendar_day(date)
        president = _president_named(text) if date is None else president_elect_on(date) or president_on(date)
        return cls(president, date, jurisdiction_of(text, date))

    def standings(self, name: str, words: str) -> Iterator[str]:
        """Yield how a speaker stands to power: "president", "ally", "opposition", "former executive" and so on.

        `words` are what the text says of the speaker: source, role, organisation.
        """
        executive = self._as_executive(name)
        if executive is not None:
            if self.president is not None:
                yield "president" if executive.surname == self.president.surname else "former president"
            return
        offices = offices_of(name)
        running = next((o for o in offices if o.kind == "candidate" and self.date and o.held_on(self.date)), None)
        if running is not None:
            # Who runs for office speaks for the campaign, whatever the party and the offices held before.
            yield from self._of_office(running)
            return
        yield from (standing for office in offices for standing in self._of_office(office))
        party = self._party(name, words, offices)
        if party is not None:
            yield self.relation(party) or party
        elif (relation := self._abroad(f"{name} {words}")) is not None:
            yield relation

    def is_abroad(self, words: str) -> bool:
        """Tell whether `words` describe somebody from another country than the one that the text is about."""
        ministers = self.jurisdiction.body in {UNITED_STATES, STATE} and _MINISTER.search(words) is not None
        return ministers or names_another(words, self.jurisdiction)

    def served_before(self, words: str) -> bool:
        """Tell whether `words` speak of the administration of a president who is not in office."""
        surnames = {m["one"] or m["other"] for m in _ADMINISTRATION.finditer(words)}
        known = {surname for surname in surnames if executive_named(surname) is not None}
        return bool(known) and (self.president is None or self.president.surname not in known)

    def relation(self, party: str) -> str | None:
        """Return whether a party of the United States governs ("ally") or not ("opposition"), None where unknown."""
        governing = self.jurisdiction.party
        if self.jurisdiction.federal:
            governing = self.president.party if self.president is not None else None
        if governing not in _PARTY_WORDS or party not in _PARTY_WORDS:
            return None
        return "ally" if party == governing else "opposition"

    def leaning(self, group: Group) -> str | None:
        """Return whether a group's side of politics governs ("ally") or not ("opposition")."""
        party = _LEANING.get(group.leaning)
        return None if party is None else self.relation(party)

    def _abroad(self, words: str) -> str | None:
        """Return how the party that `words` name stands to the government of another country than the United States."""
        governing = self.jurisdiction.party
        if governing is None or governing in _PARTY_WORDS:
            return None
        named = {form for group in groups_in(words) if group.kind == "party" for form in group.forms}
        named |= set(re.findall(r"\b[A-Z][\w'’-]+", words))
        if named & {governing, f"{governing}s", governing.removesuffix(" Party")}:
            return "ally"
        return "opposition" if self.jurisdiction.body in _TWO_SIDED and named & _PARTIES_THERE else None

    def _as_executive(self, name: str) -> Executive | None:
        words = name.split()
        executive = executive_named(words[-1]) if words and words[-1][:1].isupper() else None
        if executive is None:
            return None
        fits = len(words) == 1 or words[0][0] == executive.name[0] or words[0].lower() == "president"
        president = executive.office == "president" and (self.date is None or executive.since <= self.date)
        elect = self.president is not None and executive.surname == self.president.surname
        return executive if fits and (president or elect) else None

    def _of_office(self, office: Office) -> Iterator[str]:
        if self._held(office):
            governs = office.kind == "governor" and self.jurisdiction.body == STATE
            governs |= office.kind == "foreign" and office.body == self.jurisdiction.body
            yield "executive" if governs else office.kind
            if office.kind in _PARTISAN and (relation := self.relation(office.party)) is not None:
                yield f"{office.kind} of {relation}"
        elif self.date is not None and office.kind in {"executive", "commission"}:
            if office.until and office.until <= self.date:
                yield f"former {office.kind}"
            elif calendar_date.fromisoformat(office.since) - _NOMINATED <= calendar_date.fromisoformat(self.date[:10]):
                yield f"nominee {office.kind}"

    def _held(self, office: Office) -> bool:
        """Tell whether an office is held on the day, or, where there is no date, at some time under the president."""
        if self.date is not None:
            return office.held_on(self.date)
        terms = [e for e in executives() if self.president is not None and e.name == self.president.name]
        return any(
            office.since < e.until and (not office.until or e.since < office.until)
            for e in terms
            if e.office == "president"
        )

    def _party(self, name: str, words: str, offices: tuple[Office, ...]) -> str | None:
        said = next((party for party, pattern in _PARTY_WORDS.items() if pattern.search(f"{name} {words}")), None)
        if said is not None:
            return said
        listed = party_in_congress(name)
        if listed is not None and (not words.strip() or _IN_CONGRESS.search(words) or words.strip() in name):
            return listed
        parties = {o.party for o in offices if o.party in _PARTY_WORDS}
        return parties.pop() if len(parties) == 1 else None


def _calendar_day(date: str | None) -> str | None:
    """Return the day that an ISO date begins with, None if there is no such day, or none on which anybody governs."""
    try:
        day = calendar_date.fromisoformat((date or "")[:10])
    except ValueError:
        return None
    return day.isoformat() if day.year < calendar_date.max.year else None


def president_elect_on(date: str) -> Executive | None:
    """Return who has been elected president but is not yet in office on an ISO date."""
    later = president_on((calendar_date.fromisoformat(date[:10]) + _TRANSITION).isoformat())
    now = president_on(date)
    return later if later is not None and later != now else None


def _president_named(text: str) -> Executive | None:
    """Return the latest president whom a text speaks of as one who governs."""
    called = set(_CALLED_PRESIDENT.findall(text))
    named = Counter(re.findall(r"(?<!former President )(?<!Vice President )\b[A-Z]\w+", text))
    offices: dict[str, list[Executive]] = defaultdict(list)
    for executive in executives():
        offices[executive.surname].append(executive)
    latest: Executive | None = None
    for surname, held in offices.items():
        terms = [e for e in held if e.office == "president"]
        # Biden, Bush and Clinton are also vice presidents, or families of which several are in the news.
        alone = len({(e.name, e.office) for e in held}) == 1 and surname not in _SHARED
        if terms and (surname in called or (alone and named[surname] >= _OFTEN)):
            latest = terms[-1] if latest is None or terms[-1].since > latest.since else latest
    return latest
