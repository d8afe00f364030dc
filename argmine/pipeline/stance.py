"""Stance: whose side each claim speaks for, from who says it and what it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

from argmine.codebook import Codebook
from argmine.models import LinearModel, load_linear
from argmine.models.embedding import embed
from argmine.pipeline._codebook_stance import CodebookEvidence
from argmine.pipeline.claimhood import cue_lemma
from argmine.pipeline.evidence import Power, stance_features, who_text
from argmine.pipeline.extensions import register_extensions, text_of
from argmine.schema import Claim

Probabilities = NDArray[np.float64]

# How much a speaker's other claims in the article weigh beside the claim itself, chosen by cross-validation.
SHARE_OF_SPEAKER = 0.8
# A pull quote takes after claims of at least this cosine, the likest far before the rest.
LEAST_RESEMBLANCE = 0.45
SHARPNESS = 8
# How many characters (quotation mark, bullet, full stop) may stand between a pull quote and its paragraph's edge.
_AROUND = range(4)


@Language.factory("argmine_stance", default_config={"codebook": None}, assigns=["doc._.claims"])
class Stances:
    """Give each claim in ``doc._.claims`` its stance and the probability of every stance of the codebook.

    Parameters
    ----------
    codebook
        The YAML text of a codebook; by default the one that ships with argmine. Where its stances are those
        the shipped model was trained on, the model decides and the codebook's actors are added to its
        evidence; for other stances its actors, roles and examples decide alone.
    """

    def __init__(self, nlp: Language, name: str = "argmine_stance", codebook: str | None = None) -> None:
        self.name = name
        self.codebook = Codebook.default() if codebook is None else Codebook.parse(codebook)
        self._evidence = CodebookEvidence(self.codebook)
        model = load_linear("stance")
        self._model = model if set(self.codebook.stance_names) == set(model.classes) else None
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Judge the claims of one document."""
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Judge the claims of many documents, a batch at a time."""
        for batch in minibatch(stream, batch_size):
            docs = list(batch)
            scores = self._scores(docs, [claim for doc in docs for claim in doc._.claims])
            start = 0
            for doc in docs:
                end = start + len(doc._.claims)
                doc._.claims = self._judged(doc, scores[start:end])
                start = end
                yield doc

    def _scores(self, docs: Sequence[Doc], claims: Sequence[Claim]) -> Probabilities:
        """Return log-probabilities of the codebook's stances for each claim by itself, shape (claims, stances)."""
        extra = self._evidence.scores(claims, alone=self._model is None)
        if self._model is None or not claims:
            return log_softmax(extra)
        order = [self._model.classes.index(name) for name in self.codebook.stance_names]
        return log_softmax(np.log(model_probabilities(self._model, docs))[:, order] + extra)

    def _judged(self, doc: Doc, scores: Probabilities) -> tuple[Claim, ...]:
        shares = np.exp(follow_voices(doc, pool(doc._.claims, scores)))
        names = self.codebook.stance_names
        return tuple(
            replace(
                claim, stance=names[int(row.argmax())], stance_probabilities=dict(zip(names, row.tolist(), strict=True))
            )
            for claim, row in zip(doc._.claims, shares, strict=True)
        )


def model_probabilities(model: LinearModel, docs: Sequence[Doc]) -> Probabilities:
    """Return the model's probabilities for each claim of `docs` by itself, in the order of its classes."""
    rows, who = stance_inputs(docs)
    return model.probabilities(rows, who)


def stance_inputs(docs: Sequence[Doc]) -> tuple[list[dict[str, float]], NDArray[np.float32]]:
    """Return, for each claim of `docs`, its named features and the embedding of its speaker's description."""
    rows: list[dict[str, float]] = []
    described: list[str] = []
    for doc in docs:
        power = Power.of(doc, doc._.document.date)
        cues = {(a.source, a.cue): cue_lemma(doc, a) for a in doc._.attributions}
        for claim in doc._.claims:
            rows.append(stance_features(doc, claim, power, cue=cues.get((claim.source, claim.cue), "")))
            described.append(who_text(claim))
    distinct = sorted(set(described))
    vectors = dict(zip(distinct, embed(distinct), strict=True))
    return rows, np.asarray([vectors[text] for text in described], dtype=np.float32).reshape(len(rows), -1)


def pool(claims: Sequence[Claim], scores: Probabilities) -> Probabilities:
    """Let the claims of one speaker share their evidence; `scores` are log-probabilities (claims, stances)."""
    pooled = scores.copy()
    for members in _by_speaker(claims).values():
        mean = scores[members].mean(axis=0)
        pooled[members] = (1 - SHARE_OF_SPEAKER) * scores[members] + SHARE_OF_SPEAKER * mean
    return log_softmax(pooled)


def follow_voices(doc: Doc, scores: Probabilities) -> Probabilities:
    """Let each pull quote take after what it resembles: it was cut from what somebody in the document says.

    Compared are the claims with a speaker and whatever else is attributed to one of those speakers.
    """
    quotes, speakers = pull_quotes_of(doc), _by_speaker(doc._.claims)
    if not quotes or not speakers:
        return scores
    sides = {speaker: np.exp(scores[members]).mean(axis=0) for speaker, members in speakers.items()}
    voices = [(claim.text, claim.speaker.id) for claim in doc._.claims if claim.speaker is not None]
    for attribution, speaker in zip(doc._.attributions, doc._.speakers, strict=False):
        if speaker is not None and speaker.id in sides:
            voices += [(text_of(doc)[start:end], speaker.id) for start, end in attribution.content]
    said = embed([text for text, _ in voices])
    stances = np.vstack([sides[speaker] for _, speaker in voices])
    followed = scores.copy()
    for i, vector in zip(quotes, embed([doc._.claims[i].text for i in quotes]), strict=True):
        likeness = said @ vector
        weights = np.where(likeness < LEAST_RESEMBLANCE, 0.0, likeness) ** SHARPNESS
        if weights.any():
            resembling, echoed = weights @ stances / weights.sum(), likeness.max()
            followed[i] = (1 - echoed) * scores[i] + 2 * echoed * np.log(np.maximum(resembling, 1e-3))
    return log_softmax(followed)


def _by_speaker(claims: Sequence[Claim]) -> dict[str, list[int]]:
    speakers: dict[str, list[int]] = defaultdict(list)
    for i, claim in enumerate(claims):
        if claim.speaker is not None:
            speakers[claim.speaker.id].append(i)
    return speakers


def pull_quotes_of(doc: Doc) -> list[int]:
    """Return the indices of the claims that stand as a paragraph of their own and that nobody is named for."""
    paragraphs = dict(doc._.paragraphs)
    return [
        i
        for i, claim in enumerate(doc._.claims)
        if claim.speaker is None and any(paragraphs.get(claim.start - k, -9) - claim.end in _AROUND for k in _AROUND)
    ]


def log_softmax(scores: Probabilities) -> Probabilities:
    """Return `scores` shifted so that the exponentials of each row sum to one."""
    if not len(scores):
        return scores
    shifted = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))
