"""Reading texts that argue in their own voice: their propositions, which of them are argued, and as what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from spacy.tokens import Doc

from argmine.models import LinearModel, load_linear
from argmine.pipeline.cutting import Candidate
from argmine.pipeline.own_voice.boundaries import find_boundaries
from argmine.pipeline.own_voice.cutting import cut_units, with_quoted
from argmine.pipeline.own_voice.genre import Voice, genre_features, may_argue, voice_of
from argmine.pipeline.own_voice.units import unit_inputs
from argmine.schema import Span

PREFIX = "own_voice_"
Scored = tuple[Candidate, float]


@dataclass(frozen=True, slots=True)
class OwnVoiceModels:
    """The trained weights; each is stored under the name of its field behind ``own_voice_``.

    `genre` tells comments, speeches, opinion pieces and reports apart, `boundaries` where a proposition begins,
    `argued` which propositions are part of an argument, `types` what type one of a comment is (fact, testimony,
    value, policy, reference), and `roles` whether one of a speech is a claim or a premise.
    """

    genre: LinearModel
    boundaries: LinearModel
    argued: LinearModel
    types: LinearModel
    roles: LinearModel

    @classmethod
    def shipped(cls) -> OwnVoiceModels:
        """Return the weights that ship."""
        return cls(**{field.name: load_linear(PREFIX + field.name) for field in fields(cls)})


class OwnVoice:
    """Finds the claims of documents that argue in their own voice."""

    def __init__(self, models: OwnVoiceModels | None = None) -> None:
        self.models = OwnVoiceModels.shipped() if models is None else models

    def voices(self, docs: Sequence[Doc]) -> list[Voice]:
        """Return the voice of each attributed document."""
        genre = self.models.genre
        judged = genre.probabilities([genre_features(doc) for doc in docs])
        voices = [voice_of(dict(zip(genre.classes, row.tolist(), strict=True))) for row in judged]
        return [
            Voice("report") if voice.manner == "argument" and not may_argue(doc) else voice
            for doc, voice in zip(docs, voices, strict=True)
        ]

    def argued(
        self, doc: Doc, voice: Voice, candidates: Sequence[Candidate], threshold: float | None = None
    ) -> list[Scored]:
        """Return what a document argues, in text order, each with its probability.

        Parameters
        ----------
        doc, voice
            An attributed document that argues, and its voice.
        candidates
            What is cut from its attributions; a proposition in another's words is theirs.
        threshold
            The least probability of being argued; by default that of the trained weights.
        """
        argued = self.models.argued
        least = float(argued.about["threshold"]) if threshold is None else threshold
        units = self.units(doc, voice)
        judged = argued.probabilities(*unit_inputs(doc, units, voice.speech))[:, argued.classes.index("argued")]
        found = zip(with_quoted(units, candidates), judged.tolist(), strict=True)
        return [(candidate, probability) for candidate, probability in found if probability >= least]

    def units(self, doc: Doc, voice: Voice) -> list[Span]:
        """Return the propositions of a document, argued or not, in text order."""
        model = self.models.boundaries
        boundaries = find_boundaries(doc, voice.speech)
        likely = model.probabilities([b.features for b in boundaries])[:, model.classes.index("begins")]
        return cut_units(doc, boundaries, likely, float(model.about["threshold"]))

    def types(self, doc: Doc, spans: Sequence[Span]) -> list[str]:
        """Return the types of the propositions of a comment."""
        return _labels(self.models.types, doc, spans)

    def roles(self, doc: Doc, spans: Sequence[Span]) -> list[str]:
        """Return for each proposition of a speech whether it is a claim or a premise."""
        return _labels(self.models.roles, doc, spans)


def _labels(model: LinearModel, doc: Doc, spans: Sequence[Span]) -> list[str]:
    likely = model.probabilities(*unit_inputs(doc, spans))
    return [model.classes[k] for k in np.argmax(likely, axis=1).tolist()] if len(likely) else []
