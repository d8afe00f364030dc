"""The options that say which discourse network is meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

_AGGREGATIONS = ("ignore", "combine", "subtract", "congruence", "conflict")
_NORMALISATIONS = ("no", "activity", "prominence", "average", "jaccard", "cosine")
_DUPLICATES = ("include", "document", "week", "month", "year", "acrossrange")
_WINDOWS = ("no", "events", "days", "weeks", "months", "years")
_KERNELS = ("no", "uniform", "triangular", "epanechnikov", "gaussian")


def _pairs(_context: click.Context, _parameter: click.Parameter, values: Sequence[str]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for value in values:
        variable, equals, wanted = value.partition("=")
        if not equals or not variable:
            raise click.BadParameter(f"{value!r} is no pair; write for example outlet=Valley Herald")
        found.setdefault(variable, set()).add(wanted)
    return {variable: frozenset(wanted) for variable, wanted in found.items()}


_DATE = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"])


def _last_moment(_context: click.Context, _parameter: click.Parameter, value: datetime | None) -> datetime | None:
    """Let a day count to its end."""
    if value is not None and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.replace(hour=23, minute=59, second=59)
    return value


_OPTIONS: Sequence[Callable[[Any], Any]] = (
    click.option("--rows", default="speaker", show_default=True, metavar="VARIABLE", help="What the rows are."),
    click.option("--columns", default="position", show_default=True, metavar="VARIABLE", help="What the columns are."),
    click.option("--one-mode", is_flag=True, help="Tie rows to each other, over the columns that they share."),
    click.option(
        "--aggregation",
        type=click.Choice(_AGGREGATIONS),
        help="What is made of agreement.  [default: subtract; congruence with --one-mode]",
    ),
    click.option(
        "--qualifier",
        default="agreement",
        show_default=True,
        metavar="VARIABLE",
        help="How a statement takes its column.",
    ),
    click.option(
        "--normalisation",
        type=click.Choice(_NORMALISATIONS),
        default="no",
        show_default=True,
        help="activity and prominence of two modes; average, jaccard and cosine of one.",
    ),
    click.option(
        "--duplicates",
        type=click.Choice(_DUPLICATES),
        default="document",
        show_default=True,
        help="Within what a statement that is made again counts once.",
    ),
    click.option("--isolates", is_flag=True, help="Keep rows and columns without any tie."),
    click.option("--from", "start", type=_DATE, metavar="DATE", help="Only statements from this day on."),
    click.option(
        "--to", "end", type=_DATE, metavar="DATE", callback=_last_moment, help="Only statements to this day, included."
    ),
    click.option(
        "--exclude",
        multiple=True,
        callback=_pairs,
        metavar="VARIABLE=VALUE",
        help="Leave statements with this value out; may be given again.",
    ),
    click.option(
        "--only",
        multiple=True,
        callback=_pairs,
        metavar="VARIABLE=VALUE",
        help="Count only statements with this value; may be given again.",
    ),
    click.option(
        "--confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        show_default=True,
        metavar="P",
        help="Only statements that are at least so sure.",
    ),
    click.option(
        "--window", type=click.Choice(_WINDOWS), default="no", show_default=True, help="A series, one for each step."
    ),
    click.option(
        "--size", type=click.IntRange(min=1), default=1, show_default=True, help="How many units a window spans."
    ),
    click.option(
        "--kernel",
        type=click.Choice(_KERNELS),
        default="no",
        show_default=True,
        help="Let statements count less with their distance from the middle of the window.",
    ),
    click.option("--indent", is_flag=True, help="Windows of a kernel lie wholly within the range."),
    click.option(
        "--compat", type=click.Choice(["dna"]), help="Compute as DNA 3.1.2 does, quirks included (see the README)."
    ),
)


def network_options(command: Command) -> Command:
    """Add the options that `settings_of` takes to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def settings_of(*, one_mode: bool, aggregation: str | None, **options: Any) -> Any:
    """Return the `NetworkSettings` that the options mean."""
    from argmine.graph.networks import NetworkSettings

    return NetworkSettings(
        mode="one-mode" if one_mode else "two-mode",
        aggregation=aggregation or ("congruence" if one_mode else "subtract"),  # type: ignore[arg-type]
        **options,
    )
