"""``argmine evaluate relations``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmine.cli._options import data_argument, figures_option, predictions_option

if TYPE_CHECKING:
    from argmine.learn.relation_score import RelationEvaluation
    from argmine.learn.schemes import Scheme


@click.command("relations")
@data_argument
@figures_option
@predictions_option("what was found: id, spans (id, label) and relations (src, dst, label, score)")
@click.option(
    "--scheme",
    type=click.Choice(["comments", "speeches"]),
    help="What DATA is: comments (reason, evidence) or speeches (support, attack); by default its labels tell.",
)
def evaluate_relations(data: Path, as_json: bool, predictions: Path | None, scheme: Scheme | None) -> None:
    """Score which propositions of a text are linked, and as what.

    DATA is a JSON Lines file of id, text, spans (id, start, end, label) and relations (src, dst, label). The spans are
    given; their labels and the relations are found, and scored where DATA has them. Without relations nothing is
    scored; --predictions can still be written.

    The figures are per cent, the 95 % intervals from a bootstrap over texts. The models have learnt from the training
    parts of cdcp and unsc, and on those the figures flatter.

    \b
    Examples:
      argmine evaluate relations cdcp/test.jsonl
      argmine evaluate relations unsc.jsonl --json --predictions links.jsonl
    """
    from argmine.learn.relation_items import prediction_row, read_linked
    from argmine.learn.relation_items import predictions as predicted

    texts, known = read_linked(data, scheme)
    # Imported here, so that a wrong path is told at once.
    from argmine.learn.relation_score import score_relations

    found = list(predicted(texts, known))
    if predictions is not None:
        from argmine.formats.files import write_json_lines

        write_json_lines(predictions, (prediction_row(text, here) for text, here, _ in found))
    evaluation = score_relations(item for text, _, item in found if text.links is not None)
    if as_json:
        click.echo(json.dumps({"scheme": known, **evaluation.to_json()}))
    else:
        _print_evaluation(evaluation, known)


def _print_evaluation(evaluation: RelationEvaluation, scheme: Scheme) -> None:
    from argmine.cli._console import plural

    click.echo(
        f"{plural(evaluation.documents, 'text')} ({scheme}), {plural(evaluation.spans, 'proposition')}, "
        f"{plural(evaluation.gold, 'gold link')}, {evaluation.found:,} found"
    )
    if not evaluation.documents:
        return
    click.echo(f"\n{'':12}precision  recall    F1   95 % interval")
    for name, score in (("links", evaluation.links), ("labelled", evaluation.labelled)):
        low, high = score.interval or (score.f1, score.f1)
        click.echo(f"{name:12}{score.precision:9.1f}{score.recall:8.1f}{score.f1:6.1f}   [{low:.1f}, {high:.1f}]")
    click.echo("\n" + ", ".join(f"{label} F1 {f1:.1f}" for label, f1 in evaluation.f1.items()) + "\n")
    for line, name, value in (
        ("linked or not, macro-F1 over all pairs", "linked macro-F1", evaluation.linked_macro_f1),
        ("labels of gold links, macro-F1", "judged macro-F1", evaluation.judged_macro_f1),
        ("labels of propositions, accuracy", "type accuracy", evaluation.type_accuracy),
        ("labels of propositions, macro-F1", "type macro-F1", evaluation.type_macro_f1),
    ):
        low, high = evaluation.intervals[name]
        click.echo(f"{line:40}{value:5.1f}   [{low:.1f}, {high:.1f}]")
