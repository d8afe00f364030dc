"""``argmine speakers``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from argmine.run import Run, RunSpeaker

_SUFFIXES = (".yaml", ".yml", ".csv")


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--merged", is_flag=True, help="Only those of whom several names were taken to be one speaker's.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Only the N speakers with the most claims.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write a people file (.yaml or .csv) to correct; one that is there already is added to.",
)
def speakers(run: Path, merged: bool, limit: int | None, as_json: bool, out: Path | None) -> None:
    """List who speaks in the run folder RUN, and which names were taken to be one speaker's, and why.

    To correct it, write the speakers to a people file, edit that, and run again with it:

    \b
      argmine speakers runs/articles -o people.yaml
      argmine run articles/ -o runs/articles --restart --people people.yaml

    \b
    Two names are one speaker: make one an alias of the other, delete its own entry.
    One name is two people's:  take the alias away from the first, give the second
                               an entry (and the alias); dates can tell them apart.
    Somebody's organisation, role or stance is wrong: write the right one.

    An entry applies to documents dated from valid_from to the day before valid_until; one with dates never
    applies to a document without a date. Entries that stand in FILE stay exactly as they are when it is written
    again; speakers that it does not know are added at its end. What was found of a new speaker stands there as a
    comment (YAML) or in a column that is not read (CSV) until you make it yours.

    \b
    Examples:
      argmine speakers runs/articles --merged
      argmine speakers runs/articles --limit 50 -o people.csv
    """
    from argmine.run import open_run

    if out is not None and out.suffix.lower() not in _SUFFIXES:
        raise click.BadParameter(f"{out} is neither .yaml nor .csv", param_hint="-o")
    opened = open_run(run)
    listed = _select(opened, merged=merged, limit=limit)
    if out is not None:
        _write_people(out, opened, listed)
    if as_json:
        found = [asdict(speaker) for speaker in listed]
        click.echo(json.dumps({"run": str(opened.path), "speakers": found}, ensure_ascii=False, indent=2))
    elif out is None:
        _print(opened, listed)


def _select(run: Run, *, merged: bool, limit: int | None) -> list[RunSpeaker]:
    """Return the speakers with the most claims first."""
    found = [speaker for speaker in run.speakers() if speaker.merged or not merged]
    return sorted(found, key=lambda s: (-s.claims, -s.documents, s.name, s.id))[:limit]


def _write_people(out: Path, run: Run, listed: list[RunSpeaker]) -> None:
    from argmine._people_entries import FOUND
    from argmine.formats.files import whole_file
    from argmine.run.people_file import extend_people_file

    as_csv = out.suffix.lower() == ".csv"
    if out.exists():
        text = out.read_bytes().decode("utf-8")
    elif run.people is not None:
        text = run.people.to_csv(empty=FOUND) if as_csv else run.people.to_yaml()
    else:
        text = ""
    text, added = extend_people_file(text, listed, as_csv=as_csv, file=str(out))
    with whole_file(out) as partial:
        partial.write_bytes(text.encode("utf-8"))
    entries = "entry" if added == 1 else "entries"
    click.echo(f"{out}: {added:,} {entries} added; `argmine run --people {out}` applies the file", err=True)


def _print(run: Run, listed: list[RunSpeaker]) -> None:
    from rich import box
    from rich.table import Table

    from argmine.cli._console import affiliation, make_console, stance_badge

    total = run.counts["speakers"]
    shown = f"{len(listed):,} of {total:,}" if len(listed) < total else f"{total:,}"
    table = Table(
        title=f"Speakers ({shown})", title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, expand=True
    )
    table.add_column("speaker", ratio=4)
    table.add_column("role, organisation", ratio=5)
    table.add_column("stance")
    table.add_column("claims", justify="right")
    table.add_column("documents", justify="right")
    with_merged = any(speaker.merged for speaker in listed)
    if with_merged:
        table.add_column("merged, and why", ratio=6)
    for speaker in listed:
        who = " ".join(affiliation(speaker.name, speaker.role, speaker.organisation).split())
        badge = stance_badge(speaker.stance, run.codebook.colors)
        names = "\n".join(f"{name.name} ({name.claims:,}): {name.why}" for name in speaker.merged)
        further = [f"{speaker.claims:,}", f"{speaker.documents:,}", *([names] if with_merged else [])]
        table.add_row(speaker.name, who, badge, *further)
    make_console().print(table)
