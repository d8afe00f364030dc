"""Whom a source means: pronouns, short names and descriptions resolved inside one document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from argmine.names import speaker_id
from argmine.pipeline._tokens import entities, tokens_touched
from argmine.pipeline.cast.people import Cast, Person
from argmine.pipeline.cast.personal_names import name_words, suffix_of
from argmine.pipeline.cast.roles import is_organisation_name, is_title, names_role, organisation_ahead
from argmine.pipeline.cast.sources import TEXTS, core, has_role, owner_of_text, person_named_in
from argmine.pipeline.standing.actors import executive_named, executives, is_agency, organisation_type, president_on
from argmine.schema import Attribution, Span, Speaker

_HE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_THEY = frozenset({"they", "them", "their", "those", "these", "others", "both"})
_IT = frozenset({"it", "its", "this", "that"})
_RELATIVE = frozenset({"who", "which", "that"})
_BODIES = frozenset(
    (
        "company group agency organization organisation union association firm chamber bank department commission "
        "committee court council institute center centre coalition alliance bureau ministry office foundation party "
        "board regulator network campaign think-tank administration panel"
    ).split()
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_PARTIES = frozenset({"democrat", "republican", "independent", "conservative"})
_MARKS = frozenset(',;:()“”"\n')
_PRESIDENT = re.compile(r"(?:the|this|our)\s+(?:(?:u\.?s\.?|american|republican|democratic)\s+)?president", re.I)
_PRESIDENT_TITLE = re.compile(r"(?:u\.?s\.?\s+|mr\.?\s+)?president", re.I)
_ADMINISTRATION = re.compile(r"\b[A-Z][\w.-]+ administration\b")
_REACH = 2500
# How many tokens behind "a spokesman" his name may be told.
_NEXT = 120
_GENERAL = frozenset("company group agency organization organisation firm network panel party".split())


@dataclass(slots=True)
class _Memory:
    """Who was spoken of last, each with the place of the mention."""

    people: list[tuple[int, Person]] = field(default_factory=list)
    groups: list[tuple[int, Speaker]] = field(default_factory=list)
    bodies: list[tuple[int, Speaker]] = field(default_factory=list)
    others: list[tuple[int, Speaker]] = field(default_factory=list)
    last: Speaker | None = None


class SpeakerResolver:
    """Resolve the sources of one document, in the order of the text.

    Parameters
    ----------
    doc
        A parsed document with named entities.
    date
        Its ISO date, which tells who "the president" is.
    quoted
        The spans of quoted speech: names inside them are not who the text speaks of.
    attributions
        The attributions whose sources will be asked for: names among them are people or organisations.
    """

    def __init__(
        self, doc: Doc, *, date: str | None, quoted: Sequence[Span], attributions: Sequence[Attribution]
    ) -> None:
        self._doc = doc
        self._date = date
        sources = [tokens_touched(doc, attribution.source[0]) for attribution in attributions if attribution.source]
        self._cast = Cast(doc, [span for span in sources if len(span)])
        self._memory = _Memory()
        self._mentions = sorted(
            (
                (token.idx, person)
                for token in doc
                if token.text[:1].isupper()
                and (person := self._cast.at(token)) is not None
                and _is_topic(token)
                and not any(start <= token.idx < end for start, end in quoted)
            ),
            key=lambda mention: mention[0],
        )

    def resolve(self, attribution: Attribution) -> Speaker | None:
        """Return the speaker of an attribution, None if its text names none or a pronoun points nowhere."""
        if not attribution.source:
            return None
        source = tokens_touched(self._doc, attribution.source[0])
        if not len(source):
            return None
        named = person_named_in(source, self._cast)
        speaker = self._remembered(named, source.start_char) if named is not None else self._speaker(core(source))
        if speaker is not None:
            self._memory.last = speaker
        return speaker

    def _speaker(self, span: SpacySpan) -> Speaker | None:
        head = span.root
        word = head.lower_
        if word in _RELATIVE and len(span) == 1 and head.head.dep_ == "relcl":
            named = head.head.head
            return self._speaker(core(span.doc[named.left_edge.i : named.i + 1]))
        if word in _HE and len(span) <= 2:
            return self._personal(span.start_char, _HE[word])
        if span[-1].lower_ in _HE and span[-1].is_title and len(span) <= 2:
            return self._personal(span[-1].idx, _HE[span[-1].lower_])
        if word in _THEY and len(span) <= 2:
            return self._memory.groups[-1][1] if self._memory.groups else self._memory.last
        if word in _IT and len(span) == 1:
            return self._memory.bodies[-1][1] if self._memory.bodies else None
        if word in {*_RELATIVE, "i", "we", "you", "one", "there"} and len(span) == 1:
            return self._memory.last if word in _RELATIVE else None
        person = self._named(span, head) or self._in_apposition(head)
        if person is not None:
            self._memory.people.append((span.start_char, person))
            return _speaker_of(person, self._date)
        owner = owner_of_text(span, head)
        if owner is not None:
            return self._speaker(owner)
        described = self._described(span, head) or self._named_next(span, head)
        if described is not None:
            return described
        group = self._group(span, head)
        return self._noted(group, span.start_char, head) if group is not None else None

    def _personal(self, place: int, gender: str) -> Speaker | None:
        """Return the person of that gender who was last a speaker or a subject before `place`."""
        seen = [m for m in (*self._memory.people, *self._mentions) if place - _REACH < m[0] < place]
        for _, person in sorted(seen, key=lambda mention: -mention[0]):
            known = person.gender or _listed_gender(person)
            if not known or known == gender:
                person.gender = gender
                return _speaker_of(person, self._date)
        return None

    def _named(self, span: SpacySpan, head: Token) -> Person | None:
        if any(token.dep_ == "conj" and token.pos_ == "PROPN" for token in span if token.head == head):
            return None
        if span.text.isupper():
            # The turns of a transcript print a name in capitals, which the tagger knows little of.
            return self._cast.person(span.text)
        if head.ent_type_ != "PERSON" and head.pos_ != "PROPN":
            return None
        first = head.i
        while first > span.start and (self._doc[first - 1].pos_ == "PROPN" or not self._doc[first - 1].whitespace_):
            first -= 1
        named = self._doc[first : head.i + 1]
        name, place = named.text, head.i + 1
        if place < len(self._doc) and suffix_of(f"{name} {self._doc[place].text}"):
            name = f"{name} {self._doc[place].text}"
        return (self._cast.at(head) if len(name_words(name)) == 1 else None) or self._cast.person(name)

    def _in_apposition(self, head: Token) -> Person | None:
        """Return Ann Roe for "the president of the union, Ann Roe"."""
        if not names_role(head.lower_):
            return None
        comma = next((t.i for t in self._doc[head.i + 1 : head.i + 12] if t.text in _MARKS), None)
        if comma is None or self._doc[comma].text != ",":
            return None
        behind = (t for t in self._doc[comma + 1 : comma + 5] if not is_title(t.text))
        name = next(behind, None)
        return self._cast.named_at(name) if name is not None else None

    def _described(self, span: SpacySpan, head: Token) -> Speaker | None:
        """Resolve "the president", "the senator", "the group", "the statement" to whom the text spoke of."""
        first = span[0].lower_
        definite = first in _DEFINITE or any(t.dep_ == "poss" for t in head.children)
        lemma = head.lemma_.lower() if head.lower_ != "elect" else "president-elect"
        if lemma in _PARTIES and head.tag_ in {"NNP", "NN"} and definite:
            return self._of_party(lemma, span.start_char)
        if lemma == "administration" and definite and len(span) == 2:
            return self._administration(span.start_char)
        named = any(token.pos_ == "PROPN" for token in span) and lemma not in {"president", "president-elect", "chief"}
        if not definite or named:
            return None
        if _PRESIDENT.fullmatch(span.text):
            return self._president(span.start_char)
        if lemma in TEXTS:
            return self._memory.last
        if len(span) > 4:
            return None
        if head.tag_ in {"NNS", "NNPS"} and first in _IT:
            return self._members(span, head)
        if lemma in _BODIES:
            return self._body(lemma, span)
        recent = [m for m in self._memory.people if span.start_char - _REACH < m[0]]
        for _, person in reversed(recent):
            if has_role(person, lemma):
                return self._remembered(person, span.start_char)
        described = {p.name: p for p in self._cast.people if has_role(p, lemma)}
        if len(described) == 1 and head.tag_ in {"NN", "NNP"}:
            return self._remembered(next(iter(described.values())), span.start_char)
        return next((speaker for _, speaker in reversed(self._memory.others) if speaker.role == lemma), None)

    def _remembered(self, person: Person, place: int) -> Speaker:
        self._memory.people.append((place, person))
        return _speaker_of(person, self._date)

    def _president(self, place: int) -> Speaker | None:
        in_office = president_on(self._date)
        surname = in_office.surname.lower() if in_office is not None else ""
        titled = [p for p in self._cast.people if _PRESIDENT_TITLE.fullmatch(p.role or "")]
        listed = in_office.name.split() if in_office is not None else []
        person = next((p for p in self._cast.people if p.surname == surname and is_name_of(p.words, listed)), None)
        person = person or next((p for p in titled if executive_named(p.surname)), titled[0] if titled else None)
        if person is not None:
            return self._remembered(person, place)
        return _speaker_of(Person(in_office.name, role="President"), self._date) if in_office is not None else None

    def _of_party(self, party: str, place: int) -> Speaker | None:
        """Return who "the Kentucky Republican" is: of that party, else whom the text spoke of last."""
        seen = sorted((m for m in (*self._memory.people, *self._mentions) if place - _REACH < m[0] < place), key=_place)
        members = [person for _, person in seen if (person.organisation or "").lower() == party]
        if members or self._memory.people:
            return self._remembered(members[-1] if members else self._memory.people[-1][1], place)
        return None

    def _administration(self, place: int) -> Speaker | None:
        """Return the president's administration, as the text calls it or by the date."""
        recent = [speaker for at, speaker in self._memory.bodies if place - _REACH < at]
        named = [speaker for speaker in recent if "administration" in speaker.name.lower()]
        in_office = president_on(self._date)
        if named or in_office is None:
            return named[-1] if named else None
        name = f"{in_office.surname} administration"
        return Speaker(id=speaker_id(name), name=name, organisation=name)

    def _members(self, span: SpacySpan, head: Token) -> Speaker | None:
        """Return "Harbour Board officials" for "its officials"."""
        bodies = [speaker for at, speaker in self._memory.bodies if span.start_char - _REACH < at]
        organisation = self._cast.organisation_before(span.start) or (bodies[-1].name if bodies else None)
        if organisation is None:
            return None
        name = f"{organisation} {self._doc[span.start + 1 : head.i + 1].text}"
        return Speaker(id=speaker_id(name), name=name, organisation=organisation, role=head.text)

    def _named_next(self, span: SpacySpan, head: Token) -> Speaker | None:
        """Return who "a spokesman for the board" is where the text goes on to name its spokesman."""
        if not head.lower_.startswith("spokes") or head.tag_ not in {"NN", "NNP"}:
            return None
        for token in self._doc[span.end : span.end + _NEXT]:
            person = self._cast.named_at(token)
            if person is not None and has_role(person, head.lower_):
                return self._remembered(person, span.start_char)
        return None

    def _body(self, lemma: str, span: SpacySpan) -> Speaker | None:
        found = self._find_body(lemma, span)
        if found is not None:
            self._memory.bodies.append((span.start_char, found))
        return found

    def _find_body(self, lemma: str, span: SpacySpan) -> Speaker | None:
        place = span.start_char
        recent = [speaker for at, speaker in self._memory.bodies if place - _REACH < at]
        named = [speaker for speaker in recent if lemma in speaker.name.lower()]
        if named:
            return named[-1]
        near = self._cast.organisation_before(span.start, lemma) if lemma not in _GENERAL else None
        if near is not None and lemma in near.lower():
            return _body(near)
        if recent:
            return recent[-1]
        called = self._cast.organisation_called(lemma)
        if called is not None:
            return _body(called)
        people = [person for at, person in self._memory.people if place - _REACH < at and person.organisation]
        return _body(people[-1].organisation) if people and people[-1].organisation else None

    def _group(self, span: SpacySpan, head: Token) -> Speaker | None:
        name = re.sub(r"\s+", " ", re.sub(r"^(?:the|a|an)\s+", "", span.text.strip(), flags=re.I))
        name = re.sub(r"(?:'s|’s)$", "", name).strip(' ,"“”')
        if not any(character.isalnum() for character in name):
            return None
        entity = next((e for e in entities(span) if e.root.ent_type_ == "ORG"), None)
        if entity is not None and entity.start <= head.i < entity.end:
            first = next((t for t in span if t.text[:1].isupper() or t.i == entity.start), span[0])
            return _body(self._cast.organisation(re.sub(r"^[Tt]he ", "", self._doc[first.i : span.end].text)))
        if " " in name and name.isupper() and head.pos_ == "PROPN":
            # The turns of a transcript print names in capitals.
            name = name.title()
        if " " not in name and name.isupper() and self._cast.organisation(name) != name:
            return _body(self._cast.organisation(name))
        listed = is_agency(name) or organisation_type(name) is not None or is_organisation_name(name)
        if head.pos_ == "PROPN" and listed and not any(token.dep_ == "conj" for token in head.children):
            return _body(self._cast.organisation(name))
        named = entity.text if entity is not None else organisation_ahead(self._doc, span.start, head.i)
        government = _ADMINISTRATION.search(name)
        if government is not None:
            named = government[0]
        elif named is not None and self._cast.person(named) is not None:
            named = None
        organisation = self._cast.organisation(named) if named is not None else self._employer(span, head)
        role = head.text if head.pos_ == "NOUN" else None
        return Speaker(id=speaker_id(name), name=name, organisation=organisation, role=role)

    def _employer(self, span: SpacySpan, head: Token) -> str | None:
        """Return the organisation of "a spokesman for the ministry"."""
        if not names_role(head.lower_):
            return None
        of = (child for child in head.children if child.lower_ in {"for", "of", "at", "with"} and child.i < span.end)
        noun = next((t for prep in of for t in prep.children if t.lemma_.lower() in _BODIES and t.tag_ == "NN"), None)
        if noun is None or self._doc[noun.left_edge.i].lower_ not in {"the", "its"}:
            return None
        found = self._find_body(noun.lemma_.lower(), span)
        return found.name if found is not None else None

    def _noted(self, speaker: Speaker, place: int, head: Token) -> Speaker:
        if head.tag_ in {"NNS", "NNPS"} or any(token.dep_ == "conj" for token in head.children):
            self._memory.groups.append((place, speaker))
        plural = head.tag_ == "NNS"
        if head.pos_ == "PROPN" or (head.lemma_.lower() in _BODIES and not plural):
            self._memory.bodies.append((place, speaker))
        self._memory.others.append((place, speaker))
        return speaker


def _place(mention: tuple[int, Person]) -> int:
    return mention[0]


def _is_topic(token: Token) -> bool:
    """Tell whether a name stands as a subject, or in apposition to one: a pronoun that follows may mean it."""
    subject = token.dep_ in {"nsubj", "nsubjpass", "ROOT"}
    return subject or (token.dep_ == "appos" and token.head.dep_ in {"nsubj", "nsubjpass"})


def _listed_gender(person: Person) -> str:
    known = executive_named(person.surname)
    return known.gender if known is not None and is_name_of(person.name.split(), known.name.split()) else ""


def _body(name: str) -> Speaker:
    return Speaker(id=speaker_id(name), name=name, organisation=name)


def _speaker_of(person: Person, date: str | None) -> Speaker:
    name = _known_name(person, date)
    return Speaker(id=speaker_id(name), name=name, organisation=person.organisation, role=person.role)


def _known_name(person: Person, date: str | None) -> str:
    """Return the name by which the lists know a president, so that "Trump" and "Donald J. Trump" are one speaker."""
    words = person.words
    known = [e for e in executives() if e.surname.lower() == person.surname and not person.suffix]
    if len(words) > 1:
        known = [e for e in known if is_name_of(words, e.name.split())]
    elif not re.search(r"\b(?:Vice )?President\b", person.role or ""):
        in_office = president_on(date)
        known = [e for e in known if in_office is not None and e.name == in_office.name]
    so_far = [e for e in known if date is None or e.since <= date]
    return (so_far or known)[-1].name if known else person.name


def is_name_of(words: list[str], known: list[str]) -> bool:
    """Tell whether a name is a listed one: the same first name, and no middle initial that differs."""
    if len(words) == 1:
        return True
    middle = {word[0] for word in words[1:-1]}
    listed = {word[0] for word in known[1:-1]}
    return words[0].lower() == known[0].lower() and (not middle or not listed or middle == listed)
