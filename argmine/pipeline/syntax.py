"""Questions that the attribution rules ask of a dependency parse."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import partial

import numpy as np
from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from argmine.pipeline.cues import cue_verbs
from argmine.pipeline.extensions import text_of
from argmine.schema import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_AFTER_NOUN = frozenset({"appos", "relcl", "acl", "punct", "parataxis", "advcl", "cc", "conj"})
_EDGE_MARKS = frozenset(" \t\n\u00a0,;:-–—•*>")
_DANGLING = re.compile(r"\s(?:and|but|or|while|although|though)$")
_EDGE_WORDS = frozenset({"that", "and", "but", "or", "because"})


def child(token: Token, dependencies: Collection[str]) -> Token | None:
    """Return the first child of `token` by one of `dependencies`."""
    return next((c for c in token.children if c.dep_ in dependencies), None)


def subject(verb: Token) -> Token | None:
    """Return who does what `verb` says, looked up through conjunction, participles and relative clauses."""
    token: Token | None = verb
    for _ in range(6):
        if token is None:
            return None
        own = min((c for c in token.children if c.dep_ in SUBJECTS), key=partial(_distance, token), default=None)
        if own is not None:
            return _antecedent(own, token)
        if token.dep_ in {"xcomp", "ccomp"} and token.tag_ == "VB" and token.head.lemma_ in _OBJECT_CONTROL:
            thing = child(token.head, {"dobj"})
            if thing is not None and thing.i < token.i:
                return thing
        if token.dep_ in {"relcl", "acl"}:
            return _author(token.head)
        if continues_cue(token) and token.head.dep_ == "ccomp":
            token = token.head.head
            continue
        if token.dep_ in {"conj", "advcl", "xcomp", "pcomp", "prep", "aux", "ccomp", "dep"} and token.head != token:
            if token.dep_ == "ccomp" and token.tag_ not in {"VBG", "VB"}:
                return None
            token = token.head
            while token.pos_ not in {"VERB", "AUX"} and token.dep_ in {
                "prep",
                "dobj",
                "pobj",
                "attr",
                "acomp",
            }:
                token = token.head
            if token.pos_ in {"NOUN", "PROPN"} and token.dep_ in SUBJECTS:
                return _author(token)
        else:
            return None
    return None


# Verbs whose object does what their infinitive says ("prompting critics to say"), and those that send nothing.
_OBJECT_CONTROL = frozenset(
    "prompt leave lead force cause allow push spur drive ask urge tell get encourage compel".split()
)
_RECEIVING = frozenset("receive get see read obtain cite be".split())


def _distance(first: Token, second: Token) -> int:
    return abs(first.i - second.i)


def continues_cue(token: Token) -> bool:
    """Tell whether a verb inside a reported clause reports on: ", arguing that ..." or "and said it would ..."."""
    verb = cue_verbs().get(token.lemma_)
    if verb is None or not verb.clause or child(token, {"nsubj"}) is not None:
        return False
    if token.dep_ == "advcl":
        return token.tag_ == "VBG" and child(token, {"mark"}) is None
    return token.dep_ == "conj" and child(token, {"ccomp"}) is not None


_TEXTS = frozenset(
    {
        "statement",
        "letter",
        "tweet",
        "report",
        "memo",
        "email",
        "filing",
        "post",
        "brief",
        "note",
        "op-ed",
        "speech",
    }
)


def _antecedent(noun: Token, verb: Token) -> Token | None:
    """Replace "who" and "which" by the noun they stand for, and drop subjects that refer to nobody."""
    if noun.lower_ in {"who", "which", "that"}:
        return _author(noun.head.head) if verb.dep_ == "relcl" and noun.head == verb else None
    if noun.lower_ in {"it", "there", "what"} and noun.dep_ == "expl":
        return None
    return noun


def _author(noun: Token) -> Token:
    """Return who wrote a statement or letter, where the sentence says so ("The group issued a letter saying")."""
    if noun.lemma_.lower() not in _TEXTS:
        return noun
    owner = child(noun, {"poss"})
    if owner is not None:
        return owner
    if noun.dep_ in {"dobj", "pobj"}:
        verb = noun.head if noun.dep_ == "dobj" else noun.head.head
        writer = child(verb, SUBJECTS) if verb.pos_ == "VERB" else None
        if writer is not None and verb.lemma_ not in _RECEIVING:
            return writer
    return noun


def noun_phrase(noun: Token) -> Span:
    """Return the characters of a noun with its modifiers, without apposition or relative clause."""
    doc = noun.doc
    left = noun.left_edge.i
    right = noun.i
    for right_child in noun.rights:
        if right_child.dep_ in _AFTER_NOUN and not _joins(right_child):
            break
        right = _right_of(right_child)
    first, last = doc[left], doc[right]
    while first.i < noun.i and (first.is_punct or first.is_space or first.dep_ == "mark"):
        first = doc[first.i + 1]
    return first.idx, last.idx + len(last)


def _joins(token: Token) -> bool:
    """Tell whether a child goes on with a coordinated name ("Toomey and Manchin")."""
    if token.dep_ == "cc":
        return any(sibling.dep_ == "conj" and _is_name(sibling) for sibling in token.head.rights)
    if token.dep_ == "punct" and token.text == ",":
        return token.nbor().dep_ == "conj" and _is_name(token.nbor()) if token.i + 1 < len(token.doc) else False
    return token.dep_ == "conj" and _is_name(token)


def _is_name(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN", "PRON"} and child(token, SUBJECTS) is None


def _right_of(token: Token) -> int:
    last = token.i
    for right_child in token.rights:
        if right_child.dep_ in {"relcl", "appos", "acl", "punct"} and not _joins(right_child):
            break
        last = _right_of(right_child)
    return max(last, token.i)


def tokens_touched(doc: Doc, span: Span) -> SpacySpan:
    """Return the tokens that the characters of `span` touch; ``doc.char_span`` would look at every token."""
    starts = doc.to_array("IDX").astype(np.int64)
    first = max(0, int(np.searchsorted(starts, span[0], side="right")) - 1)
    if first < len(doc) and doc[first].idx + len(doc[first]) <= span[0]:
        first += 1
    return doc[first : max(first, int(np.searchsorted(starts, span[1], side="left")))]


def tokens_inside(doc: Doc, span: Span) -> SpacySpan:
    """Return the tokens that lie wholly inside the characters of `span`."""
    starts = doc.to_array("IDX").astype(np.int64)
    first, end = (int(i) for i in np.searchsorted(starts, span, side="left"))
    while end > first and doc[end - 1].idx + len(doc[end - 1]) > span[1]:
        end -= 1
    return doc[first:end]


def entities(span: SpacySpan) -> Iterator[SpacySpan]:
    """Yield the named entities inside `span`; unlike ``span.ents`` it does not look at the whole document."""
    start = None
    for token in span:
        if start is not None and token.ent_iob_ != "I":
            yield span.doc[start : token.i]
            start = None
        if token.ent_type_ and start is None:
            start = token.i
    if start is not None:
        yield span.doc[start : span.end]


def subtree(head: Token, *, without: Iterable[Token] = ()) -> list[Span]:
    """Return the characters below `head` as spans in text order.

    The trees in `without` are cut out, so that content which its own attribution interrupts ("The difference
    now, he told me, is ...") comes back in pieces.
    """
    doc = head.doc
    inside = {token.i for token in head.subtree}
    for token in without:
        if not token.is_ancestor(head):
            inside.difference_update(t.i for t in token.subtree)
    runs: list[tuple[int, int]] = []
    for i in sorted(inside):
        if runs and (runs[-1][1] == i - 1 or _only_marks(doc, runs[-1][1] + 1, i)):
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    spans = (trim(text_of(doc), doc[first].idx, doc[last].idx + len(doc[last])) for first, last in runs)
    return [span for span in spans if span is not None]


def _only_marks(doc: Doc, first: int, end: int) -> bool:
    return all(doc[i].is_punct or doc[i].is_space for i in range(first, end))


def trim(text: str, start: int, end: int) -> Span | None:
    """Take marks, spaces and leading conjunctions off the edges of a span; None if nothing is left."""
    while True:
        while start < end and text[start] in _EDGE_MARKS:
            start += 1
        word_end = start
        while word_end < end and text[word_end].isalpha():
            word_end += 1
        if word_end == start or text[start:word_end].lower() not in _EDGE_WORDS:
            break
        start = word_end
    while True:
        while end > start and text[end - 1] in _EDGE_MARKS:
            end -= 1
        dangling = _DANGLING.search(text, start, end)
        if dangling is None:
            break
        end = dangling.start()
    return (start, end) if any(character.isalnum() for character in text[start:end]) else None
