"""What tells a claim from background: the features of the claim model."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import log2

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from argmine.models.embedding import embed
from argmine.pipeline._tokens import tokens_touched
from argmine.pipeline.cutting import Candidate
from argmine.pipeline.extensions import text_of
from argmine.schema import Attribution, Span

# How much the embedding of the words weighs beside named features, chosen by cross-validation.
WEIGHT_OF_WORDS = 2.0
_MODALS = frozenset("should must would could will might may can need ought shall 'll ’ll 'd ’d".split())
_FIRST_PERSON = frozenset({"we", "our", "us", "i", "my"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_UNSAID = frozenset({"decline", "refuse", "never"})
_AMOUNTS = frozenset({"MONEY", "PERCENT", "CARDINAL", "QUANTITY"})


def claim_features(doc: Doc, candidates: Sequence[Candidate], paragraphs: Sequence[Span]) -> list[dict[str, float]]:
    """Return the named features of each candidate, in order."""
    starts = [start for start, _ in paragraphs]
    rows = []
    for candidate in candidates:
        row = _of_words(tokens_touched(doc, (candidate.start, candidate.end)), candidate)
        row |= _of_attribution(doc, candidate.attribution, candidate.kind)
        row |= _of_place(doc, candidate, paragraphs, starts)
        rows.append(row)
    return rows


def claim_vectors(doc: Doc, candidates: Sequence[Candidate]) -> NDArray[np.float32]:
    """Return the embeddings of each candidate's words and of its cue side by side, shape (candidates, 512)."""
    text = text_of(doc)
    words = embed([text[c.start : c.end] for c in candidates])
    cues = [c.attribution.cue if c.attribution is not None else () for c in candidates]
    cue = embed([" ".join(text[start:end] for start, end in spans) for spans in cues])
    return np.hstack([WEIGHT_OF_WORDS * words, cue])


def cue_lemma(doc: Doc, attribution: Attribution | None) -> str:
    """Return the lemma of the word that carries an attribution, empty where there is none."""
    if attribution is None or not attribution.cue:
        return ""
    return tokens_touched(doc, attribution.cue[0]).root.lemma_.lower()


def _of_words(span: SpacySpan, candidate: Candidate) -> dict[str, float]:
    kind = candidate.kind
    tokens = [token for token in span if not token.is_space]
    words = {token.lower_ for token in tokens}
    lemmas = {token.lemma_.lower() for token in tokens}
    entities = {token.ent_type_ for token in tokens}
    tags = [token.pos_ for token in tokens]
    length, root = min(6, int(log2(len(tokens) + 1))), span.root
    row = {f"word {lemma}": 1.0 for lemma in lemmas}
    if kind == "authorial":
        row |= {f"authorial word {lemma}": 1.0 for lemma in lemmas}
        row |= {f"authorial finite {token.tag_}": 1.0 for token in tokens if token.tag_ in _FINITE}
        row[f"authorial root {root.tag_}"] = 1.0
    row |= {
        f"length {length}": 1.0,
        f"{kind} length {length}": 1.0,
        f"finite verbs {min(3, sum(token.tag_ in _FINITE for token in tokens))}": 1.0,
        f"root {root.tag_}": 1.0,
        f"root {root.lemma_.lower()}": 1.0,
        "modal": float(bool(words & _MODALS)),
        "negation": float(any(token.dep_ == "neg" for token in tokens)),
        "numbers": min(3, sum(token.like_num for token in tokens)) / 3,
        "names": tags.count("PROPN") / len(tokens),
        "qualities": (tags.count("ADJ") + tags.count("ADV")) / len(tokens),
        "date": float(bool(entities & {"DATE", "TIME"})),
        "amount": float(bool(entities & _AMOUNTS)),
        "first person": float(bool(words & _FIRST_PERSON)),
        "question": float("?" in span.text),
    }
    return row


def _of_attribution(doc: Doc, attribution: Attribution | None, kind: str) -> dict[str, float]:
    if attribution is None:
        return {f"kind {kind} unattributed": 1.0}
    row = {
        f"kind {kind}": 1.0,
        f"cue kind {attribution.cue_kind}": 1.0,
        f"{kind} cue kind {attribution.cue_kind}": 1.0,
        "confidence": attribution.confidence,
        "pieces": float(len(attribution.content) > 1),
    }
    if attribution.cue:
        words = tokens_touched(doc, attribution.cue[0])
        cue = words.root
        lemma = cue.lemma_.lower()
        row["cue denied"] = float(any(token.dep_ == "neg" or token.lemma_ in _UNSAID for token in words))
        row |= {f"cue {lemma}": 1.0, f"cue tag {cue.tag_}": 1.0, f"{kind} cue {lemma}": 1.0}
    else:
        row["no cue"] = 1.0
    if attribution.source:
        source = tokens_touched(doc, attribution.source[0]).root
        row |= {f"source {source.lemma_.lower()}": 1.0, f"source {source.pos_} {source.ent_type_}": 1.0}
    else:
        row["no source"] = 1.0
    return row


def _of_place(doc: Doc, candidate: Candidate, paragraphs: Sequence[Span], starts: Sequence[int]) -> dict[str, float]:
    index = max(0, bisect_right(starts, candidate.start) - 1)
    start, end = paragraphs[index] if paragraphs else (0, len(text_of(doc)))
    return {
        "place": candidate.start / max(1, len(text_of(doc))),
        "own paragraph": float(end - start - (candidate.end - candidate.start) < 4),
        "first paragraphs": float(index < 2),
    }
