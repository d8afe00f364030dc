"""Tokens and names inside spans of characters, found without looking at the whole document."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from argmine.schema import Span


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
