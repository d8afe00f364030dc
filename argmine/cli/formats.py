"""``argmine formats``."""

from __future__ import annotations

import click


@click.command()
def formats() -> None:
    """List the formats that `argmine export` writes, and the programs that open them."""
    from rich import box
    from rich.table import Table

    from argmine.cli._console import make_console
    from argmine.formats import FORMATS

    table = Table(box=box.SIMPLE_HEAD, expand=True)
    for name, ratio in (("format", None), ("suffixes", None), ("opened by", 2), ("what it holds", 3)):
        table.add_column(name, ratio=ratio)
    for entry in FORMATS.values():
        suffixes = "a folder" if entry.folder else " ".join(entry.suffixes)
        table.add_row(entry.name, suffixes, ", ".join(entry.for_programs), entry.description)
    make_console().print(table)
