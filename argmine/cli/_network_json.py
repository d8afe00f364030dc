"""Networks and their measures as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmine.graph.measures import Measures, Phases
    from argmine.graph.networks import Network, NetworkSettings


def networks_json(made: Sequence[Network], asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return how the networks were made, and their ties."""
    return {
        "settings": {**_settings(made[0].settings), **asked},
        "left_out": dict(made[0].left_out),
        "networks": [_network(one) for one in made],
    }


def measures_json(measures: Measures) -> dict[str, Any]:
    """Return the measures of one network."""
    return {
        "density": asdict(measures.density),
        "degrees": [row._asdict() for row in measures.degrees],
        "betweenness": [row._asdict() for row in measures.betweenness],
        "communities": {
            "number": measures.communities.number,
            "modularity": measures.communities.modularity,
            "method": measures.communities.method,
            "seed": measures.communities.seed,
            "members": [member._asdict() for member in measures.communities.members],
        },
        "coalitions": {
            **{name: getattr(measures.coalitions, name) for name in _AGREEMENT},
            "coalitions": [one._asdict() for one in measures.coalitions.coalitions],
            "standing_out": [one._asdict() for one in measures.coalitions.standing_out],
        },
        "polarisation": measures.polarisation
        and asdict(measures.polarisation) | {"camps": [member._asdict() for member in measures.polarisation.camps]},
        "backbone": [layer._asdict() for layer in measures.backbone],
        "intervals": {name: interval._asdict() for name, interval in measures.intervals.items()},
    }


_AGREEMENT = ("actors", "adjusted_rand", "mutual_information", "purity")


def phases_json(phases: Phases | None) -> dict[str, Any] | None:
    """Return the phases of a series."""
    if phases is None:
        return None
    return {
        "number": phases.number,
        "score": phases.score,
        "changes": [_moment(change) for change in phases.changes],
        "moments": [moment._asdict() | {"time": _moment(moment.time)} for moment in phases.moments],
    }


def _network(network: Network) -> dict[str, Any]:
    graph = network.to_networkx()
    return {
        **{name: _moment(getattr(network, name)) for name in ("start", "end", "middle")},
        "statements": network.statements,
        "nodes": [{"id": node, **data} for node, data in graph.nodes(data=True)],
        "ties": [
            {"source": source, "target": target, "value": data["value"]}
            for source, target, data in graph.edges(data=True)
        ],
    }


def _settings(settings: NetworkSettings) -> dict[str, Any]:
    plain = asdict(settings)
    for name in ("exclude", "only"):
        plain[name] = {variable: sorted(values) for variable, values in plain[name].items()}
    return plain | {name: _moment(plain[name]) for name in ("start", "end")}


def _moment(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
