"""``argmine formats``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.table import Table

    from argmine.formats import Format

_TITLES = {
    "graph": "The argument graph (argmine export)",
    "annotations": "Documents with their claims (argmine export, argmine import)",
    "network": "Discourse networks (argmine network)",
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def formats(as_json: bool) -> None:
    """List the formats that `argmine export` writes, and the programs that open them.

    Those that are read back serve `argmine import` (documents) or `argmine.read_graph` and `argmine export` (graphs).
    """
    from argmine.formats import FORMATS

    if as_json:
        click.echo(json.dumps([_row(entry) for entry in FORMATS.values()], ensure_ascii=False, indent=2))
        return
    from argmine.cli._console import make_console

    console = make_console()
    for kind, title in _TITLES.items():
        console.print(_table(title, [entry for entry in FORMATS.values() if entry.kind == kind]))


def _table(title: str, entries: Sequence[Format]) -> Table:
    from argmine.cli._console import wide_table

    table = wide_table(title)
    for name, ratio in (("format", None), ("suffix", None), ("read", None), ("opened by", 2), ("what it holds", 3)):
        table.add_column(name, ratio=ratio)
    for entry in entries:
        suffix = "a folder" if entry.folder else entry.suffixes[0]
        read = "yes" if entry.read else ""
        table.add_row(entry.name, suffix, read, ", ".join(entry.for_programs), entry.description)
    return table


def _row(entry: Format) -> dict[str, Any]:
    return {
        "format": entry.name,
        "holds": entry.kind,
        "suffixes": list(entry.suffixes),
        "folder": entry.folder,
        "read": entry.read is not None,
        "opened_by": list(entry.for_programs),
        "description": entry.description,
    }
