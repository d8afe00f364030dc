"""Role and organisation of a person, read from the words around a mention of the name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from argmine.pipeline._tokens import entities

_ROLE_WORDS = (
    "president director chief head chair chairman chairwoman founder cofounder co-founder executive officer ceo "
    "spokesman spokeswoman spokesperson professor fellow analyst economist attorney lawyer counsel senator "
    "representative governor mayor minister secretary commissioner leader congressman congresswoman member manager "
    "partner scientist researcher expert strategist adviser advisor farmer owner author lobbyist ambassador "
    "administrator official aide scholar activist organizer organiser editor doctor physician nurse teacher student "
    "general judge democrat republican lawmaker candidate vice deputy coordinator advocate consultant investor "
    "specialist commentator journalist reporter father mother columnist host watcher "
    "engineer trader historian critic opponent nominee resident director-general treasurer whip speaker principal"
).split()
_ROLE_WORD = re.compile(rf"(?i)\b(?:{'|'.join(_ROLE_WORDS)})s?\b")
_DOES = re.compile(
    r"^who\s+(?:has\s+|also\s+)?(?P<what>(?:runs?|ran|leads?|led|heads?|headed|chairs?|directs?|founded|represents?|"
    r"oversees|owns?|teaches|taught|studies|speaks\s+for|works?\s+(?:for|at)|manages|advises|edits|covers|serves)\b.+)",
    re.S,
)
_PARTY = re.compile(
    r"^(?P<letter>[RDI])(?:-[A-Z][\w.]*|\b)|^(?:an?\s+)?(?:[A-Z]\w+\s+)?(?P<word>Republican|Democrat)\b"
)
_PARTIES = {"R": "Republican", "D": "Democrat", "I": "Independent"}
_CAPITALS = r"[A-Z][\w&.'’-]*(?:\s+(?:(?:of|for|and|the|de)\s+)*[A-Z][\w&.'’-]*)*"
_OF = re.compile(
    rf"\b(?:of|at|for|with|from|in|called|runs?|leads?|heads?|owns?|founded|represents?)\s+(?:the\s+)?(?P<name>{_CAPITALS})"
)
_OWNER = re.compile(rf"^(?P<name>{_CAPITALS})['’]s\s")
_COMMON_OWNER = re.compile(r"^(?:(?:the\s+)?(?P<noun>[a-z]+)['’]s|(?P<pronoun>its|their|her|his))\s", re.I)
_END = re.compile(
    r"[,;:()\n]|[.!?][”\"]?(?:\s|$)|\s(?:said|says|told|added|argued|wrote|warned|called)\b|\s[-–—]+\s|[“”\"]"
)
_FURTHER = re.compile(r"^,\s+(?P<words>an?\s+[a-z][^,;.()\n“”\"]{2,60})(?=,)")
_LONGEST = 110
_QUALIFIERS = frozenset("former acting senior deputy assistant top interim retired then lead longtime".split())


@dataclass(frozen=True, slots=True)
class Role:
    """What the text says a person is; `body` is a common noun ("bureau") that stands for the organisation."""

    role: str | None = None
    organisation: str | None = None
    body: str | None = None


def role_after(text: str) -> Role:
    """Read the apposition in `text`, which begins right after a name (", head of Free Press, said")."""
    opening = re.match(r"(?:['’]s)?\s*[,(]\s*(?:\d{1,3},\s*)?", text)
    if opening is None or re.match(r",\s+(?:of|with|from|at)\s", text):
        of = re.match(rf"(?:,\s+(?:of|with|from|at)|\s+of)\s+(?:the\s+)?(?P<name>{_CAPITALS})", text)
        return Role(organisation=of["name"].rstrip(".")) if of is not None else Role()
    words = text[opening.end() :]
    party = _PARTY.match(words)
    if party is not None:
        return Role(organisation=_PARTIES.get(party["letter"] or "", party["word"]))
    does = _DOES.match(words)
    described = does["what"] if does is not None else words
    end = _END.search(described)
    role = described[: end.start()] if end is not None else described
    further = _FURTHER.match(described[len(role) :])
    common = _COMMON_OWNER.match(role.strip())
    role = re.sub(r"^(?:the|a|an|its|their|his|her)\s+", "", role.strip())
    role = _shortened(role)
    if not role or (does is None and not _looks_like_role(role)):
        return Role()
    named = _OWNER.match(role) or next((m for m in _OF.finditer(role) if not _inside_name(role[: m.start()])), None)
    return Role(
        role=f"{role}, {further['words']}" if further is not None else role,
        organisation=re.sub(r"['’]s$", "", named["name"]).strip(" .") if named is not None else None,
        body=(common["noun"] or common["pronoun"]) if common is not None else None,
    )


def _inside_name(before: str) -> bool:
    """Tell whether the word before an "of" belongs to a name ("Fight for the Future")."""
    word = before.split()[-1] if before.split() else ""
    return word[:1].isupper() and not word.isupper() and not _ROLE_WORD.fullmatch(word)


def _shortened(role: str) -> str:
    """Cut a long description behind its first part."""
    if len(role) > _LONGEST:
        role = re.split(r"\s+(?:who|which|that)\s+", role)[0]
    if len(role) > _LONGEST:
        role = re.split(r"\s+and\s+(?=[a-z])", role)[0]
    return role if len(role) <= _LONGEST else role[:_LONGEST].rsplit(" ", 1)[0]


def role_before(doc: Doc, first: int) -> Role:
    """Read the title that stands before the name whose first token is `first` ("White House spokeswoman")."""
    i = first
    while i > 0 and first - i < 8 and (_in_title(doc[i - 1]) or _is_of_title(doc, i - 1)):
        i -= 1
    while i < first and doc[i].is_lower and not _ROLE_WORD.search(doc[i].text) and doc[i].lower_ not in _QUALIFIERS:
        i += 1
    title = doc[i:first].text.strip()
    if "\n" in title:
        return Role()
    if not title and first > 1 and doc[first - 1].tag_ == "POS":
        before = [e for e in entities(doc[max(0, first - 8) : first]) if e.root.ent_type_ == "ORG"]
        owner = before[-1].text if before and before[-1].end >= first - 1 else None
        return Role(organisation=re.sub(r"^(?:the|The)\s+|['’]s$", "", owner) if owner is not None else None)
    if not title and first > 1 and doc[first - 1].text == ",":
        return _description_before(doc, first - 1)
    if not _ROLE_WORD.search(title) and not re.search(r"\b(?:Sen|Rep|Gov|Prof|Gen|Rev|Judge|Justice)\b", title):
        return Role()
    organisation = next((e.text for e in entities(doc[i:first]) if e.root.ent_type_ == "ORG"), None)
    return Role(role=title, organisation=organisation and re.sub(r"^(?:the|The)\s+", "", organisation))


def _in_title(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN", "ADJ"} and token.text[0] not in ",;:"


def _is_of_title(doc: Doc, i: int) -> bool:
    """Tell the "of" of "Secretary of State Jane Roe" from any other."""
    inside = 0 < i < len(doc) - 1 and doc[i].lower_ == "of" and doc[i + 1].text[0].isupper()
    return inside and _ROLE_WORD.fullmatch(doc[i - 1].text) is not None


def _description_before(doc: Doc, comma: int) -> Role:
    """Read "The panel's chairman, Wade Hollister" and "the group's president, Jane Roe"."""
    start = comma
    while (
        start > 0 and comma - start < 9 and not doc[start - 1].is_punct and doc[start - 1].pos_ not in {"VERB", "AUX"}
    ):
        start -= 1
    if start > 0 and not doc[start].is_sent_start and doc[start - 1].text not in {",", "“", '"'}:
        return Role()
    words = doc[start:comma].text.strip()
    role = re.sub(r"^(?:the|a|an|its|their|his|her)\s+", "", words, flags=re.I)
    if "\n" in role or not _ROLE_WORD.search(role) or len(role) > 80:
        return Role()
    common = _COMMON_OWNER.match(words)
    owner = _OWNER.match(role) or _OF.search(role)
    return Role(
        role=role,
        organisation=re.sub(r"['’]s$", "", owner["name"]) if owner is not None else None,
        body=(common["noun"] or common["pronoun"]) if common is not None else None,
    )


def names_role(word: str) -> bool:
    """Tell whether a word names what a person is ("president", "spokeswoman")."""
    return _ROLE_WORD.fullmatch(word) is not None


def _looks_like_role(words: str) -> bool:
    return bool(_ROLE_WORD.search(words)) and not re.match(
        r"(?:and|but|who|which|as|when|while|in|on|at|according|citing|said|says)\b", words
    )
