"""What a person does or is, read from the verb behind the name: "runs a bakery", "is a farmer", "who owns the inn"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from argmine.pipeline.cast.phrases import phrase_end, role_of
from argmine.pipeline.cast.roles import Role, head_of, names_role, organisation_at

_ADVERBS = frozenset("also now still then has have had once long formerly currently previously later first".split())
# What somebody does makes them: verb, noun, and what the noun is of.
_DOERS = {
    verb: noun
    for noun, verbs in {
        "owner of": "own",
        "head of": "run lead head oversee",
        "chair of": "chair",
        "director of": "direct",
        "founder of": "found start",
        "manager of": "manage",
        "operator of": "operate",
        "farmer of": "farm grow",
        "rancher of": "ranch",
        "teacher of": "teach",
        "scholar of": "study research model",
        "representative of": "represent",
        "adviser to": "advise",
        "editor of": "edit",
        "sponsor of": "sponsor introduce author",
        "employer of": "employ",
        "breeder of": "breed",
        "driver of": "drive",
        "host of": "host",
        "lecturer on": "lecture",
    }.items()
    for verb in verbs.split()
}
# What is told of a subject in passing ("He introduced a bill") says less than "who introduced the bill".
_TELLING = frozenset("own run head chair direct found manage operate farm grow ranch teach".split())
_ALONE = frozenset("farm teach ranch lecture drive".split())
_BUSINESSES = frozenset(
    "company firm business shop store restaurant farm ranch plant factory mill fund bakery inn hotel brewery dairy "
    "startup start-up clinic practice bar bank cafe chain site website newspaper salon garage nursery".split()
)
_OF_LAWMAKERS = frozenset("district riding constituency state".split())
_CHILDREN = frozenset("son daughter child children".split())


def clause(doc: Doc, first: int, limit: int) -> Role | None:
    """Read "who owns the inn", "whose family has farmed cotton"."""
    word = doc[first].lower_
    if word == "who" and first + 1 < limit:
        role = predicate(doc, first + 1, limit, told=True)
        for i in range(first + 2, min(limit - 2, first + 16)):
            if role == Role() and doc[i].lower_ == "and":
                role = predicate(doc, i + 1, limit, told=True)
        return role if role != Role() else None
    if word != "whose" or first + 3 >= limit:
        return None
    noun = next((t for t in doc[first + 1 : first + 5] if t.pos_ in {"NOUN", "PROPN"}), None)
    if noun is None:
        return None
    if noun.lower_ == "family":
        role = predicate(doc, noun.i + 1, limit, told=True)
        return role if role != Role() else None
    if noun.lower_ in _BUSINESSES:
        return Role(f"owner of a {noun.lower_}")
    if noun.lower_ in _OF_LAWMAKERS:
        return Role("lawmaker")
    return Role("parent") if noun.lower_ in _CHILDREN else None


def predicate(doc: Doc, i: int, limit: int, *, told: bool = False) -> Role:
    """Read "is a farmer", "runs a hotel-booking site", "was a deputy counsel at the agency" behind a subject."""
    if doc[i].tag_ == "POS" or doc[i].text in {"’s", "'s"}:
        employer = _employs(doc, i, limit)
        if employer != Role() or doc[i].tag_ == "POS":
            return employer
    while i < limit and (doc[i].lower_ in _ADVERBS or doc[i].pos_ == "ADV"):
        i += 1
    if i + 1 >= limit or doc[i].is_punct:
        return Role()
    verb, past = doc[i], doc[i].tag_ == "VBD" or doc[i].lower_ in {"was", "served", "worked"}
    lemma = verb.lemma_.lower()
    if lemma in {"be", "become"} or (lemma in {"serve", "work"} and doc[i + 1].lower_ == "as"):
        return _is_a(doc, i + 1 + (lemma in {"serve", "work"}), limit, former=past and lemma != "become")
    if lemma == "work" and doc[i + 1].lower_ in {"for", "at"}:
        named = organisation_at(doc, i + 2, phrase_end(doc, i + 2, limit))
        return Role("employee", named) if named is not None else Role()
    if lemma in {"pay", "employ"} and any(t.lower_ in {"employees", "workers"} for t in doc[i + 1 : i + 6]):
        return Role("employer")
    noun = _DOERS.get("found" if verb.lower_ == "founded" else lemma)
    if noun is None or verb.pos_ not in {"VERB", "AUX"} or not (told or lemma in _TELLING):
        if lemma == "open" and any(token.lower_ in _BUSINESSES for token in doc[i + 1 : i + 12]):
            noun = "owner of"
        else:
            return Role()
    return _doer(doc, i + 1, limit, noun, lemma)


def _doer(doc: Doc, first: int, limit: int, noun: str, lemma: str) -> Role:
    end = phrase_end(doc, first, limit)
    if end == first or doc[first].pos_ in {"ADP", "SCONJ", "PART", "ADV", "PRON"} - _own(doc[first]):
        return Role(noun.split()[0]) if lemma in _ALONE else Role()
    while end > first and doc[end - 1].pos_ in {"ADP", "DET", "CCONJ", "PART"}:
        end -= 1
    words = doc[first:end].text.strip(" ,-")
    organisation = None
    if noun.split()[0] in {"head", "owner", "founder", "chair", "director", "manager", "representative", "editor"}:
        organisation = organisation_at(doc, first, end)
    elif noun.startswith(("scholar", "teacher", "lecturer")):
        places = (i for i in range(first, end - 1) if doc[i].lower_ in {"at", "for"})
        organisation = next(filter(None, (organisation_at(doc, i + 1, end) for i in places)), None)
    return Role(f"{noun} {words}", organisation)


def _own(token: Token) -> set[str]:
    return {"PRON"} if token.tag_ == "PRP$" else set()


def _is_a(doc: Doc, first: int, limit: int, *, former: bool) -> Role:
    if first >= limit or doc[first].pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "PRON"}:
        return Role()
    end = phrase_end(doc, first, limit)
    head = head_of(doc, first, end)
    if head is None or not names_role(head.text) or head.tag_ in {"NNS", "NNPS"}:
        return Role()
    return role_of(doc, first, end, head, former=former) or Role()


def _employs(doc: Doc, possessive: int, limit: int) -> Role:
    """Read "Ann Roe's 140 employees", "Ann Roe's bakery"."""
    for token in doc[possessive + 1 : min(limit, possessive + 4)]:
        if token.lower_ in {"employees", "workers"}:
            return Role("employer")
        if token.lower_ in _BUSINESSES:
            return Role(f"owner of a {token.lower_}")
    return Role()


def introduction_next(doc: Doc, end: int) -> Role:
    """Read "Ann Roe has wondered. She opened a plant ...": what the next sentence says of its subject."""
    name = doc[end - 1]
    if name.dep_ not in {"nsubj", "nsubjpass"}:
        return Role()
    for i in range(end, min(len(doc) - 2, end + 40)):
        if doc[i].is_sent_start and i > end:
            return predicate(doc, i + 1, min(len(doc), i + 40)) if doc[i].lower_ in {"he", "she"} else Role()
    return Role()
