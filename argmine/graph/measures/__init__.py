"""What discourse networks look like: density, centrality, communities, polarisation, backbone, phases.

Each measure is a function from a `Network` (or a series of them) to what it found; `bootstrap` gives it an interval,
and `sensitivity` tells how far it hangs on claims that are not sure.
"""

from __future__ import annotations

from argmine.graph.measures.activity import Activity, activity
from argmine.graph.measures.backbone import Backbone, Layer, backbone, nested_backbone
from argmine.graph.measures.bootstrap import Interval, bootstrap
from argmine.graph.measures.centrality import Betweenness, Degree, betweenness, degrees
from argmine.graph.measures.coalitions import Coalition, CoalitionsByStance, StandsOut, coalitions_by_stance
from argmine.graph.measures.communities import Communities, Member, communities, modularity
from argmine.graph.measures.density import Density, density
from argmine.graph.measures.disparity import Disparity, disparities, disparity_filter
from argmine.graph.measures.dna import DnaPolarization, dna_polarization
from argmine.graph.measures.overview import Measures, measure, measure_series
from argmine.graph.measures.phases import Moment, Phases, phases
from argmine.graph.measures.polarisation import Polarisation, polarisation
from argmine.graph.measures.sensitivity import AtConfidence, sensitivity
from argmine.graph.measures.ties import MeasureError

__all__ = [
    "Activity",
    "AtConfidence",
    "Backbone",
    "Betweenness",
    "Coalition",
    "CoalitionsByStance",
    "Communities",
    "Degree",
    "Density",
    "Disparity",
    "DnaPolarization",
    "Interval",
    "Layer",
    "MeasureError",
    "Measures",
    "Member",
    "Moment",
    "Phases",
    "Polarisation",
    "StandsOut",
    "activity",
    "backbone",
    "betweenness",
    "bootstrap",
    "coalitions_by_stance",
    "communities",
    "degrees",
    "density",
    "disparities",
    "disparity_filter",
    "dna_polarization",
    "measure",
    "measure_series",
    "modularity",
    "nested_backbone",
    "phases",
    "polarisation",
    "sensitivity",
]
