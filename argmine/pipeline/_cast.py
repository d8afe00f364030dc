"""The cast of a document: the people and organisations it names, with the roles it gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from argmine.pipeline._roles import Role, role_after, role_before
from argmine.pipeline.actors import executive_named, is_agency, organisation_type
from argmine.pipeline.extensions import text_of

_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir sen sens senator senators rep reps representative gov governor president "
    "vice secretary chairman chairwoman chair speaker judge justice attorney general minister prime chancellor "
    "commissioner director leader congressman congresswoman mayor rev king queen prince former then ex republican "
    "democratic democrat majority minority house senate whip administrator treasury state commerce defense labor u.s "
    "us deputy".split()
)
_ORGANISATION_WORDS = frozenset(
    "association institute council center centre coalition alliance committee commission agency bureau department "
    "ministry office university college school foundation fund group company corp inc llc party union federation "
    "society network service services administration board court bank house senate congress press times post journal "
    "news motors airlines systems industries energy oil america american national international states".split()
)
# How many tokens before a description the organisation that it means may be named.
_NEAR = 40
_NO_SURNAMES = frozenset("republican democrat jr jr. sr image twitter facebook".split())
_CHAMBERS = frozenset("house senate congress".split())
_FEMALE = frozenset("mrs ms miss spokeswoman chairwoman congresswoman actress queen mother wife".split())
_MALE = frozenset("mr sir spokesman chairman congressman king prince father husband".split())


@dataclass(slots=True)
class Person:
    """Somebody whom the document names; `gender` is ``f``, ``m`` or empty where it does not tell."""

    name: str
    role: str | None = None
    organisation: str | None = None
    gender: str = ""
    mentions: list[Span] = field(default_factory=list)

    @property
    def surname(self) -> str:
        """The last word of the name, in lower case."""
        return self.name.split()[-1].lower()


class Cast:
    """People by surname and organisations by name, in the order the document names them.

    People are those whom the named-entity model finds, and the names among `sources` that it missed or took
    for a place: two or three capitalised words, of which the last speaks alone elsewhere or an apposition or
    title says what they are. A surname that speaks alone is looked up in the text for its first name.
    """

    def __init__(self, doc: Doc, sources: Sequence[Span] = ()) -> None:
        self.people: dict[str, Person] = {}
        self.organisations: dict[str, str] = {}
        self._organisation_mentions: list[tuple[int, str]] = []
        self._beginnings = {
            " ".join(e.text.split()[:count])
            for e in doc.ents
            if e.label_ == "ORG"
            for count in range(2, len(e.text.split()))
        }
        named = [_name_in(span) for span in sources]
        surnames = {span.text for span in named if span is not None and len(span) == 1}
        # The turns of a transcript print a name in capitals ("MR. ROE:"), the text above them does not.
        surnames |= {span[-1].text.title() for span in sources if span.text.isupper()}
        entities = [e for e in doc.ents if not any(a <= e.start_char < b for a, b in doc._.boilerplate)]
        people = [entity for entity in entities if entity.label_ == "PERSON"]
        for entity in people:
            if not entity.text.isupper():
                self._add_person(entity)
        for span in named:
            if span is not None and self._is_new_person(span, surnames):
                self._add_person(span)
        for span in named:
            if span is not None and len(span) == 1 and executive_named(span.text) is not None:
                self._add_person(span)
        for full in _full_names(doc, surnames):
            if self._is_new_person(full, surnames):
                self._add_person(full)
        for entity in people:
            if entity.text.isupper():
                self._add_person(entity)
        for entity in entities:
            if entity.label_ == "ORG" and self.person(entity.text) is None:
                self._add_organisation(entity)
        for person in self.people.values():
            for mention in person.mentions:
                self._describe(person, mention)

    def person(self, name: str) -> Person | None:
        """Return whom a full name, a surname or a titled name stands for."""
        words = _name_words(name)
        if not words:
            return None
        found = self.people.get(words[-1].lower())
        if found is None or len(words) == 1:
            return found
        known = [word.lower().strip(".") for word in found.name.split()]
        given = [word.lower().strip(".") for word in words]
        return found if given[0] in known or given[-len(known) :] == known else None

    def organisation(self, name: str) -> str:
        """Return the fullest name of an organisation that is written as its initials or a part of its name."""
        plain = _plain_name(name)
        full = self.organisations.get(plain, plain)
        return full if " " in full or full.lower() in _CHAMBERS else self.organisation_called(full.lower()) or full

    def organisation_called(self, noun: str) -> str | None:
        """Return the organisation in whose name a common noun ("the bureau") stands, if there is just one."""
        matching = {
            full for full in self.organisations.values() if " " in full and noun in re.findall(r"[a-z]+", full.lower())
        }
        return matching.pop() if len(matching) == 1 else None

    def _is_new_person(self, span: Span, surnames: set[str]) -> bool:
        words = [token.text for token in span]
        if len(words) not in {2, 3} or words[-1].lower() in self.people or any(word.isupper() for word in words):
            return False
        if (
            any(word.lower() in _ORGANISATION_WORDS for word in words)
            or organisation_type(span.text)
            or is_agency(span.text)
        ):
            return False
        described = role_after(text_of(span.doc)[span.end_char : span.end_char + 200]).role is not None
        return words[-1] in surnames or described or role_before(span.doc, span.start).role is not None

    def _add_person(self, entity: Span) -> None:
        words = _name_words(entity.text)
        if not words or not words[-1][:1].isupper() or words[-1].lower().rstrip("s") in _NO_SURNAMES:
            return
        if " ".join(words) in self._beginnings or organisation_type(entity.text):
            return
        key = words[-1].lower()
        person = self.people.get(key)
        if person is None:
            person = self.people[key] = Person(" ".join(words))
        elif len(person.name.split()) < len(words) <= 4:
            person.name = " ".join(words)
        person.mentions.append(entity)

    def _add_organisation(self, entity: Span) -> None:
        name = _plain_name(entity.text)
        if not name or "\n" in name:
            return
        self.organisations.setdefault(name, name)
        self._organisation_mentions.append((entity.start, name))
        initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name) if word[0].isupper())
        if len(initials) >= 3 and " " in name and self.organisations.get(initials, initials) == initials:
            self.organisations[initials] = name

    def _describe(self, person: Person, mention: Span) -> None:
        """Take role, organisation and gender from the words around one mention of a name."""
        doc = mention.doc
        before = role_before(doc, mention.start)
        after = role_after(text_of(doc)[mention.end_char : mention.end_char + 200])
        for found in (before, after):
            self._take(person, found, mention.start)
        words = {t.lower_.strip(".") for t in doc[max(0, mention.start - 3) : mention.start]}
        words |= set((person.role or "").lower().split())
        if not person.gender:
            person.gender = "f" if words & _FEMALE else "m" if words & _MALE else ""

    def _organisation_before(self, place: int) -> str | None:
        """Return the organisation named last before a token: "the company" and "its" mean it."""
        before = [name for start, name in self._organisation_mentions if place - _NEAR < start < place]
        return before[-1] if before else None

    def _take(self, person: Person, found: Role, place: int) -> None:
        if found.role is not None and (person.role is None or len(found.role) > len(person.role)):
            person.role = found.role
        organisation = found.organisation
        if organisation is None and found.body is not None and found.body not in _CHAMBERS:
            organisation = self.organisation_called(found.body) or self._organisation_before(place)
        if person.organisation is None and organisation is not None and person.surname not in organisation.lower():
            person.organisation = self.organisation(organisation)


def _name_in(source: Span) -> Span | None:
    """Return the proper name that a source ends with."""
    head: Token = source.root
    if head.pos_ != "PROPN":
        return None
    first = head.i
    while first > source.start and source.doc[first - 1].pos_ == "PROPN":
        first -= 1
    name = source.doc[first : head.i + 1]
    while len(name) > 1 and name[0].lower_.strip(".") in _TITLES:
        name = name[1:]
    return name


def _full_names(doc: Doc, surnames: Set[str]) -> Iterator[Span]:
    """Yield, for each surname, the first place where it stands behind a first name."""
    wanted = set(surnames)
    for token in doc[1:]:
        if token.text in wanted:
            before = doc[token.i - 1]
            titled = before.lower_.strip(".") in _TITLES
            if before.pos_ == "PROPN" and before.is_title and before.whitespace_ and not titled:
                wanted.discard(token.text)
                yield doc[before.i : token.i + 1]


def _plain_name(name: str) -> str:
    return re.sub(r"(?:'s|’s)$", "", re.sub(r"^(?:the|The)\s+", "", name.strip())).strip()


def _name_words(name: str) -> list[str]:
    """Return the words of a personal name without titles, possessive and suffixes."""
    plain = re.sub(r"(?:'s|’s|’|')$", "", name.replace("\n", " ").strip())
    plain = re.sub(r",?\s+(?:Jr|Sr|II|III|IV)\.?$", "", plain)
    words = re.findall(r"[\w.'’-]+", plain)
    while words and words[0].strip(".").lower() in _TITLES and len(words) > 1:
        words.pop(0)
    return [word for word in words if word.strip(".'’-")]
