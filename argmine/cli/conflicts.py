"""``argmine conflicts``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph, Disagreement
    from argmine.graph.sides import Unit

_OVERVIEW_LIMIT = 8


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--positions", is_flag=True, help="The contested positions, and who is on which side.")
@click.option("--stances", is_flag=True, help="How much the stances disagree with each other and within themselves.")
@click.option("--speakers", is_flag=True, help="The speakers most opposed, and those who contradict themselves.")
@click.option(
    "--by",
    type=click.Choice(["speakers", "documents", "claims"]),
    default="speakers",
    show_default=True,
    help="What to count: everybody once a position, once a document, or every claim.",
)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Show at most N rows of a table.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def conflicts(run: Path, by: Unit, limit: int | None, as_json: bool, **sections: bool) -> None:
    """Show who is on which side of what in the run folder RUN: all tables, or the ones you name.

    How contested a position is: (1 - balance²) · n / (n + 4), where n speakers take a side and the balance is
    (supporters - attackers) / n. It is 0 where all are on one side, 0.33 for one against one, and comes near 1 for
    an even split among very many. A speaker counts once, on the side taken more often, however many claims
    there are of theirs; a claim without a speaker counts as its document's own voice.

    Two speakers or stances disagree as in discourse network analysis (Leifeld 2017): conflict / (congruence +
    conflict).

    \b
    Examples:
      argmine conflicts runs/articles
      argmine conflicts runs/articles --positions --limit 20
      argmine conflicts runs/articles --speakers --by claims
      argmine conflicts runs/articles --json > conflicts.json
    """
    from argmine.graph import graph_of
    from argmine.run import open_run

    graph = graph_of(open_run(run))
    wanted = [name for name, flag in sections.items() if flag] or list(sections)
    if as_json:
        found = {"run": str(run), "by": by} | _as_json(graph, wanted, by, limit)
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    from argmine.cli import _conflict_tables as tables
    from argmine.cli._console import make_console

    console = make_console()
    if not any(sections.values()):
        limit = limit or _OVERVIEW_LIMIT
    if "positions" in wanted:
        tables.print_positions(console, graph, by=by, limit=limit)
    if "stances" in wanted:
        tables.print_stances(console, graph, by=by)
    if "speakers" in wanted:
        tables.print_speakers(console, graph, by=by, limit=limit)


def _as_json(graph: ArgumentGraph, wanted: list[str], by: Unit, limit: int | None) -> dict[str, Any]:
    from argmine.graph import contested, contradictions, disagreements

    parts: dict[str, Any] = {}
    if "positions" in wanted:
        parts["positions"] = [
            asdict(one)
            | {
                "sides": one.sides._asdict(),
                "contestedness": round(one.contestedness, 4),
                "stances": {name or "no stance": sides._asdict() for name, sides in one.stances.items()},
                "supporting": one.supporting and one.supporting._asdict(),
                "attacking": one.attacking and one.attacking._asdict(),
            }
            for one in contested(graph, by=by)[:limit]
        ]
    if "stances" in wanted:
        parts["stances"] = [_pair_json(pair) for pair in disagreements(graph, between="stances", by=by)]
    if "speakers" in wanted:
        pairs = disagreements(graph, by=by)[:limit]
        parts["speakers"] = [_pair_json(pair) | {"names": _names(graph, pair)} for pair in pairs]
        parts["contradictions"] = [one._asdict() for one in contradictions(graph)[:limit]]
    return parts


def _pair_json(pair: Disagreement) -> dict[str, Any]:
    return asdict(pair) | {"score": round(pair.score, 4)}


def _names(graph: ArgumentGraph, pair: Disagreement) -> list[str]:
    from argmine.graph import node_id

    return [graph.nodes[node_id("speaker", end)]["name"] for end in (pair.one, pair.other)]
