"""``argmine train own-voice``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import click

_FILE = click.Path(path_type=Path)


@click.command("own-voice")
@click.argument("comments", metavar="CDCP...", nargs=-1, required=True, type=_FILE)
@click.option(
    "--speeches", metavar="FILE", type=_FILE, multiple=True, required=True, help="Speeches: claims and premises."
)
@click.option(
    "--articles",
    metavar="FILE",
    type=_FILE,
    multiple=True,
    required=True,
    help="News articles (id, text, outlet, title, url), to tell reports and opinion pieces from both.",
)
@click.option("-o", "--out", metavar="FOLDER", required=True, type=_FILE, help="Where to write the models.")
def own_voice(comments: Sequence[Path], speeches: Sequence[Path], articles: Sequence[Path], out: Path) -> None:
    """Train the models of texts that argue in their own voice.

    CDCP and the speeches are texts whose propositions are marked: id, text, spans (start, end, label). The models, five
    of them, tell such texts from news, cut them into propositions, and say which are argued, of what type and as what.

    \b
    Example:
      argmine train own-voice cdcp.jsonl --speeches unsc.jsonl --articles articles.jsonl -o models
    """
    from argmine.learn.argued import read_argued

    marked, spoken = ([text for path in paths for text in read_argued(path)] for paths in (comments, speeches))
    printed = [text.document for path in articles for text in read_argued(path)]
    # Imported here, so that a wrong path is told at once.
    from argmine.learn.own_voice import train_own_voice
    from argmine.pipeline.own_voice.reading import PREFIX

    models = train_own_voice(marked, spoken, printed)
    out.mkdir(parents=True, exist_ok=True)
    for field in fields(models):
        model = getattr(models, field.name)
        model.save(out, PREFIX + field.name)
        click.echo(f"{out / (PREFIX + field.name)}.npz and .json: {len(model.features)} features")
    for key, value in models.genre.about.items():
        click.echo(f"  {key}: {value}")
