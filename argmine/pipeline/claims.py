"""Claims: which of the spans that are attributed, or stand in the document's own voice, another could dispute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

from argmine.corpus.layout import blocks
from argmine.models import load_linear
from argmine.pipeline.attributions import Attributions
from argmine.pipeline.claimhood import claim_features
from argmine.pipeline.cutting import Candidate, cut
from argmine.pipeline.extensions import register_extensions, text_of
from argmine.schema import Claim, content_id


@Language.factory("argmine_claims", default_config={"threshold": None}, assigns=["doc._.claims"])
class Claims:
    """Set ``doc._.claims``: spans of one sentence at most, each with its kind, source, cue and confidence.

    Parameters
    ----------
    threshold
        The least probability of being a claim, from 0 (keep all) to 1; by default the one at which the model
        reached its best F1 on the development articles.
    """

    def __init__(self, nlp: Language, name: str = "argmine_claims", threshold: float | None = None) -> None:
        self.name = name
        self._model = load_linear("claims")
        self.threshold = float(self._model.about["threshold"]) if threshold is None else threshold
        self._attributions = None if nlp.has_pipe("argmine_attributions") else Attributions(nlp)
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the claims of one document."""
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Find the claims of many documents, a batch at a time."""
        for batch in minibatch(stream, batch_size):
            docs = [doc if self._attributions is None else self._attributions(doc) for doc in batch]
            candidates = [candidates_of(doc) for doc in docs]
            rows = [
                row
                for doc, found in zip(docs, candidates, strict=True)
                for row in claim_features(doc, found, doc._.paragraphs or blocks(text_of(doc)))
            ]
            probabilities = iter(self._model.probabilities(rows)[:, self._model.classes.index("claim")].tolist())
            for doc, found in zip(docs, candidates, strict=True):
                scored = [(candidate, next(probabilities)) for candidate in found]
                doc._.claims = tuple(_claim(doc, c, p) for c, p in scored if p >= self.threshold)
                yield doc


def candidates_of(doc: Doc) -> list[Candidate]:
    """Return the spans of an attributed document that may be claims."""
    return cut(doc, doc._.attributions, doc._.quotations, doc._.boilerplate)


def _claim(doc: Doc, candidate: Candidate, probability: float) -> Claim:
    document, attribution = doc._.document, candidate.attribution
    return Claim(
        id=content_id(document.id, candidate.start, candidate.end),
        document=document.id,
        start=candidate.start,
        end=candidate.end,
        text=text_of(doc)[candidate.start : candidate.end],
        kind=candidate.kind,
        source=attribution.source if attribution is not None else (),
        cue=attribution.cue if attribution is not None else (),
        cue_kind=attribution.cue_kind if attribution is not None else None,
        confidence=probability,
    )
