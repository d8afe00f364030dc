"""Attributions: source, cue and content, by rules over the dependency parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from argmine.corpus.layout import blocks
from argmine.pipeline._direct import direct_attributions, is_speech
from argmine.pipeline._indirect import indirect_attributions
from argmine.pipeline.extensions import register_extensions, text_of
from argmine.pipeline.quotations import Quotation, find_quotations
from argmine.schema import Attribution, Span


@Language.factory("argmine_attributions", assigns=["doc._.attributions", "doc._.quotations"], requires=["token.dep"])
class Attributions:
    """Set ``doc._.attributions`` and ``doc._.quotations``.

    Speech in quotation marks gets its voice first; the parse is then read for everything outside them, and
    quoted words inside a paraphrase stay with the paraphrase.
    """

    def __init__(self, nlp: Language, name: str = "argmine_attributions") -> None:
        self.name = name
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the attributions of `doc`."""
        paragraphs = doc._.paragraphs or blocks(text_of(doc))
        quotations = find_quotations(text_of(doc), paragraphs)
        doc._.quotations = tuple(quotations)
        doc._.attributions = tuple(extract_attributions(doc, paragraphs, quotations, doc._.boilerplate))
        return doc


def extract_attributions(
    doc: Doc, paragraphs: Sequence[Span], quotations: Sequence[Quotation], boilerplate: Sequence[Span]
) -> list[Attribution]:
    """Return the attributions of a parsed `doc` in text order."""
    body = _outside(paragraphs, boilerplate)
    speech = [q for q in quotations if is_speech(text_of(doc), q) and not _within((q.start, q.end), boilerplate)]
    spoken = [(q.start, q.end) for q in speech]
    direct = direct_attributions(doc, speech, body)
    outside = _tokens_outside(doc, [*(q.inner for q in quotations), *spoken, *boilerplate])
    indirect = [a for a in indirect_attributions(outside) if not _mostly_within(a, spoken)]
    quoted = [q for q in quotations if q not in speech]
    found = [*direct, *(_whole_marks(a, quoted) for a in indirect)]
    clipped = [replace(a, content=_outside(a.content, boilerplate)) for a in found]
    return sorted((a for a in clipped if a.content), key=lambda a: a.content[0])


def _outside(spans: Sequence[Span], others: Sequence[Span]) -> tuple[Span, ...]:
    """Return what of `spans` lies in none of `others`."""
    left: list[Span] = list(spans)
    for other_start, other_end in others:
        parts = [((start, min(end, other_start)), (max(start, other_end), end)) for start, end in left]
        left = [part for pair in parts for part in pair if part[0] < part[1]]
    return tuple(left)


def _tokens_outside(doc: Doc, spans: Sequence[Span]) -> list[Token]:
    """Return the tokens that start in none of `spans`."""
    starts = doc.to_array("IDX").astype(np.int64)
    inside = np.zeros(len(text_of(doc)) + 1, dtype=np.int8)
    for start, end in spans:
        inside[start:end] = 1
    return [doc[int(i)] for i in np.flatnonzero(inside[starts] == 0)]


def _within(span: Span, others: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _mostly_within(attribution: Attribution, spans: Sequence[Span]) -> bool:
    """Tell whether the words of an attribution's content are already those of quoted speech."""
    length = sum(end - start for start, end in attribution.content)
    shared = sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in attribution.content
        for other_start, other_end in spans
    )
    return shared > 0.5 * length


def _whole_marks(attribution: Attribution, quotations: Sequence[Quotation]) -> Attribution:
    """Let content that ends inside quotation marks end with them."""
    widened: list[Span] = []
    for start, end in (_with_marks(span, quotations) for span in attribution.content):
        if widened and start < widened[-1][1]:
            widened[-1] = (widened[-1][0], max(end, widened[-1][1]))
        else:
            widened.append((start, end))
    return replace(attribution, content=tuple(widened))


def _with_marks(span: Span, quotations: Sequence[Quotation]) -> Span:
    start, end = span
    for q in quotations:
        if end <= q.start <= end + 1:
            end = q.end  # the parse often ends a complement before the words it quotes
        if q.start < end < q.end or end == q.inner[1]:
            end = q.end if q.start >= start or q.inner[0] >= start else end
        if q.inner[0] == start:
            start = q.start
    return start, end
