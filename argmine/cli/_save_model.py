"""How a trained model is written, and what is told of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from argmine.models import LinearModel


def save_model(model: LinearModel, out: Path, name: str) -> None:
    """Write the model `name` into the folder `out`, and print what it was trained on."""
    out.mkdir(parents=True, exist_ok=True)
    model.save(out, name)
    click.echo(f"{out / name}.npz and .json: {len(model.features)} features")
    for key, value in model.about.items():
        click.echo(f"  {key}: {value}")
