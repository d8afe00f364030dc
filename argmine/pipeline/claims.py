"""Claims: which of the spans that are attributed, or stand in the document's own voice, another could dispute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

from argmine.corpus.layout import blocks
from argmine.models import LinearModel, find_linear
from argmine.models.embedding import DIMENSIONS
from argmine.pipeline.attributions import Attributions
from argmine.pipeline.claimhood import WEIGHT_OF_WORDS, claim_features, claim_vectors
from argmine.pipeline.cutting import Candidate, cut
from argmine.pipeline.extensions import register_extensions, text_of
from argmine.pipeline.own_voice import OwnVoice, Scored, Voice
from argmine.pipeline.proposition import proposition_types
from argmine.pipeline.pull_quotes import as_likely_as_repeated
from argmine.schema import Claim, content_id

# The least probability of a claim of the document's own in an opinion piece, of which reports have few; chosen by
# cross-validation.
LEAST_IN_OPINION = 0.3


@Language.factory("argmine_claims", default_config={"threshold": None, "models": None}, assigns=["doc._.claims"])
class Claims:
    """Set ``doc._.claims``: spans of one sentence at most, each with its kind, source, cue and confidence.

    In a text that argues in its own voice (a comment, a speech) they are all of its argued propositions, clauses
    where one sentence holds several.

    Parameters
    ----------
    threshold
        The least probability of being a claim, from 0 (keep all) to 1; by default the one at which the models
        reached their best F1 in cross-validation.
    models
        A folder of models of one's own: its claim model goes before the one that ships.
    own_voice
        Who reads texts that argue in their own voice; by default with the weights that ship.
    """

    def __init__(
        self,
        nlp: Language,
        name: str = "argmine_claims",
        threshold: float | None = None,
        models: str | None = None,
        own_voice: OwnVoice | None = None,
    ) -> None:
        self.name = name
        self.own_voice = OwnVoice() if own_voice is None else own_voice
        self.use(find_linear("claims", models), threshold)
        self._attributions = None if nlp.has_pipe("argmine_attributions") else Attributions(nlp)
        register_extensions()

    def use(self, model: LinearModel, threshold: float | None = None) -> None:
        """Judge by `model`, at its own threshold unless another is given."""
        self.model = model
        self.threshold = float(model.about["threshold"]) if threshold is None else threshold

    @property
    def _chosen(self) -> float | None:
        """The threshold that somebody has set, for whatever kind of text; None where each model has its own."""
        return None if self.threshold == float(self.model.about["threshold"]) else self.threshold

    def __call__(self, doc: Doc) -> Doc:
        """Find the claims of one document."""
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Find the claims of many documents, a batch at a time."""
        for batch in minibatch(stream, batch_size):
            docs = [doc if self._attributions is None else self._attributions(doc) for doc in batch]
            voices = self.own_voice.voices(docs)
            for doc, found in zip(docs, self._found(docs, voices), strict=True):
                doc._.claims = tuple(claim_of(doc, candidate, p) for candidate, p in found)
            types = iter(proposition_types(docs, [doc._.claims for doc in docs]))
            for doc, voice in zip(docs, voices, strict=True):
                typed: list[str | None] = [next(types) for _ in doc._.claims]
                if voice.is_comment:
                    typed = [*self.own_voice.types(doc, [(claim.start, claim.end) for claim in doc._.claims])]
                doc._.claims = tuple(replace(claim, type=t) for claim, t in zip(doc._.claims, typed, strict=True))
                yield doc

    def _found(self, docs: Sequence[Doc], voices: Sequence[Voice]) -> list[list[Scored]]:
        """Return the candidates of each document that are claims, with their probabilities."""
        candidates = [candidates_of(doc) for doc in docs]
        probabilities = iter(self._probabilities(docs, candidates))
        found = []
        for doc, voice, here in zip(docs, voices, candidates, strict=True):
            scored = [(candidate, next(probabilities)) for candidate in here]
            if voice.manner == "argument":
                found.append(self.own_voice.argued(doc, voice, here, self._chosen))
            else:
                found.append([(c, p) for c, p in scored if p >= self._least(c, voice)])
        return found

    def _least(self, candidate: Candidate, voice: Voice) -> float:
        own = candidate.kind == "authorial" and voice.manner == "opinion" and self._chosen is None
        return LEAST_IN_OPINION if own else self.threshold

    def _probabilities(self, docs: Sequence[Doc], candidates: Sequence[Sequence[Candidate]]) -> list[float]:
        """Return how likely each candidate of each document is a claim, one after the other."""
        paragraphs = [doc._.paragraphs or blocks(text_of(doc)) for doc in docs]
        found = list(zip(docs, candidates, paragraphs, strict=True))
        rows = [row for doc, here, blocks_ in found for row in claim_features(doc, here, blocks_)]
        vectors = [claim_vectors(doc, here) for doc, here, _ in found]
        judged = self.model.probabilities(rows, np.vstack(vectors))[:, self.model.classes.index("claim")]
        likely: list[float] = []
        for (_, here, blocks_), said in zip(found, vectors, strict=True):
            raised = as_likely_as_repeated(
                judged[len(likely) : len(likely) + len(here)],
                said[:, :DIMENSIONS] / WEIGHT_OF_WORDS,
                spans=[(c.start, c.end) for c in here],
                attributed=[c.attribution is not None for c in here],
                paragraphs=blocks_,
            )
            likely += raised.tolist()
        return likely


def candidates_of(doc: Doc) -> list[Candidate]:
    """Return the spans of an attributed document that may be claims."""
    return cut(doc, doc._.attributions, doc._.quotations, doc._.boilerplate)


def claim_of(doc: Doc, candidate: Candidate, probability: float = 1.0) -> Claim:
    """Return a candidate as a claim, with the probability that it is one."""
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
