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
        metavar="HOW",
        help="ignore: how often. subtract: support less attack. combine: 1 support, 2 attack, 3 both. With --one-mode "
        "ignore, congruence, conflict, or subtract (congruence less conflict).  "
        "[default: subtract; congruence with --one-mode]",
    ),
    click.option(
        "--qualifier",
        default="agreement",
        show_default=True,
        metavar="VARIABLE",
        help="What --aggregation is of: how a statement takes its column.",
    ),
    click.option(
        "--normalisation",
        type=click.Choice(_NORMALISATIONS),
        default="no",
        show_default=True,
        metavar="BY",
        help="activity (the row's statements) or prominence (the column's). With --one-mode average (of the two rows' "
        "statements), jaccard or cosine.",
    ),
    click.option(
        "--duplicates",
        type=click.Choice(_DUPLICATES),
        default="document",
        show_default=True,
        metavar="WITHIN",
        help="Count what is said again once within a document, week, month or year, or acrossrange (within all); "
        "include counts it each time.",
    ),
    click.option("--isolates", is_flag=True, help="Keep rows and columns without any tie."),
    click.option("--from", "start", type=_DATE, metavar="DATE", help="Only statements from this day (2025-01-31) on."),
    click.option(
        "--to", "end", type=_DATE, metavar="DATE", callback=_last_moment, help="Only statements to this day, included."
    ),
    click.option(
        "--only",
        multiple=True,
        callback=_pairs,
        metavar="VARIABLE=VALUE",
        help="Count only statements with this value; may be given again, for another value or variable.",
    ),
    click.option(
        "--exclude",
        multiple=True,
        callback=_pairs,
        metavar="VARIABLE=VALUE",
        help="Leave statements with this value out; may be given again.",
    ),
    click.option(
        "--confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        show_default=True,
        metavar="P",
        help="Only statements of which claim, position and side are at least so sure.",
    ),
    click.option(
        "--window",
        type=click.Choice(_WINDOWS),
        default="no",
        show_default=True,
        metavar="UNIT",
        help="Make a series: a network for each stretch of --size days, weeks, months, years or events (statements).",
    ),
    click.option(
        "--size",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        metavar="N",
        help="How many units a window spans.",
    ),
    click.option(
        "--kernel",
        type=click.Choice(_KERNELS),
        default="no",
        show_default=True,
        metavar="SHAPE",
        help="Let statements count less with their distance from the middle of the window: uniform, triangular, "
        "epanechnikov or gaussian.",
    ),
    click.option("--indent", is_flag=True, help="Let the windows of a kernel lie wholly within the range."),
    click.option(
        "--compat",
        type=click.Choice(["dna"]),
        metavar="dna",
        help="Compute as DNA 3.1.2 does, quirks included (see the README).",
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
