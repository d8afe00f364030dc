"""Discourse networks: who agrees with whom over what, counted from statements (Leifeld 2017).

Where the default parts from DNA 3.1.2, whose numbers ``compat="dna"`` gives:

- duplicates within a week or month: the default knows the year; DNA takes January 2005 and January 2006 for one;
- cosine: the default divides by the lengths of the two rows; DNA by the product of their sums;
- jaccard where the qualifier is ignored: the default ignores it in the divisor as well; DNA does not;
- the values of a qualifier, and those that stay as isolates: the default takes those of all statements, so that a
  filter changes no distance; DNA those of the range, in documents that are not excluded;
- conflict over a text qualifier: the default counts pairs of statements with two values on one column; DNA counts
  whatever one says and the other does not, also where the other is silent on that column;
- a whole number with one value: the default takes all for the same; DNA divides by zero;
- windows: the default spans `size` whole units of the calendar; DNA (size - 1) / 2 units, rounded up, to both sides
  of a moment. At the edge of a window of events the default takes all that was said at one moment; DNA draws at
  random (with ``compat="dna"`` the order of the statements decides, which no draw of DNA need repeat);
- kernels: the default triangular kernel is symmetric, and distances have fractions; DNA's counts what comes later
  more, and measures in whole units. The default keeps the normalisation that was asked for and leaves the diagonal
  out; DNA takes its own "average" whatever was asked for, keeps the diagonal, takes subtract for combine, and of whole
  numbers and sides their places in the alphabet instead of their values: where everybody supports, all count as
  against, and where there is one value only, one-mode ties are no numbers.
"""

from __future__ import annotations

from argmine.graph.networks.build import event_list, network, networks
from argmine.graph.networks.columns import Column
from argmine.graph.networks.errors import NetworkError
from argmine.graph.networks.model import Axis, Network
from argmine.graph.networks.settings import NetworkSettings
from argmine.graph.networks.statements import Statements

__all__ = [
    "Axis",
    "Column",
    "Network",
    "NetworkError",
    "NetworkSettings",
    "Statements",
    "event_list",
    "network",
    "networks",
]
