"""How a discourse network is made of statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from argmine.graph.networks.model import Mode

Aggregation = Literal["ignore", "combine", "subtract", "congruence", "conflict"]
Normalisation = Literal["no", "activity", "prominence", "average", "jaccard", "cosine"]
Duplicates = Literal["include", "document", "week", "month", "year", "acrossrange"]
Window = Literal["no", "events", "days", "weeks", "months", "years"]
Kernel = Literal["no", "uniform", "triangular", "epanechnikov", "gaussian"]
Compat = Literal["dna"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSettings:
    """How a discourse network is made of statements; the names are those of DNA (Leifeld 2017).

    Attributes
    ----------
    mode
        ``two-mode`` ties rows to columns, ``one-mode`` rows to each other over the columns that they share.
    rows, columns
        The variables: ``speaker``, ``organisation``, ``stance``, ``position``, ``document``, ``outlet`` or any
        other column of the statements.
    qualifier
        The variable that says how a statement takes its column: ``agreement`` (1 supports, 0 attacks), another
        whole number or text.
    aggregation
        What is made of the qualifier: two-mode ``ignore`` (how often), ``subtract`` (support less attack), ``combine``
        (which sides were taken); one-mode ``ignore``, ``congruence`` (on the same side), ``conflict`` (on opposite
        sides), ``subtract`` (congruence less conflict).
    normalisation
        What ties are divided by: two-mode ``no``, ``activity`` (the row's statements), ``prominence`` (the column's);
        one-mode ``no``, ``average`` (of the two rows' statements), ``jaccard``, ``cosine``. The formulas stand with
        `argmine.graph.networks.two_mode.tie_rows_to_columns` and `argmine.graph.networks.one_mode.tie_rows`.
    duplicates
        Within what a statement that is made again counts once: ``document``, ``week``, ``month``, ``year``,
        ``acrossrange`` (all of them); ``include`` counts it each time. The first that passes the filters stays.
    isolates
        Whether all values stay as rows and columns, or only those of a statement that counts.
    start, end
        Only statements from `start` to `end`, both included.
    exclude, only
        For a variable, the values (ids or labels) that do not count, or the only ones that do.
    confidence
        Only statements that are at least so sure, from 0 to 1; those of which nothing is known count.
    window, size, kernel, indent
        A series of networks: the unit of its windows, how many units (or statements) one spans, how statements
        count less with their distance from its middle, and whether the first and last windows lie wholly within
        the range.
    compat
        ``dna`` computes as DNA 3.1.2 does, quirks included.
    """

    mode: Mode = "two-mode"
    rows: str = "speaker"
    columns: str = "position"
    qualifier: str = "agreement"
    aggregation: Aggregation = "subtract"
    normalisation: Normalisation = "no"
    duplicates: Duplicates = "document"
    isolates: bool = False
    start: datetime | None = None
    end: datetime | None = None
    exclude: Mapping[str, frozenset[str]] = field(default_factory=dict)
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    confidence: float = 0.0
    window: Window = "no"
    size: int = 1
    kernel: Kernel = "no"
    indent: bool = False
    compat: Compat | None = None

    @property
    def as_dna_kernel(self) -> bool:
        """Whether a kernel works as in DNA."""
        return self.compat == "dna" and self.kernel != "no"
