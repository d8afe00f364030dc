"""``argmine evaluate polarity``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmine.cli._options import data_argument, figures_option, predictions_option

if TYPE_CHECKING:
    from argmine.learn.polarity_score import PolarityEvaluation


@click.command("polarity")
@data_argument
@figures_option
@predictions_option("the side of each claim: id, label (PRO, CON, NONE) and probability")
def evaluate_polarity(data: Path, as_json: bool, predictions: Path | None) -> None:
    """Score on which side of a topic claims are put.

    DATA is a JSON Lines file of id, text, topic and label (PRO, CON or NONE), or annotated articles in the shape of
    corpora/frontier-models/gold/claims.jsonl, whose claims are put on the sides of their gold positions. Without labels
    nothing is scored; --predictions can still be written.

    NONE is said of a claim that does not bear on its topic, or whose side is too uncertain; it counts as wrong where
    gold has a side. The 95 % intervals are from a bootstrap over topics.

    \b
    Examples:
      argmine evaluate polarity ibm_claim_stance/train.jsonl
      argmine evaluate polarity train.jsonl --json --predictions sides.jsonl
    """
    from argmine.learn.polarity_items import LABEL_OF, read_polarity_items
    from argmine.learn.polarity_score import PolarityItem, score_polarity
    from argmine.positions.polarity import sides

    claims = read_polarity_items(data)
    found = [(LABEL_OF[side.polarity], side.probability) for side in sides([claim.case for claim in claims])]
    judged = list(zip(claims, found, strict=True))
    if predictions is not None:
        from argmine.formats.files import write_json_lines

        lines = ({"id": one.case.claim.id, "label": label, "probability": round(p, 4)} for one, (label, p) in judged)
        write_json_lines(predictions, lines)
    items = [PolarityItem(one.case.position, one.label, *side) for one, side in judged if one.label is not None]
    evaluation = score_polarity(items)
    if as_json:
        click.echo(json.dumps(evaluation.to_json()))
    else:
        _print_evaluation(evaluation)


def _print_evaluation(evaluation: PolarityEvaluation) -> None:
    from argmine.cli._console import plural

    click.echo(f"{plural(evaluation.items, 'claim')} on {plural(evaluation.topics, 'topic')}")
    if not evaluation.items:
        return
    click.echo()
    for line, name in (
        ("accuracy", "accuracy"),
        ("macro-F1", "macro_f1"),
        ("put on a side", "answered"),
        ("accuracy on those", "accuracy_answered"),
        ("calibration error", "calibration_error"),
    ):
        low, high = evaluation.intervals[name]
        click.echo(f"{line:18}{getattr(evaluation, name):6.1f}   [{low:.1f}, {high:.1f}]")
    click.echo("\n" + ", ".join(f"{label} F1 {f1:.1f}" for label, f1 in evaluation.f1.items()))
    click.echo("\ngold " + "".join(f"{label:>8}" for label in evaluation.confusion))
    for gold, found in evaluation.confusion.items():
        click.echo(f"{gold:5}" + "".join(f"{count:8}" for count in found.values()))
