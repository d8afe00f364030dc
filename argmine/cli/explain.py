"""``argmine explain``."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("claim")
@click.option("--json", "as_json", is_flag=True, help="Print all of the evidence as JSON.")
def explain(run: Path, claim: str, as_json: bool) -> None:
    """Say in words which evidence decided the stance of CLAIM in the run folder RUN.

    CLAIM is the id of a claim; its beginning is enough. `argmine show RUN --document ID --json` prints the ids of a
    document's claims; all ids are in the column id of RUN/claims.parquet.

    The document is analysed once more, with the settings, codebook and people file of the run. Evidence is counted in
    log-odds of the likeliest stance against the second: +0.7 makes it twice as likely, +2.3 ten times, 0 changes
    nothing, and what is below 0 speaks for the second. The parts add up to the log-odds of the two probabilities.

    \b
    Examples:
      argmine explain runs/articles 3fa9c1
      argmine explain runs/articles 3fa9c1 --json
    """
    from argmine.run import open_run
    from argmine.run.explained import explain_claim

    opened = open_run(run)
    explained = explain_claim(opened, claim)
    if as_json:
        click.echo(json.dumps(explained.to_json(), ensure_ascii=False))
        return
    from argmine.cli._console import make_console
    from argmine.cli._explanation import print_explained

    print_explained(make_console(), explained, opened)
