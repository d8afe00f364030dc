"""From attributions to spans that may be claims: one sentence at most, without marks, cue or source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from argmine.pipeline.quotations import Quotation
from argmine.schema import Attribution, Kind, Span

_WORD = re.compile(r"\w+")
_LEADING = frozenset(' \t\n\u00a0,;:-–—•*>"“”„«»`…')
_TRAILING = frozenset(' \t\n\u00a0,;:-–—"“„«`')


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may be a claim, the attribution it is cut from (None where nobody is named) and its kind."""

    start: int
    end: int
    kind: Kind
    attribution: Attribution | None = None


def cut(
    doc: Doc,
    attributions: Sequence[Attribution],
    quotations: Sequence[Quotation],
    boilerplate: Sequence[Span],
) -> list[Candidate]:
    """Return the candidates of a document in text order, none overlapping another.

    Where contents overlap ("she said that critics believe ..."), the outermost is kept: it is what the
    sentence's own speaker asserts.
    """
    sentences = _sentences(doc)
    attributed = [c for a in attributions for c in _of_attribution(doc, a, sentences, quotations)]
    kept = _without_overlap(attributed)
    authorial = _uncovered(doc, sentences, kept, attributions, boilerplate, quotations)
    return sorted([*kept, *authorial], key=lambda c: c.start)


def _sentences(doc: Doc) -> list[Span]:
    return [(sentence.start_char, sentence.end_char) for sentence in doc.sents]


def _of_attribution(
    doc: Doc, attribution: Attribution, sentences: Sequence[Span], quotations: Sequence[Quotation]
) -> Iterator[Candidate]:
    pieces: dict[int, list[Span]] = {}
    starts = [start for start, _ in sentences]
    for start, end in attribution.content:
        first = max(0, bisect_right(starts, start) - 1)
        for index in range(first, len(sentences)):
            low, high = max(start, sentences[index][0]), min(end, sentences[index][1])
            if sentences[index][0] >= end:
                break
            span = tidy(doc.text, low, high)
            if span is not None:
                pieces.setdefault(index, []).append(span)
    for spans in pieces.values():
        for start, end in _halves(doc, spans):
            yield Candidate(start, end, kind_of((start, end), quotations), attribution)


def _halves(doc: Doc, spans: list[Span]) -> list[Span]:
    """Keep both halves of an interrupted sentence if each says something, otherwise the longer one."""
    if len(spans) == 1:
        return spans
    saying = [span for span in spans if has_predicate(doc, span)]
    return saying or [max(spans, key=lambda span: span[1] - span[0])]


def has_predicate(doc: Doc, span: Span) -> bool:
    """Tell whether a finite verb stands in the span."""
    tokens = doc.char_span(*span, alignment_mode="contract")
    return tokens is not None and any(t.tag_ in {"VBZ", "VBP", "VBD", "MD"} for t in tokens)


def tidy(text: str, start: int, end: int) -> Span | None:
    """Take marks and spaces off the edges of a claim; a final full stop stays, a trailing comma does not."""
    while start < end and text[start] in _LEADING:
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    if end - start > 1 and text[end - 1] in "”" and text.count("“", start, end) < text.count("”", start, end):
        return tidy(text, start, end - 1)
    if len(_WORD.findall(text, start, end)) < 2:
        return None
    return start, end


def kind_of(span: Span, quotations: Sequence[Quotation]) -> Kind:
    """Return direct for a span wholly inside quotation marks, mixed for one that holds some, else indirect."""
    start, end = span
    for quotation in quotations:
        if quotation.inner[0] <= start and end <= quotation.end:
            return "direct"
        if quotation.start < end and start < quotation.end:
            return "mixed"
    return "indirect"


def _without_overlap(candidates: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.kind != "direct", c.start - c.end, c.start)):
        if all(candidate.end <= other.start or other.end <= candidate.start for other in kept):
            kept.append(candidate)
    return kept


def _uncovered(
    doc: Doc,
    sentences: Sequence[Span],
    kept: Sequence[Candidate],
    attributions: Sequence[Attribution],
    boilerplate: Sequence[Span],
    quotations: Sequence[Quotation],
) -> Iterator[Candidate]:
    """Yield the sentences that no attribution touches: the document's own voice, pull quotes among them."""
    taken = [(c.start, c.end) for c in kept] + [*boilerplate]
    taken += [span for a in attributions for span in (*a.source, *a.cue, *a.content)]
    for start, end in sentences:
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        span = tidy(doc.text, start, end)
        if span is None:
            continue
        kind = kind_of(span, quotations)
        yield Candidate(*span, kind if kind == "direct" else "authorial")
