"""The command line: one file a command, each imported only when it is called."""

from __future__ import annotations

import io
import sys

import click

from argmine.cli._group import LazyGroup

_COMMANDS = {
    "run": ("argmine.cli.run:run", "Analyse a corpus into a run folder; goes on where it stopped."),
    "show": ("argmine.cli.show:show", "Show what a run found, or one document's claims."),
    "speakers": ("argmine.cli.speakers:speakers", "List who speaks and what was merged; write a file to correct it."),
    "conflicts": ("argmine.cli.conflicts:conflicts", "Show who is on which side of what, and who opposes whom."),
    "semantics": ("argmine.cli.semantics:semantics", "Say which sides of a debate can be held together (Dung)."),
    "explain": ("argmine.cli.explain:explain", "Say in words which evidence decided the stance of a claim."),
    "network": ("argmine.cli.network:network", "Make discourse networks: who agrees with whom over what."),
    "export": ("argmine.cli.export:export", "Write what a run holds for another program."),
    "import": ("argmine.cli.import_:import_", "Make a run of what people coded or corrected elsewhere."),
    "formats": ("argmine.cli.formats:formats", "List the formats that `argmine export` writes."),
    "analyze": ("argmine.cli.analyze:analyze", "Analyse single texts; print their claims, or JSON."),
    "codebook": ("argmine.cli.codebook:codebook", "Print the default codebook, to copy and change; suggest positions."),
    "evaluate": (
        "argmine.cli.evaluate:evaluate",
        "Score claims, speakers, stances or attributions against gold.",
    ),
    "train": ("argmine.cli.train:train", "Train the models that ship with argmine again."),
}

_EXAMPLES = """
\b
Examples:
  argmine run articles/ -o runs/articles
  argmine show runs/articles
  argmine export runs/articles -o articles.gexf
  argmine analyze article.txt
"""


def _print_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        import argmine

        click.echo(f"argmine {argmine.__version__}")
        context.exit()


@click.group(
    cls=LazyGroup,
    lazy=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 fine, 1 some documents failed, 2 the command was not understood.",
    help="Find what the parties to a debate claim, who says it, for which side, and over which positions.\n"
    + _EXAMPLES,
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Articles hold any character: files and pipes get UTF-8, a terminal what it can show.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
