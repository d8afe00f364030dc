"""Where one elementary proposition ends and the next begins: at a sentence, or at a clause of one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from argmine.pipeline.extensions import text_of
from argmine.pipeline.own_voice.genre import is_own

# What points to another text; the second is how the comments of the CDCP data stand for it.
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|__URL__")
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_CLOSED = frozenset({"ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ", "PUNCT", "ADV"})
# Words a clause begins with, and words that may stand before one.
_OPENING = frozenset(
    "although and as because but even except how however if instead nor or otherwise since so than that then therefore "
    "though thus unless until what when where which while who why yet".split()
)
_BEFORE = frozenset({*_OPENING, "believe", "fact", "hope", "say", "think", "happened"})
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place at which a proposition may begin: the index of its first token, and its named features."""

    token: int
    features: Mapping[str, float]


def find_boundaries(doc: Doc, speech: float) -> list[Boundary]:
    """Return the places of an attributed document at which a proposition may begin, in text order.

    Parameters
    ----------
    doc
        A parsed document with its attributions.
    speech
        From 0 (a comment) to 1 (a speech): the two are cut in different ways.
    """
    contents = {a.content[0][0]: is_own(doc, a) for a in doc._.attributions if a.content}
    addresses = [match.span() for match in ADDRESS.finditer(text_of(doc))]
    inside = {i for start, end in addresses for i in range(start + 1, end)}
    edges = {start: "address" for start, _ in addresses} | {end: "behind address" for _, end in addresses}
    boundaries: list[Boundary] = []
    for sentence in sentences(doc):
        words = [token for token in sentence if not token.is_space]
        finite = [token.tag_ in _FINITE for token in words]
        for k, token in enumerate(words):
            if token.idx in inside:
                continue
            edge = edges.get(token.idx) or edges.get(words[k - 1].idx + len(words[k - 1]) if k else -1)
            if k == 0 or edge or _may_begin(words[k - 1], token, contents):
                names = {*_of_words(words, k), *_of_clause(token), *_of_place(finite, k)}
                if edge:
                    names |= {edge, f"{edge} at {k == 0}"}
                if token.idx in contents:
                    names.add("own content" if contents[token.idx] else "content")
                boundaries.append(Boundary(token.i, styled(dict.fromkeys(names, 1.0), speech)))
    return boundaries


def styled(row: Mapping[str, float], speech: float) -> dict[str, float]:
    """Return features for both manners together, and once more for each, as far as the text is in it."""
    styled_row = dict(row)
    for manner, share in (("speech", speech), ("comment", 1 - speech)):
        if share > 0.01:
            styled_row |= {f"{manner} {name}": value * share for name, value in row.items()}
    return styled_row


def sentences(doc: Doc) -> list[list[Token]]:
    """Return the sentences that hold a word; marks that the parser makes a sentence stay with the one before."""
    found: list[list[Token]] = []
    for sentence in doc.sents:
        tokens = list(sentence)
        if found and not any(token.is_alpha or token.like_num for token in tokens):
            found[-1] += tokens
        else:
            found.append(tokens)
    return found


def _may_begin(before: Token, token: Token, contents: Mapping[int, bool]) -> bool:
    if token.is_punct:
        return token.text in "([-–—_"
    return (
        before.is_punct
        or token.i - before.i > 1
        or token.lower_ in _OPENING
        or before.lower_ in _BEFORE
        or token.idx in contents
    )


def _of_words(words: Sequence[Token], k: int) -> set[str]:
    token, at = words[k], _pattern(words[k])
    before = _pattern(words[k - 1]) if k else "^"
    after = _pattern(words[k + 1]) if k + 1 < len(words) else "$"
    names = {f"before {before}", f"at {at}", f"at {token.tag_} {token.dep_}", f"pair {before} {at}"}
    names |= {f"after {at} {after}", f"after {after}"}
    if k == 0:
        previous = token.nbor(-1) if token.i else None
        mark = previous.text if previous is not None and previous.is_punct else "word"
        return names | {"sentence", f"sentence {at}", f"sentence {token.text[:1].isupper()}", f"sentence behind {mark}"}
    names.add(f"behind {_pattern(words[k - 2]) if k > 1 else '^'} {before}")
    # Two blanks within a sentence: what was typed apart, or joined from two lines.
    if token.i - words[k - 1].i > 1:
        names |= {"gap", f"gap {at}"}
    if token.text[:1].isupper():
        names.add(f"upper {token.tag_}")
    return names


def _of_clause(token: Token) -> set[str]:
    """Describe the largest part of the sentence that begins with `token`."""
    top = token
    while top.head != top and top.head.left_edge.i == token.i:
        top = top.head
    if top.head == top:
        return {"clause root"}
    finite = top.tag_ in _FINITE or any(child.tag_ in _FINITE for child in top.children if child.dep_.startswith("aux"))
    shape = f"{'finite' if finite else 'bare'} {'with' if _has_subject(top) else 'without'} subject"
    names = {f"clause {top.dep_}", f"clause {top.dep_} {shape}", f"clause {shape} {_pattern(token)}"}
    joined = next((child for child in token.head.children if child.dep_ == "conj"), None)
    if token.dep_ == "cc" and joined is not None:
        names |= {f"joins {joined.pos_}", f"joins {joined.pos_} {_has_subject(joined)}", f"joins to {token.head.dep_}"}
    return names | {f"clause {top.dep_} of {top.head.pos_}", f"clause {top.dep_} of {top.head.dep_}"}


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)


def _of_place(finite: Sequence[bool], k: int) -> set[str]:
    def length(count: int) -> int:
        return min(_LONGEST, count.bit_length())

    left, right = min(2, sum(finite[:k])), min(2, sum(finite[k:]))
    return {
        f"finite {left} {right}",
        f"words left {length(k)}",
        f"words right {length(len(finite) - k)}",
        f"words left {length(k)} finite {left}",
        f"words right {length(len(finite) - k)} finite {right}",
    }


def _pattern(token: Token) -> str:
    return token.lower_ if token.pos_ in _CLOSED or token.lower_ in _OPENING else token.tag_
