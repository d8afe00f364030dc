"""From attributions to spans that may be claims: one sentence at most, without marks, cue or source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from argmine.pipeline._tokens import tokens_inside
from argmine.pipeline.attribution import Quotation
from argmine.pipeline.extensions import text_of
from argmine.schema import Attribution, Kind, Span

_WORD = re.compile(r"\w+")
_DENIAL = re.compile(r"\b(?:den(?:y|ies|ied|ying)|doubt\w*|disput\w+|reject\w*|refut\w+|not)\b|n['’]t\b", re.I)
_AND_THAT = re.compile(r",?\s+(?:and|but)\s+that\s+")
_INTRODUCING = frozenset({("that", "IN"), ("to", "TO")})
_INTRODUCTION = 4
_OWN = frozenset({"i", "we", "you", "one"})
_LEADING = frozenset(",;:-–—•*>…")
_TRAILING = frozenset(",;:-–—")
_MARKS = frozenset('"“”„«»`')


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

    Where contents overlap ("she said that critics believe ..."), quoted speech is kept, else the outermost: it
    is what the sentence's own speaker asserts. What "I" or "we" think outside quotation marks is the document's own
    voice.
    """
    sentences = _sentences(doc)
    attributions = [a for a in attributions if not _is_own_voice(text_of(doc), a)]
    attributed = [c for a in attributions for c in _of_attribution(doc, a, sentences, quotations)]
    kept = _without_overlap(attributed)
    authorial = _uncovered(doc, sentences, kept, attributions, boilerplate, quotations)
    return sorted([*kept, *authorial], key=lambda c: c.start)


def _is_own_voice(text: str, attribution: Attribution) -> bool:
    return any(text[start:end].lower() in _OWN for start, end in attribution.source)


def _sentences(doc: Doc) -> list[Span]:
    sentences: list[Span] = []
    for sentence in doc.sents:
        span = (sentence.start_char, sentence.end_char)
        # The parser often makes a closing mark and the blanks behind it a sentence.
        if sentences and not any(token.is_alpha or token.like_num for token in sentence):
            sentences[-1] = (sentences[-1][0], span[1])
        else:
            sentences.append(span)
    return sentences


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
            for part in _that_clauses(doc, _with_denial(text_of(doc), attribution, low), high):
                span = tidy(text_of(doc), _without_introduction(doc, *part), part[1], quotations)
                if span is not None and (has_predicate(doc, span) or len(_WORD.findall(text_of(doc), *span)) > 2):
                    pieces.setdefault(index, []).append(span)
    for spans in pieces.values():
        for start, end in _halves(doc, spans):
            kind = kind_of((start, end), quotations)
            # A turn in a transcript is what its speaker said, word by word, though no mark stands around it.
            in_turn = kind == "indirect" and not attribution.cue
            yield Candidate(start, end, "direct" if in_turn else kind, attribution)


def _with_denial(text: str, attribution: Attribution, start: int) -> int:
    """Let "denies that the fee is unfair" keep its verb, without which it says the opposite."""
    for cue_start, cue_end in attribution.cue:
        before = text[cue_end:start].strip()
        if cue_end <= start and before in {"", "that", "whether"} and _DENIAL.search(text, cue_start, cue_end):
            return cue_start if text[cue_start] not in "'’" else text.index(" ", cue_start) + 1
    return start


def _that_clauses(doc: Doc, start: int, end: int) -> list[Span]:
    """Cut "the rule is late and that it will fail" in two, for each that-clause is asserted by itself."""
    cuts = [m for m in _AND_THAT.finditer(text_of(doc), start, end) if has_predicate(doc, (m.end(), end))]
    starts = [start, *(m.end() for m in cuts)]
    ends = [*(m.start() for m in cuts), end]
    return list(zip(starts, ends, strict=True))


def _without_introduction(doc: Doc, start: int, end: int) -> int:
    """Return where a span begins after the "that" or "to" that ties it to its cue."""
    words = [token for token in tokens_inside(doc, (start, end))[:_INTRODUCTION] if token.is_alpha]
    if len(words) > 1 and (words[0].lower_, words[0].tag_) in _INTRODUCING:
        return int(words[1].idx)
    return start


def _halves(doc: Doc, spans: list[Span]) -> list[Span]:
    """Keep both halves of an interrupted sentence if each says something, otherwise the longer one."""
    if len(spans) == 1:
        return spans
    saying = [span for span in spans if has_predicate(doc, span)]
    return saying or [max(spans, key=lambda span: span[1] - span[0])]


def has_predicate(doc: Doc, span: Span) -> bool:
    """Tell whether a finite verb stands in the span."""
    return any(token.tag_ in {"VBZ", "VBP", "VBD", "MD"} for token in tokens_inside(doc, span))


def tidy(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> Span | None:
    """Take spaces, commas and the outer quotation marks off the edges of a claim; a final full stop stays."""
    bounds = None
    while bounds != (start, end):
        bounds = start, end
        while start < end and (text[start] in _LEADING or text[start].isspace()):
            start += 1
        while end > start and (text[end - 1] in _TRAILING or text[end - 1].isspace()):
            end -= 1
        start, end = _without_outer_marks(text, start, end, quotations)
    return (start, end) if len(_WORD.findall(text, start, end)) >= 2 else None


def _without_outer_marks(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> Span:
    """Drop marks at the edges whose partner is not inside, and the pair around a span that is one quotation."""
    opening = next((q for q in quotations if q.start <= start < q.inner[0]), None)
    closing = next((q for q in quotations if q.inner[1] < end <= q.end), None)
    within = next((q for q in quotations if q.start <= start and end <= q.end), None)
    if within is not None:
        return max(start, within.inner[0]), min(end, within.inner[1])
    if opening is not None and opening.end > end:
        start = opening.inner[0]
    if closing is not None and closing.start < start:
        end = closing.inner[1]
    if opening is None and start < end and text[start] in _MARKS:
        start += 1
    if closing is None and start < end and text[end - 1] in _MARKS:
        end -= 1
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
        span = tidy(text_of(doc), start, end, quotations)
        if span is None:
            continue
        kind = kind_of(span, quotations)
        yield Candidate(*span, kind if kind == "direct" else "authorial")
