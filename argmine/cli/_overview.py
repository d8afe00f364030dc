"""The tables of a run in the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from argmine.cli._console import affiliation, heading, plural, stance_badge

if TYPE_CHECKING:
    from argmine.codebook import Codebook
    from argmine.run import Run


# What many documents argue over comes before what one says again and again: a document counts for three claims at most.
_POSITIONS = (
    "with spread as (select position, document, count(*) as said from claims group by position, document), "
    "breadth as (select position, count(*) as documents, sum(least(said, 3)) as breadth from spread group by position) "
    "select positions.*, coalesce(documents, 0) as documents from positions left join breadth on position = id "
    "order by coalesce(breadth, 0) desc, claims desc, text, id"
)
_ISSUES = (
    "with spread as (select issue, document, count(*) as said from claims join positions on position = positions.id "
    "group by issue, document) select issue, sum(least(said, 3))::bigint, sum(said)::bigint from spread group by issue"
)
_NO_STANCE = "no stance"


def counts_line(counts: Mapping[str, Any]) -> str:
    """Return the main figures of a run in a line."""
    nouns = ("document", "word", "claim", "speaker", "position")
    return " · ".join(plural(counts[f"{noun}s"], noun) for noun in nouns)


def print_overview(console: Console, run: Run, *, limit: int) -> None:
    """Print what a run found, from the corpus down to its failures."""
    counts, colors = run.counts, run.codebook.colors
    console.print(Text(str(run.path), style="bold"))
    console.print(counts_line(counts))
    outlets, first, last = run.query("select count(distinct outlet), min(date), max(date) from documents").fetchall()[0]
    facts = [plural(outlets, "outlet") if outlets else "", f"{first} to {last}" if first else ""]
    if any(facts):
        console.print(Text(" · ".join(filter(None, facts)), style="dim"))
    console.print()
    print_stances(console, counts, colors)
    print_speakers(console, run, limit=limit)
    print_positions(console, run, limit=limit)
    print_failures(console, run, limit=limit)
    hint = f"`argmine show {run.path} --documents` lists the documents, --document ID shows one."
    # Not wrapped, so that the command can be copied.
    console.print(Text(hint, style="dim"), soft_wrap=True)


def print_documents(console: Console, run: Run, *, limit: int | None) -> None:
    """Print the documents with their ids, in input order."""
    rows = document_rows(run, limit)
    table = _table(heading("Documents", len(rows), run.counts["documents"]), "id")
    table.expand = True
    table.add_column("date", no_wrap=True)
    table.add_column("outlet", ratio=2)
    table.add_column("title", ratio=5)
    table.add_column("claims", justify="right")
    for row in rows:
        title = row["title"] or row["path"] or ""
        table.add_row(row["id"], row["date"], row["outlet"], title, f"{row['claims']:,}")
    console.print(table)


def print_stances(console: Console, counts: Mapping[str, Any], colors: Mapping[str, str]) -> None:
    """Print how many claims there are of each stance and kind."""
    if not counts["claims"]:
        return
    table = _table("Claims by stance and kind", "stance")
    kinds = list(counts["claims_by_kind"])
    for name in (*kinds, "all"):
        table.add_column(name, justify="right")
    for stance, numbers in counts["claims_by_stance_and_kind"].items():
        cells = [*(numbers[kind] for kind in kinds), counts["claims_by_stance"][stance]]
        badge = stance_badge(stance if stance in colors else None, colors)
        table.add_row(badge, *(f"{number:,}" for number in cells))
    table.add_section()
    totals = [*counts["claims_by_kind"].values(), counts["claims"]]
    table.add_row("all", *(f"{number:,}" for number in totals))
    console.print(table)


def print_speakers(console: Console, run: Run, *, limit: int | None) -> None:
    """Print who makes the most claims."""
    rows = speaker_rows(run, limit)
    if not rows:
        return
    table = _table(heading("Speakers", len(rows), run.counts["speakers"]), "speaker", ratio=3)
    table.add_column("role, organisation", ratio=4)
    table.add_column("stance")
    for name in ("claims", "documents"):
        table.add_column(name, justify="right")
    for row in rows:
        who = affiliation(row["name"], row["role"], row["organisation"])
        badge = stance_badge(row["stance"], run.codebook.colors)
        table.add_row(row["name"], who, badge, f"{row['claims']:,}", f"{row['documents']:,}")
    console.print(table)


def print_positions(console: Console, run: Run, *, limit: int | None) -> None:
    """Print what is argued over, issue by issue, and how many claims of each stance support and attack it."""
    rows = position_rows(run, limit)
    if not rows:
        return
    table = _table(heading("Positions", len(rows), run.counts["positions"]), "position", ratio=1)
    table.add_column("claims", justify="right")
    table.add_column("supported by", no_wrap=True)
    table.add_column("attacked by", no_wrap=True)
    sizes = {issue or "": (breadth, claims) for issue, breadth, claims in run.query(_ISSUES).fetchall()}
    by_issue: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_issue.setdefault(row["issue"]["id"] if row["issue"] else "", []).append(row)
    order = sorted(by_issue, key=lambda id_: (sizes.get(id_, (0, 0)), id_), reverse=True)
    for issue in sorted(order, key=lambda id_: not id_):
        if issue:
            name = by_issue[issue][0]["issue"]["text"]
            table.add_row(Text(name, style="bold"), Text(f"{sizes[issue][1]:,}", style="bold"))
        for row in by_issue[issue]:
            sides = (_side(row["by_stance"], polarity, run.codebook) for polarity in ("support", "attack"))
            table.add_row(Padding(row["text"], (0, 0, 0, 2 if issue else 0)), f"{row['claims']:,}", *sides)
        table.add_section()
    console.print(table)
    ((stray,),) = run.query("select count(*) from claims where position is null").fetchall()
    stand = "stands" if stray == 1 else "stand"
    console.print(Text(f"{plural(stray, 'claim')} of {run.counts['claims']:,} {stand} on no position.", style="dim"))
    if run.codebook.positions:
        least = f"A claim is put on a position from a probability of {run.codebook.match_threshold:g} on"
        console.print(Text(f"{least}; `match_threshold:` in the codebook moves it.", style="dim"))


def print_failures(console: Console, run: Run, *, limit: int | None) -> None:
    """Print what could not be read or analysed, and why."""
    shown = list(islice(run.failures(), limit))
    if not shown:
        return
    table = _table(heading("Failures", len(shown), run.counts["failures"]), "file", ratio=2)
    table.add_column("stage")
    table.add_column("reason", ratio=4)
    for failure in shown:
        table.add_row(Text(failure.path, overflow="fold"), failure.stage, failure.reason)
    console.print(table)


def document_rows(run: Run, limit: int | None) -> list[dict[str, Any]]:
    """Return the documents in input order, without their texts."""
    sql = "select id, title, outlet, date, author, url, language, path, words, claims from documents"
    return _rows(run, sql, limit)


def speaker_rows(run: Run, limit: int | None) -> list[dict[str, Any]]:
    """Return the speakers with the most claims first."""
    return _rows(run, "select * from speakers order by claims desc, documents desc, name, id", limit)


def position_rows(run: Run, limit: int | None) -> list[dict[str, Any]]:
    """Return the positions that most is said on first, with their issue and their claims by stance and polarity."""
    rows = _rows(run, _POSITIONS, limit)
    sides = run.query(
        "select position, stance, polarity, count(*) from claims "
        "where position is not null and polarity is not null group by all"
    ).fetchall()
    by_stance: dict[str, dict[str, dict[str, int]]] = {}
    for position, stance, polarity, number in sorted(sides, key=str):
        by_stance.setdefault(position, {}).setdefault(stance or _NO_STANCE, {})[polarity] = number
    for row in rows:
        text = row.pop("issue_text")
        row["issue"] = {"id": row["issue"], "text": text} if row["issue"] else None
        row["by_stance"] = by_stance.get(row["id"], {})
    return rows


def _rows(run: Run, sql: str, limit: int | None) -> list[dict[str, Any]]:
    relation = run.query(sql)
    rows = (relation if limit is None else relation.limit(limit)).fetchall()
    return [dict(zip(relation.columns, row, strict=True)) for row in rows]


def _side(by_stance: Mapping[str, Mapping[str, int]], polarity: str, codebook: Codebook) -> Text:
    names = [*codebook.stance_names, _NO_STANCE]
    numbers = {stance: by_stance.get(stance, {}).get(polarity, 0) for stance in names}
    largest = sorted(numbers, key=lambda stance: -numbers[stance])
    lines = [
        Text.assemble(f"{numbers[stance]:>3}", stance_badge(None if stance == _NO_STANCE else stance, codebook.colors))
        for stance in largest
        if numbers[stance]
    ]
    return Text("\n").join(lines)


def _table(title: str, first: str, *, ratio: int | None = None) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    table.expand = ratio is not None
    table.add_column(first, ratio=ratio)
    return table
