"""The pairs of near claims of one text, and what tells of a pair whether and how it is linked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from argmine.pipeline.relating.units import Units

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_FAR_SENTENCES = 3
_FEW = 3


@dataclass(frozen=True, slots=True)
class Pairs:
    """All ordered pairs of claims that stand at most `window` claims apart.

    `source` and `target` are their places in the text; `dense` holds what tells of both, shape (pairs, columns).
    """

    window: int
    source: Ints
    target: Ints
    dense: Floats

    @classmethod
    def of(cls, units: Units, window: int) -> Pairs:
        """Pair the claims of a text."""
        places = np.arange(len(units))
        steps = np.array([d for d in range(-window, window + 1) if d])
        source, target = np.repeat(places, len(steps)), (places[:, None] + steps).ravel()
        inside = (target >= 0) & (target < len(units))
        return cls.among(units, window, source[inside], target[inside])

    @classmethod
    def among(cls, units: Units, window: int, source: Ints, target: Ints) -> Pairs:
        """Describe given pairs, however far they stand apart."""
        return cls(window, source, target, _dense(units, source, target, window))

    def chosen(self, places: Ints) -> Pairs:
        """Return some of the pairs."""
        return Pairs(self.window, self.source[places], self.target[places], self.dense[places])

    def __len__(self) -> int:
        return len(self.source)

    @property
    def steps(self) -> Ints:
        """How many claims the target stands behind the source, shape (pairs,); negative where it stands before it."""
        return self.target - self.source

    @property
    def places(self) -> Ints:
        """The place of each pair among the possible steps: from 0, where the target stands farthest before."""
        return np.asarray(np.where(self.steps < 0, self.steps + self.window, self.steps + self.window - 1))


def _dense(units: Units, source: Ints, target: Ints, window: int) -> Floats:
    """Return the columns: both types, likeness of the words, sentences and paragraphs, types of what stands between."""
    count = len(source)
    types, between = units.types, _between(units.types, source, target, window)
    cosines = np.einsum("pd,pd->p", units.vectors[source], units.vectors[target]).astype(np.float64)
    best = np.full(len(units), -np.inf)
    np.maximum.at(best, source, cosines)
    apart = np.abs(units.sentence[source] - units.sentence[target])
    columns = [
        (types[source, :, None] * types[target, None, :]).reshape(count, types.shape[1] ** 2),
        cosines,
        _shared_words(units, source, target),
        cosines >= best[source],
        cosines >= best[target],
        apart == 0,
        units.paragraph[source] == units.paragraph[target],
        apart == 1,
        apart == _FAR_SENTENCES - 1,
        apart >= _FAR_SENTENCES,
        np.full(count, float(len(units) <= _FEW)),
        np.full(count, 1 / max(1, len(units))),
        between,
        types[target] - between,
        np.ones(count),
    ]
    return np.column_stack(columns).astype(np.float64)


def _between(types: Floats, source: Ints, target: Ints, window: int) -> Floats:
    """Return the highest probability of each type among the claims between source and target."""
    low, high = np.minimum(source, target), np.maximum(source, target)
    highest = np.zeros((len(source), types.shape[1]))
    for step in range(1, window):
        inside = low + step < high
        highest[inside] = np.maximum(highest[inside], types[(low + step)[inside]])
    return highest


def _shared_words(units: Units, source: Ints, target: Ints) -> Floats:
    """Return how much of the content words of the shorter of two claims the other has, shape (pairs,)."""
    numbers: dict[str, int] = {}
    columns = [numbers.setdefault(word, len(numbers)) for words in units.content for word in sorted(words)]
    sizes = np.array([len(words) for words in units.content], dtype=np.int64)
    ends = np.concatenate([[0], sizes.cumsum()])
    has = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(units), max(1, len(numbers))))
    shared = np.asarray(has[source].multiply(has[target]).sum(axis=1)).ravel()
    return np.asarray(shared / (1 + np.minimum(sizes[source], sizes[target])))
