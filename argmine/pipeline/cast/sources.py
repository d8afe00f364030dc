"""What the words of a source point to: a person named inside it, the owner of a document, what is only said of it."""

from __future__ import annotations

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from argmine.pipeline._tokens import entities
from argmine.pipeline.cast.people import Cast, Person
from argmine.pipeline.cast.roles import is_title, names_role

TEXTS = frozenset(
    "statement letter report memo lawsuit complaint brief filing post tweet document release email note study draft "
    "order ruling".split()
)
_OWNED_TEXTS = TEXTS | frozenset("analysis research survey estimate forecast proposal data review".split())
_OCCASIONS = TEXTS | frozenset(
    "interview speech appearance call briefing address testimony hearing conference op-ed column article remarks "
    "message blog monday tuesday wednesday thursday friday saturday sunday week month year morning afternoon".split()
)
_SHORT = {
    "senator": ("sen.", "sen", "senator-designate"),
    "congressman": ("rep.", "representative", "rep"),
    "congresswoman": ("rep.", "representative", "rep"),
    "lawmaker": ("rep.", "sen.", "representative", "senator", "mp"),
    "legislator": ("rep.", "sen.", "representative", "senator", "mp"),
    "governor": ("gov.", "gov"),
    "professor": ("prof.", "prof", "teacher", "scholar"),
    "doctor": ("dr.", "physician", "surgeon"),
    "executive": ("ceo", "cfo", "chief"),
}
_PEOPLE_OF = frozenset("of for to by with from about under like as".split())


def core(span: SpacySpan) -> SpacySpan:
    """Return a source without what is only said about it: "the union" of "the union, which fears for jobs,"."""
    if not len(span):
        return span
    root = span.root
    end = span.end
    for token in root.rights:
        aside = token.dep_ in {"relcl", "appos", "acl"} or (token.dep_ == "npadvmod" and token.i > root.i)
        if token.i < end and (aside or _tells_occasion(token)):
            end = min(end, token.left_edge.i)
    while end > root.i + 1 and span.doc[end - 1].is_punct:
        end -= 1
    return span.doc[span.start : max(end, root.i + 1)]


def _tells_occasion(token: Token) -> bool:
    """Tell whether a phrase says when or where somebody spoke: "in a statement", "on Tuesday"."""
    if token.dep_ != "prep" or token.lower_ not in {"in", "on", "at", "during", "after", "before", "via"}:
        return False
    return any(child.lower_ in _OCCASIONS or child.ent_type_ in {"DATE", "TIME"} for child in token.children)


def person_named_in(source: SpacySpan, cast: Cast) -> Person | None:
    """Return Ann Roe for "its president, Sgt. Ann Roe," and "union chief Ann Roe of Ohio", not for "aides to Roe".

    Only a name that a role, a comma or the beginning of the source stands before is the speaker's.
    """
    doc = source.doc
    for token in source:
        person = cast.named_at(token)
        if person is None or len(person.words) < 2 or folded_equal(token, person.words[-1]):
            continue
        last = token.i
        while last + 1 < source.end and cast.named_at(doc[last + 1]) is person:
            last += 1
        behind = doc[last + 1] if last + 1 < len(doc) else None
        if behind is not None and behind.lower_ == "and":
            return None
        if doc[last].tag_ == "POS" or (behind is not None and behind.tag_ == "POS"):
            continue
        return person if _is_introduced(source, token.i) else None
    return None


def folded_equal(token: Token, word: str) -> bool:
    """Tell whether a token is a word, whatever the case."""
    return token.lower_ == word.lower()


def _is_introduced(source: SpacySpan, name: int) -> bool:
    doc, i = source.doc, name - 1
    described = any(names_role(token.text) for token in doc[source.start : name])
    while i >= source.start and (is_title(doc[i].text) or doc[i].lower_ in {"the", "then"}):
        i -= 1
    if i < source.start:
        return True
    if doc[i].lower_ == "named":
        return described
    if doc[i].text == ",":
        return described and not any(token.pos_ in {"VERB", "AUX"} for token in doc[source.start : i])
    while i >= source.start and doc[i].pos_ in {"NOUN", "PROPN", "ADJ", "PRON", "DET", "PUNCT", "PART", "NUM"}:
        if doc[i].text == ",":
            return described
        i -= 1
    governed = i >= source.start and doc[i].lower_ in _PEOPLE_OF
    return described and not governed and (i < source.start or doc[i].pos_ not in {"VERB", "AUX", "CCONJ"})


def owner_of_text(span: SpacySpan, head: Token) -> SpacySpan | None:
    """Return the words for who wrote a text: "the agency" of "the agency's own analysis", "SBA" of "the SBA letter"."""
    if head.lemma_.lower() not in _OWNED_TEXTS:
        return None
    for token in head.subtree:
        if token.lower_ == "by" and token.i + 1 < span.end and token.i > head.i:
            owner = next((child for child in token.children if child.dep_ == "pobj"), None)
            return span.doc[owner.left_edge.i : owner.i + 1] if owner is not None and owner.i < span.end else None
    owner = next((t for t in head.children if t.dep_ == "poss" and t.i >= span.start and t.pos_ != "PRON"), None)
    if owner is not None:
        return span.doc[owner.left_edge.i : owner.i + 1]
    return next((e for e in entities(span) if e.root.ent_type_ == "ORG" and e.end <= head.i), None)


def has_role(person: Person, noun: str) -> bool:
    """Tell whether a common noun ("senator") says what a person is ("Sen.")."""
    words = f"{person.role or ''} {person.organisation or ''}".lower().replace(",", " ").split()
    return noun in words or not {*_SHORT.get(noun, ())}.isdisjoint(words) or noun in " ".join(words[-1:])
