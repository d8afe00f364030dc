"""One document in the terminal: its claims in text order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from argmine.cli._console import affiliation, plural, stance_badge
from argmine.schema import Analysis, Claim, Document, Position

_MAX_WIDTH = 110
_POLARITIES = {"support": "supports", "attack": "attacks", None: "on"}
_RELATIONS = {"reason": "a reason for", "evidence": "evidence for", "support": "supports", "attack": "attacks"}


def print_analysis(console: Console, analysis: Analysis, colors: Mapping[str, str]) -> None:
    """Print what was found in one document."""
    width = min(console.width, _MAX_WIDTH)
    for line in _heading(analysis):
        console.print(line, width=width)
    if not analysis.claims:
        console.print(Padding("No claims were found in it.", (1, 0)))
        return
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="dim", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.expand = True
    taken = {claim.position for claim in analysis.claims}
    positions = [position for position in analysis.positions if position.id in taken]
    names = {position.id: f"P{number}" for number, position in enumerate(positions, start=1)}
    numbers = {claim.id: str(number) for number, claim in enumerate(analysis.claims, start=1)}
    for claim in analysis.claims:
        grid.add_row()
        body = _body(claim, names, numbers)
        grid.add_row(numbers[claim.id], stance_badge(claim.stance, colors), next(body))
        for part in body:
            grid.add_row("", "", part)
    console.print(grid, width=width)
    if positions:
        console.print(_legend(positions, names), width=width)
    console.print()


def _legend(positions: Sequence[Position], names: Mapping[str, str]) -> Table:
    """Return the positions that the claims refer to, each named once."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="bold", justify="right", no_wrap=True)
    grid.add_column()
    grid.add_row()
    for position in positions:
        grid.add_row(names[position.id], position.text)
    return grid


def _heading(analysis: Analysis) -> Iterator[Text]:
    document = analysis.document
    yield Text(document.title or _first_line(document), style="bold")
    words = len(document.text.split())
    facts = [document.outlet, document.date, document.author]
    facts += [plural(words, "word"), plural(len(analysis.claims), "claim"), f"id {document.id}"]
    yield Text(" · ".join(fact for fact in facts if fact), style="dim")
    if document.url:
        yield Text(document.url, style="dim", overflow="fold")


def _body(claim: Claim, names: Mapping[str, str], numbers: Mapping[str, str]) -> Iterator[Text | Table]:
    line = Table.grid(expand=True, padding=(0, 1))
    line.add_column(ratio=1)
    line.add_column(justify="right", style="dim", no_wrap=True)
    line.add_row(_who(claim), f"{claim.kind} {claim.start}-{claim.end}")
    yield line
    yield Text(" ".join(claim.text.split()))
    links = _links(claim, names, numbers)
    if links:
        yield Text("; ".join(links), style="dim")


def _links(claim: Claim, names: Mapping[str, str], numbers: Mapping[str, str]) -> list[str]:
    """Say which position a claim supports or attacks, which claims it echoes, and for which it is a reason."""
    links = []
    if claim.position:
        links.append(f"{_POLARITIES[claim.polarity]} {names.get(claim.position, claim.position)}")
    echoed = [numbers.get(echo) for echo in claim.echoes]
    inside = ", ".join(number for number in echoed if number)
    elsewhere = sum(number is None for number in echoed)
    parts = [inside, plural(elsewhere, "claim") + " in other documents" if elsewhere else ""]
    if echoed:
        links.append("echoes " + " and ".join(part for part in parts if part))
    links += [f"{_RELATIONS[r.label]} {numbers[r.target]}" for r in claim.relations if r.target in numbers]
    return links


def _who(claim: Claim) -> Text:
    speaker = claim.speaker
    if speaker is None:
        own = claim.kind == "authorial"
        return Text("the document's own voice" if own else f"unknown: {claim.speaker_unknown}", style="dim")
    facts = affiliation(speaker.name, speaker.role, speaker.organisation)
    return Text.assemble((speaker.name, "bold"), f", {facts}" if facts else "")


def _first_line(document: Document) -> str:
    lines: Sequence[str] = document.text.split("\n")
    line = next((line.strip() for line in lines if line.strip()), document.id)
    return line if len(line) <= 100 else line[:99].rstrip() + "…"
