"""``argmine show``."""

from __future__ import annotations

import json
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from argmine.run import Run

_OVERVIEW_LIMIT = 8
_AMBIGUOUS_SHOWN = 5


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--document", metavar="ID", help="One document's claims; the beginning of its id is enough.")
@click.option("--documents", is_flag=True, help="The documents and their ids.")
@click.option("--speakers", is_flag=True, help="Who makes how many claims.")
@click.option("--positions", is_flag=True, help="What is argued over, and who supports and attacks it.")
@click.option("--echoes", is_flag=True, help="What is said again: across documents, within one, in wire copies.")
@click.option("--failures", is_flag=True, help="What could not be read or analysed, and why.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Show at most N rows of a table.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(run: Path, document: str | None, limit: int | None, as_json: bool, **sections: bool) -> None:
    """Show what the run folder RUN holds: an overview, or the parts you name.

    \b
    Examples:
      argmine show runs/articles
      argmine show runs/articles --positions --limit 20
      argmine show runs/articles --echoes --limit 20
      argmine show runs/articles --documents
      argmine show runs/articles --document 3fa9
    """
    from argmine.run import open_run

    opened = open_run(run)
    wanted = [name for name, flag in sections.items() if flag]
    if document is not None and wanted:
        raise click.UsageError(f"--document shows one document only: leave --{wanted[0]} out.")
    if document is not None:
        _show_document(opened, _find_document(opened, document), as_json=as_json)
    elif as_json:
        click.echo(json.dumps(_as_json(opened, wanted, limit), ensure_ascii=False, indent=2))
    else:
        _show_tables(opened, wanted, limit)


def _show_document(run: Run, document: str, *, as_json: bool) -> None:
    analysis = run.analysis(document)
    if as_json:
        click.echo(json.dumps(analysis.to_json(), ensure_ascii=False))
        return
    from argmine.cli._console import make_console
    from argmine.cli._document import print_analysis

    print_analysis(make_console(), analysis, run.codebook.colors)


def _show_tables(run: Run, wanted: list[str], limit: int | None) -> None:
    from argmine.cli import _echoes, _overview
    from argmine.cli._console import make_console

    console = make_console()
    if not wanted:
        _overview.print_overview(console, run, limit=limit or _OVERVIEW_LIMIT)
        return
    for name in wanted:
        getattr(_echoes if name == "echoes" else _overview, f"print_{name}")(console, run, limit=limit)


def _as_json(run: Run, wanted: list[str], limit: int | None) -> dict[str, Any]:
    from argmine.cli import _echoes, _overview

    rows: dict[str, Any] = {
        "documents": lambda: _overview.document_rows(run, limit),
        "speakers": lambda: _overview.speaker_rows(run, limit),
        "positions": lambda: _overview.position_rows(run, limit),
        "echoes": lambda: _echoes.echo_rows(run, limit),
        "failures": lambda: [asdict(failure) for failure in run.failures()][:limit],
    }
    parts = {name: rows[name]() for name in (wanted or ("speakers", "positions", "failures"))}
    return {"run": str(run.path), "counts": run.counts, **parts}


def _find_document(run: Run, wanted: str) -> str:
    """Return the id that is, or alone begins with, what the user typed."""
    ids = [str(row[0]) for row in run.query("select id from documents").fetchall()]
    matches = [wanted] if wanted in ids else [id_ for id_ in ids if id_.startswith(wanted)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        some = ", ".join(matches[:_AMBIGUOUS_SHOWN])
        raise click.UsageError(f"{len(matches)} documents have ids that begin with {wanted!r}: {some}; type more.")
    close = get_close_matches(wanted, ids, n=3, cutoff=0.4)
    hint = f"did you mean {', '.join(close)}?" if close else f"`argmine show {run.path} --documents` lists them."
    raise click.UsageError(f"{run.path} has no document {wanted!r}; {hint}")
