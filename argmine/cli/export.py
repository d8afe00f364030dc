"""``argmine export``."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--format", "-f", "name", metavar="NAME", help="The format; without it FILE's suffix tells.")
@click.option("-o", "--out", required=True, metavar="FILE", type=click.Path(path_type=Path), help="Where to write it.")
def export(run: Path, name: str | None, out: Path) -> None:
    """Write the argument graph of the run folder RUN for another program.

    `argmine formats` lists the formats and the programs that open them.

    \b
    Examples:
      argmine export runs/articles -o articles.gexf
      argmine export runs/articles --format csv -o tables
    """
    import argmine
    from argmine.formats import FORMATS

    if name is not None and name not in FORMATS:
        close = get_close_matches(name.lower(), FORMATS, n=1, cutoff=0.5)
        hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(FORMATS)}."
        raise click.BadParameter(f"{name!r} is no format; {hint}", param_hint="--format")
    graph = argmine.graph(argmine.open_run(run))
    argmine.write_graph(graph, out, name)
    click.echo(f"{out}: {graph.number_of_nodes():,} nodes, {graph.number_of_edges():,} edges", err=True)
