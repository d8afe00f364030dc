"""How polarised a debate is: how far agreement and disagreement follow one split into camps, beyond chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from argmine.graph.measures.camps import SignedTies, best_camps
from argmine.graph.measures.communities import Member, members_of, numbered
from argmine.graph.measures.ties import Floats, MeasureError, nodes_of, require_one_mode, without_diagonal
from argmine.graph.networks.model import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarisation:
    """How polarised a debate is, and the camps; see `polarisation`.

    Attributes
    ----------
    value
        From 0, no more than chance, to 1, perfect camps.
    fit
        How well the camps fit, before chance is taken off.
    expected
        How well the best camps fit on average where sides are dealt out by chance.
    p_value
        How often chance alone fits as well.
    camps
        Who is in which camp, 0 for the largest; None for actors who were not looked at.
    actors
        How many were looked at.
    """

    value: float
    fit: float
    expected: float
    p_value: float
    camps: tuple[Member, ...]
    actors: int
    permutations: int
    seed: int


def polarisation(
    network: Network,
    conflict: Network | None = None,
    *,
    camps: int = 2,
    least: int = 2,
    among: int = 500,
    permutations: int = 100,
    seed: int = 0,
) -> Polarisation:
    """Return how polarised a debate is.

    Parameters
    ----------
    network
        Best a two-mode network of actors and positions with the aggregation subtract. Or a one-mode network: subtract,
        whose ties above 0 are congruence and below 0 conflict; or congruence, together with `conflict`.
    conflict
        The conflict network of the same actors, where `network` is their congruence network.
    camps
        The most camps there may be; the best split into 2 to so many is taken.
    least
        In a two-mode network only actors who take sides on so many positions are looked at: who takes one side of one
        position can be in no wrong camp, and says nothing about camps.
    among
        Of these, only the so many with the strongest ties; and of these, only those who are tied together, directly
        or by others: across a gap nobody can say who is in whose camp.
    permutations
        How often sides are dealt out by chance. 20 are enough within a bootstrap.
    seed
        Of the chance and of the search. The same seed gives the same result, in whatever order the actors come.

    Raises
    ------
    MeasureError
        If the networks have no congruence and conflict, or not of the same actors.

    Notes
    -----
    A tie is as it should be if it is congruence within a camp or conflict between camps, as in structural balance
    (Harary 1953, Michigan Mathematical Journal 2; Doreian and Mrvar 1996, Social Networks 18). The `fit` of a split is
    the share of such ties, corrected for what the shares of congruence and of ties within camps would give by chance:
    Cohen's kappa (1960, Educational and Psychological Measurement 20), see `argmine.graph.measures.camps.fit`. It is 1
    for perfect camps of whatever sizes and near 0 on average for a split at random. The best split is searched for,
    from spectral and random starts and by moves of single actors. Where another seed gives other camps, as it does
    where a hundred actors and more are loosely tied, nothing should be read into who is in which.

    Even without camps the best of many splits fits somewhat, and a debate over one position splits perfectly.
    Therefore the same search is done where sides are dealt out by chance, with `expected` as its mean, and the value is
    max(0, (fit - expected) / (1 - expected)). In a two-mode network, the sides taken on a position are dealt out
    anew among those who take one: who speaks on what, and how contested each position is, stays. So the value says how
    far the sides on different positions go together (Baldassarri and Gelman 2008, American Journal of Sociology 114).
    In one-mode networks the ties are dealt out anew among the pairs that have any; this cannot know that
    positions make cliques, and finds camps in nearly every debate that has few positions.

    1 where congruence is 1 within and conflict 1 between camps; about 0 where sides are taken at random; 0 where there
    is only congruence, only conflict or nothing at all, and where chance cannot but fit perfectly.
    """
    if camps < 2:
        raise MeasureError(f"camps={camps}: there must be at least 2")
    if permutations < 1:
        raise MeasureError(f"permutations={permutations}: there must be at least 1, to know what chance gives")
    sides = _TwoMode(network, least) if network.mode == "two-mode" else _OneMode(network, conflict)
    if network.mode == "two-mode" and conflict is not None:
        raise MeasureError("a two-mode network has both congruence and conflict: leave out the second network")
    chosen = _tied_together(sides, among)
    ties = sides.keep(chosen)
    generator = np.random.default_rng(seed)
    labels, best = best_camps(ties, camps=camps, generator=generator)
    chance = np.zeros(permutations)
    if best > 0:
        chance = np.array(
            [best_camps(one, camps=camps, generator=generator)[1] for one in sides.dealt(generator, permutations)]
        )
    expected = float(chance.mean())
    groups = [np.flatnonzero(labels == label).tolist() for label in np.unique(labels)]
    nodes = [sides.nodes[index] for index in chosen]
    return Polarisation(
        value=max(0.0, (best - expected) / (1 - expected)) if expected < 1 else 0.0,
        fit=best,
        expected=expected,
        p_value=float((1 + (chance >= best - 1e-9).sum()) / (1 + permutations)),
        camps=members_of(network, dict(zip(nodes, numbered(groups, len(nodes)), strict=True))),
        actors=len(nodes),
        permutations=permutations,
        seed=seed,
    )


class _TwoMode:
    """The sides that actors take on positions; congruence and conflict are made of them."""

    def __init__(self, network: Network, least: int) -> None:
        if network.settings.aggregation != "subtract":
            raise MeasureError("polarisation needs sides: make the two-mode network with aggregation=subtract")
        nodes = nodes_of(network)[: len(network.rows)]
        sides = sparse.csr_array(network.matrix, dtype=float)
        sides.eliminate_zeros()
        busy = np.flatnonzero(np.diff(sides.indptr) >= least)
        order = sorted(busy.tolist(), key=lambda index: nodes[index][:2])
        columns = sorted(range(len(network.columns)), key=network.columns.ids.__getitem__)
        self.nodes = [nodes[index] for index in order]
        self._sides = sparse.csr_array(sides[order][:, columns])

    def strengths(self) -> Floats:
        sizes = abs(self._sides)
        return np.asarray(sizes @ sizes.sum(axis=0) - sizes.power(2).sum(axis=1))

    def ties(self, among: list[int]) -> sparse.csr_array:
        sizes = abs(self._sides)[among]
        return sparse.csr_array(sizes @ sizes.T)

    def keep(self, chosen: list[int]) -> SignedTies:
        self._sides = sparse.csr_array(self._sides[chosen])
        return self._signed(self._sides)

    def dealt(self, generator: np.random.Generator, number: int) -> Iterator[SignedTies]:
        columns = self._sides.tocsc()
        position = np.repeat(np.arange(columns.shape[1]), np.diff(columns.indptr))
        for _ in range(number):
            shuffled = columns.copy()
            shuffled.data = columns.data[np.lexsort((generator.random(columns.nnz), position))]
            yield self._signed(shuffled.tocsr())

    def _signed(self, sides: sparse.csr_array) -> SignedTies:
        # On one position two either agree or disagree, so their product is congruence or minus conflict.
        sizes = abs(sides)
        both, difference = (sizes @ sizes.T).toarray(), (sides @ sides.T).toarray()
        for matrix in (both, difference):
            np.fill_diagonal(matrix, 0)
        return SignedTies((both + difference) / 2, (both - difference) / 2)


class _OneMode:
    """Congruence and conflict as they were counted."""

    def __init__(self, network: Network, conflict: Network | None) -> None:
        nodes = nodes_of(network)
        order = sorted(range(len(nodes)), key=lambda index: nodes[index][:2])
        self.nodes = [nodes[index] for index in order]
        if conflict is None:
            if network.settings.aggregation != "subtract":
                raise MeasureError("polarisation needs congruence and conflict: give both networks, or one of subtract")
            pair = network.matrix.maximum(0), (-network.matrix).maximum(0)
        else:
            pair = network.matrix, _aligned(conflict, network)
        self._pair = [without_diagonal(sparse.csr_array(matrix, dtype=float)[order][:, order]) for matrix in pair]

    def strengths(self) -> Floats:
        return np.asarray(sum(matrix.sum(axis=1) for matrix in self._pair))

    def ties(self, among: list[int]) -> sparse.csr_array:
        return sparse.csr_array((self._pair[0] + self._pair[1])[among][:, among])

    def keep(self, chosen: list[int]) -> SignedTies:
        self._kept = SignedTies(*(matrix[chosen][:, chosen].toarray() for matrix in self._pair))
        return self._kept

    def dealt(self, generator: np.random.Generator, number: int) -> Iterator[SignedTies]:
        kept = self._kept
        tied = np.nonzero(np.triu(kept.congruence + kept.conflict, k=1))
        for _ in range(number):
            order = generator.permutation(len(tied[0]))
            yield SignedTies(*(_dealt(matrix, tied, order) for matrix in (kept.congruence, kept.conflict)))


def _dealt(matrix: Floats, tied: tuple[np.ndarray, ...], order: np.ndarray) -> Floats:
    dealt = np.zeros_like(matrix)
    dealt[tied] = matrix[tied][order]
    return dealt + dealt.T


def _aligned(conflict: Network, congruence: Network) -> sparse.csr_array:
    require_one_mode(conflict, "the conflict of polarisation")
    places = {identifier: place for place, identifier in enumerate(conflict.rows.ids)}
    if set(places) != set(congruence.rows.ids):
        raise MeasureError("the two networks are not of the same actors: make both with isolates=True")
    order = [places[identifier] for identifier in congruence.rows.ids]
    return sparse.csr_array(conflict.matrix)[order][:, order]


def _tied_together(sides: _TwoMode | _OneMode, among: int) -> list[int]:
    """Return the largest part that holds together of the `among` actors with the strongest ties."""
    strengths = sides.strengths()
    strongest = sorted(np.lexsort((np.arange(len(strengths)), -strengths))[:among].tolist())
    if not strongest:
        return []
    part = connected_components(sides.ties(strongest), directed=False)[1]
    return [actor for actor, of in zip(strongest, part == np.bincount(part).argmax(), strict=True) if of]
