"""How a text introduces a person: by words before the name, words behind it, or what the person does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from argmine.pipeline.cast.phrases import FURTHER, SAYING, STOP, TIME, phrase_end, role_of
from argmine.pipeline.cast.predicates import clause, predicate
from argmine.pipeline.cast.roles import Role, head_of, is_title, names_role, organisation_at, organisation_in
from argmine.pipeline.extensions import text_of

_PARTY = re.compile(
    r"^(?P<letter>[RDI])(?:-[A-Z][\w.]*|\b)"
    r"|^(?:(?:an?|the|also)\s+)*(?:[A-Z][\w.]+\s+){0,2}(?P<word>Republican|Democrat)\b(?!\s+[a-z]*(?:er|or|man|woman)\b)"
)
_PARTICIPLES = frozenset(
    "acting managing governing retired visiting founding ranking elected appointed leading".split()
)
_PARTIES = {"R": "Republican", "D": "Democrat", "I": "Independent"}
_CLOSING = frozenset('.,;:()“”"—–-!?')


def introduction_after(doc: Doc, start: int, end: int) -> Role:
    """Read what stands behind the name whose tokens are `start` .. `end` (", head of Free Press, said")."""
    end -= doc[end - 1].text in {"’s", "'s", "’"} and end - start > 1
    limit = min(len(doc), end + 60)
    if end >= limit:
        return Role()
    said = start > 0 and doc[start - 1].lower_ in SAYING
    direct = _of_organisation(doc, end, limit) if doc[end].lower_ == "of" or said else None
    if direct is not None:
        return direct
    if doc[end].text not in {",", "(", "—", "–"}:
        return predicate(doc, end, limit)
    party: str | None = None
    for first in (place for place in _segments(doc, end, limit) if place < limit):
        found = _PARTY.match(text_of(doc)[doc[first].idx : doc[first].idx + 60])
        if found is not None:
            party = party or _PARTIES.get(found["letter"] or "", found["word"])
            continue
        role = _of_organisation(doc, first, limit) or clause(doc, first, limit) or _apposition(doc, first, limit, start)
        if role is not None:
            return Role(role.role, party or role.organisation, None if party else role.body)
        if not _may_precede(doc, first):
            break
    return Role(organisation=party)


def _segments(doc: Doc, comma: int, limit: int) -> Iterator[int]:
    """Yield where the first three parts between commas behind a name begin."""
    yield comma + 1
    count = 1
    for i in range(comma + 1, min(limit - 1, comma + 14)):
        if count == 3 or (doc[i].is_sent_start and doc[i - 1].text in ".!?"):
            return
        if doc[i].text == "," or doc[i].text == ")":
            count += 1
            yield i + 1 + (doc[i + 1].text == ",")


def _may_precede(doc: Doc, first: int) -> bool:
    """Tell whether a part behind a name may stand before the description: an age, a place."""
    return doc[first].like_num or doc[first].lower_ in {"of", "in", "from"} or doc[first].ent_type_ in {"GPE", "LOC"}


def _of_organisation(doc: Doc, first: int, limit: int) -> Role | None:
    """Read "of Free Press" and "with the education group Free Press"; what the group is, is told behind it."""
    if doc[first].lower_ not in {"of", "with", "from", "at"}:
        return None
    named = organisation_at(doc, first + 1, min(limit, phrase_end(doc, first + 1, limit)))
    if named is None:
        return None
    behind = text_of(doc).find(named, doc[first].idx) + len(named)
    further = FURTHER.match(text_of(doc)[behind : behind + 90])
    return Role(f"member of {further['words']}" if further is not None else None, named)


def _apposition(doc: Doc, first: int, limit: int, name: int) -> Role | None:
    """Read "a retired bus driver", "head of Free Press", "the group's president"."""
    end = phrase_end(doc, first, limit)
    head = head_of(doc, first, end)
    if head is None or doc[first].pos_ in {"VERB", "AUX", "ADP", "SCONJ", "CCONJ", "ADV"} - _verbal(doc[first]):
        return None
    article = doc[first].lower_ in {"a", "an"}
    apposed = head.dep_ == "appos" and name <= head.head.i < first and head.tag_ == "NN"
    if not names_role(head.text) and not (article and apposed and head.ent_type_ not in TIME):
        return None
    if head.tag_ == "NNP" and head.ent_type_ == "PERSON" and not names_role(head.text):
        return None
    return role_of(doc, first, end, head)


def _verbal(token: Token) -> set[str]:
    return {"VERB", "ADV"} if token.lower_ in _PARTICIPLES | {"then", "now"} else set()


def introduction_before(doc: Doc, start: int, end: int) -> Role:
    """Read what stands before a name: "Free Press president", "the agency's chief, Dr.", "a driver named"."""
    first = start
    while first > 0 and start - first < 10 and _in_title(doc, first - 1):
        first -= 1
    titles = start
    while titles > first and (is_title(doc[titles - 1].text) or doc[titles - 1].text == "the"):
        titles -= 1
    if titles == first:
        role = _described_before(doc, first, end)
        if role is not None:
            return role
    if first < start:
        return _title(doc, first, start)
    if start > 1 and doc[start - 1].tag_ == "POS":
        owner = start - 1
        while owner > 0 and doc[owner - 1].text[:1].isupper() and doc[owner - 1].pos_ == "PROPN":
            owner -= 1
        named = organisation_at(doc, owner, start - 1) if owner < start - 1 else None
        return Role(organisation=named if named is None or doc[owner].ent_type_ != "PERSON" else None)
    return Role()


def _in_title(doc: Doc, i: int) -> bool:
    """Tell whether a token belongs to the title before a name: "Secretary of State", "EPA's air chief"."""
    token = doc[i]
    if token.lower_ in {"of", "for", "and", "the"} and token.ent_type_ == doc[i + 1].ent_type_ == "ORG":
        return True
    if token.is_space or (i + 1 < len(doc) and doc[i + 1].is_sent_start and token.text in ".!?”"):
        return False
    if token.lower_ == "of":
        return 0 < i < len(doc) - 1 and doc[i + 1].text[0].isupper() and names_role(doc[i - 1].text)
    if token.text in {"-", "–", "’", "&"}:
        return i > 0 and not doc[i - 1].whitespace_ and not token.whitespace_
    if token.tag_ == "POS":
        return doc[i + 1].ent_type_ != "PERSON" or names_role(doc[i + 1].text)
    if token.tag_ in {"NNS", "NNPS"}:
        return (
            doc[i + 1].pos_ in {"NOUN", "PROPN"} and token.dep_ in {"compound", "poss"} and not names_role(token.text)
        )
    nominal = token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.tag_ == "PRP$" or token.lower_ in _PARTICIPLES
    return nominal and not re.search(r"[“”\",;:()]", token.text) and token.ent_type_ not in TIME


def _title(doc: Doc, first: int, start: int) -> Role:
    last = start - 1
    people = [t for t in doc[first:start] if names_role(t.text)]
    head = people[-1] if people and not is_title(doc[last].text) else doc[last]
    of = next((t.i for t in doc[first:start] if t.lower_ == "of"), None)
    head = doc[of - 1] if of is not None and of > first and not names_role(doc[last].text) else head
    if doc[last].lower_ in {"elect", "designate"} and last > first + 1:
        head, last = doc[last - 2], last - 2
    named = names_role(head.text) and (head.i == last or of is not None)
    if not named and not is_title(doc[last].text):
        return Role()
    if doc[first].lower_ in {"future", "would"}:
        return Role()
    organisation, body = organisation_in(doc, first, start, head)
    while first < start - 1 and doc[first].tag_ in {"PRP$", "POS"}:
        first += 1
    while first < head.i and head.text[:1].isupper() and _is_remark(doc[first]):
        first += 1
    words = doc[first:start].text.strip(" -–")
    return Role(words, organisation, body) if "\n" not in words else Role()


def _is_remark(token: Token) -> bool:
    """Tell whether a word before "President Roe" is no part of the title: "angry", "way"."""
    kept = _PARTICIPLES | {"former", "deputy", "vice", "then", "state", "assistant"}
    return token.is_lower and token.lower_ not in kept and not names_role(token.text)


def _described_before(doc: Doc, first: int, end: int) -> Role | None:
    """Read "said its chief, Dr. Ann Roe", "The panel's chairman, Ann Roe, said", "a driver named Ann Roe"."""
    mark = first - 1
    if mark < 1 or doc[mark].lower_ not in {",", "named"}:
        return None
    begin = mark
    while begin > 0 and mark - begin < 16 and not _ends_description(doc, begin - 1):
        begin -= 1
    begin = _where_role_begins(doc, begin, mark)
    if begin == mark or not (doc[mark].text == "named" or _is_apposed(doc, begin, end)):
        return None
    head = head_of(doc, begin, mark)
    return role_of(doc, begin, mark, head) if head is not None else None


def _ends_description(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.is_space or token.lower_ in SAYING or token.lower_ in STOP:
        return True
    if token.is_punct and token.text not in {"-", "/", "’", "'", "&"}:
        return True
    of = i > 0 and token.tag_ == "VBG" and doc[i - 1].lower_ in {"of", "for"}
    verb = token.pos_ in {"VERB", "AUX", "SCONJ"} and token.lower_ not in _PARTICIPLES and token.tag_ != "VBN"
    return verb and not of


def _where_role_begins(doc: Doc, begin: int, mark: int) -> int:
    """Return where the first noun phrase with a role as its head begins, `mark` if there is none."""
    chunk = begin
    for i in range(begin, mark + 1):
        if i == mark or doc[i].pos_ in {"ADP", "CCONJ"} or doc[i].tag_ == "TO":
            nouns = [token for token in doc[chunk:i] if token.pos_ in {"NOUN", "PROPN", "ADJ"}]
            plural = nouns and nouns[-1].tag_ in {"NNS", "NNPS"}
            whole = not any(token.lower_ in {"every", "no", "any", "each"} for token in doc[chunk:i])
            if nouns and not plural and whole and names_role(nouns[-1].text):
                return chunk
            chunk = i + 1
    return mark


def _is_apposed(doc: Doc, begin: int, end: int) -> bool:
    """Tell whether a name between marks belongs to the words before it, and not to a list or to a verb behind."""
    if begin > 1 and doc[begin - 1].text in {",", "and"} and doc[begin - 2].ent_type_ == "PERSON":
        return False
    closed = end >= len(doc) or doc[end].text in _CLOSING or doc[end].is_space
    said = begin > 0 and doc[begin - 1].lower_ in SAYING
    opens = begin == 0 or doc[begin].is_sent_start or doc[begin - 1].text in {"“", '"', "”", "\n", "\n\n"}
    return closed or said or (opens and doc[begin].lower_ in {"the", "its", "his", "her", "their"} and end < len(doc))
