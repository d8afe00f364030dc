"""``argmine analyze``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from pathlib import Path
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
    from argmine.codebook import Codebook
    from argmine.pipeline import AttributionModel
    from argmine.schema import Analysis, Document, Failure


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a document, a line each.")
@codebook_option
@people_option
@models_option
@model_option
@attribution_option
@column_option
@any_language_option
@click.pass_context
def analyze(
    context: click.Context,
    files: Sequence[str],
    as_json: bool,
    codebook: Path | None,
    people: Path | None,
    models: Path | None,
    model: str,
    attribution: AttributionModel,
    columns: Mapping[str, str],
    any_language: bool,
) -> None:
    """Print the claims of single texts: who makes them, their stances, the positions they argue over.

    FILE is any file that `argmine run` reads, or - for a text on standard input. Positions are found in each
    document on its own; use `argmine run` to find those of a corpus.

    \b
    Examples:
      argmine analyze article.txt
      argmine analyze --json news.jsonl > claims.jsonl
      pbpaste | argmine analyze -
    """
    from argmine.run import Settings, analyze_each

    failed: list[Failure] = []

    def fail(failure: Failure) -> None:
        failed.append(failure)
        click.echo(f"{failure.path}: {failure.reason}", err=True)

    settings = Settings(codebook=codebook, people=people)
    coding = settings.read_codebook()
    known = settings.read_people(coding)
    documents = _read(files, columns, fail)
    # Imported here, so that a wrong path is told at once.
    from argmine import pipeline

    nlp = pipeline.load(model, codebook=coding, people=known, attribution=attribution, models=models)
    write = _write_json if as_json else _make_printer(coding)
    analyses = analyze_each(documents, nlp=nlp, codebook=coding, any_language=any_language, on_failure=fail)
    for analysis in analyses:
        write(analysis)
    context.exit(1 if failed else 0)


def _read(
    files: Sequence[str], columns: Mapping[str, str], on_failure: Callable[[Failure], None]
) -> Iterator[Document]:
    """Return the documents of `files` in the order given; what does not exist is refused at once."""
    from argmine.corpus import read_bytes, read_corpus

    parts = []
    for is_input, group in groupby(files, key=lambda name: name == "-"):
        if is_input:
            data = sys.stdin.buffer.read()
            parts.append(read_bytes(data, columns=columns, on_failure=on_failure))
        else:
            parts.append(read_corpus(list(group), columns=columns, on_failure=on_failure))
    return chain.from_iterable(parts)


def _write_json(analysis: Analysis) -> None:
    click.echo(json.dumps(analysis.to_json(), ensure_ascii=False))


def _make_printer(codebook: Codebook) -> Callable[[Analysis], None]:
    from argmine.cli._console import make_console
    from argmine.cli._document import print_analysis

    console = make_console()
    return lambda analysis: print_analysis(console, analysis, codebook.colors)
