"""``argmine import``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmine.cli._options import codebook_option

if TYPE_CHECKING:
    from argmine.run import Imported

_FAILURES_SHOWN = 5


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, metavar="RUN", type=click.Path(path_type=Path), help="The new run folder.")
@click.option(
    "--corrects",
    metavar="RUN",
    type=click.Path(path_type=Path),
    help="The run that was exported and corrected: what the file does not hold is taken from there.",
)
@click.option("--format", "-f", "name", metavar="NAME", help="The format; without it FILE's suffix tells.")
@codebook_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def import_(
    context: click.Context,
    file: Path,
    out: Path,
    corrects: Path | None,
    name: str | None,
    codebook: Path | None,
    as_json: bool,
) -> None:
    """Make a run folder of what people coded in FILE, or of a run with their corrections.

    FILE is what DNA, Label Studio, doccano, brat, INCEpTION or a program for REFI-QDA projects saved, or JSON Lines of
    argmine's own (a file or a folder; `argmine formats` says what is read). What doccano saved needs --format doccano.
    Offsets are checked against the text. Everything that takes a run takes the new one: `argmine show`,
    `argmine network`, `argmine export --format gold` for `argmine train` and `argmine evaluate`.

    \b
    Examples:
      argmine import coded.dna -o runs/coded
      argmine export runs/articles --for "Label Studio" -o tasks
      argmine import project.labelstudio.json --corrects runs/articles -o runs/corrected
    """
    import argmine
    from argmine.formats import annotation_format

    imported = argmine.import_run(
        argmine.read_annotations(file, name),
        out,
        corrects=argmine.open_run(corrects) if corrects else None,
        holds=annotation_format(file, name).holds,
        codebook=argmine.Codebook.load(codebook) if codebook else None,
        source=str(file),
    )
    if as_json:
        click.echo(json.dumps(_as_json(imported), ensure_ascii=False, indent=2))
    else:
        _print(imported)
    if imported.failures:
        context.exit(1)


def _as_json(imported: Imported) -> dict[str, object]:
    return {
        "run": str(imported.run.path),
        "counts": imported.run.counts,
        "corrections": imported.corrections and imported.corrections.to_json(),
        "untouched": imported.untouched,
        "unknown": list(imported.unknown),
        "new_stances": dict(imported.stances),
        "failures": [failure.reason for failure in imported.failures],
    }


def _print(imported: Imported) -> None:
    from argmine.cli._console import plural

    counts, corrections = imported.run.counts, imported.corrections
    size = f"{plural(counts['documents'], 'document')}, {plural(counts['claims'], 'claim')}"
    click.echo(f"{imported.run.path}: {size}")
    if corrections is not None:
        click.echo(
            f"{plural(corrections.same, 'claim')} as they were, {corrections.corrected:,} corrected, "
            f"{corrections.removed:,} removed, {corrections.added:,} added"
        )
        for field, count in corrections.fields.most_common():
            click.echo(f"  {field}: {count:,}")
        if imported.untouched:
            click.echo(f"{plural(imported.untouched, 'document')} not in the file: taken as they were")
        if imported.unknown:
            click.echo(f"{plural(len(imported.unknown), 'document')} not in the run: added")
    for stance, count in imported.stances.items():
        click.echo(f"The codebook has no stance {stance!r}, which {plural(count, 'claim')} had: added.", err=True)
    for failure in imported.failures[:_FAILURES_SHOWN]:
        click.echo(f"{failure.path}: {failure.reason}", err=True)
    if len(imported.failures) > _FAILURES_SHOWN:
        click.echo(
            f"and {len(imported.failures) - _FAILURES_SHOWN} more; `argmine show --failures` lists them", err=True
        )
