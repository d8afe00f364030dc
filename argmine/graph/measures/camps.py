"""The split into camps that fits congruence and conflict best: a spectral start and moves of single actors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse.linalg import ArpackError, ArpackNoConvergence, eigsh

from argmine.graph.measures.ties import Floats, Labels

#: Of so many actors all eigenvectors are as fast as the few that are needed.
_ALL_EIGENVECTORS = 150

#: Starts that are drawn at random, besides the spectral ones.
_RANDOM_STARTS = 10

#: After so many moves that gained nothing, a search gives up.
_PATIENCE = 10

_GAIN = 1e-12


@dataclass(frozen=True, slots=True)
class SignedTies:
    """Congruence and conflict between actors: symmetric matrices with a diagonal of 0, nothing below 0."""

    congruence: Floats
    conflict: Floats

    @property
    def size(self) -> int:
        """How many actors there are."""
        return len(self.congruence)


def fit(congruence_within: Floats, conflict_within: Floats, congruence: float, conflict: float) -> Floats:
    """Return how well splits fit, Cohen's kappa between the sign of a tie and whether it lies within a camp.

    Parameters
    ----------
    congruence_within, conflict_within
        What each split leaves within camps.
    congruence, conflict
        What there is in all.

    Notes
    -----
    With C, D the whole congruence and conflict, W = C + D, c and d those within camps, the share of the ties that are
    as they should be is p = (c + D - d) / W, and by chance it would be e = (C (c + d) + D (W - c - d)) / W²; kappa is
    (p - e) / (1 - e), which comes to 2 (D c - C d) / (C W - (C - D) (c + d)). 0 where one of C and D is.
    """
    both = congruence + conflict
    above = 2 * (conflict * congruence_within - congruence * conflict_within)
    below = congruence * both - (congruence - conflict) * (congruence_within + conflict_within)
    # The divisor is 0 only where e is 1, and then nothing is beyond chance.
    return np.divide(above, below, out=np.zeros_like(above), where=below > _GAIN * both * both)


def best_camps(ties: SignedTies, *, camps: int, generator: np.random.Generator) -> tuple[Labels, float]:
    """Return the best split into 2 to `camps` camps that was found, and its `fit`."""
    best = np.zeros(ties.size, dtype=np.int64), 0.0
    if ties.congruence.any() and ties.conflict.any():
        for start in _starts(ties, camps, generator):
            found = _improved(ties, start, camps)
            if found[1] > best[1] + _GAIN:
                best = found
    return best


def _improved(ties: SignedTies, labels: Labels, camps: int) -> tuple[Labels, float]:
    """Return the best split on the way of single moves from a start, each the one that gains most or loses least.

    As in Kernighan and Lin 1970, Bell System Technical Journal 49, nobody moves twice before something is gained; the
    way ends when for some moves nothing was.
    """
    labels = labels.copy()
    congruence, conflict = ties.congruence.sum() / 2, ties.conflict.sum() / 2
    member = np.eye(camps)[labels]
    to_congruence, to_conflict = ties.congruence @ member, ties.conflict @ member
    within = (to_congruence * member).sum() / 2, (to_conflict * member).sum() / 2
    everybody, moved, vain = np.arange(ties.size), np.zeros(ties.size, dtype=bool), 0
    best = labels.copy(), float(fit(np.array([within[0]]), np.array([within[1]]), congruence, conflict)[0])
    while vain < _PATIENCE and not moved.all():
        more_congruence = within[0] + to_congruence - to_congruence[everybody, labels][:, None]
        more_conflict = within[1] + to_conflict - to_conflict[everybody, labels][:, None]
        fits = fit(more_congruence, more_conflict, congruence, conflict)
        fits[everybody, labels] = fits[moved] = -np.inf
        actor, camp = divmod(int(fits.argmax()), camps)
        within = more_congruence[actor, camp], more_conflict[actor, camp]
        for reached, matrix in ((to_congruence, ties.congruence), (to_conflict, ties.conflict)):
            reached[:, camp] += matrix[actor]
            reached[:, labels[actor]] -= matrix[actor]
        labels[actor] = camp
        moved[actor], vain = True, vain + 1
        if fits[actor, camp] > best[1] + _GAIN:
            best, vain = (labels.copy(), float(fits[actor, camp])), 0
            moved[:] = False
    return best


def _starts(ties: SignedTies, camps: int, generator: np.random.Generator) -> Iterator[Labels]:
    vectors = _leading(ties, camps - 1)
    yield np.zeros(ties.size, dtype=np.int64)
    yield (vectors[:, 0] > 0).astype(np.int64)
    for number in range(3, camps + 1):
        yield _around_extremes(vectors[:, : number - 1], number)
    for _ in range(_RANDOM_STARTS):
        yield generator.integers(camps, size=ties.size)


def _leading(ties: SignedTies, number: int) -> Floats:
    """Return the leading eigenvectors of what a split into two wants to keep together, the first one first."""
    kept = ties.congruence / ties.congruence.sum() - ties.conflict / ties.conflict.sum()
    if ties.size <= max(_ALL_EIGENVECTORS, number + 1):
        return np.asarray(np.linalg.eigh(kept)[1][:, ::-1][:, :number])
    try:
        vectors = eigsh(kept, k=number, which="LA", v0=np.ones(ties.size), tol=1e-3)[1]
    except ArpackNoConvergence as unfinished:
        # A start need not be exact.
        vectors = unfinished.eigenvectors
    except ArpackError:
        vectors = kept[:, :0]
    missing = number - vectors.shape[1]
    return np.hstack((vectors[:, ::-1], kept[:, :missing])) if missing else vectors[:, ::-1]


def _around_extremes(vectors: Floats, camps: int) -> Labels:
    """Put everybody with the nearest of actors that are far from each other."""
    centres = [int(np.square(vectors).sum(axis=1).argmax())]
    distances = np.square(vectors - vectors[centres[0]]).sum(axis=1)[:, None]
    while len(centres) < camps:
        centres.append(int(distances.min(axis=1).argmax()))
        distances = np.column_stack((distances, np.square(vectors - vectors[centres[-1]]).sum(axis=1)))
    nearest: Labels = distances.argmin(axis=1)
    return nearest
