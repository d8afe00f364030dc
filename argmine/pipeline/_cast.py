"""The cast of a document: the people and organisations it names, with the roles it gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

_TITLES = frozenset(
    (
        "mr mrs ms miss dr prof professor sir sen sens senator senators rep reps representative gov governor president "
        "vice secretary chairman chairwoman chair speaker judge justice attorney general minister prime chancellor "
        "commissioner director leader congressman congresswoman mayor rev king queen prince former then ex republican "
        "democratic democrat majority minority house senate whip administrator treasury state commerce defense labor u.s "
        "us"
    ).split()
)
_FEMALE = frozenset("mrs ms miss spokeswoman chairwoman congresswoman she her actress queen mother wife".split())
_MALE = frozenset("mr sir spokesman chairman congressman he him his king prince father husband".split())
_ROLE_END = re.compile(r"\s*(?:[,;(]|\bwho\b|\bwhich\b|\bsaid\b|\btold\b|\bsays\b)")
_PARTY = re.compile(r"^(?P<party>[RDI])(?:-[A-Z][\w.]*|\b)|^(?P<word>Republican|Democrat)\b")
_ORGANISATION_OF_ROLE = re.compile(r"\b(?:of|at|for|with|from)\s+(?:the\s+)?(?P<name>[A-Z][^,;()]*)")
_RUNS = re.compile(r"^who\s+(?P<verb>runs|leads|heads|chairs|directs|founded|represents|oversees)\s+(?P<what>[^,;.]+)")
_PARTIES = {"R": "Republican", "D": "Democrat", "I": "Independent"}


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
    """People by surname and organisations by name, in the order the document names them."""

    def __init__(self, doc: Doc) -> None:
        self.people: dict[str, Person] = {}
        self.organisations: dict[str, str] = {}
        entities = [entity for entity in doc.ents if entity.label_ in {"PERSON", "ORG", "NORP", "GPE"}]
        for entity in entities:
            if entity.label_ == "PERSON":
                self._add_person(entity)
            elif entity.label_ == "ORG":
                self._add_organisation(entity)
        for person in self.people.values():
            for mention in person.mentions:
                _describe(person, mention)

    def person(self, name: str) -> Person | None:
        """Return whom a full name, a surname or a titled name stands for."""
        words = _name_words(name)
        if not words:
            return None
        found = self.people.get(words[-1].lower())
        if found is None or len(words) == 1:
            return found
        known = {word.lower().strip(".") for word in found.name.split()}
        return found if words[0].lower().strip(".") in known or words[-1].lower() == words[0].lower() else None

    def organisation(self, name: str) -> str:
        """Return the fullest name of an organisation that is written as its initials or a part of its name."""
        plain = re.sub(r"^(?:the|The)\s+", "", name.strip()).removesuffix("'s").removesuffix("’s")
        return self.organisations.get(plain, plain)

    def _add_person(self, entity: Span) -> None:
        words = _name_words(entity.text)
        if not words or not words[-1][:1].isupper():
            return
        key = words[-1].lower()
        person = self.people.get(key)
        if person is None:
            person = self.people[key] = Person(" ".join(words))
        elif len(words) > len(person.name.split()) and len(words) <= 4:
            person.name = " ".join(words)
        person.mentions.append(entity)

    def _add_organisation(self, entity: Span) -> None:
        name = re.sub(r"^(?:the|The)\s+", "", entity.text).removesuffix("'s").removesuffix("’s").strip()
        if not name or "\n" in name:
            return
        self.organisations.setdefault(name, name)
        initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name) if word[0].isupper())
        if len(initials) >= 3 and " " in name:
            self.organisations.setdefault(initials, name)
            if self.organisations[initials] == initials:
                self.organisations[initials] = name


def _name_words(name: str) -> list[str]:
    """Return the words of a personal name without titles, possessive and suffixes."""
    plain = re.sub(r"(?:'s|’s|’|')$", "", name.replace("\n", " ").strip())
    plain = re.sub(r",?\s+(?:Jr|Sr|II|III|IV)\.?$", "", plain)
    words = re.findall(r"[\w.'’-]+", plain)
    while words and words[0].strip(".").lower() in _TITLES and len(words) > 1:
        words.pop(0)
    return [word for word in words if word.strip(".'’-")]


def _describe(person: Person, mention: Span) -> None:
    """Take role, organisation and gender from the words around one mention of a name."""
    doc, first, last = mention.doc, mention.start, mention.end - 1
    before = _title_before(doc, first)
    gendered = [t.lower_.strip(".") for t in doc[max(0, first - 6) : first]]
    if before:
        _set_role(person, before, doc, first)
    following = doc.text[mention.end_char : mention.end_char + 160]
    apposition = re.match(r"(?:’s|'s)?\s*[,(]\s*(?P<role>[^\n]+)", following)
    if apposition is not None and doc[last].ent_type_ == "PERSON":
        _read_apposition(person, apposition["role"])
    of = re.match(r"\s+(?:of|from)\s+(?:the\s+)?(?P<org>[A-Z][\w&.-]*(?:\s+(?:of|for|and|[A-Z][\w&.-]*))*)", following)
    if of is not None and person.organisation is None:
        person.organisation = of["org"].rstrip(". ")
    words = set(gendered[-3:]) | set((person.role or "").lower().split())
    if not person.gender:
        person.gender = "f" if words & _FEMALE else "m" if words & _MALE else ""


def _title_before(doc: Doc, first: int) -> str:
    """Return the words that stand as a title before a name ("White House spokeswoman")."""
    i = first
    while i > 0 and doc[i - 1].pos_ in {"NOUN", "PROPN", "ADJ"} and first - i < 8 and not doc[i - 1].is_punct:
        i -= 1
    words: str = doc[i:first].text
    return words if any(t.pos_ in {"NOUN", "PROPN"} for t in doc[i:first]) and doc[i:first].text.strip(".") else ""


def _set_role(person: Person, title: str, doc: Doc, first: int) -> None:
    plain = title.strip()
    if plain.lower().strip(".") in {"mr", "mrs", "ms", "dr"} or "\n" in plain:
        return
    if person.role is None or len(plain) > len(person.role):
        person.role = plain
    if person.organisation is None:
        for entity in doc[max(0, first - 8) : first].ents:
            if entity.label_ == "ORG" and entity.text in plain:
                person.organisation = re.sub(r"^(?:the|The)\s+", "", entity.text)


def _read_apposition(person: Person, words: str) -> None:
    party = _PARTY.match(words)
    if party is not None:
        person.organisation = person.organisation or _PARTIES.get(party["party"] or "", party["word"])
        return
    runs = _RUNS.match(words)
    if runs is not None:
        what = runs["what"].strip()
        if person.role is None:
            person.role = f"{runs['verb']} {what}"
        name = re.search(r"[A-Z][\w&.'’-]*(?:\s+(?:of|for|and|the|[A-Z][\w&.'’-]*))*", what)
        if name is not None and person.organisation is None:
            person.organisation = name[0].strip()
        return
    end = _ROLE_END.search(words)
    role = words[: end.start()] if end is not None else words.split(".")[0]
    role = re.sub(r"^(?:the|a|an)\s+", "", role).strip(' .”"')
    starts_like_role = role[:1].islower() or re.match(r"[A-Z][\w.&’']*(?:\s+[A-Z][\w.&’']*)*(?:['’]s)?\s+[a-z]", role)
    if not role or len(role) > 110 or not starts_like_role or not _ROLE_WORD.search(role):
        return
    if person.role is None or len(role) > len(person.role):
        person.role = role
    of = _ORGANISATION_OF_ROLE.search(role)
    owner = re.match(r"(?P<name>[A-Z].*?)['’]s\s", role)
    if person.organisation is None and (of is not None or owner is not None):
        person.organisation = (of or owner)["name"].strip(" .")  # type: ignore[index]


_ROLE_WORD = re.compile(
    r"(?i)\b(?:president|director|chief|head|chair\w*|founder|co-?founder|executive|officer|ceo|spokes\w+|professor|"
    r"fellow|analyst|economist|attorney|lawyer|counsel|senator|representative|governor|mayor|minister|secretary|"
    r"commissioner|leader|member|manager|partner|scientist|researcher|expert|strategist|adviser|advisor|farmer|owner|"
    r"author|lobbyist|ambassador|administrator|official|aide|scholar|activist|organi[sz]er|editor|doctor|nurse|teacher|"
    r"student|general|judge|democrat|republican|congress\w*|lawmaker|candidate|vice|deputy|coordinator|advocate|"
    r"consultant|investor|engineer|trader|historian|critic|opponent|nominee|who)\b"
)
