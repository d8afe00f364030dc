"""The tables of ``argmine conflicts``."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from argmine.cli._console import plural, print_note, stance_badge, wide_table
from argmine.cli._debate import position_text, quote
from argmine.graph import (
    ArgumentGraph,
    Contested,
    Disagreement,
    Voice,
    contested,
    contradictions,
    disagreements,
    node_id,
)
from argmine.graph.sides import Unit


def print_positions(console: Console, graph: ArgumentGraph, *, by: Unit, limit: int | None) -> None:
    """Print the contested positions, who is on which side, and what the loudest of each says."""
    found = contested(graph, by=by)
    total = len(graph.nodes_of("position"))
    if not found:
        console.print(f"No position has {by} on both sides ({plural(total, 'position')}).\n")
        return
    shown = found[:limit]
    table = wide_table(f"Contested positions ({_of(shown, found)}; {plural(total, 'position')} in all)")
    table.add_column("position, and the loudest on each side", ratio=1)
    table.add_column("contested", justify="right")
    for side in ("supported by", "attacked by"):
        table.add_column(side, no_wrap=True)
    for one in shown:
        sides = (_counts(graph, one, side) for side in ("supports", "attacks"))
        table.add_row(_position(graph, one), f"{one.contestedness:.2f}", *sides)
        table.add_section()
    console.print(table)
    print_note(
        console,
        f"Counted in {by}. Contested: 0 where all are on one side, near 1 for an even split among many "
        "(one against one: 0.33).",
    )


def print_stances(console: Console, graph: ArgumentGraph, *, by: Unit) -> None:
    """Print how much each stance disagrees with each, and within itself."""
    pairs = {}
    for pair in disagreements(graph, between="stances", by=by):
        pairs[pair.one, pair.other] = pairs[pair.other, pair.one] = pair
    if not pairs:
        return
    names = [name for name in graph.stance_names if any(name in pair for pair in pairs)]
    table = wide_table("Disagreement between stances")
    table.expand = False
    table.add_column("")
    for name in names:
        table.add_column(stance_badge(name, graph.colors), justify="right")
    for name in names:
        table.add_row(stance_badge(name, graph.colors), *(_score(pairs.get((name, other))) for other in names))
    console.print(table)
    print_note(
        console,
        f"How often two {by}, one of each, that take a side on the same position, stand on opposite sides; below it, "
        "on how many positions the two stances as a whole do, or how many divide a stance within itself.",
    )


def print_speakers(console: Console, graph: ArgumentGraph, *, by: Unit, limit: int | None) -> None:
    """Print which speakers are most opposed, and who contradicts themselves."""
    opposed = [pair for pair in disagreements(graph, by=by) if len(pair.opposite) > len(pair.same)]
    if opposed:
        shown = opposed[:limit]
        table = wide_table(f"Speakers most opposed ({_of(shown, opposed)})")
        table.add_column("speaker", ratio=3)
        table.add_column("speaker", ratio=3)
        for side in ("opposed on", "agreed on"):
            table.add_column(side, justify="right")
        table.add_column("opposed on the position", ratio=5)
        for pair in shown:
            ends = (_speaker(graph, pair.one), _speaker(graph, pair.other))
            numbers = (f"{len(pair.opposite):,}", f"{len(pair.same):,}")
            table.add_row(*ends, *numbers, position_text(graph, pair.opposite[0]))
        console.print(table)
    _print_contradictions(console, graph, limit)


def _print_contradictions(console: Console, graph: ArgumentGraph, limit: int | None) -> None:
    found = contradictions(graph)
    if not found:
        return
    shown = found[:limit]
    table = wide_table(f"Speakers who support and attack the same position ({_of(shown, found)})")
    table.add_column("speaker", ratio=2)
    table.add_column("position", ratio=3)
    table.add_column("supports it", ratio=4)
    table.add_column("attacks it", ratio=4)
    for one in shown:
        sides = (_claims(graph, claims) for claims in (one.supporting, one.attacking))
        table.add_row(one.name, position_text(graph, one.position), *sides)
        table.add_section()
    console.print(table)
    print_note(console, "They changed their minds, are of two minds, or a claim is on the wrong side: read both.")


def _position(graph: ArgumentGraph, one: Contested) -> Text:
    lines = [Text(one.text)]
    for sign, voice in (("+", one.supporting), ("−", one.attacking)):
        if voice is not None:
            lines.append(Text(f"{sign} {_said(graph, voice)}", style="dim"))
    if one.split:
        lines.append(Text(f"divided within: {', '.join(one.split)}", style="dim"))
    return Text("\n").join(lines)


def _said(graph: ArgumentGraph, voice: Voice) -> str:
    return f"{voice.name}: {quote(graph, voice.claim)}"


def _counts(graph: ArgumentGraph, one: Contested, side: str) -> Text:
    numbers = [(getattr(sides, side), stance) for stance, sides in one.stances.items()]
    lines = [
        Text.assemble(f"{number:>3,}", stance_badge(stance, graph.colors))
        for number, stance in sorted(numbers, key=lambda counted: -counted[0])
        if number
    ]
    return Text("\n").join(lines)


def _score(pair: Disagreement | None) -> Text:
    if pair is None:
        return Text("–", style="dim")
    positions = len(pair.same) + len(pair.opposite)
    return Text.assemble(f"{pair.score:.0%}\n", (f"{len(pair.opposite):,} of {positions:,}", "dim"))


def _speaker(graph: ArgumentGraph, speaker: str) -> Text:
    data = graph.nodes[node_id("speaker", speaker)]
    return Text.assemble(data["name"], "\n", stance_badge(data.get("stance"), graph.colors))


def _claims(graph: ArgumentGraph, claims: Sequence[str]) -> str:
    return f"{plural(len(claims), 'claim')}: {quote(graph, claims[0])}"


def _of(shown: Sequence[object], found: Sequence[object]) -> str:
    return f"{len(found):,}" if len(shown) == len(found) else f"{len(shown):,} of {len(found):,}"
