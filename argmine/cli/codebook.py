"""``argmine codebook``: prints the default one; the group of what else is done with codebooks."""

from __future__ import annotations

import click

from argmine.cli._codebook_suggest import suggest
from argmine.cli._default_group import DefaultGroup


@click.command("codebook")
def _print_default() -> None:
    """Print the default codebook.

    A codebook names the stances of a study, and may list the positions that the study looks at. To begin one of
    your own, copy the default, rename its stances, and say of each who speaks for it:

    \b
      - name: unions
        description: Trade unions, works councils and the workers whom they speak for.
        color: "#2a7d4f"
        actors: [DGB, IG Metall]            # names; a named actor all but decides
        roles: [union, works council]       # words for those who speak for it
        examples:                           # what they would say
          - Not one job may be lost and no plant may close.

    A few of each are enough: argmine makes a classifier of them, which knows other unions, companies and parties by
    itself. What speaks for no stance is left to `other`. The more you annotate, the better: `argmine train stance`
    learns from your articles and your codebook.

    \b
    Examples:
      argmine codebook > mine.yaml
      argmine run articles/ -o runs/mine --codebook mine.yaml
      argmine train stance annotated.jsonl --codebook mine.yaml -o my-models
      argmine run articles/ -o runs/trained --codebook mine.yaml --models my-models
      argmine codebook suggest runs/mine > positions.yaml
    """
    from argmine.codebook import Codebook

    click.echo(Codebook.default().source, nl=False)


@click.group(cls=DefaultGroup, default=_print_default)
def codebook() -> None:
    """Print the default codebook; suggest positions for one's own."""


codebook.add_command(suggest)
