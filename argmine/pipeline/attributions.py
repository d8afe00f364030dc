"""Attributions: source, cue and content, found by a trained network and by the layout of speech."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

from argmine.models import models_folder
from argmine.models.network import load_network
from argmine.pipeline.attribution import CueReader, paragraphs_of, quotations_of, uncued_attributions
from argmine.pipeline.extensions import register_extensions, text_of
from argmine.schema import Attribution, Span

if TYPE_CHECKING:
    from argmine.pipeline import AttributionModel
    from argmine.pipeline.attribution.encoder import WordEncoder


@Language.factory(
    "argmine_attributions",
    default_config={"model": "fast", "threshold": None},
    assigns=["doc._.attributions", "doc._.quotations"],
    requires=["token.dep", "token.tag", "token.lemma", "token.ent_type"],
)
class Attributions:
    """Set ``doc._.attributions`` and ``doc._.quotations``.

    Parameters
    ----------
    model
        ``fast`` reads what spaCy knows; ``accurate`` also a pretrained encoder, and takes longer.
    threshold
        The least confidence of an attribution, from 0 to 1; by default the one at which the model had its best
        F1 on the development articles.
    """

    def __init__(
        self,
        nlp: Language,
        name: str = "argmine_attributions",
        model: AttributionModel = "fast",
        threshold: float | None = None,
    ) -> None:
        self.name = name
        weights = load_network(f"attribution_{model}")
        self.threshold = float(weights.about["threshold"]) if threshold is None else threshold
        self._reader = CueReader(weights, _encoder() if model == "accurate" else None)
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the attributions of `doc`."""
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Find the attributions of many documents, a batch at a time."""
        for docs in minibatch(stream, batch_size):
            quotations = [tuple(quotations_of(doc)) for doc in docs]
            cued_of = self._reader.read(docs, quotations)
            for doc, quoted, found in zip(docs, quotations, cued_of, strict=True):
                doc._.quotations = quoted
                sure = [cued.attribution for cued in found if cued.attribution.confidence >= self.threshold]
                doc._.attributions = _complete(doc, sure)
                yield doc


def _encoder() -> WordEncoder:
    from argmine.pipeline.attribution.encoder import WordEncoder

    return WordEncoder(models_folder(), "attribution_accurate")


def _complete(doc: Doc, cued: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Add the speech that no cue introduces, and leave out what is boilerplate."""
    boilerplate = doc._.boilerplate
    body = _outside(paragraphs_of(doc), boilerplate)
    kept = [a for a in cued if not any(_within(span, boilerplate) for span in a.cue)]
    found = uncued_attributions(text_of(doc), body, doc._.quotations, kept)
    clipped = [
        replace(a, content=_outside(a.content, boilerplate), source=_source_outside(doc, a.source, boilerplate))
        for a in found
    ]
    return tuple(sorted((a for a in clipped if a.content), key=lambda a: (a.content[0], a.cue)))


def _source_outside(doc: Doc, source: tuple[Span, ...], boilerplate: Sequence[Span]) -> tuple[Span, ...]:
    """Return a source without the dateline before it; one that is all boilerplate ("Editor's note") stays."""
    text = text_of(doc)
    left = [(end - len(text[start:end].lstrip()), end) for start, end in _outside(source, boilerplate)]
    return tuple(span for span in left if span[0] < span[1]) or source


def _outside(spans: Sequence[Span], others: Sequence[Span]) -> tuple[Span, ...]:
    """Return what of `spans` lies in none of `others`."""
    left: list[Span] = list(spans)
    for other_start, other_end in others:
        parts = [((start, min(end, other_start)), (max(start, other_end), end)) for start, end in left]
        left = [part for pair in parts for part in pair if part[0] < part[1]]
    return tuple(left)


def _within(span: Span, others: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)
