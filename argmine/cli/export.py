"""``argmine export``."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from argmine.formats import Format


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--format", "-f", "name", metavar="NAME", help="The format; without it FILE's suffix tells.")
@click.option("--for", "program", metavar="PROGRAM", help="The program that shall open FILE: Gephi, visone, DNA ...")
@click.option("--nodes", metavar="N", type=click.IntRange(min=2), help="How many nodes a picture has at most.")
@click.option("-o", "--out", required=True, metavar="FILE", type=click.Path(path_type=Path), help="Where to write it.")
def export(run: Path, name: str | None, program: str | None, nodes: int | None, out: Path) -> None:
    """Write what the run folder RUN holds for another program.

    `argmine formats` lists the formats and the programs that open them. RUN may also be a file of an argument graph
    that argmine reads (GEXF, GraphML, AIF ...), to convert it.

    \b
    Examples:
      argmine export runs/articles -o articles.gexf
      argmine export runs/articles --for visone -o articles.graphml
      argmine export runs/articles -o map.svg --nodes 50
      argmine export runs/articles --format csv -o tables
    """
    from argmine import formats

    if name is not None and program is not None:
        raise click.UsageError("--format and --for both name the format: leave one out.")
    if program is not None:
        chosen = _format_for(program)
    else:
        chosen = _format_named(name) if name is not None else formats.format_by_suffix(out)
    thing = _thing(run, chosen)
    left_out = formats.write(thing, out, chosen.name, nodes=nodes)
    click.echo(f"{out}: {_measure(thing) if left_out is None else left_out or 'nothing is left out'}", err=True)


def _format_for(program: str) -> Format:
    from argmine.formats import FormatError, format_for_program

    try:
        return format_for_program(program)
    except FormatError as error:
        raise click.BadParameter(str(error), param_hint="--for") from error


def _format_named(name: str) -> Format:
    from argmine.formats import FORMATS

    if name not in FORMATS:
        close = get_close_matches(name.lower(), FORMATS, n=1, cutoff=0.5)
        hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(FORMATS)}."
        raise click.BadParameter(f"{name!r} is no format; {hint}", param_hint="--format")
    return FORMATS[name]


def _thing(path: Path, chosen: Format) -> Any:
    """Return what the format holds: the run itself, its graph, or its network of speakers and positions."""
    import argmine
    from argmine.formats import AnnotationFormat, NetworkFormat

    if path.is_file():
        graph = argmine.read_graph(path)
        if isinstance(chosen, AnnotationFormat):
            raise click.UsageError(f"{chosen.name} holds the text of documents, which {path} does not: name a run.")
    else:
        run = argmine.open_run(path)
        if isinstance(chosen, AnnotationFormat):
            return run
        graph = argmine.graph(run)
    if isinstance(chosen, NetworkFormat):
        from argmine.graph.networks import NetworkSettings, Statements, network

        click.echo("The network of speakers and positions; `argmine network` makes others.", err=True)
        return network(Statements.of_graph(graph), NetworkSettings())
    return graph


def _measure(thing: Any) -> str:
    """Say how large it is."""
    if hasattr(thing, "counts"):
        return f"{thing.counts['documents']:,} documents, {thing.counts['claims']:,} claims"
    if hasattr(thing, "matrix"):
        return f"{len(thing.rows):,} rows, {len(thing.columns):,} columns, {thing.matrix.nnz:,} ties"
    return f"{thing.number_of_nodes():,} nodes, {thing.number_of_edges():,} edges"
