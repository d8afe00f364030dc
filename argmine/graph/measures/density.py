"""How dense a network is."""

from __future__ import annotations

from dataclasses import dataclass

from argmine.graph.measures.ties import tie_weights
from argmine.graph.networks.model import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Density:
    """How many of the ties that there could be there are, and how strong they are; see `density`."""

    nodes: int
    ties: int
    possible: int
    density: float
    positive: float
    negative: float
    mean_weight: float
    mean_value: float

    @property
    def negative_share(self) -> float:
        """How many of the ties are negative, from 0 to 1; 0 where there are none."""
        return self.negative / self.density if self.ties else 0.0


def density(network: Network) -> Density:
    """Return the density of a network.

    Parameters
    ----------
    network
        One-mode or two-mode; `nodes` counts the rows and the columns of the latter.

    Notes
    -----
    The density is the number of ties that are not 0 over the number that there could be, n (n - 1) / 2 in a
    one-mode network of n nodes and n · m in a two-mode one of n rows and m columns; `positive` and `negative` are
    the same for ties above and below 0 and add up to it (Wasserman and Faust 1994, Social Network Analysis, 4.3 and
    8.3). The weighted densities divide the sum of the ties by the same number: `mean_weight` takes them by
    their size, `mean_value` with their sign, so that ties of congruence and of conflict cancel out. All are 0 where
    no tie is possible.
    """
    rows, columns = len(network.rows), len(network.columns)
    one_mode = network.mode == "one-mode"
    possible = rows * (rows - 1) // 2 if one_mode else rows * columns
    positive, negative = (tie_weights(network, ties).data for ties in ("positive", "negative"))
    # A square matrix has each tie twice, on both sides of its diagonal.
    above, below = len(positive) // 2, len(negative) // 2
    strong, weak = float(positive.sum()) / 2, float(negative.sum()) / 2

    def share(amount: float) -> float:
        return amount / possible if possible else 0.0

    return Density(
        nodes=rows if one_mode else rows + columns,
        ties=above + below,
        possible=possible,
        density=share(above + below),
        positive=share(above),
        negative=share(below),
        mean_weight=share(strong + weak),
        mean_value=share(strong - weak),
    )
