"""How the claims of one document inform each other: one speaker's claims, and pull quotes with what they repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from argmine.models.embedding import embed
from argmine.pipeline.extensions import text_of
from argmine.pipeline.pull_quotes import fills_paragraph
from argmine.schema import Claim

Probabilities = NDArray[np.float64]

# How much a speaker's other claims in the article weigh beside the claim itself, chosen by cross-validation.
SHARE_OF_SPEAKER = 0.8
# A pull quote takes after claims of at least this cosine, the likest far before the rest.
LEAST_RESEMBLANCE = 0.45
SHARPNESS = 8


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
    claims = enumerate(doc._.claims)
    return [i for i, c in claims if c.speaker is None and fills_paragraph((c.start, c.end), doc._.paragraphs)]


def log_softmax(scores: Probabilities) -> Probabilities:
    """Return `scores` shifted so that the exponentials of each row sum to one."""
    if not len(scores):
        return scores
    shifted = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))
