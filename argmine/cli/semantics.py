"""``argmine semantics``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from argmine.graph import Argument, Framework, Solution
    from argmine.graph.semantics import Of, Prefer, Semantics

_LIMIT = 20
_MOST = 1000


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option(
    "--semantics",
    type=click.Choice(["grounded", "preferred", "stable"]),
    default="grounded",
    show_default=True,
    help="What everybody must accept, the largest views that one can hold, or those that answer everything else.",
)
@click.option(
    "--of",
    type=click.Choice(["sides", "claims"]),
    default="sides",
    show_default=True,
    help="Each side of a position is one argument, or each claim is.",
)
@click.option(
    "--prefer",
    type=click.Choice(["none", "speakers", "documents", "claims"]),
    default="none",
    show_default=True,
    help="An attack fails on an argument that has more of these.",
)
@click.option("--audience", metavar="STANCE,...", help="Instead: an attack fails on a stance trusted more; most first.")
@click.option(
    "--most",
    metavar="N",
    type=click.IntRange(min=1),
    default=_MOST,
    show_default=True,
    help="List at most N extensions of arguments that hang together.",
)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help=f"Show at most N rows; {_LIMIT} by default.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def semantics(
    run: Path,
    semantics: Semantics,
    of: Of,
    prefer: Prefer,
    audience: str | None,
    most: int,
    limit: int | None,
    as_json: bool,
) -> None:
    """Say which sides of the debate in the run folder RUN can be held together (Dung 1995).

    The two sides of a position attack each other, and so do claims of which one attacks the other. As long as
    all are as strong, every contested position stays open; --prefer or --audience say which attacks fail.

    The grounded extension is always found, in time linear in the attacks. What it leaves open is decided exactly,
    part by part, for any number of positions; where attacks link them, parts of some hundreds of arguments take
    seconds, of a thousand if each is in few attacks. Where that is too much the command says so. Extensions
    themselves are only listed (--json) where a part has at most N.

    \b
    Examples:
      argmine semantics runs/articles
      argmine semantics runs/articles --prefer speakers
      argmine semantics runs/articles --audience critics,administration
      argmine semantics runs/articles --semantics preferred --of claims --json
    """
    from argmine.graph import framework_of, graph_of, solve
    from argmine.run import open_run

    graph = graph_of(open_run(run))
    trusted = [stance.strip() for stance in audience.split(",")] if audience else []
    framework = framework_of(graph, of=of, prefer=prefer, audience=trusted)
    solution = solve(framework, semantics, most=most)
    if as_json:
        asked = {"run": str(run), "semantics": semantics, "of": of, "prefer": prefer, "audience": trusted}
        click.echo(json.dumps(asked | _as_json(framework, solution), ensure_ascii=False, indent=2))
        return
    from argmine.cli._console import make_console
    from argmine.cli._semantics_tables import print_solution

    noun = "claims" if prefer == "none" else prefer
    print_solution(make_console(), graph, framework, solution, of=of, noun=noun, limit=limit or _LIMIT)


def _as_json(framework: Framework[Argument], solution: Solution[Argument]) -> dict[str, Any]:
    places = {argument: place for place, argument in enumerate(framework.arguments)}
    return {
        "extensions": solution.count,
        "arguments": [
            {
                "position": argument.position,
                "polarity": argument.polarity,
                "claims": list(argument.claims),
                "strength": argument.strength,
                "in_every": argument in solution.every,
                "in_some": argument in solution.some,
                "rejected": argument in solution.rejected,
            }
            for argument in framework.arguments
        ],
        "attacks": [[places[one], places[other]] for one, other in framework.attacks],
        "parts": [
            {
                "arguments": sorted(places[argument] for argument in part.arguments),
                "extensions": part.extensions
                and [sorted(places[argument] for argument in way) for way in part.extensions],
            }
            for part in solution.parts
        ],
    }
