"""Stance: whose side each claim speaks for, from who says it and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

from argmine.codebook import OTHER, Codebook
from argmine.models import find_linear
from argmine.models.embedding import DIMENSIONS, embed
from argmine.pipeline import ModelError
from argmine.pipeline._codebook_actors import CodebookActors
from argmine.pipeline._codebook_model import codebook_model
from argmine.pipeline._shared_evidence import follow_voices, log_softmax, pool
from argmine.pipeline.claimhood import cue_lemma
from argmine.pipeline.evidence import said_of_organisations, stance_features, who_text
from argmine.pipeline.extensions import register_extensions, text_of
from argmine.pipeline.standing.power import Power
from argmine.schema import Claim

Probabilities = NDArray[np.float64]

# A stance that is less likely than this is a guess: the claim is left to `other`, chosen by cross-validation.
LEAST_PROBABILITY = 0.35
# Log-odds of the stance that a people file gives a speaker.
GIVEN = 12.0


@dataclass(frozen=True, slots=True)
class Scored:
    """The claims of a document with their log-probabilities (claims, stances) after each step of the judgement."""

    alone: Probabilities
    pooled: Probabilities
    followed: Probabilities
    final: Probabilities


@Language.factory("argmine_stance", default_config={"codebook": None, "models": None}, assigns=["doc._.claims"])
class Stances:
    """Give each claim in ``doc._.claims`` its stance and the probability of every stance of the codebook.

    A claim whose likeliest stance stays below `LEAST_PROBABILITY` is `other`: nobody's side can be told.

    Parameters
    ----------
    codebook
        The YAML text of a codebook; by default the one that ships with argmine. Where its stances are those
        the shipped model was trained on, that model decides; for other stances one that is trained on the
        codebook's actors, roles, descriptions and examples. Either way a named actor all but decides.
    models
        A folder of models of one's own: its stance model goes before the one that ships.

    Raises
    ------
    ModelError
        If the stance model of the folder `models` tells other stances apart than those of the codebook.
    """

    def __init__(
        self, nlp: Language, name: str = "argmine_stance", codebook: str | None = None, models: str | None = None
    ) -> None:
        self.name = name
        self.codebook = Codebook.default() if codebook is None else Codebook.parse(codebook)
        trained = find_linear("stance", models)
        known = set(self.codebook.stance_names) == set(trained.classes)
        if not known and models is not None and (Path(models) / "stance.json").is_file():
            raise ModelError(
                f"{models}: the stance model tells {', '.join(trained.classes)} apart, the codebook "
                f"{self.codebook.name!r} has {', '.join(self.codebook.stance_names)}; name the codebook that it was "
                f"trained with, or train it anew: `argmine train stance DATA --codebook FILE -o {models}`"
            )
        self.model = trained if known else codebook_model(self.codebook)
        self.actors = CodebookActors(self.codebook)
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Judge the claims of one document."""
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Judge the claims of many documents, a batch at a time."""
        for batch in minibatch(stream, batch_size):
            docs = list(batch)
            for doc, scored in zip(docs, self.scored(docs), strict=True):
                doc._.claims = self._judged(doc._.claims, scored.final)
                yield doc

    def scored(self, docs: Sequence[Doc]) -> list[Scored]:
        """Return the log-probabilities of the codebook's stances for the claims of each document."""
        claims = [claim for doc in docs for claim in doc._.claims]
        alone = self._alone(docs, claims)
        scored: list[Scored] = []
        start = 0
        for doc in docs:
            end = start + len(doc._.claims)
            pooled = pool(doc._.claims, alone[start:end])
            followed = follow_voices(doc, pooled)
            scored.append(Scored(alone[start:end], pooled, followed, log_softmax(followed / self.temperature)))
            start = end
        return scored

    @property
    def temperature(self) -> float:
        """By how much the model is too sure of itself, found by cross-validation; 1 where that was not done."""
        return float(self.model.about.get("temperature", 1.0))

    def _alone(self, docs: Sequence[Doc], claims: Sequence[Claim]) -> Probabilities:
        order = [self.model.classes.index(name) for name in self.codebook.stance_names]
        scores = np.log(self.model.probabilities(*stance_inputs(docs)))[:, order]
        return log_softmax(scores + self.actors.scores(claims) + self.given(claims))

    def given(self, claims: Sequence[Claim]) -> Probabilities:
        """Return the log-odds (claims, stances) of what a people file says of the speakers, which all but decides."""
        names = self.codebook.stance_names
        stances = [claim.speaker.stance if claim.speaker is not None else None for claim in claims]
        return np.asarray([[GIVEN * (stance == name) for name in names] for stance in stances]).reshape(-1, len(names))

    def _judged(self, claims: Sequence[Claim], scores: Probabilities) -> tuple[Claim, ...]:
        names = self.codebook.stance_names
        return tuple(
            replace(
                claim,
                stance=names[int(row.argmax())] if row.max() >= LEAST_PROBABILITY else OTHER,
                stance_probabilities=dict(zip(names, row.tolist(), strict=True)),
            )
            for claim, row in zip(claims, np.exp(scores), strict=True)
        )


def stance_inputs(docs: Sequence[Doc]) -> tuple[list[dict[str, float]], NDArray[np.float32]]:
    """Return, for each claim of `docs`, its named features and two embeddings, the speaker's and the claim's.

    The embeddings have the shape (claims, 2 x 256): of the speaker's description, and of the claim's words.
    """
    rows: list[dict[str, float]] = []
    described: list[str] = []
    said: list[str] = []
    for doc in docs:
        power = Power.of(doc, doc._.document.date)
        cues = {(a.source, a.cue): cue_lemma(doc, a) for a in doc._.attributions}
        said_of = said_of_organisations(text_of(doc), doc._.claims)
        for claim in doc._.claims:
            organisation = (claim.speaker.organisation if claim.speaker is not None else None) or ""
            cue = cues.get((claim.source, claim.cue), "")
            rows.append(stance_features(doc, claim, power, cue=cue, said_of=said_of.get(organisation, "")))
            described.append(who_text(claim))
            said.append(claim.text.replace("’", "'"))
    if not rows:
        return [], np.zeros((0, 2 * DIMENSIONS), dtype=np.float32)
    distinct = sorted(set(described))
    vectors = dict(zip(distinct, embed(distinct), strict=True))
    return rows, np.hstack([np.asarray([vectors[text] for text in described]), embed(said)])
