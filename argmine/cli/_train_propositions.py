"""``argmine train propositions``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from argmine.cli._save_model import save_model

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("data", metavar="CDCP...", nargs=-1, required=True, type=_FILE)
@click.option(
    "--also",
    metavar="FILE",
    type=_FILE,
    multiple=True,
    help="Annotated articles to learn from as well; of their claims those that have a type.",
)
@click.option("-o", "--out", metavar="FOLDER", required=True, type=_FILE, help="Where to write the model.")
def propositions(data: Sequence[Path], also: Sequence[Path], out: Path) -> None:
    """Train the model that tells policies, values, facts and testimony apart.

    CDCP is comments whose propositions are typed: id, text, spans (start, end, label).

    \b
    Example:
      argmine train propositions cdcp.jsonl --also corpora/policy-debates/gold/claims.jsonl -o models
    """
    from argmine.learn.gold import read_gold
    from argmine.learn.propositions import read_comments, train_propositions

    model = train_propositions(
        [comment for path in data for comment in read_comments(path)],
        also=[article for path in also for article in read_gold(path)],
    )
    save_model(model, out, "propositions")
