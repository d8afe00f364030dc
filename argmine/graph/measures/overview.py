"""The measures of a discourse network that people ask for first, taken together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from argmine.graph.measures.backbone import Layer, nested_backbone
from argmine.graph.measures.bootstrap import Interval, bootstrap
from argmine.graph.measures.centrality import Betweenness, Degree, betweenness, degrees
from argmine.graph.measures.coalitions import CoalitionsByStance, coalitions_by_stance
from argmine.graph.measures.communities import Communities, communities
from argmine.graph.measures.density import Density, density
from argmine.graph.measures.phases import Phases, phases
from argmine.graph.measures.polarisation import Polarisation, polarisation
from argmine.graph.networks import Network, NetworkSettings, Statements, network
from argmine.graph.networks.settings import Aggregation

#: Within a bootstrap chance is asked less often.
_PERMUTATIONS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What `measure` found; see the functions of the same names.

    Attributes
    ----------
    degrees, betweenness
        Of the network itself, the strongest and the most central first.
    communities, coalitions
        Of the rows, by what they agree on.
    polarisation, backbone
        Of the sides that the rows take on the columns; None where the qualifier tells no sides.
    intervals
        By name, where they were asked for.
    """

    density: Density
    degrees: tuple[Degree, ...]
    betweenness: tuple[Betweenness, ...]
    communities: Communities
    coalitions: CoalitionsByStance
    polarisation: Polarisation | None
    backbone: tuple[Layer, ...]
    intervals: dict[str, Interval] = field(default_factory=dict)


def measure(statements: Statements, made: Network, *, repeats: int | None = None, seed: int = 0) -> Measures:
    """Take the measures of a network that was made of `statements`.

    Parameters
    ----------
    repeats
        How many corpora are drawn for the intervals of density, modularity, adjusted Rand index and polarisation;
        None for no intervals.
    seed
        Of whatever is drawn.
    """
    settings = made.settings
    agreement = _agreement(settings)
    allied = network(statements, agreement)
    found = communities(allied, seed=seed)
    sides = _sides(statements, settings)
    two_mode = sides and network(statements, sides)
    statistics: dict[str, tuple[NetworkSettings, Callable[[Network], float]]] = {
        "density": (settings, lambda drawn: density(drawn).density),
        "modularity": (agreement, lambda drawn: communities(drawn, seed=seed).modularity),
        "adjusted_rand": (agreement, lambda drawn: coalitions_by_stance(drawn, seed=seed).adjusted_rand),
    }
    if sides:
        statistics["polarisation"] = (sides, lambda drawn: _polarised(drawn, seed))
    intervals = {}
    if repeats:
        for name, (of, statistic) in statistics.items():
            intervals[name] = bootstrap(statements, of, statistic, repeats=repeats, seed=seed)
    return Measures(
        density=density(made),
        degrees=tuple(sorted(degrees(made), key=lambda row: (-row.strength, row.id))),
        betweenness=tuple(sorted(betweenness(made), key=lambda row: (-row.betweenness, row.id))),
        communities=found,
        coalitions=coalitions_by_stance(allied, found.members),
        polarisation=polarisation(two_mode, seed=seed) if two_mode else None,
        backbone=nested_backbone(two_mode) if two_mode else (),
        intervals=intervals,
    )


def measure_series(series: Sequence[Network]) -> tuple[tuple[Density, ...], Phases | None]:
    """Return the density of each network of a series, and the phases where there are enough networks."""
    spoken = [one for one in series if one.statements]
    return tuple(map(density, series)), phases(spoken) if len(spoken) > 2 else None


def _agreement(settings: NetworkSettings) -> NetworkSettings:
    if settings.mode == "one-mode" and settings.aggregation in ("congruence", "ignore"):
        return settings
    normalisation = settings.normalisation if settings.mode == "one-mode" else "no"
    # Who says how much on which side agrees with nobody about sides.
    aggregation: Aggregation = "ignore" if _is_an_axis(settings) else "congruence"
    return replace(settings, mode="one-mode", aggregation=aggregation, normalisation=normalisation)


def _sides(statements: Statements, settings: NetworkSettings) -> NetworkSettings | None:
    qualifier = statements.columns.get(settings.qualifier)
    if qualifier is None or qualifier.data_type == "text" or _is_an_axis(settings):
        return None
    return replace(settings, mode="two-mode", aggregation="subtract", normalisation="no")


def _is_an_axis(settings: NetworkSettings) -> bool:
    return settings.qualifier in (settings.rows, settings.columns)


def _polarised(drawn: Network, seed: int) -> float:
    return polarisation(drawn, permutations=_PERMUTATIONS, seed=seed).value
