"""``argmine train``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmine.cli._options import attribution_option, codebook_option
from argmine.cli._save_model import save_model
from argmine.cli._train_own_voice import own_voice
from argmine.cli._train_positions import matching, pairs, polarity
from argmine.cli._train_propositions import propositions
from argmine.cli._train_relations import relations

if TYPE_CHECKING:
    from argmine.learn.gold import GoldArticle
    from argmine.learn.prepared import Prepared
    from argmine.pipeline import AttributionModel

_FILE = click.Path(path_type=Path)
_data = click.argument("data", metavar="DATA...", nargs=-1, required=True, type=_FILE)
_out = click.option(
    "-o",
    "--out",
    metavar="FOLDER",
    required=True,
    type=_FILE,
    help="Where to write NAME.npz and NAME.json; the shipped ones lie in argmine/models.",
)


_also = click.option(
    "--also",
    metavar="FILE",
    type=_FILE,
    multiple=True,
    help="Annotated articles of another kind to learn from as well; the model is tuned to those of DATA.",
)


@click.group()
def train() -> None:
    """Train the models that ship with argmine again; the same data gives the same bytes.

    DATA is annotated articles in the shape of corpora/frontier-models/gold/claims.jsonl, and for attribution
    annotated texts as `argmine evaluate attribution` reads them.

    \b
    Examples:
      argmine train claims train.jsonl --also corpora/policy-debates/gold/claims.jsonl -o models
      argmine train stance train.jsonl --also corpora/policy-debates/gold/claims.jsonl -o models
      argmine train propositions cdcp.jsonl --also corpora/policy-debates/gold/claims.jsonl -o models
      argmine train attribution train.jsonl --held-out dev.jsonl -o models
      argmine train matching dev.jsonl corpora/policy-debates/gold/claims.jsonl -o models
      argmine train polarity train.jsonl --unread dev.jsonl -o models
    """


@train.command()
@_data
@_also
@_out
def claims(data: Sequence[Path], also: Sequence[Path], out: Path) -> None:
    """Train the model that tells claims from background."""
    from argmine.learn.claims import train_claims

    save_model(train_claims(_prepared(data), also=_prepared(also)), out, "claims")


@train.command()
@_data
@_also
@codebook_option
@_out
def stance(data: Sequence[Path], also: Sequence[Path], codebook: Path | None, out: Path) -> None:
    """Train the model that tells whose side a claim speaks for.

    With --codebook on articles that are annotated with stances of your own: what it says of them is learned from as
    well, so that few articles do no harm and some twenty help. `argmine run --codebook FILE --models FOLDER` uses the
    result.

    \b
    Example:
      argmine train stance mine.jsonl --codebook mine.yaml -o my-models
    """
    from argmine.learn.prepared import prepare
    from argmine.learn.stance import check_stances, train_stance
    from argmine.run.settings import Settings

    coding = Settings(codebook=codebook).read_codebook()
    articles, further = _gold(data), _gold(also)
    # Told before the articles are read by the pipeline, which takes a while.
    check_stances([*articles, *further], coding)
    model = train_stance(list(prepare(articles)), also=list(prepare(further)), codebook=coding)
    save_model(model, out, "stance")


@train.command()
@_data
@click.option(
    "--held-out",
    metavar="DATA",
    type=_FILE,
    required=True,
    help="Annotated texts to fit the confidence and its threshold on, and to score the finished model.",
)
@attribution_option
@_out
def attribution(data: Sequence[Path], held_out: Path, attribution: AttributionModel, out: Path) -> None:
    """Train the network that finds who says what (needs `pip install 'argmine[train]'`).

    DATA is annotated texts as `argmine evaluate attribution` reads them. The fast model takes a quarter of an hour
    on one core, the accurate one more than an hour.

    \b
    Example:
      argmine train attribution PolNeAR/data/train --held-out PolNeAR/data/dev -o models
    """
    from argmine.learn.attribution_gold import read_attributed

    texts, held_out_texts = [text for path in data for text in read_attributed(path)], read_attributed(held_out)
    from argmine.learn.attribution import train_model

    weights = train_model(texts, held_out_texts, attribution, folder=out, report=click.echo)
    everything = weights.about["held_out"]["subsets"]["all"]["scores"]
    click.echo(f"{out / f'attribution_{attribution}'}.npz and .json: {weights.about['attributions']} attributions")
    click.echo(
        f"  held out: content exact {everything['content exact']['f1']:.1f}, attrib {everything['attrib']['f1']:.1f}"
    )


def _gold(paths: Sequence[Path]) -> list[GoldArticle]:
    from argmine.learn.gold import read_gold

    return [article for path in paths for article in read_gold(path)]


def _prepared(paths: Sequence[Path]) -> list[Prepared]:
    from argmine.learn.prepared import prepare

    return list(prepare(_gold(paths)))


for _command in (propositions, pairs, matching, polarity, own_voice, relations):
    train.add_command(_command)
