"""Finding the claims of raw texts, with the labels of the scheme that they are scored by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from argmine.learn.argued import ArguedSpan, ArguedText, labels_of
from argmine.learn.schemes import Scheme, scheme_of
from argmine.pipeline import DEFAULT_MODEL, load, make_doc
from argmine.pipeline.claims import Claims
from argmine.schema import KINDS, Document

if TYPE_CHECKING:
    from argmine.pipeline import AttributionModel

LabelScheme = Scheme | Literal["articles"]
_STAGES = ("argmine_layout", "argmine_boilerplate", "argmine_attributions", "argmine_claims")


def scheme_of_texts(texts: Sequence[ArguedText]) -> LabelScheme:
    """Tell by which scheme texts are labelled: by the labels that they have, else by their words."""
    if labels_of(texts) & {*KINDS}:
        return "articles"
    return scheme_of(
        [{"text": text.document.text, "spans": [{"label": span.label} for span in text.spans or ()]} for text in texts]
    )


def find_claims(
    documents: Iterable[Document],
    *,
    scheme: LabelScheme,
    model: str = DEFAULT_MODEL,
    attribution: AttributionModel = "fast",
    models: str | Path | None = None,
) -> list[list[ArguedSpan]]:
    """Return the claims that the pipeline finds in each document, labelled by `scheme`.

    Parameters
    ----------
    documents
        Raw texts.
    scheme
        ``comments`` labels a claim with its type, ``speeches`` as claim or premise, ``articles`` with its kind.
    model, attribution, models
        As in `argmine.pipeline.load`.
    """
    nlp = load(model, attribution=attribution, models=models, stages=_STAGES)
    reader = cast(Claims, nlp.get_pipe("argmine_claims")).own_voice
    found = []
    for doc in nlp.pipe(make_doc(nlp, document) for document in documents):
        spans = [(claim.start, claim.end) for claim in doc._.claims]
        if scheme == "speeches":
            labels = reader.roles(doc, spans)
        else:
            labels = [claim.kind if scheme == "articles" else str(claim.type) for claim in doc._.claims]
        found.append([ArguedSpan(*span, label) for span, label in zip(spans, labels, strict=True)])
    return found
