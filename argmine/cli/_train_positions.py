"""``argmine train pairs``, ``matching`` and ``polarity``: what puts claims on positions and tells their sides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain
from pathlib import Path

import click

from argmine.cli._save_model import save_model

_FILE = click.Path(path_type=Path)
_data = click.argument("data", metavar="DATA...", nargs=-1, required=True, type=_FILE)
_held_out = click.option(
    "--held-out", metavar="FILE", type=_FILE, help="Annotated articles to score the finished model on."
)
_out = click.option("-o", "--out", metavar="FOLDER", required=True, type=_FILE, help="Where to write the model.")


@click.command()
@click.option(
    "--arguments",
    metavar="FILE",
    multiple=True,
    type=_FILE,
    help="Arguments for and against motions (IBM-ArgQ-Rank-30k): topic, text, stance, stance_conf.",
)
@click.option(
    "--claim-stance",
    metavar="FILE",
    multiple=True,
    type=_FILE,
    help="Claims for and against topics (IBM Claim Stance): topic, text, label.",
)
@click.option(
    "--key-points",
    metavar="FILE",
    multiple=True,
    type=_FILE,
    help="Arguments and key points (ArgKP-2021): text, key_point, label.",
)
@click.option(
    "--articles", metavar="FILE", multiple=True, type=_FILE, help="Annotated articles: claims on gold positions."
)
@_out
def pairs(
    arguments: Sequence[Path],
    claim_stance: Sequence[Path],
    key_points: Sequence[Path],
    articles: Sequence[Path],
    out: Path,
) -> None:
    """Train the network that reads a position and a claim together (needs `pip install 'argmine[train]'`).

    Takes less than an hour on one core.

    \b
    Example:
      argmine train pairs --arguments argq.jsonl --claim-stance ibm.jsonl --key-points argkp.jsonl \\
        --articles train.jsonl -o models
    """
    if not arguments and not claim_stance:
        raise click.UsageError("there is nothing to learn from: name files with --arguments or --claim-stance.")
    from argmine.learn._pair_examples import PairData
    from argmine.learn.gold import read_rows
    from argmine.learn.pairs import train_pairs

    read = partial(map, read_rows)
    data = PairData(
        arguments=list(chain.from_iterable(read(arguments))),
        key_points=list(chain.from_iterable(read(key_points))),
        claim_stance=list(chain.from_iterable(read(claim_stance))),
        articles=list(chain.from_iterable(read(articles))),
    )
    train_pairs(data, folder=out, report=click.echo)
    click.echo(f"{out / 'pairs'}.onnx, .json and .tokenizer.json")


@click.command()
@_data
@_held_out
@_out
def matching(data: Sequence[Path], held_out: Path | None, out: Path) -> None:
    """Train the model that puts claims on the positions of a codebook.

    DATA should be articles that the pair network has not learnt from, as what it says is weighed by them.

    \b
    Example:
      argmine train matching dev.jsonl corpora/policy-debates/gold/claims.jsonl -o models
    """
    from argmine.learn.gold import read_rows
    from argmine.learn.matching import train_matching

    rows = [row for path in data for row in read_rows(path)]
    save_model(train_matching(rows, held_out=read_rows(held_out) if held_out is not None else ()), out, "matching")


@click.command()
@_data
@click.option(
    "--unread",
    metavar="FILE",
    multiple=True,
    type=_FILE,
    help="Annotated articles that the pair network has not learnt from; what it says is weighed by these.",
)
@_held_out
@_out
def polarity(data: Sequence[Path], unread: Sequence[Path], held_out: Path | None, out: Path) -> None:
    """Train the model that tells whether a claim supports or attacks its position.

    \b
    Example:
      argmine train polarity train.jsonl --unread dev.jsonl --unread corpora/policy-debates/gold/claims.jsonl -o models
    """
    from argmine.learn.gold import read_rows
    from argmine.learn.polarity import train

    rows, others = ([row for path in paths for row in read_rows(path)] for paths in (data, unread))
    trained = train(rows, unread=others, held_out=read_rows(held_out) if held_out is not None else ())
    save_model(trained.model, out, "polarity")
