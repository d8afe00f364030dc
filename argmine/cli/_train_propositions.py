"""``argmine train propositions``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("data", metavar="CDCP...", nargs=-1, required=True, type=_FILE)
@click.option("-o", "--out", metavar="FOLDER", required=True, type=_FILE, help="Where to write the model.")
def propositions(data: Sequence[Path], out: Path) -> None:
    """Train the model that tells policies, values, facts and testimony apart.

    CDCP is comments whose propositions are typed: id, text, spans (start, end, label).

    \b
    Example:
      argmine train propositions cdcp.jsonl -o models
    """
    from argmine.learn.propositions import read_comments, train_propositions

    model = train_propositions([comment for path in data for comment in read_comments(path)])
    out.mkdir(parents=True, exist_ok=True)
    model.save(out, "propositions")
    click.echo(f"{out / 'propositions'}.npz and .json: {len(model.features)} features")
    for key, value in model.about.items():
        click.echo(f"  {key}: {value}")
