"""Codebook matching: claims are put on the positions that a project studies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from argmine.codebook import CodebookPosition
from argmine.positions.embed import Vectors, text_vectors

# Cosine (without context) from which a claim bears on a position; set on policy_news train.
THRESHOLD = 0.35
_BLOCK = 16384


def match(
    vectors: Vectors, positions: Sequence[CodebookPosition], *, threshold: float = THRESHOLD
) -> list[tuple[int | None, float]]:
    """Return for each claim vector the position it is nearest to, or None below `threshold`, and the cosine.

    A position is as near as its nearest sentence: its text or one of its examples.
    """
    sentences = [(i, text) for i, position in enumerate(positions) for text in (position.text, *position.examples)]
    known = text_vectors([text for _, text in sentences])
    owners = np.array([i for i, _ in sentences])
    found: list[tuple[int | None, float]] = []
    for start in range(0, len(vectors), _BLOCK):
        similarities = vectors[start : start + _BLOCK] @ known.T
        best = similarities.argmax(axis=1)
        for row, column in enumerate(best.tolist()):
            cosine = float(similarities[row, column])
            found.append((int(owners[column]) if cosine >= threshold else None, cosine))
    return found
