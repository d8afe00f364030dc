"""The tables of ``argmine network``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from argmine.cli._console import heading, plural, print_note, stance_badge, wide_table

if TYPE_CHECKING:
    from argmine.graph.measures import Density, Interval, Measures, Phases
    from argmine.graph.networks import Network


def print_network(console: Console, network: Network, *, limit: int) -> None:
    """Print what a network is made of, and its strongest ties."""
    _print_size(console, network)
    graph = network.to_networkx()
    ties = sorted(graph.edges(data=True), key=lambda tie: (-tie[2]["weight"], tie[:2]))
    if not ties:
        return
    table = wide_table(heading("Strongest ties", min(limit, len(ties)), len(ties)))
    one_mode = network.mode == "one-mode"
    for name in (network.rows.variable, network.rows.variable if one_mode else network.columns.variable):
        table.add_column(name, ratio=1)
    table.add_column(network.settings.aggregation, justify="right")
    labels = dict(graph.nodes(data="label"))
    for source, target, tie in ties[:limit]:
        table.add_row(labels[source], labels[target], f"{tie['value']:,.4g}")
    console.print(table)


def print_series(
    console: Console,
    made: Sequence[Network],
    densities: Sequence[Density],
    phases: Phases | None,
    *,
    limit: int | None,
) -> None:
    """Print a line for each network of a series."""
    _print_size(console, made[0], series=len(made))
    table = wide_table(heading("Windows", min(limit or len(made), len(made)), len(made)))
    table.expand = False
    for name in ("from", "to"):
        table.add_column(name, no_wrap=True, min_width=10)
    for name in ("statements", _named(made[0].rows.variable), "ties", *(("density",) if densities else ())):
        table.add_column(name, justify="right")
    phase_of = {moment.time: moment.phase for moment in phases.moments} if phases else {}
    if phases:
        table.add_column("phase", justify="right")
    for place, one in enumerate(made[:limit]):
        row = [_day(one.start), _day(one.end), f"{one.statements:,}", f"{len(one.rows):,}", f"{_ties(one):,}"]
        row += [f"{densities[place].density:.4f}"] if densities else []
        row += [str(phase_of[one.middle] + 1) if one.middle in phase_of else "–"] if phases else []
        table.add_row(*row)
    console.print(table)
    if phases:
        starts = {one.middle: one.start for one in made}
        when = ", ".join(_day(starts[change]) for change in phases.changes) or "never"
        print_note(console, f"{plural(phases.number, 'phase')} (modularity {phases.score:.2f}); changes: {when}.")


def _ties(network: Network) -> int:
    if network.mode == "two-mode":
        return int(network.matrix.count_nonzero())
    # Each stands on both sides of the diagonal, which DNA's kernels fill.
    return int(network.matrix.count_nonzero() - (network.matrix.diagonal() != 0).sum()) // 2


def print_measures(console: Console, network: Network, measures: Measures, *, limit: int) -> None:
    """Print the measures of one network."""
    _print_figures(console, network, measures)
    _print_actors(console, measures, limit)
    _print_coalitions(console, network, measures, limit)
    if measures.backbone:
        columns = network.settings.columns
        table = wide_table(f"{_named(columns).capitalize()} that carry the structure")
        table.add_column(columns, ratio=1)
        table.add_column("distance", justify="right")
        for layer in list(reversed(measures.backbone))[: min(limit, 5)]:
            table.add_row(layer.label, f"{layer.distance:.3f}")
        console.print(table)
        print_note(
            console,
            f"{_named(columns).capitalize()} are left out one by one, first the one that the structure misses least; "
            "these go last. The distance is that of what is left from the whole.",
        )


def _print_size(console: Console, network: Network, *, series: int = 0) -> None:
    mode, columns = network.mode, network.settings.columns
    size = f"{len(network.rows):,} {_named(network.rows.variable, len(network.rows))}"
    if mode == "two-mode":
        size += f" × {len(network.columns):,} {_named(columns, len(network.columns))}"
    of = plural(series, "window") if series else f"{size}, {plural(network.statements, 'statement')}"
    console.print(f"{mode.capitalize()} network of {_named(network.rows.variable)} over {_named(columns)}: {of}")
    if network.left_out:
        reasons = "; ".join(f"{reason}: {count:,}" for reason, count in network.left_out.items())
        console.print(Text(f"Claims that do not count: {reasons}", style="dim"))
    console.print()


def _print_figures(console: Console, network: Network, measures: Measures) -> None:
    table = wide_table("Measures")
    table.expand = False
    for name in ("measure", "value", "interval", "what it says"):
        table.add_column(name, justify="right" if name == "value" else "left")
    density, polarisation = measures.density, measures.polarisation
    rows = [
        ("density", density.density, f"{density.ties:,} of {density.possible:,} ties"),
        ("modularity", measures.communities.modularity, plural(measures.communities.number, "coalition")),
        ("adjusted Rand", measures.coalitions.adjusted_rand, "coalitions against stances: 0 by chance, 1 the same"),
    ]
    if polarisation is not None:
        actors = f"{polarisation.actors:,} {_named(network.rows.variable, polarisation.actors)}"
        said = f"0 by chance, 1 two camps; p = {polarisation.p_value:.2g}, {actors}"
        rows.append(("polarisation", polarisation.value, said))
    missed = False
    for name, value, said in rows:
        interval = measures.intervals.get(name.replace(" ", "_").lower())
        missed |= interval is not None and not interval.low <= value <= interval.high
        table.add_row(name, f"{value:.3f}", _interval(interval), said)
    console.print(table)
    notes = ["Coalitions are of those who agree, polarisation is that of the sides taken, whichever network is shown."]
    if missed:
        notes.append("An interval without its value: drawn corpora have fewer different documents than the whole one.")
    print_note(console, " ".join(notes))


def _print_actors(console: Console, measures: Measures, limit: int) -> None:
    shown = measures.degrees[:limit]
    between = {(row.variable, row.id): row.betweenness for row in measures.betweenness}
    table = wide_table(heading("Strongest nodes", len(shown), len(measures.degrees)))
    table.add_column("node", ratio=1)
    for name in ("ties", "against", "strength", "betweenness"):
        table.add_column(name, justify="right")
    for row in shown:
        betweenness = between.get((row.variable, row.id), 0.0)
        table.add_row(row.label, f"{row.degree:,}", f"{row.negative:,}", f"{row.strength:,.4g}", f"{betweenness:.3f}")
    console.print(table)


def _print_coalitions(console: Console, network: Network, measures: Measures, limit: int) -> None:
    coalitions = measures.coalitions.coalitions[: min(limit, 6)]
    if not coalitions:
        return
    colors = {str(facts.get("stance")): str(facts["color"]) for facts in network.rows.facts if facts.get("color")}
    table = wide_table(heading("Coalitions", len(coalitions), len(measures.coalitions.coalitions)))
    table.add_column("members", ratio=1)
    table.add_column("stances", ratio=1)
    named: dict[int, list[str]] = {}
    for member in measures.communities.members:
        if member.community is not None:
            named.setdefault(member.community, []).append(member.label)
    for one in coalitions:
        table.add_row(_some(named[one.community]), _stances(one.stances.items(), colors))
    console.print(table)


def _stances(counts: Iterable[tuple[str, int]], colors: dict[str, str]) -> Text:
    return Text("  ").join(Text.assemble(f"{count:,}", stance_badge(stance, colors)) for stance, count in counts)


def _named(variable: str, count: int = 0) -> str:
    """Return the name of a variable for so many of its values: ``1 country``, ``2 countries``."""
    name = variable.replace("_", " ")
    if count == 1:
        return name
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return name[:-1] + "ies"
    return name + ("es" if name.endswith(("s", "x", "ch", "sh")) else "s")


def _some(names: Sequence[str], most: int = 4) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more:,} more" if more > 0 else "")


def _interval(interval: Interval | None) -> str:
    return f"[{interval.low:.3f}, {interval.high:.3f}]" if interval else ""


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""
