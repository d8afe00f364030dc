"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import click

from argmine.pipeline import DEFAULT_MODEL

Command = TypeVar("Command", bound=Callable[..., Any])

_PARTS = ("text", "title", "date", "outlet", "author", "url", "id", "language")


def _parse_columns(_context: click.Context, _parameter: click.Parameter, values: Sequence[str]) -> Mapping[str, str]:
    columns = {}
    for value in values:
        ours, equals, theirs = value.partition("=")
        if not equals or not theirs:
            raise click.BadParameter(f"{value!r} is no pair; write for example --column text=body")
        if ours not in _PARTS:
            close = get_close_matches(ours, _PARTS, n=1)
            meant = f"; did you mean {close[0]}={theirs}?" if close else ""
            raise click.BadParameter(f"{ours!r} is none of {', '.join(_PARTS)}{meant}")
        columns[ours] = theirs
    return columns


column_option = click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="OURS=THEIRS",
    callback=_parse_columns,
    help="Where a table or JSON has another name for text, title, date, outlet, author, url, id or language; "
    "for example --column text=body.",
)
codebook_option = click.option(
    "--codebook",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Your own stances and positions; `argmine codebook` prints the default ones.",
)
people_option = click.option(
    "--people",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Who is who (.yaml or .csv): names, organisations, roles, stances; `argmine speakers` writes one to edit.",
)
model_option = click.option(
    "--model",
    metavar="NAME",
    default=DEFAULT_MODEL,
    show_default=True,
    help="A spaCy English pipeline, by its name or folder.",
)
models_option = click.option(
    "--models",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Claim and stance models of your own, as `argmine train` writes them; they go before those that ship.",
)
attribution_option = click.option(
    "--attribution",
    type=click.Choice(["fast", "accurate"]),
    default="fast",
    show_default=True,
    help="The model that finds who says what; accurate takes longer.",
)
any_language_option = click.option("--any-language", is_flag=True, help="Analyse also what does not look like English.")
data_argument = click.argument("data", metavar="DATA", type=click.Path(path_type=Path))
figures_option = click.option("--json", "as_json", is_flag=True, help="Print all figures as one JSON object.")


def predictions_option(what: str) -> Callable[[Command], Command]:
    """Return the option of an evaluation to write `what` was found as well."""
    help_ = f"Also write {what}, one JSON object a line."
    return click.option("--predictions", metavar="OUT", type=click.Path(path_type=Path), help=help_)
