"""``argmine evaluate matching``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmine.cli._options import data_argument, figures_option, predictions_option

if TYPE_CHECKING:
    from argmine.learn.matching_score import MatchEvaluation


@click.command("matching")
@data_argument
@figures_option
@predictions_option("how surely each pair matches: id and score (0 to 1)")
def evaluate_matching(data: Path, as_json: bool, predictions: Path | None) -> None:
    """Score which claims make which key points.

    DATA is a JSON Lines file of id, text, key_point, topic and label (1, 0, or null where undecided); stance keeps the
    two sides of a topic apart. Without labels nothing is scored; --predictions can still be written.

    The mean average precision is that of the shared task on key point analysis: each claim is put on its best key
    point, the better half is ranked, and an undecided pair counts as wrong (strict) or right (relaxed).

    \b
    Examples:
      argmine evaluate matching argkp21/train.jsonl
      argmine evaluate matching argkp21/train.jsonl --predictions scores.jsonl
    """
    from argmine.learn.matching_items import read_match_pairs, score_pairs
    from argmine.learn.matching_score import MatchItem, score_matches
    from argmine.positions.matching import SAME_POINT

    pairs = read_match_pairs(data)
    scores = score_pairs(pairs)
    if predictions is not None:
        from argmine.formats.files import write_json_lines

        found = zip(pairs, scores, strict=True)
        write_json_lines(predictions, ({"id": pair.id, "score": round(score, 4)} for pair, score in found))
    items = [
        MatchItem(pair.debate, pair.claim, pair.label, score)
        for pair, score in zip(pairs, scores, strict=True)
        if pair.labelled
    ]
    evaluation = score_matches(items, threshold=SAME_POINT)
    if as_json:
        click.echo(json.dumps(evaluation.to_json()))
    else:
        _print_evaluation(evaluation)


def _print_evaluation(evaluation: MatchEvaluation) -> None:
    from argmine.cli._console import plural

    click.echo(f"{plural(evaluation.pairs, 'pair')} in {plural(evaluation.debates, 'debate')}")
    if not evaluation.pairs:
        return
    click.echo()
    for line, name in (
        ("mean average precision, strict", "strict"),
        ("mean average precision, relaxed", "relaxed"),
        (f"precision from {evaluation.threshold:.2f}", "precision"),
        (f"recall from {evaluation.threshold:.2f}", "recall"),
        (f"F1 from {evaluation.threshold:.2f}", "f1"),
    ):
        low, high = evaluation.intervals[name]
        click.echo(f"{line:32}{getattr(evaluation, name):6.3f}   [{low:.3f}, {high:.3f}]")
