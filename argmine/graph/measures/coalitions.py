"""Coalitions compared with stances: whether those who agree with each other speak for the same side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from argmine.graph.measures.communities import Member, communities
from argmine.graph.measures.ties import nodes_of, tie_weights
from argmine.graph.networks.model import Network


class Coalition(NamedTuple):
    """A community, and how its members divide among the stances.

    `stance` is the one that most of them have, None where two have as many; `purity` the share that has it.
    """

    community: int
    size: int
    stance: str | None
    purity: float
    stances: Mapping[str, int]


class StandsOut(NamedTuple):
    """Somebody whose coalition speaks for another side than they do.

    `own` and `others` are the weights of their positive ties to members of their own stance and of the coalition's.
    """

    id: str
    label: str
    stance: str
    community: int
    says: str
    own: float
    others: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CoalitionsByStance:
    """How far coalitions and stances are the same division; see `coalitions_by_stance`."""

    coalitions: tuple[Coalition, ...]
    standing_out: tuple[StandsOut, ...]
    actors: int
    adjusted_rand: float
    mutual_information: float
    purity: float


def coalitions_by_stance(
    network: Network, members: Iterable[Member] | None = None, *, seed: int = 0
) -> CoalitionsByStance:
    """Compare coalitions with the stances of their members.

    Parameters
    ----------
    network
        Its rows have the fact `stance`; who has none is left out.
    members
        Who is in which coalition: the `members` of `communities`, the `camps` of `polarisation`. None for the
        communities by Louvain.
    seed
        Of Louvain.

    Returns
    -------
    CoalitionsByStance
        The contingency table, a row a coalition; the speakers who stand out, those first whose ties to the other side
        outweigh those to their own most; and three measures of agreement.

    Notes
    -----
    `adjusted_rand`: how often two actors are together in both divisions or in neither, 0 by chance and 1 for the same
    division (Hubert and Arabie 1985, Journal of Classification 2). `mutual_information`: normalised by the
    arithmetic mean of the entropies, from 0 to 1, not corrected for chance (Strehl and Ghosh 2002, JMLR 3). `purity`:
    the share of actors who have the stance of their coalition's majority; it is 1 where everybody is alone. All are 0
    where nobody has both a coalition and a stance.
    """
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    given = communities(network, seed=seed).members if members is None else members
    rows = zip(nodes_of(network), network.rows.facts, strict=False)
    stances = {node[:2]: facts["stance"] for node, facts in rows if facts.get("stance")}
    placed = [member for member in given if member.community is not None and member[:2] in stances]
    sides = [stances[member[:2]] for member in placed]
    numbers = [member.community for member in placed]
    coalitions = tuple(_coalitions(numbers, sides))
    return CoalitionsByStance(
        coalitions=coalitions,
        standing_out=tuple(_standing_out(network, dict(zip(placed, sides, strict=True)), coalitions)),
        actors=len(placed),
        adjusted_rand=float(adjusted_rand_score(sides, numbers)) if placed else 0.0,
        mutual_information=float(normalized_mutual_info_score(sides, numbers)) if placed else 0.0,
        purity=sum(max(one.stances.values()) for one in coalitions) / len(placed) if placed else 0.0,
    )


def _coalitions(numbers: Iterable[int | None], sides: Iterable[str]) -> Iterable[Coalition]:
    table: dict[int, Counter[str]] = {}
    for number, side in zip(numbers, sides, strict=True):
        if number is not None:
            table.setdefault(number, Counter())[side] += 1
    for number, counts in sorted(table.items()):
        ordered = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
        (first, most), *rest = ordered.items()
        majority = None if rest and rest[0][1] == most else first
        yield Coalition(number, counts.total(), majority, most / counts.total(), ordered)


def _standing_out(network: Network, sides: Mapping[Member, str], coalitions: Iterable[Coalition]) -> list[StandsOut]:
    majorities = {one.community: one.stance for one in coalitions}
    weights = tie_weights(network, "positive")
    places = {node[:2]: place for place, node in enumerate(nodes_of(network))}
    by_place = {places[member[:2]]: side for member, side in sides.items()}
    found = []
    for member, side in sides.items():
        says = majorities[member.community] if member.community is not None else None
        if member.community is None or says is None or says == side:
            continue
        ties = weights[[places[member[:2]]]].tocoo()
        reached = np.array([by_place.get(place, "") for place in ties.col.tolist()], dtype=object)
        own, others = (float(ties.data[reached == one].sum()) for one in (side, says))
        found.append(StandsOut(member.id, member.label, side, member.community, says, own, others))
    return sorted(found, key=lambda one: (one.own - one.others, one.label, one.id))
