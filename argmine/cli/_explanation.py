"""One explanation in the terminal: the claim, its stance, and the evidence part by part."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from argmine.cli._console import affiliation, plural, stance_badge
from argmine.pipeline.explanation import Evidence, Explanation, Part
from argmine.run import Run
from argmine.run.explained import ExplainedClaim

_MAX_WIDTH = 110
_SHARE_BAR = 40
_ODDS_BAR = 16
# In the table of parts: so many log-odds are a whole bar.
_WHOLE_BAR = 4.0
# Evidence that adds less is not shown, nor more than so many pieces of a part.
_LEAST_SHOWN = 0.1
_MOST_SHOWN = 6
_PARTS = {
    "speaker": "who speaks",
    "people file": "the people file",
    "codebook": "the codebook's actors",
    "wording": "what is said, and how",
    "prior": "what is expected beforehand",
    "other claims": "the speaker's other claims",
    "repeats": "what it repeats",
    "calibration": "calibration",
}


def print_explained(console: Console, explained: ExplainedClaim, run: Run) -> None:
    """Print which evidence decided the stance of a claim."""
    explanation, width = explained.explanation, min(console.width, _MAX_WIDTH)
    for line in _heading(explained):
        console.print(line, width=width)
    console.print(Padding(_stances(explanation, run), (1, 0), expand=False), width=width)
    for line in _differences(explained, run):
        console.print(line, width=width)
    pair = explanation.likeliest, explanation.runner_up
    console.print(Text(f"Why {pair[0]} rather than {pair[1]}", style="bold"))
    console.print(Padding(_table(explanation), (1, 0), expand=False), width=width)
    for part in explanation.parts:
        console.print(_title(part))
        console.print(Padding(_findings(part, explanation), (0, 0, 1, 0), expand=False), width=width)
    console.print(Text(explanation.conclusion, style="bold"), width=width)


def _heading(explained: ExplainedClaim) -> Iterator[Text]:
    claim, document = explained.recorded, explained.document
    yield Text(f"“{' '.join(claim.text.split()).strip('“”')}”", style="bold")
    yield Text(f"{_who(explained)} · {claim.kind}")
    facts = (f"claim {claim.id}", document.title, document.outlet, document.date)
    yield Text(" · ".join(fact for fact in facts if fact), style="dim")


def _who(explained: ExplainedClaim) -> str:
    speaker = explained.recorded.speaker
    if speaker is None:
        return "in the document's own voice" if explained.recorded.kind == "authorial" else "nobody is named"
    facts = affiliation(speaker.name, speaker.role, speaker.organisation)
    return f"{speaker.name}, {facts}" if facts else speaker.name


def _stances(explanation: Explanation, run: Run) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    ranked = sorted(explanation.probabilities.items(), key=lambda item: -item[1])
    for stance, share in ranked:
        bar = "█" * round(_SHARE_BAR * share)
        table.add_row(stance_badge(stance, run.codebook.colors), f"{100 * share:.1f} %", bar)
    if explanation.abstained:
        table.add_row("")
        table.add_row(stance_badge(explanation.stance, run.codebook.colors), "", "left to it, as no stance is likely")
    return table


def _differences(explained: ExplainedClaim, run: Run) -> Iterator[Text]:
    """Say where today's analysis and the run part ways."""
    recorded = explained.recorded
    if explained.agrees and not explained.differences:
        return
    others = ", ".join(difference.partition(":")[0] for difference in explained.differences)
    if explained.agrees:
        yield Text(f"The run was made otherwise ({others}) but came to the same judgement.\n", style="dim")
        return
    share = recorded.stance_probabilities.get(recorded.stance or "", 0.0)
    yield Text(
        f"Note: the run recorded another judgement, {recorded.stance} with {100 * share:.1f} %"
        f"{f', and was made otherwise ({others})' if others else ''}. What follows explains today's analysis; "
        f"`argmine run ... -o {run.path} --restart` makes the run anew.\n",
        style="bold",
    )


def _table(explanation: Explanation) -> Table:
    pair = explanation.likeliest, explanation.runner_up
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_row(Text("evidence", style="dim"), Text("log-odds", style="dim"), "")
    for part in explanation.parts:
        margin = part.margin(*pair)
        table.add_row(_PARTS[part.name], _signed(margin), _bar(margin))
    total = explanation.log_odds()
    together = total[pair[0]] - total[pair[1]]
    table.add_row(Text("all together", style="bold"), Text(_signed(together), style="bold"), _bar(together))
    return table


def _title(part: Part) -> Text:
    return Text(f"{_PARTS[part.name][0].upper()}{_PARTS[part.name][1:]}", style="bold")


def _findings(part: Part, explanation: Explanation) -> Table:
    pair = explanation.likeliest, explanation.runner_up
    table = Table.grid(padding=(0, 1), pad_edge=False)
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    found = part.findings(*pair)
    shown = [piece for piece in found[:_MOST_SHOWN] if abs(piece.margin(*pair)) >= _LEAST_SHOWN] or found[:1]
    for piece in shown:
        table.add_row(_signed(piece.margin(*pair)), _sentence(piece, pair))
    rest = found[len(shown) :]
    if rest:
        weaker = sum(piece.margin(*pair) for piece in rest)
        table.add_row(_signed(weaker), Text(f"{plural(len(rest), 'weaker piece')} of evidence", style="dim"))
    return table


def _sentence(piece: Evidence, pair: tuple[str, str]) -> str:
    return f"{piece.subject} {piece.told(*pair)}"


def _signed(number: float) -> str:
    text = f"{number:+.2f}"
    return " 0.00" if text in {"+0.00", "-0.00"} else text.replace("-", "−")


def _bar(margin: float) -> str:
    """Return a bar that also tells without colours whether it speaks for the one or the other stance."""
    length = min(_ODDS_BAR, round(_ODDS_BAR * abs(margin) / _WHOLE_BAR))
    return ("█" if margin > 0 else "░") * length
