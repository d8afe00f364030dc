"""``argmine codebook``."""

from __future__ import annotations

import click


@click.command()
def codebook() -> None:
    """Print the default codebook.

    A codebook names the stances of a study, with their colours and typical roles, and may list the
    positions that the study looks at. Copy this one and change it.

    \b
    Examples:
      argmine codebook > my-codebook.yaml
      argmine run articles/ -o runs/mine --codebook my-codebook.yaml
    """
    from argmine.codebook import Codebook

    click.echo(Codebook.default().source, nl=False)
