"""The cast of a document: the people and organisations it names, with the roles it gives them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from argmine.pipeline._tokens import tokens_touched
from argmine.pipeline.cast.introductions import introduction_after, introduction_before
from argmine.pipeline.cast.personal_names import (
    TITLES,
    folded,
    full_names,
    gender_of,
    gender_told,
    honorific,
    may_be_one,
    name_words,
    names_in,
    suffix_of,
    with_hyphen,
    without_title,
)
from argmine.pipeline.cast.predicates import introduction_next
from argmine.pipeline.cast.roles import Role, is_title, names_role
from argmine.pipeline.extensions import text_of
from argmine.pipeline.standing.actors import executive_named, is_agency, organisation_type

_ORGANISATION_WORDS = frozenset(
    "association institute council center centre coalition alliance committee commission agency bureau department "
    "ministry office university college school foundation fund group company corp inc llc party union federation "
    "society network service services administration board court bank house senate congress press times post journal "
    "news motors airlines systems industries energy oil america american national international states guild league "
    "roundtable campaign project initiative confederation conference government republicans democrats act standard "
    "county city watch".split()
)
_ORGANISATION_NAME = re.compile(
    r"\b(?:[A-Z][\w&-]*(?:[’']s?)?\s+(?:(?:of|for|and|the)\s+)*){1,6}"
    r"(?:Association|Institute|Council|Coalition|Alliance|Federation|Union|Guild|League|Roundtable|Society|Foundation)\b"
)
# How many tokens before a description the organisation that it means may be named.
_NEAR = 40
_NO_SURNAMES = frozenset("republican democrat sen rep gov image twitter facebook".split())
_CHAMBERS = frozenset("house senate congress".split())
_PARTIES = frozenset({"Republican", "Democrat", "Independent"})
_OFFICES = frozenset("sen rep gov mp mep judge".split())
_PUBLIC_BODIES = frozenset("agency department bureau ministry commission committee administration court panel".split())
_EITHER = frozenset("office board service authority".split())
_PUBLIC = re.compile(
    r"\b(?:Senate|House|Congress|Court|Parliament|Government|Committee|Ministry|Treasury|White House)\b"
)


@dataclass(slots=True)
class Person:
    """Somebody whom the document names; `gender` is ``f``, ``m`` or empty where it does not tell."""

    name: str
    role: str | None = None
    organisation: str | None = None
    gender: str = ""
    suffix: str = ""
    mentions: list[Span] = field(default_factory=list)

    @property
    def surname(self) -> str:
        """The last word of the name, in lower case."""
        return self.words[-1].lower()

    @property
    def words(self) -> list[str]:
        """The words of the name without "Jr."."""
        return name_words(self.name)


class Cast:
    """People by surname and organisations by name, in the order the document names them.

    People are those whom the named-entity model finds, and the names among `sources` that it missed or took
    for a place: two or three capitalised words, of which the last speaks alone elsewhere or an apposition or
    title says what they are. A surname that speaks alone is looked up in the text for its first name.
    """

    def __init__(self, doc: Doc, sources: Sequence[Span] = ()) -> None:
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self._at: dict[int, Person] = {}
        self.organisations: dict[str, str] = {}
        self._organisation_mentions: list[tuple[int, str]] = []
        entities = [e for e in doc.ents if not any(a <= e.start_char < b for a, b in doc._.boilerplate)]
        self._beginnings = {
            " ".join(e.text.split()[:count])
            for e in doc.ents
            if e.label_ == "ORG"
            for count in range(2, len(e.text.split()))
        }
        self._add_people(doc, sources, [e for e in entities if e.label_ == "PERSON"])
        self._add_organisations(doc, entities)
        for person in self.people:
            for mention in sorted(person.mentions, key=lambda span: span.start):
                self._describe(person, mention)
        for people in self._by_surname.values():
            _tell_apart(people)

    @property
    def people(self) -> list[Person]:
        """Everybody whom the document names."""
        return [person for people in self._by_surname.values() for person in people]

    def called(self, surname: str) -> Person | None:
        """Return who is meant by a surname alone: of two people of one surname, whom the text names in full more."""
        people = self._by_surname.get(folded(surname))
        return max(people, key=lambda person: len(person.mentions)) if people else None

    def named_at(self, token: Token) -> Person | None:
        """Return the person whose name was found at a token."""
        return self._at.get(token.i)

    def at(self, token: Token) -> Person | None:
        """Return whom a token names."""
        return self._at.get(token.i) or (self.called(token.text) if token.text[:1].isupper() else None)

    def person(self, name: str, gender: str = "") -> Person | None:
        """Return whom a full name, a surname or a titled name stands for; "Mr." and "Ms." tell the `gender`."""
        words = name_words(name)
        if not words:
            return None
        people = self._by_surname.get(folded(words[-1]), [])
        if len(words) == 1:
            known = [person for person in people if gender and person.gender == gender]
            return known[0] if known else self.called(words[-1])
        suffix = suffix_of(name)
        matching = [p for p in people if may_be_one(words, p.words) and (p.suffix == suffix or not suffix)]
        return matching[0] if matching else None

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

    def organisation_before(self, place: int, noun: str = "its") -> str | None:
        """Return the organisation named last before a token, of the kind that "the company" or "its" means."""
        public = noun in _PUBLIC_BODIES
        before = [
            (start, name)
            for start, name in self._organisation_mentions
            if place - _NEAR < start < place and (noun in _EITHER or public == _is_public(name))
        ]
        return max(before)[1] if before else None

    def _add_people(self, doc: Doc, sources: Sequence[Span], entities: Sequence[Span]) -> None:
        named = [name for span in sources for name in names_in(span)]
        surnames = {span.text for span in named if len(span) == 1}
        # The turns of a transcript print a name in capitals ("MR. ROE:"), the text above them does not.
        surnames |= {span[-1].text.title() for span in sources if span.text.isupper()}
        people = sorted(entities, key=lambda entity: (entity.text.isupper(), len(name_words(entity.text)) < 2))
        for entity in people:
            if not entity.text.isupper() and len(name_words(entity.text)) > 1:
                self._add_person(entity)
        for span in named:
            if self._is_new_person(span, surnames):
                self._add_person(span)
        for span in named:
            if len(span) == 1 and (executive_named(span.text) is not None or folded(span.text) in self._by_surname):
                self._add_person(span)
        for full in full_names(doc, surnames):
            if self._is_new_person(full, surnames):
                self._add_person(full)
        for entity in people:
            if entity.text.isupper() or len(name_words(entity.text)) == 1:
                self._add_person(entity)

    def _add_organisations(self, doc: Doc, entities: Sequence[Span]) -> None:
        for entity in entities:
            if entity.label_ == "ORG" and self.person(entity.text) is None:
                self._add_organisation(entity.text, entity.start)
        known = {start for start, _ in self._organisation_mentions}
        for match in _ORGANISATION_NAME.finditer(text_of(doc)):
            span = tokens_touched(doc, match.span())
            if not known.intersection(range(span.start, span.end)):
                self._add_organisation(re.sub(r"\s+", " ", match[0]), span.start)

    def _is_new_person(self, span: Span, surnames: set[str]) -> bool:
        words = name_words(span.text)
        if len(words) not in {2, 3} or folded(words[-1]) in self._by_surname or any(word.isupper() for word in words):
            return False
        if _is_organisation(span.text):
            return False
        described = introduction_after(span.doc, span.start, span.end).role is not None
        return (
            words[-1] in surnames or described or introduction_before(span.doc, span.start, span.end).role is not None
        )

    def _add_person(self, entity: Span) -> None:
        entity = with_hyphen(entity)
        words = name_words(entity.text)
        if not words or not words[-1][:1].isupper() or folded(words[-1]).rstrip("s") in _NO_SURNAMES:
            return
        if all(names_role(word) or word.strip(".").lower() in TITLES for word in words):
            return
        if " ".join(words) in self._beginnings or _is_organisation(" ".join(words)) or "\n" in entity.text.strip():
            return
        mention, suffix = without_title(entity), suffix_of(entity.text)
        if entity.text.isupper():
            words = [word.title() for word in words]
        if len(words) > 1 and _has_first_name_before(mention):
            mention = mention.doc[mention.start - 1 : mention.end]
            words.insert(0, mention[0].text)
        gender = honorific(mention[0])
        people = self._by_surname[folded(words[-1])]
        if len(words) == 1:
            fitting = [p for p in people if not gender or not p.gender or p.gender == gender]
            person = max(fitting, key=lambda known: len(known.mentions)) if fitting else None
        else:
            person = next((p for p in people if p.suffix == suffix and may_be_one(words, p.words)), None)
        if person is None:
            name = " ".join((*words, suffix)).strip()
            person = Person(name, suffix=suffix, gender=gender or (gender_of(words[0]) if len(words) > 1 else ""))
            people.append(person)
        elif len(person.words) < len(words) <= 4:
            person.name = " ".join((*words, suffix)).strip()
        person.gender = person.gender or gender
        person.mentions.append(mention)
        self._at.update((token.i, person) for token in mention)

    def _add_organisation(self, text: str, place: int) -> None:
        name = _plain_name(text.partition(" (")[0])
        if not name or "\n" in name or name.islower():
            return
        self.organisations.setdefault(name, name)
        self._organisation_mentions.append((place, name))
        capitals = [word[0] for word in re.findall(r"[A-Za-z]+", name) if word[0].isupper()]
        small = [word[0].upper() for word in re.findall(r"[A-Za-z]+", name)]
        for initials in {"".join(capitals), "".join(small)}:
            if len(initials) >= 3 and " " in name and self.organisations.get(initials, initials) == initials:
                self.organisations[initials] = name

    def _describe(self, person: Person, mention: Span) -> None:
        """Take role, organisation and gender from the words around one mention of a name."""
        doc = mention.doc
        before = introduction_before(doc, mention.start, mention.end)
        after = introduction_after(doc, mention.start, mention.end)
        if before == after == Role() and person.role is None:
            after = introduction_next(doc, mention.end)
        for found in (before, after):
            self._take(person, found, mention.start)
        words = [t.text for t in doc[max(0, mention.start - 3) : mention.start]]
        person.gender = person.gender or gender_told([*words, *(person.role or "").split()])

    def _take(self, person: Person, found: Role, place: int) -> None:
        """Take what an introduction tells; the first one stands, but a mere title ("Sen.") waits for more."""
        organisation = found.organisation
        own = found.role is not None and set(found.role.split()) <= set(person.words)
        if found.role is not None and not own and (person.role is None or is_title(person.role)):
            title = person.role
            told = title is None or is_title(found.role) or _stem(title) in map(_stem, found.role.split())
            kept = not told and title is not None and title.lower().strip(".") in _OFFICES
            if not (kept and found.role == "lawmaker"):
                person.role = f"{title}, {found.role}" if kept else found.role
        if organisation is None and found.body is not None and found.body not in _CHAMBERS:
            organisation = self.organisation_called(found.body) or self.organisation_before(place, found.body)
        if organisation in _PARTIES and (person.organisation or "").lower() in _CHAMBERS:
            person.organisation = organisation
        if person.organisation is None and organisation is not None and not self._is_person(organisation, person):
            person.organisation = self.organisation(organisation)

    def _is_person(self, organisation: str, described: Person) -> bool:
        """Tell whether a name in a description is somebody's: "Roe spokesman", "Ann Roe's adviser"."""
        words = name_words(organisation)
        if organisation in _PARTIES:
            return False
        if organisation.islower() or names_role(organisation):
            return True
        own = set(words) <= {*described.words, "Mr.", "Ms.", "Mrs.", "Dr."}
        return own or (len(words) < 3 and self.person(organisation) is not None)


def _tell_apart(people: Sequence[Person]) -> None:
    """Name people of one surname whose first names the text does not give "Mr. Roe" and "Ms. Roe"."""
    alone = [person for person in people if " " not in person.name]
    if len(alone) > 1:
        for person in alone:
            person.name = f"{'Ms.' if person.gender == 'f' else 'Mr.'} {person.name}"


def _has_first_name_before(name: Span) -> bool:
    """Tell whether the entity model left out the first name: the "Ann" of "Ann van der Roe"."""
    first = name.doc[name.start - 1] if name.start else None
    return first is not None and first.pos_ == "PROPN" and not first.ent_type_ and gender_of(first.text) != ""


def _stem(word: str) -> str:
    return word.lower().strip(".,")


def _is_public(name: str) -> bool:
    return is_agency(name) or _PUBLIC.search(name) is not None


def _is_organisation(name: str) -> bool:
    words = {word.lower().strip("’'") for word in name.split()}
    return bool(words & _ORGANISATION_WORDS) or organisation_type(name) is not None or is_agency(name)


def _plain_name(name: str) -> str:
    return re.sub(r"(?:'s|’s)$", "", re.sub(r"^(?:the|The)\s+", "", name.strip())).strip()
