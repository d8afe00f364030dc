"""``argmine codebook suggest``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
import yaml

if TYPE_CHECKING:
    from argmine.codebook import Codebook, CodebookPosition
    from argmine.positions import Suggestion

_HEAD = """\
# A draft: {count} that the claims of {run} argue over and that the codebook does not list.
# Edit it: say each position in your own words, affirmatively, leave out what you do not study, join what is one.
# `examples` are claims that a coder would put there, on either side; `parent` is the issue it belongs to.
# `argmine run ... --codebook` uses the result.
"""


@click.command("suggest")
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--least", metavar="N", type=click.IntRange(min=1), default=3, show_default=True, help="Fewest claims.")
@click.option(
    "--most", metavar="N", type=click.IntRange(min=1), default=40, show_default=True, help="How many to suggest."
)
@click.option("-o", "--out", metavar="FILE", type=click.Path(path_type=Path), help="Write the draft to a file.")
def suggest(run: Path, least: int, most: int, out: Path | None) -> None:
    """Draft a codebook from what the claims of RUN argue over, for a person to edit.

    The draft holds the stances and positions of the run's codebook, and new positions with the most claims first,
    each with how many claims support and attack it. If the run's codebook lists positions, only the claims that bear
    on none of them are looked at.

    \b
    Examples:
      argmine codebook suggest runs/articles -o mine.yaml
      argmine run articles/ -o runs/mine --codebook mine.yaml
      argmine codebook suggest runs/mine --least 10
    """
    from argmine.cli._console import plural
    from argmine.positions import suggest_positions
    from argmine.run import open_run

    opened = open_run(run)
    found = suggest_positions(list(opened.claims()), list(opened.positions()), opened.codebook, least=least, most=most)
    head = _HEAD.format(count=plural(len(found), "position"), run=run)
    draft = head + "".join(_draft(opened.codebook, found))
    if out is None:
        click.echo(draft, nl=False)
        return
    from argmine.formats.files import whole_file

    with whole_file(out) as partial:
        partial.write_text(draft, encoding="utf-8")
    click.echo(f"{out}: {plural(len(found), 'position')} suggested", err=True)


def _draft(codebook: Codebook, found: Sequence[Suggestion]) -> Iterator[str]:
    # Written anew where it lists positions: comments of the file would no longer stand where they belong.
    bare = (replace(codebook, positions=(), source="") if codebook.positions else codebook).to_yaml()
    kept = (line for line in bare.splitlines(keepends=True) if not line.startswith("positions:"))
    yield "".join(kept).rstrip("\n") + "\n"
    yield "positions:\n" if codebook.positions or found else "positions: []\n"
    for position in codebook.positions:
        yield _entry(position)
    for one in found:
        yield f"# {one.claims} claims in {one.documents} documents: {one.supports} support, {one.attacks} attack it.\n"
        yield _entry(one.position)


def _entry(position: CodebookPosition) -> str:
    entry = {"id": position.id, "text": position.text, "parent": position.parent, "examples": list(position.examples)}
    kept = {name: value for name, value in entry.items() if value}
    return str(yaml.safe_dump([kept], sort_keys=False, allow_unicode=True, width=110))
