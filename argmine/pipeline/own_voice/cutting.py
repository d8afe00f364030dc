"""Cutting a text that argues into its propositions, sentences or clauses, each with what is quoted in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from argmine.pipeline._tokens import tokens_inside
from argmine.pipeline.cutting import Candidate, has_predicate, tidy
from argmine.pipeline.extensions import text_of
from argmine.pipeline.own_voice.boundaries import ADDRESS, Boundary
from argmine.schema import Span

# Address, date and subject of a letter stand alone on a line of at most so many words.
_FURNITURE_WORDS = 14
# A proposition and a quotation are one if more of both than this is shared (intersection over union).
_SAME = 0.5
_SALUTATION = re.compile(
    r"(?:dear|to whom it may concern|sincerely|respectfully(?: submitted)?|yours|(?:best|kind|warm) (?:regards|wishes)"
    r"|thank you|thanks|many thanks|i thank you)\b[^.!?;]{0,60}[,:.!]?\s*$",
    re.I,
)


def cut_units(doc: Doc, boundaries: Sequence[Boundary], likely: NDArray[np.float64], threshold: float) -> list[Span]:
    """Return the propositions of a document in text order; marks and blanks around them are left out.

    Parameters
    ----------
    doc
        A parsed document with its paragraphs and boilerplate.
    boundaries, likely, threshold
        Where a proposition may begin, how likely each does, shape (boundaries,), and how likely it must be.
    """
    paragraphs = {start for start, _ in doc._.paragraphs}
    begins = [p >= threshold or doc[b.token].idx in paragraphs for b, p in zip(boundaries, likely, strict=True)]
    starts = [b.token for k, b in enumerate(boundaries) if k == 0 or begins[k]]
    units = [_unit(doc, first, end) for first, end in pairwise([*starts, len(doc)])]
    return [span for span in units if span is not None and not _is_furniture(doc, span)]


def _unit(doc: Doc, first: int, end: int) -> Span | None:
    text, start = text_of(doc), doc[first].idx
    stop = doc[end - 1].idx + len(doc[end - 1])
    if ADDRESS.search(text, start, stop):
        return start, start + len(text[start:stop].rstrip())
    return tidy(text, start, stop, doc._.quotations)


def _is_furniture(doc: Doc, span: Span) -> bool:
    text, (start, end) = text_of(doc), span
    if _met(doc._.boilerplate, span) is not None:
        return True
    if ADDRESS.search(text, start, end):
        return False
    paragraph = _met(doc._.paragraphs, span) or (0, len(text))
    line = len(doc._.paragraphs) > 1 and len(text[slice(*paragraph)].split()) <= _FURNITURE_WORDS
    return (line and not _has_verb(doc, paragraph)) or _SALUTATION.match(text[start:end]) is not None


def _has_verb(doc: Doc, span: Span) -> bool:
    """Tell whether something is said or asked for: a finite verb, or the bare one of a demand."""
    return has_predicate(doc, span) or any(token.tag_ == "VB" for token in tokens_inside(doc, span))


def _met(spans: Sequence[Span], span: Span) -> Span | None:
    """Return which of `spans`, in text order and apart, is the last that overlaps `span`."""
    k = bisect_left(spans, (span[1], 0)) - 1
    return spans[k] if k >= 0 and spans[k][1] > span[0] else None


def with_quoted(units: Sequence[Span], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the propositions as candidates: those that are another's, word by word, keep who said them.

    Parameters
    ----------
    units
        The propositions of a document.
    candidates
        What is cut from its attributions, in text order and none overlapping another.
    """
    quoted = {
        (c.start, c.end): c
        for c in candidates
        if c.kind == "direct" and c.attribution is not None and c.attribution.source
    }
    order, found = list(quoted), []
    for unit in units:
        span = _met(order, unit)
        same = span is not None and _overlap(span, unit) > _SAME
        found.append(quoted[span] if span is not None and same else Candidate(*unit, "authorial"))
    return found


def _overlap(one: Span, other: Span) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0]))
