"""``argmine train relations``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("comments", metavar="CDCP...", nargs=-1, required=True, type=_FILE)
@click.option(
    "--speeches", metavar="FILE", type=_FILE, multiple=True, required=True, help="Speeches: support and attack."
)
@click.option("-o", "--out", metavar="FOLDER", required=True, type=_FILE, help="Where to write the model.")
def relations(comments: Sequence[Path], speeches: Sequence[Path], out: Path) -> None:
    """Train the model that links the claims of a text: as reason or evidence, as support or attack.

    CDCP and the speeches are texts whose propositions are linked: id, text, spans (id, start, end, label) and relations
    (src, dst, label). It takes some minutes.

    \b
    Example:
      argmine train relations cdcp.jsonl --speeches unsc.jsonl -o models
    """
    from argmine.learn.relation_items import read_linked

    linked = [text for path in comments for text in read_linked(path, "comments")[0]]
    spoken = [text for path in speeches for text in read_linked(path, "speeches")[0]]
    # Imported here, so that a wrong path is told at once.
    from argmine.learn.relations import train_relations
    from argmine.pipeline.relating.weights import MODEL

    network = train_relations({"comments": linked, "speeches": spoken}, report=click.echo)
    out.mkdir(parents=True, exist_ok=True)
    network.save(out, MODEL)
    for scheme, about in network.about.items():
        click.echo(f"{out / MODEL}.npz and .json, {scheme}: {len(about['features'])} features")
        click.echo(f"  threshold {about['threshold']}, links {about['cross_validation']['links']}")
