"""Attributions that a cue makes ("said", "according to", "the fear that"), as the network reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from spacy.tokens import Doc

from argmine.corpus.layout import blocks
from argmine.models.network import NetworkWeights
from argmine.pipeline.attribution.cue_kinds import cue_kind
from argmine.pipeline.attribution.network import AttributionNetwork, Reading
from argmine.pipeline.attribution.quotations import BULLETS, Quotation, find_quotations
from argmine.pipeline.attribution.words import OUTSIDE, Floats, Ints, Words, words_of
from argmine.pipeline.extensions import text_of
from argmine.schema import Attribution, CueKind, Span

if TYPE_CHECKING:
    from argmine.pipeline.attribution.encoder import WordEncoder

# A cue's head may be a word that says nothing by itself ("went on to say", "took issue"); then these tell its kind.
_TELLING = ("VERB", "NOUN", "PROPN", "ADJ", "ADV", "ADP")


@dataclass(frozen=True, slots=True)
class CuedAttribution:
    """An attribution with the evidence that its confidence is computed from."""

    attribution: Attribution
    evidence: Floats


class CueReader:
    """Reads the attributions of documents; `encoder` is the one that the weights were trained with, if any."""

    def __init__(self, weights: NetworkWeights, encoder: WordEncoder | None = None) -> None:
        self._network = AttributionNetwork(weights)
        self._encoder = encoder

    def read(
        self, docs: Sequence[Doc], quotations: Sequence[Sequence[Quotation]] | None = None
    ) -> list[list[CuedAttribution]]:
        """Return what the cues of each document attribute, in text order; `quotations` saves finding them again."""
        found: list[list[CuedAttribution]] = [[] for _ in docs]
        if not docs:
            return found
        quotations = quotations if quotations is not None else [quotations_of(doc) for doc in docs]
        words = words_of(docs, [paragraphs_of(doc) for doc in docs], quotations)
        for reading in self._network.read(words, self._vectors(docs, words)):
            number = int(words.doc[reading.anchor])
            found[number].append(CuedAttribution(_attribution(docs[number], words, reading), reading.evidence))
        return found

    def _vectors(self, docs: Sequence[Doc], words: Words) -> Floats | None:
        if self._encoder is None:
            return None
        texts = [text_of(doc) for doc in docs]
        spans = zip(words.doc.tolist(), words.start.tolist(), words.end.tolist(), strict=True)
        return self._encoder([texts[doc][start:end] for doc, start, end in spans], words.low)


def paragraphs_of(doc: Doc) -> Sequence[Span]:
    """Return the paragraphs of `doc`, though no layout stage has marked them."""
    return doc._.paragraphs or blocks(text_of(doc))


def quotations_of(doc: Doc) -> Sequence[Quotation]:
    """Find the quotations of `doc`."""
    return find_quotations(text_of(doc), paragraphs_of(doc))


def _attribution(doc: Doc, words: Words, reading: Reading) -> Attribution:
    direct = bool((words.mark[reading.content] != OUTSIDE).any())
    return Attribution(
        source=_without_bullet(text_of(doc), _spans(words, reading.source)),
        cue=_spans(words, reading.cue),
        content=_without_bullet(text_of(doc), _spans(words, reading.content)),
        cue_kind=_kind(doc, words, reading, direct=direct),
        confidence=round(reading.confidence, 3),
    )


def _without_bullet(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return spans of which the first does not begin with the mark of a list item."""
    if not spans:
        return spans
    (start, end), *rest = spans
    first = end - len(text[start:end].lstrip(BULLETS))
    return ((first, end), *rest) if first < end else tuple(rest)


def _kind(doc: Doc, words: Words, reading: Reading, *, direct: bool) -> CueKind | None:
    anchor = doc[int(words.token[reading.anchor])]
    others = [doc[int(words.token[i])] for i in reading.cue if i != reading.anchor]
    telling = sorted((t for t in others if t.pos_ in _TELLING), key=lambda t: _TELLING.index(t.pos_))
    kinds = (cue_kind(token.lemma_, token.pos_, direct=False) for token in (anchor, *telling))
    return next((kind for kind in kinds if kind is not None), "speech" if direct else None)


def _spans(words: Words, index: Ints) -> tuple[Span, ...]:
    """Return the characters of words as spans, one a run of neighbours."""
    if not len(index):
        return ()
    runs = np.split(index, np.flatnonzero(np.diff(index) > 1) + 1)
    return tuple((int(words.start[run[0]]), int(words.end[run[-1]])) for run in runs)
