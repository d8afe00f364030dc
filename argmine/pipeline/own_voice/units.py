"""What tells a proposition that is argued, and its part in the argument, from its words and its neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from argmine.models.embedding import embed
from argmine.pipeline.extensions import text_of
from argmine.pipeline.own_voice.boundaries import ADDRESS, styled
from argmine.pipeline.proposition import proposition_features
from argmine.schema import Claim, Span

# How much the embedding of the words weighs beside named features, chosen by cross-validation.
WEIGHT_OF_WORDS = 2.0
WEIGHT_OF_NEIGHBOURS = 0.5
# What of a neighbour is told to a proposition: who speaks of what, when and how, but not its words.
_TOLD = frozenset("act any be form has inner mark modal number sign speaking subject tense".split())
_QUARTERS = 4
_NEAR = 3


def unit_inputs(
    doc: Doc, spans: Sequence[Span], speech: float | None = None
) -> tuple[list[dict[str, float]], NDArray[np.float32]]:
    """Return what the models of propositions read: named features of each span, and its embedding (spans, 256).

    `speech` is for a model of comments and speeches alike: how much of a speech the text is, from 0 to 1.
    """
    text = text_of(doc)
    own = proposition_features(doc, [_as_claim(text, span) for span in spans])
    rows = [{**row, **_of_neighbours(own, k), **_of_place(doc, spans, k)} for k, row in enumerate(own)]
    vectors = np.float32(WEIGHT_OF_WORDS) * embed([text[start:end] for start, end in spans])
    return rows if speech is None else [styled(row, speech) for row in rows], vectors


def _as_claim(text: str, span: Span) -> Claim:
    return Claim(id="", document="", start=span[0], end=span[1], text=text[slice(*span)], kind="authorial")


def _of_neighbours(rows: Sequence[Mapping[str, float]], k: int) -> dict[str, float]:
    found: dict[str, float] = {}
    for side, j in (("previous", k - 1), ("next", k + 1)):
        if 0 <= j < len(rows):
            told = (name for name in rows[j] if name.partition(" ")[0] in _TOLD)
            found |= dict.fromkeys((f"{side} {name}" for name in told), WEIGHT_OF_NEIGHBOURS)
    # "They called at night" is testimony where one speaks of oneself, a fact where one does not.
    speaking = ["has I" in row or "has we" in row for row in rows]
    around, before = sum(speaking) / len(rows), float(any(speaking[max(0, k - _NEAR) : k]))
    for name in (name for name in rows[k] if name.startswith(("subject ", "tense "))):
        found |= {f"speaking around, {name}": around, f"speaking before, {name}": before}
    return found


def _of_place(doc: Doc, spans: Sequence[Span], k: int) -> dict[str, float]:
    text, (start, end) = text_of(doc), spans[k]
    last = text[end - 1]
    return {
        f"size {(end - start).bit_length()}": 1.0,
        f"quarter {_QUARTERS * start // max(1, len(text))}": 1.0,
        f"place {k if k < 2 else 'last' if k == len(spans) - 1 else 'inside'}": 1.0,
        f"only {len(spans) == 1}": 1.0,
        f"upper {text[start].isupper()}": 1.0,
        f"ends {'word' if last.isalnum() else last}": 1.0,
        f"before {_mark_before(text, start)}": 1.0,
        "quoted": float(any(q.start <= start and end <= q.end for q in doc._.quotations)),
        "address": float(ADDRESS.search(text, start, end) is not None),
        "address alone": float(ADDRESS.fullmatch(text, start, end) is not None),
    }


def _mark_before(text: str, start: int) -> str:
    before = text[:start].rstrip()[-1:]
    return before if before and not before.isalnum() else "word" if before else "nothing"
