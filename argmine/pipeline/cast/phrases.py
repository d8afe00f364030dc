"""Descriptions of people as phrases: where they end, and what they tell."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from argmine.pipeline.cast.roles import Role, names_role, organisation_in
from argmine.pipeline.extensions import text_of

SAYING = frozenset("said says say told tells added adds argued wrote warned called according tweeted replied".split())
STOP = frozenset(
    "who which that whose whom where when while because after before if but although though unless as since until "
    "whether than so during amid via last next earlier later yesterday today tomorrow monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)
_TEXTS = frozenset("statement letter email interview tweet speech report column memo press op-ed blog".split())
TIME = frozenset("DATE TIME".split())
FURTHER = re.compile(r"^,\s+(?P<words>an?\s+[a-z][^,;.()\n“”\"]{2,60})(?=[,.;])")
_LONGEST = 18


def role_of(doc: Doc, first: int, end: int, head: Token, *, former: bool = False) -> Role | None:
    """Return what the description `first` .. `end` tells, its article left out; None if it is empty."""
    organisation, body = organisation_in(doc, first, end, head)
    while first < end and (doc[first].lower_ in {"a", "an", "the", "also", "now", "then"} or doc[first].tag_ == "PRP$"):
        first += 1
    while end > first and (doc[end - 1].pos_ in {"ADP", "DET", "CCONJ", "PART", "SCONJ"} or doc[end - 1].is_punct):
        end -= 1
    words = doc[first:end].text.strip(" ,'’-–")
    if not words or "\n" in words:
        return None
    if former and not words.startswith("former"):
        words = f"former {words}"
    behind = doc[end - 1].idx + len(doc[end - 1])
    further = FURTHER.match(text_of(doc)[behind : behind + 90]) if organisation is not None else None
    told = (
        f"{words}, {further['words']}"
        if further is not None and not names_role(further["words"].split()[-1])
        else words
    )
    return Role(told, organisation, body)


def phrase_end(doc: Doc, first: int, limit: int) -> int:
    """Return where the noun phrase that begins at `first` ends: before a verb, a clause, a mark, another subject."""
    for i in range(first, min(limit, first + _LONGEST)):
        token = doc[i]
        following = doc[i + 1] if i + 1 < limit else None
        if token.is_space or (token.is_sent_start and i > first and doc[i - 1].text in {".", "!", "?", "”", '"'}):
            return i
        if token.is_punct and token.text not in {"-", "/", "’", "'", "&"}:
            if token.text == "," and following is not None and _inside_committee(doc, i):
                continue
            return i
        verbal = token.tag_ in {"VBD", "VBZ", "VBP", "MD", "WDT", "WP"} and doc[i - 1].tag_ != "POS"
        if token.lower_ in STOP or token.lower_ in SAYING or verbal:
            return i
        if token.tag_ in {"VBG", "VBN"} and token.is_lower and i > first and doc[i - 1].pos_ in {"NOUN", "PROPN"}:
            return i
        if token.lower_ in {"and", "but", "or"} and (following is None or not _continues(doc, i)):
            return i
        if token.pos_ == "ADP" and following is not None and _is_circumstance(doc, i):
            return i
    return min(limit, first + _LONGEST)


def _inside_committee(doc: Doc, comma: int) -> bool:
    capital = doc[comma - 1].text[:1].isupper() and doc[comma + 1].text[:1].isupper()
    return capital and "Committee" in doc[comma + 1 : comma + 8].text and doc[comma + 1].ent_type_ != "PERSON"


def _continues(doc: Doc, i: int) -> bool:
    """Tell whether "and" joins two parts of one description: "founder and chief executive", "Arts and Sciences"."""
    following = doc[i + 1]
    if doc[i - 1].text[:1].isupper() and following.text[:1].isupper() and following.ent_type_ != "PERSON":
        return True
    if doc[i].ent_type_ == "ORG":
        return True
    if following.ent_type_ == "PERSON" or following.pos_ in {"PRON", "VERB", "AUX", "ADV", "ADP", "SCONJ"}:
        return False
    return not (following.pos_ == "DET" and not names_role(doc[min(i + 2, len(doc) - 1)].text))


def _is_circumstance(doc: Doc, i: int) -> bool:
    """Tell whether a preposition tells of time, or where something was said: "in a statement", "for 24 years"."""
    words = doc[i + 1 : i + 4]
    if any(token.lower_ in _TEXTS for token in words) and doc[i].lower_ in {"in", "on", "to"}:
        return True
    near = doc[i + 1 : i + 3]
    return doc[i].lower_ in {"for", "in", "on", "at", "from", "over"} and any(t.ent_type_ in TIME for t in near)
