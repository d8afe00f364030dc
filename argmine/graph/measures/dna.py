"""The polarisation that DNA 3.1.2 computes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import factorial, prod

import numpy as np

from argmine.graph.measures.camps import SignedTies
from argmine.graph.measures.communities import Member, members_of, numbered
from argmine.graph.measures.ties import Floats, Labels, MeasureError, nodes_of, require_one_mode
from argmine.graph.networks.model import Network

#: Up to so many balanced splits all are tried.
_ALL_SPLITS = 20_000

_STARTS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class DnaPolarization:
    """DNA's polarisation, and the clusters that have it; `exact` is whether all splits were tried."""

    value: float
    clusters: tuple[Member, ...]
    exact: bool
    seed: int


def dna_polarization(congruence: Network, conflict: Network, *, clusters: int = 2, seed: int = 0) -> DnaPolarization:
    """Return the polarisation of DNA 3.1.2, for who has to compare with its figures.

    Parameters
    ----------
    congruence, conflict
        One-mode networks of the same actors, made with compat=dna and normalisation=average.
    clusters
        How many clusters; their sizes differ by 1 at most.
    seed
        Of the starts of the greedy search, where there are too many splits to try them all.

    Raises
    ------
    MeasureError
        If the networks are not made as DNA makes them.

    Notes
    -----
    With C and D the two networks, |·| their sums, n_c the size of cluster c, n_W = Σ n_c (n_c - 1) and
    n_B = n (n - 1) - n_W, what is expected within cluster c is e_c = n_c (n_c - 1) / n_W · |C| / n_W, and between two
    f = n_c n_d / n_B · |D| / n_B. Then Q is the sum of |C - e_c| + D over the ordered pairs within clusters and of
    C + |D - f| over those between, divided by 2 (|C| + |D|); the highest Q of all balanced splits counts
    (Leifeld, DNA 3.1.2, Polarization.java). DNA reaches it by a greedy or a genetic search; here all splits are
    tried where they are few, and else pairs are swapped as long as that raises Q.

    It is not what argmine reports as polarisation, since Q measures how far a split is from what is expected of camps
    and yet its maximum is taken. In a network of two perfect camps of four, with a congruence of 1 within and a
    conflict of 1 between, the true split has the lowest Q of all, 0.25, and the highest, 0.54, belongs to
    clusters that mix them. See `polarisation`.
    """
    _refuse_other_settings(congruence, conflict)
    ties, size = SignedTies(congruence.matrix.toarray(), conflict.matrix.toarray()), len(congruence.rows)
    if size < clusters or clusters < 2:
        raise MeasureError(f"clusters={clusters}: choose from 2 to the number of actors, {size}")
    sizes = [size // clusters + (number < size % clusters) for number in range(clusters)]
    exact = factorial(size) // prod(map(factorial, sizes)) <= _ALL_SPLITS
    splits = _all_splits(sizes) if exact else _greedy_splits(ties, sizes, np.random.default_rng(seed))
    best, value = np.zeros(size, dtype=np.int64), -np.inf
    for labels in splits:
        quality = _quality(ties, labels)
        if quality > value + 1e-12:
            best, value = labels, quality
    groups = numbered([np.flatnonzero(best == number).tolist() for number in range(clusters)], size)
    members = members_of(congruence, dict(zip(nodes_of(congruence), groups, strict=True)))
    return DnaPolarization(value=value, clusters=members, exact=exact, seed=seed)


def _refuse_other_settings(congruence: Network, conflict: Network) -> None:
    for network, aggregation in ((congruence, "congruence"), (conflict, "conflict")):
        require_one_mode(network, "dna_polarization")
        for name, value in (("aggregation", aggregation), ("normalisation", "average"), ("compat", "dna")):
            if getattr(network.settings, name) != value:
                raise MeasureError(f"dna_polarization needs a {aggregation} network made with {name}={value}")
    if congruence.rows.ids != conflict.rows.ids:
        raise MeasureError("the two networks are not of the same actors: make both with isolates=True")


def _quality(ties: SignedTies, labels: Labels) -> float:
    """Return the normalised Q of a split."""
    congruence, conflict = ties.congruence.sum(), ties.conflict.sum()
    if not congruence + conflict:
        return 0.0
    sizes = np.bincount(labels).astype(float)
    in_pairs = sizes * (sizes - 1)
    within, between = in_pairs.sum(), ties.size * (ties.size - 1) - in_pairs.sum()
    expected_within = in_pairs / within * congruence / within if within else in_pairs
    expected_between = np.outer(sizes, sizes) / between * conflict / between
    same = labels[:, None] == labels
    expected: Floats = np.where(same, expected_within[labels][:, None], expected_between[labels][:, labels])
    misfit = np.where(
        same,
        np.abs(ties.congruence - expected) + ties.conflict,
        ties.congruence + np.abs(ties.conflict - expected),
    )
    np.fill_diagonal(misfit, 0)
    return float(misfit.sum() / (2 * (congruence + conflict)))


def _all_splits(sizes: list[int]) -> Iterator[Labels]:
    def fill(labels: Labels, number: int) -> Iterator[Labels]:
        if number == len(sizes) - 1:
            yield np.where(labels < 0, number, labels)
            return
        for chosen in combinations(np.flatnonzero(labels < 0).tolist(), sizes[number]):
            filled = labels.copy()
            filled[list(chosen)] = number
            yield from fill(filled, number + 1)

    yield from fill(np.full(sum(sizes), -1, dtype=np.int64), 0)


def _greedy_splits(ties: SignedTies, sizes: list[int], generator: np.random.Generator) -> Iterator[Labels]:
    """Yield where greedy searches from random starts end."""
    for _ in range(_STARTS):
        labels = generator.permutation(np.repeat(np.arange(len(sizes)), sizes))
        before, current = -np.inf, _quality(ties, labels)
        while current > before:
            before = current
            for one, other in combinations(range(ties.size), 2):
                if labels[one] != labels[other]:
                    swapped = labels.copy()
                    swapped[[one, other]] = labels[[other, one]]
                    if (quality := _quality(ties, swapped)) > current + 1e-12:
                        labels, current = swapped, quality
        yield labels
