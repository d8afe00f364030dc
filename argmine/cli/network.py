"""``argmine network``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from argmine.cli._network_options import network_options, settings_of

if TYPE_CHECKING:
    from argmine.graph.networks import Network, NetworkSettings, Statements

_SHOWN = 12


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@network_options
@click.option("--wire-once", is_flag=True, help="Take copies of one text (wire copies) for one document.")
@click.option("-o", "--out", metavar="FILE", type=click.Path(path_type=Path), help="Write the network; see above.")
@click.option("--format", "-f", "name", metavar="NAME", help="The format, where FILE's ending does not tell.")
@click.option(
    "--events", metavar="FILE", type=click.Path(path_type=Path), help="Write the statements behind it as CSV."
)
@click.option("--measures", is_flag=True, help="Show density, centrality, coalitions, polarisation, backbone, phases.")
@click.option(
    "--bootstrap",
    metavar="N",
    type=click.IntRange(min=20),
    help="Intervals for --measures, from N (say 200) drawn corpora.",
)
@click.option("--seed", default=0, show_default=True, help="Of whatever is drawn.")
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), help="Rows of a table to show.  [default: 12; all windows]"
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def network(
    run: Path,
    out: Path | None,
    name: str | None,
    events: Path | None,
    wire_once: bool,
    measures: bool,
    bootstrap: int | None,
    seed: int,
    limit: int | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Make the discourse network of the run folder RUN: who says what, who agrees with whom.

    Each claim on a position is a statement. A two-mode network ties rows to columns: each statement that supports
    counts 1, each that attacks -1 (subtract). With --one-mode, rows are tied to each other over the columns that they
    share: by the same side (congruence), by opposite sides (conflict), or the one less the other (subtract).

    A VARIABLE is speaker, organisation, actor (the organisation, else the speaker), role, stance, position, issue,
    document, outlet, author, kind, claim_type, cue_kind, agreement (1 supports, 0 attacks), or whatever else the
    documents carry, such as a section or a country. A VALUE is written as it is shown, or as its id.

    FILE may be a matrix (.csv), an edge list (.edges.csv), UCINET (.dl), Pajek (.net), GEXF, GraphML (.visone.graphml
    and .yed.graphml too), .cyjs, .cx2, .json or .dot. A series (--window) goes into one edge list or one
    .dynamic.gexf, or into a folder with a file for each window (--format).

    \b
    Examples:
      argmine network runs/articles --one-mode --normalisation average -o agreement.visone.graphml
      argmine network runs/articles --rows organisation --only "outlet=Valley Herald" -o matrix.csv
      argmine network runs/articles --columns agreement --aggregation ignore
      argmine network runs/articles --one-mode --aggregation subtract --measures --bootstrap 200
      argmine network runs/articles --window months --size 3 -o months.edges.csv
    """
    from argmine import formats
    from argmine.cli._console import plural
    from argmine.graph.networks import Statements
    from argmine.run import open_run

    settings: NetworkSettings = settings_of(**options)
    _refuse_without_effect(settings, measures=measures, bootstrap=bootstrap)
    opened = open_run(run)
    statements = Statements.of_run(opened)
    if wire_once:
        statements = statements.copies_as_one(opened)
    made = _made(statements, settings)
    series = settings.window != "no"
    if out is not None:
        if series:
            formats.write_series(made, out, name)
        else:
            formats.write(made[0], out, name)
        click.echo(f"{out}: {plural(len(made), 'network')}", err=True)
    if events is not None:
        _write_events(statements, settings, events)
    asked = {"wire_once": wire_once, "bootstrap": bootstrap, "seed": seed}
    if series:
        _show_series(made, asked, measures=measures, limit=limit, as_json=as_json)
    else:
        _show_network(statements, made, asked, measures=measures, limit=limit or _SHOWN, as_json=as_json)


def _refuse_without_effect(settings: NetworkSettings, *, measures: bool, bootstrap: int | None) -> None:
    if settings.window == "no" and settings.size != 1:
        raise click.UsageError("--size is for windows: name their unit with --window.")
    if bootstrap is not None and not measures:
        raise click.UsageError("--bootstrap gives the intervals of --measures: add it.")
    if bootstrap is not None and settings.window != "no":
        raise click.UsageError("--bootstrap is for one network, and --window makes a series: leave one out.")


def _made(statements: Statements, settings: NetworkSettings) -> list[Network]:
    from argmine.graph.networks import networks

    made = list(networks(statements, settings))
    if not made:
        raise click.UsageError(
            f"there is no window of {settings.size} {settings.window}: the statements that count span less, or none of "
            "them has a date"
        )
    return made


def _write_events(statements: Statements, settings: NetworkSettings, path: Path) -> None:
    from argmine.formats.files import whole_file
    from argmine.formats.networks.event_list import write_events
    from argmine.graph.networks import event_list

    with whole_file(path) as partial:
        written = write_events(event_list(statements, settings), partial)
    click.echo(f"{path}: {written:,} statements", err=True)


def _show_network(
    statements: Statements,
    made: list[Network],
    asked: Mapping[str, Any],
    *,
    measures: bool,
    limit: int,
    as_json: bool,
) -> None:
    from argmine.graph.measures import measure

    found = None
    if measures and made[0].statements:
        found = measure(statements, made[0], repeats=asked["bootstrap"], seed=asked["seed"])
    if as_json:
        from argmine.cli._network_json import measures_json, networks_json

        _echo_json(networks_json(made, asked), {"measures": measures_json(found)} if found else {})
        return
    from argmine.cli._console import make_console
    from argmine.cli._network_tables import print_measures, print_network

    console = make_console()
    print_network(console, made[0], limit=limit)
    if found:
        print_measures(console, made[0], found, limit=limit)


def _show_series(
    made: list[Network], asked: Mapping[str, Any], *, measures: bool, limit: int | None, as_json: bool
) -> None:
    from argmine.graph.measures import measure_series

    densities, phases = measure_series(made) if measures else ((), None)
    if as_json:
        from argmine.cli._network_json import networks_json, phases_json

        _echo_json(networks_json(made, asked), {"phases": phases_json(phases)} if measures else {})
        return
    from argmine.cli._console import make_console
    from argmine.cli._network_tables import print_series

    print_series(make_console(), made, densities, phases, limit=limit)


def _echo_json(*parts: dict[str, Any]) -> None:
    whole: dict[str, Any] = {}
    for part in parts:
        whole |= part
    click.echo(json.dumps(whole, ensure_ascii=False, indent=2))
