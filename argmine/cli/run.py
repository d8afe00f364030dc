"""``argmine run``."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from argmine.cli._options import (
    any_language_option,
    attribution_option,
    codebook_option,
    column_option,
    model_option,
    models_option,
    people_option,
)

if TYPE_CHECKING:
    from argmine.cli._progress import TerminalProgress
    from argmine.pipeline import AttributionModel
    from argmine.run import Run

_INTERRUPTED = 130
_FAILURES_SHOWN = 10


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@click.option(
    "-o",
    "--out",
    "out",
    required=True,
    metavar="RUN",
    type=click.Path(path_type=Path),
    help="The run folder.",
)
@codebook_option
@people_option
@models_option
@model_option
@attribution_option
@column_option
@any_language_option
@click.option("--restart", is_flag=True, help="Clear the run folder and analyse everything anew.")
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_context
def run(
    context: click.Context,
    paths: Sequence[str],
    out: Path,
    codebook: Path | None,
    people: Path | None,
    models: Path | None,
    model: str,
    attribution: AttributionModel,
    columns: Mapping[str, str],
    any_language: bool,
    restart: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Analyse the documents in PATHS into a run folder.

    PATHS are files, folders and globs of .txt, .md, .jsonl, .json and .csv files. The folder gets a table
    each of documents, claims, attributions, speakers, positions, links and failures (Parquet), and a
    manifest. The same command on a run that was stopped goes on where it stopped; with more files in PATHS,
    only these are analysed.

    \b
    Examples:
      argmine run articles/ -o runs/articles
      argmine run news.csv -o runs/news --column text=body --column outlet=paper
      argmine run "letters/2026-*/*.txt" -o runs/letters --codebook my-codebook.yaml
      argmine run articles/ -o runs/corrected --people people.yaml
    """
    from argmine.run import RunStoppedError, Settings, run_corpus

    settings = Settings(
        model=model,
        attribution=attribution,
        codebook=codebook,
        people=people,
        models=models,
        columns=columns,
        any_language=any_language,
    )
    progress = None if quiet else _make_progress()
    try:
        with _first_interrupt() as should_stop:
            finished = run_corpus(
                paths, out, settings=settings, progress=progress, restart=restart, should_stop=should_stop
            )
    except (RunStoppedError, KeyboardInterrupt) as stopped:
        what = str(stopped) or f"{out}: stopped at once"
        click.echo(f"{what}; the same command goes on from there.", err=True)
        context.exit(_INTERRUPTED)
    finally:
        if progress is not None:
            progress.done()
    if as_json:
        click.echo(json.dumps(_summary(finished), ensure_ascii=False, indent=2))
    elif not quiet:
        _print_summary(finished)
    context.exit(1 if finished.counts["failures"] else 0)


def _make_progress() -> TerminalProgress | None:
    """Return a bar on stderr, or None if that is no terminal."""
    if not sys.stderr.isatty():
        return None
    from argmine.cli._progress import TerminalProgress

    return TerminalProgress()


@contextmanager
def _first_interrupt() -> Iterator[Callable[[], bool]]:
    """Make the first Ctrl-C a wish that can be asked for; the second one stops at once, as ever."""
    wished: list[bool] = []

    def wish(_signal: int, _frame: FrameType | None) -> None:
        wished.append(True)
        signal.signal(signal.SIGINT, before)
        click.echo("\nStopping after the documents in hand; Ctrl-C again stops at once.", err=True)

    before = signal.signal(signal.SIGINT, wish)
    try:
        yield lambda: bool(wished)
    finally:
        signal.signal(signal.SIGINT, before)


def _summary(run: Run) -> dict[str, object]:
    failures = [
        {"path": failure.path, "document": failure.document, "stage": failure.stage, "reason": failure.reason}
        for failure in run.failures()
    ]
    seconds = run.manifest["times"]["seconds"]
    skipped = run.manifest["skipped"]
    return {"run": str(run.path), "seconds": seconds, **run.counts, "failed": failures, "skipped": skipped}


def _print_summary(run: Run) -> None:
    from argmine.cli._console import make_console, plural
    from argmine.cli._overview import counts_line, print_failures, print_stances

    console = make_console()
    console.print(f"{counts_line(run.counts)} · {run.manifest['times']['seconds']:,.1f} seconds\n")
    print_stances(console, run.counts, run.codebook.colors)
    print_failures(console, run, limit=_FAILURES_SHOWN)
    skipped = run.manifest["skipped"]
    if skipped:
        suffixes = ", ".join(sorted({Path(name).suffix or "no suffix" for name in skipped}))
        console.print(f"{plural(len(skipped), 'file')} of types that argmine does not read: {suffixes}")
    # Not wrapped, so that the command can be copied.
    console.print(f"The results are in {run.path}; `argmine show {run.path}` shows them.", soft_wrap=True)
