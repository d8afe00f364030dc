"""Phases of a debate: stretches of time in which its network stays alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from argmine.graph.measures.spectra import refuse_other_compat, spectral_distance, spectrum
from argmine.graph.measures.ties import Floats, Labels, MeasureError
from argmine.graph.networks.model import Axis, Network
from argmine.graph.networks.settings import Compat

Distance = Literal["absdiff", "spectral"]
Choice = Literal["modularity", "silhouette"]
Linkage = Literal["average", "complete", "single"]


class Moment(NamedTuple):
    """A network of the series: its phase, its place on the map, and its distance from the one before it."""

    time: datetime | None
    phase: int
    x: float
    y: float
    step: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Phases:
    """The phases of a debate; see `phases`.

    Attributes
    ----------
    moments
        One a network, in the order of the series. Phases are numbered from 0 as they come up; one may come back.
    changes
        When a phase follows another: the times of the first networks of the later ones.
    number
        How many phases there are.
    score
        The modularity or the silhouette of the division.
    distances
        Between any two networks, from 0 to 1.
    """

    moments: tuple[Moment, ...]
    changes: tuple[datetime | None, ...]
    number: int
    score: float
    distances: Floats


def phases(
    series: Iterable[Network],
    *,
    distance: Distance = "absdiff",
    scaled: bool = True,
    least: int = 1,
    most: int = 6,
    choice: Choice = "modularity",
    method: Linkage = "average",
    compat: Compat | None = None,
) -> Phases:
    """Divide a series of networks into phases.

    Parameters
    ----------
    series
        Networks in the order of time, all of one mode; rows and columns are matched by their ids, and whoever is
        missing from a network has no ties in it.
    distance
        ``absdiff``, the sum of the absolute differences of the ties, or ``spectral``, the distance of the spectra
        (one-mode only), which does not care who is who.
    scaled
        Whether the ties of each network are first divided by the sum of their sizes, for ``absdiff``. Without it a
        stretch of time with many documents is far from all others for that alone.
    least, most
        How many phases there may be. One has the score 0: there is but one where no division has more, and where all
        networks are the same.
    choice
        What decides on their number: the ``modularity`` of the similarities, or the mean ``silhouette``. The modularity
        gains nothing by a phase of one network that is like no other; the silhouette makes many phases where
        networks have little in common.
    method
        How the hierarchical clustering joins clusters.
    compat
        ``dna`` for DNA's spectral distance.

    Raises
    ------
    MeasureError
        If there are no networks or they do not fit together.

    Notes
    -----
    Leifeld 2017 and rDNA's `dna_phaseTransitions`, after Masuda and Holme 2019, Scientific Reports 9: distances are
    divided by the largest of them; the clustering is hierarchical; the modularity (Newman 2004) is that of the
    complete graph with the weights 1 - distance, the silhouette that of Rousseeuw 1987. Of equal scores the
    smaller number of phases is taken. x and y are the first two axes of classical scaling (Torgerson 1952,
    Psychometrika 17), each turned so that its largest coordinate is above 0.
    """
    networks = tuple(series)
    _refuse_other_series(networks, distance, choice)
    refuse_other_compat(compat)
    distances = _absolute(networks, scaled=scaled) if distance == "absdiff" else _spectral(networks, compat)
    largest = distances.max()
    distances = distances / largest if largest else distances
    labels, score = _divided(distances, range(least, min(most, len(networks) - 1) + 1), choice, method)
    places = _scaled(distances)
    times = [network.middle or network.start for network in networks]
    steps = [0.0, *(float(distances[one, one + 1]) for one in range(len(networks) - 1))]
    moments = tuple(
        Moment(time, phase, x, y, step)
        for time, phase, (x, y), step in zip(times, labels, places.tolist(), steps, strict=True)
    )
    changes = tuple(later.time for earlier, later in pairwise(moments) if earlier.phase != later.phase)
    return Phases(moments=moments, changes=changes, number=len(set(labels)), score=score, distances=distances)


def _refuse_other_series(networks: Sequence[Network], distance: str, choice: str) -> None:
    if not networks:
        raise MeasureError("there are no networks: make a series with a window")
    if len({(network.mode, network.rows.variable, network.columns.variable) for network in networks}) > 1:
        raise MeasureError("the networks are not of one series: their rows and columns stand for different things")
    if distance not in ("absdiff", "spectral"):
        raise MeasureError(f"distance={distance!r}: choose absdiff or spectral")
    if choice not in ("modularity", "silhouette"):
        raise MeasureError(f"choice={choice!r}: choose modularity or silhouette")
    if distance == "spectral" and networks[0].mode != "one-mode":
        raise MeasureError("distance=spectral needs one-mode networks: make them with mode=one-mode, or take absdiff")


def _absolute(networks: Sequence[Network], *, scaled: bool) -> Floats:
    from sklearn.metrics.pairwise import manhattan_distances

    rows, columns = (_union([getattr(network, side) for network in networks]) for side in ("rows", "columns"))
    flat = []
    for network in networks:
        ties = network.matrix.tocoo()
        row = np.array([rows[identifier] for identifier in network.rows.ids], dtype=np.int64)[ties.row]
        column = np.array([columns[identifier] for identifier in network.columns.ids], dtype=np.int64)[ties.col]
        size = np.abs(ties.data).sum() if scaled else 1.0
        flat.append((row * len(columns) + column, ties.data / (size or 1.0)))
    cells, places = np.unique(np.concatenate([place for place, _ in flat]), return_inverse=True)
    moment = np.repeat(np.arange(len(networks)), [len(place) for place, _ in flat])
    values = np.concatenate([value for _, value in flat])
    # At least one cell, since a matrix needs one to be compared.
    stacked = sparse.csr_matrix((values, (moment, places)), shape=(len(networks), max(1, len(cells))))
    return np.asarray(manhattan_distances(stacked))


def _union(axes: Sequence[Axis]) -> dict[str, int]:
    return {identifier: place for place, identifier in enumerate(sorted({one for axis in axes for one in axis.ids}))}


def _spectral(networks: Sequence[Network], compat: Compat | None) -> Floats:
    size = max(len(network.rows) for network in networks)
    spectra = []
    for network in networks:
        # Nodes that are missing have no ties, and so 0.
        numbers = spectrum(np.maximum(network.matrix.toarray().astype(float), 0), compat=compat)
        spectra.append(np.sort(np.concatenate((np.zeros(size - len(numbers)), numbers))))
    return np.array([[spectral_distance(one, other, compat=compat) for other in spectra] for one in spectra])


def _divided(distances: Floats, numbers: range, choice: Choice, method: Linkage) -> tuple[list[int], float]:
    """Return the phase of each network and the score, best over the numbers of phases."""
    best = [0] * len(distances), 0.0
    if not distances.any() or not numbers:
        return best
    tree = linkage(squareform(distances, checks=False), method=method)
    scored = []
    for number in numbers:
        found = fcluster(tree, t=number, criterion="maxclust")
        _, first, inverse = np.unique(found, return_index=True, return_inverse=True)
        labels = np.argsort(np.argsort(first))[inverse]
        scored.append((labels.tolist(), _score(distances, labels, choice)))
    return max(scored, key=lambda one: round(one[1], 9), default=best)


def _score(distances: Floats, labels: Labels, choice: Choice) -> float:
    if not labels.any():
        return 0.0
    if choice == "silhouette":
        from sklearn.metrics import silhouette_score

        return float(silhouette_score(distances, labels, metric="precomputed"))
    similar = 1 - distances
    np.fill_diagonal(similar, 0)
    strengths, total = similar.sum(axis=1), similar.sum()
    if not total:
        return 0.0
    beyond = similar / total - np.outer(strengths, strengths) / total**2
    return float(beyond[labels[:, None] == labels].sum())


def _scaled(distances: Floats) -> Floats:
    """Return two coordinates for each network whose distances are near to the ones given."""
    centred = np.square(distances)
    centred = centred - centred.mean(axis=0) - centred.mean(axis=1)[:, None] + centred.mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    places = vectors[:, ::-1][:, :2] * np.sqrt(np.maximum(values[::-1][:2], 0))
    places = np.hstack((places, np.zeros((len(places), 2 - places.shape[1]))))
    extremes = places[np.abs(places).argmax(axis=0), range(2)]
    return np.asarray(places * np.where(extremes < 0, -1, 1))
