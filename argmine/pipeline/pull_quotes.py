"""Pull quotes: a paragraph that nobody is named for and that repeats what somebody says elsewhere in the document."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from argmine.schema import Span

# At this cosine a paragraph of the document's own voice says again what somebody is quoted with.
LIKENESS = 0.7
# How many characters (quotation mark, bullet, full stop) may stand between a pull quote and its paragraph's edge.
_AROUND = range(4)


def fills_paragraph(span: Span, paragraphs: Sequence[Span]) -> bool:
    """Tell whether a span is a whole paragraph, quotation marks, bullet and full stop aside."""
    ends = dict(paragraphs)
    return any(ends.get(span[0] - k, -9) - span[1] in _AROUND for k in _AROUND)


def as_likely_as_repeated(
    probabilities: NDArray[np.float64],
    vectors: NDArray[np.float32],
    *,
    spans: Sequence[Span],
    attributed: Sequence[bool],
    paragraphs: Sequence[Span],
) -> NDArray[np.float64]:
    """Raise a pull quote's probability of being a claim to that of what it repeats.

    Parameters
    ----------
    probabilities, vectors
        Of each candidate, shape (candidates,), and the unit vector of its words, shape (candidates, dimensions).
    spans, attributed
        Where each candidate stands, and whether somebody is named for it.
    """
    named = np.flatnonzero(attributed)
    raised = probabilities.copy()
    if not len(named):
        return raised
    for i in (i for i, known in enumerate(attributed) if not known):
        if fills_paragraph(spans[i], paragraphs):
            likeness = vectors[named] @ vectors[i]
            alike = named[likeness >= LIKENESS]
            raised[i] = max(raised[i], probabilities[alike].max(initial=0.0))
    return raised
