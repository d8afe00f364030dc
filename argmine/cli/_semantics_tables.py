"""The tables of ``argmine semantics``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from rich.console import Console
from rich.text import Text

from argmine.cli._console import plural, print_note, stance_badge, wide_table
from argmine.cli._debate import position_text, quote
from argmine.graph import Argument, ArgumentGraph, Framework, Solution, node_id

_WORDS = {
    "grounded": "Accepted: nobody attacks it, or only what is rejected. Rejected: something accepted attacks it. "
    "Open: neither.",
    "preferred": "An extension is a view that one can hold: a set without attacks inside it that answers every attack "
    "on it, as large as can be.",
    "stable": "An extension is a view that answers everything else: a set without attacks inside it that attacks all "
    "that it leaves out.",
}
_SIGN = {"support": "+", "attack": "−", None: " "}
_MANY = 10**9
_SHOWN = 3


def print_solution(
    console: Console,
    graph: ArgumentGraph,
    framework: Framework[Argument],
    solution: Solution[Argument],
    *,
    of: str,
    noun: str,
    limit: int,
) -> None:
    """Print what is accepted, in words; `noun` is what the strength of an argument counts."""
    verdicts = {argument: _verdict(solution, argument) for argument in framework.arguments}
    _print_head(console, framework, solution, verdicts, of)
    if solution.count == 0:
        _print_why_none(console, graph, solution)
        return
    ends = set(chain.from_iterable(framework.attacks))
    disputed = [argument for argument in framework.arguments if argument in ends]
    if of == "sides":
        _print_sides(console, graph, [one for one in disputed if one.position], verdicts, noun, limit)
        disputed = [one for one in disputed if not one.position]
    _print_claims(console, graph, disputed, verdicts, limit)
    print_note(console, _WORDS[solution.semantics])
    if framework.attacks and framework.symmetric:
        print_note(
            console,
            "Every attack goes both ways, so what is contested stays open: --prefer speakers lets the side with more "
            "speakers win, --audience STANCE,... the side that an audience trusts.",
        )


def _verdict(solution: Solution[Argument], argument: Argument) -> str:
    if solution.semantics == "grounded":
        return "accepted" if argument in solution.core else "rejected" if argument in solution.rejected else "open"
    return "in every one" if argument in solution.every else "in some" if argument in solution.some else "in none"


def _print_head(
    console: Console,
    framework: Framework[Argument],
    solution: Solution[Argument],
    verdicts: Mapping[Argument, str],
    of: str,
) -> None:
    console.print(Text(_number(solution), style="bold"))
    things = sum(len(one.claims) if of == "claims" else 1 for one in framework.arguments)
    console.print(f"{plural(things, of[:-1])} · {plural(len(framework.attacks), 'attack')}", end="")
    totals: Counter[str] = Counter()
    for argument, verdict in verdicts.items():
        totals[verdict] += len(argument.claims) if of == "claims" else 1
    order = ("accepted", "rejected", "open", "in every one", "in some", "in none")
    console.print("".join(f" · {totals[name]:,} {name}" for name in order if totals[name]))
    console.print()


def _number(solution: Solution[Argument]) -> str:
    count = solution.count
    if solution.semantics == "grounded":
        return "The grounded extension"
    if count is None:
        return f"More {solution.semantics} extensions than can be listed"
    number = "No" if count == 0 else f"{count:,}" if count < _MANY else f"About 10^{len(str(count)) - 1}"
    return f"{number} {solution.semantics} {'extension' if count == 1 else 'extensions'}"


def _print_why_none(console: Console, graph: ArgumentGraph, solution: Solution[Argument]) -> None:
    stuck = [argument for part in solution.parts if part.extensions == () for argument in part.arguments]
    some = ", ".join(quote(graph, argument.claims[0]) for argument in stuck[:_SHOWN])
    several = len(stuck) > 1
    verbs = "attack themselves or hang" if several else "attacks itself or hangs"
    console.print(
        f"{plural(len(stuck), 'argument')} {verbs} in a circle of attacks that cannot be resolved, "
        f"{'among them ' if several else ''}{some}. Preferred extensions there always are."
    )


def _print_sides(
    console: Console,
    graph: ArgumentGraph,
    disputed: Sequence[Argument],
    verdicts: Mapping[Argument, str],
    noun: str,
    limit: int,
) -> None:
    positions: dict[str, dict[str, Argument]] = {}
    for argument in disputed:
        positions.setdefault(argument.position or "", {})[argument.polarity or ""] = argument
    if not positions:
        console.print("No position is contested: nobody attacks what anybody says.\n")
        return
    order = sorted(positions.items(), key=lambda item: _most_disputed_first(item[1]))
    shown = f"{min(limit, len(order)):,} of {len(order):,}" if len(order) > limit else f"{len(order):,}"
    table = wide_table(f"Contested positions ({shown})")
    table.add_column("position", ratio=1)
    for name in ("its supporters", "its attackers"):
        table.add_column(name, no_wrap=True)
    for position, sides in order[:limit]:
        cells = (_side(graph, sides.get(side), verdicts, noun) for side in ("support", "attack"))
        table.add_row(position_text(graph, position), *cells)
    console.print(table)


def _most_disputed_first(sides: Mapping[str, Argument]) -> tuple[int, int]:
    numbers = [len(sides[side].claims) if side in sides else 0 for side in ("support", "attack")]
    return (-min(numbers), -max(numbers))


def _side(graph: ArgumentGraph, argument: Argument | None, verdicts: Mapping[Argument, str], noun: str) -> Text:
    if argument is None:
        return Text("")
    strength = "" if noun == "claims" else f"{plural(argument.strength, noun[:-1])}, "
    stances = Counter(graph.nodes[node_id("claim", claim)].get("stance") for claim in argument.claims)
    badge = stance_badge(stances.most_common(1)[0][0], graph.colors)
    return Text.assemble(
        f"{verdicts[argument]}\n", (f"{strength}{plural(len(argument.claims), 'claim')} ", "dim"), badge
    )


def _print_claims(
    console: Console,
    graph: ArgumentGraph,
    disputed: Sequence[Argument],
    verdicts: Mapping[Argument, str],
    limit: int,
) -> None:
    rows = [(argument, claim) for argument in disputed for claim in argument.claims]
    if not rows:
        return
    shown = f"{limit:,} of {len(rows):,}" if len(rows) > limit else f"{len(rows):,}"
    table = wide_table(f"Claims that attack or are attacked ({shown})")
    table.add_column("", no_wrap=True)
    table.add_column("claim, and the position that it supports (+) or attacks (−)", ratio=3)
    table.add_column("speaker", ratio=1)
    for argument, claim in rows[:limit]:
        words = Text(quote(graph, claim))
        if argument.position:
            side = f"\n{_SIGN[argument.polarity]} {position_text(graph, argument.position)}"
            words.append(side, style="dim")
        data = graph.nodes[node_id("claim", claim)]
        table.add_row(verdicts[argument], words, data.get("speaker", ""))
    console.print(table)
