"""The backbone of a debate: the positions that carry its structure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from argmine.graph.measures.annealing import Chosen, annealed
from argmine.graph.measures.structure import Structure
from argmine.graph.measures.ties import MeasureError
from argmine.graph.networks.model import Network
from argmine.graph.networks.settings import Compat


class Layer(NamedTuple):
    """A column left out, and how far the rest is from the whole; `order` is 1 for the first that goes."""

    order: int
    id: str
    label: str
    distance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Backbone:
    """The ids of the columns that carry a network's structure, and of those that can go; see `backbone`."""

    kept: tuple[str, ...]
    redundant: tuple[str, ...]
    distance: float
    loss: float
    seed: int


def nested_backbone(
    network: Network,
    counts: Network | None = None,
    *,
    among: int = 200,
    columns: int = 100,
    compat: Compat | None = None,
) -> tuple[Layer, ...]:
    """Leave out the columns of a two-mode network one by one, first the one that its structure misses least.

    Parameters
    ----------
    network
        Two-mode, made with the aggregation subtract.
    counts
        The same network with the aggregation ignore, which has how often everybody speaks; given it, congruence is
        normalised by the average activity of two actors. compat=dna needs it.
    among
        Only the so many actors who speak most are looked at,
    columns
        and only the so many columns on which most of them do: half the square of that is how many spectra it takes.
    compat
        ``dna`` measures as DNA 3.1.2 does, see `argmine.graph.measures.spectra.spectrum`.

    Returns
    -------
    tuple of Layer
        The columns in the order in which they go, all but the last one. What goes late, and the one that stays,
        carries the structure.

    Raises
    ------
    MeasureError
        If the networks are not two-mode, of subtract and of ignore.

    Notes
    -----
    The structure is that of the one-mode network of the actors over the columns that are left: the sum of the products
    of their sides, what is below 0 set to 0 (Leifeld, rDNA, `dna_backbone`, method nested). The distance is that of its
    spectrum to the spectrum over all columns, see `spectral_distance`; of equal distances the smallest id goes.
    """
    structure = Structure(network, counts, among=among, columns=columns, compat=compat)
    left = set(range(len(structure.ids)))
    layers: list[Layer] = []
    while len(left) > 1:
        # What differs by rounding alone is equal.
        distance, gone = min((round(structure.distance(left - {column}), 9), column) for column in left)
        layers.append(Layer(len(layers) + 1, structure.ids[gone], structure.labels[gone], distance))
        left.remove(gone)
    return tuple(layers)


def backbone(
    network: Network,
    counts: Network | None = None,
    *,
    size: int | None = None,
    penalty: float = 3.5,
    among: int = 200,
    columns: int = 100,
    steps: int = 2000,
    seed: int = 0,
    compat: Compat | None = None,
) -> Backbone:
    """Find the columns of a two-mode network that carry its structure, by simulated annealing.

    Parameters
    ----------
    network, counts, among, columns, compat
        As for `nested_backbone`.
    size
        How many columns to keep; None to let the penalty decide.
    penalty
        How much it is worth to do with fewer columns, where there is no `size`.
    steps
        How many sets of columns are tried.
    seed
        The same seed gives the same backbone, in whatever order rows and columns come.

    Raises
    ------
    MeasureError
        If the networks are not two-mode, of subtract and of ignore, or there are fewer columns than `size`.

    Notes
    -----
    The loss of keeping the columns B of C is d(B) · exp(-p (|C| - |B|) / |C|), with d the distance of `nested_backbone`
    and p the penalty (Leifeld, rDNA, `dna_backbone`, methods penalty and fixed); with a fixed size it is d(B) alone. A
    step adds, drops or swaps a column; a step that loses Δ is taken with the probability e^-Δ · T, and
    T = 1 - 1 / (1 + e^(5 - 12 t / steps)) falls from nearly 1 to nearly 0. The best set that was met is returned;
    DNA returns the last one, and another one each time.
    """
    structure = Structure(network, counts, among=among, columns=columns, compat=compat)
    number = len(structure.ids)
    if not number or (size is not None and not 1 <= size <= number):
        raise MeasureError(f"size={size}: the network has {number} columns to choose from")

    def loss(kept: Chosen) -> float:
        worth = float(np.exp(-penalty * (number - len(kept)) / number)) if size is None else 1.0
        return structure.distance(kept) * worth

    found = annealed(loss, number, size=size, steps=steps, generator=np.random.default_rng(seed))
    return Backbone(
        kept=tuple(structure.ids[place] for place in sorted(found)),
        redundant=tuple(identifier for place, identifier in enumerate(structure.ids) if place not in found),
        distance=structure.distance(found),
        loss=loss(found),
        seed=seed,
    )
