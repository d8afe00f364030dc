"""What is left of the ties between actors when only some of the columns of a two-mode network are kept."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from scipy import sparse

from argmine.graph.measures.spectra import refuse_other_compat, spectral_distance, spectrum
from argmine.graph.measures.ties import Floats, MeasureError, require_two_mode
from argmine.graph.networks.model import Axis, Network
from argmine.graph.networks.settings import Compat


class Structure:
    """The distance of each set of columns from the whole, each computed once.

    `ids` and `labels` are of the columns that are looked at, sorted by id; sets of columns are of places in them.
    """

    def __init__(
        self, network: Network, counts: Network | None, *, among: int, columns: int, compat: Compat | None
    ) -> None:
        refuse_other_compat(compat)
        _refuse_other_networks(network, counts, compat)
        sides = sparse.csr_array(network.matrix, dtype=float)
        spoken = sides if counts is None else _aligned(counts, network)
        rows = _largest(abs(spoken).sum(axis=1), network.rows.ids, among)
        kept = _largest((spoken != 0).sum(axis=0), network.columns.ids, columns)
        self.ids = [network.columns.ids[column] for column in kept]
        self.labels = [network.columns.labels[column] for column in kept]
        self._sides = sides[rows][:, kept].toarray()
        self._counts = None if counts is None else spoken[rows][:, kept].toarray()
        self._compat: Compat | None = compat
        self._whole = self._spectrum(range(len(kept)))
        self._known: dict[frozenset[int], float] = {}

    def distance(self, columns: Collection[int]) -> float:
        """Return how far the ties over some columns are from those over all."""
        key = frozenset(columns)
        if key not in self._known:
            self._known[key] = spectral_distance(self._spectrum(sorted(key)), self._whole, compat=self._compat)
        return self._known[key]

    def _spectrum(self, columns: Collection[int]) -> Floats:
        chosen = list(columns)
        sides = self._sides[:, chosen]
        ties = np.maximum(sides @ sides.T, 0)
        np.fill_diagonal(ties, 0)
        if self._counts is not None:
            activity = self._counts[:, chosen].sum(axis=1)
            average = (activity[:, None] + activity) / 2
            ties = np.divide(ties, average, out=np.zeros_like(ties), where=average > 0)
        return spectrum(ties, compat=self._compat)


def _refuse_other_networks(network: Network, counts: Network | None, compat: Compat | None) -> None:
    require_two_mode(network, "a backbone")
    if network.settings.aggregation != "subtract":
        raise MeasureError("a backbone needs sides: make the two-mode network with aggregation=subtract")
    if counts is None:
        if compat == "dna":
            raise MeasureError("compat=dna normalises by activity: give the network with aggregation=ignore as counts")
        return
    require_two_mode(counts, "counts")
    if counts.settings.aggregation != "ignore":
        raise MeasureError("counts must be made with aggregation=ignore")


def _aligned(counts: Network, network: Network) -> sparse.csr_array:
    rows = _places(counts.rows, network.rows)
    columns = _places(counts.columns, network.columns)
    return sparse.csr_array(sparse.csr_array(counts.matrix, dtype=float)[rows][:, columns])


def _places(there: Axis, here: Axis) -> list[int]:
    places = {identifier: place for place, identifier in enumerate(there.ids)}
    if missing := [identifier for identifier in here.ids if identifier not in places]:
        raise MeasureError(
            f"counts lack the {there.variable} {missing[0]!r}: make both networks of the same statements"
        )
    return [places[identifier] for identifier in here.ids]


def _largest(amounts: Floats, ids: tuple[str, ...], number: int) -> list[int]:
    """Return where the so many largest amounts are, sorted by id."""
    chosen = sorted(range(len(ids)), key=lambda place: (-amounts[place], ids[place]))[:number]
    return sorted(chosen, key=ids.__getitem__)
