"""``argmine evaluate claims``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmine.cli._options import (
    attribution_option,
    data_argument,
    figures_option,
    model_option,
    models_option,
    predictions_option,
)

if TYPE_CHECKING:
    from argmine.learn.claim_finding import LabelScheme
    from argmine.learn.claim_score import ClaimEvaluation
    from argmine.pipeline import AttributionModel


@click.command("claims")
@data_argument
@figures_option
@predictions_option("the claims that were found: id and spans (start, end, label)")
@click.option(
    "--scheme",
    type=click.Choice(["comments", "speeches", "articles"]),
    help="What the labels are: types of proposition (comments), claim and premise (speeches), or kinds of claim "
    "(articles).  [default: those of DATA, else told from the texts]",
)
@models_option
@model_option
@attribution_option
def evaluate_claims(
    data: Path,
    as_json: bool,
    predictions: Path | None,
    scheme: LabelScheme | None,
    models: Path | None,
    model: str,
    attribution: AttributionModel,
) -> None:
    """Score the claims that are found in raw texts, their spans and labels.

    DATA is a JSON Lines file of id, text and spans (start, end, label): comments whose propositions are typed fact,
    testimony, value, policy or reference, or speeches whose claims and premises are marked; or annotated articles in
    the shape of corpora/frontier-models/gold/claims.jsonl, where the labels are the kinds. Texts without spans are not
    scored; --predictions can still be written.

    The table shows per cent. A claim matches where it overlaps a marked one by half (intersection over union); exact:
    it is the same but for blanks and marks at the edges; labelled: it matches and has the right label; words: whether
    each word stands in a claim. The 95 % intervals of the F1 are from a bootstrap over texts.

    \b
    Examples:
      argmine evaluate claims cdcp/train.jsonl
      argmine evaluate claims unsc/train.jsonl --json --predictions found.jsonl
      argmine evaluate claims letters.jsonl --scheme comments --predictions found.jsonl
    """
    from argmine.learn.argued import read_argued

    texts = read_argued(data)
    # Imported here, so that a wrong path is told at once.
    from argmine.learn.claim_finding import find_claims, scheme_of_texts
    from argmine.learn.claim_score import ClaimItem, score_claims

    found = find_claims(
        [text.document for text in texts],
        scheme=scheme or scheme_of_texts(texts),
        model=model,
        attribution=attribution,
        models=models,
    )
    if predictions is not None:
        from argmine.formats.files import write_json_lines

        rows = (
            {"id": text.document.id, "spans": [{"start": s.start, "end": s.end, "label": s.label} for s in spans]}
            for text, spans in zip(texts, found, strict=True)
        )
        write_json_lines(predictions, rows)
    marked = [(text.document.text, text.spans, spans) for text, spans in zip(texts, found, strict=True)]
    evaluation = score_claims(ClaimItem(text, gold, spans) for text, gold, spans in marked if gold is not None)
    if as_json:
        click.echo(json.dumps(evaluation.to_json()))
    else:
        _print_evaluation(evaluation)


def _print_evaluation(evaluation: ClaimEvaluation) -> None:
    from argmine.cli._console import plural

    click.echo(
        f"{plural(evaluation.documents, 'text')}, {plural(evaluation.gold, 'marked claim')}, {evaluation.found:,} found"
    )
    if not evaluation.gold:
        return
    click.echo(f"\n{'':16}{'precision':>9}{'recall':>8}{'F1':>7}   95 % interval")
    for name in ("spans", "exact", "labelled", "words"):
        score = getattr(evaluation, name)
        low, high = score.interval
        click.echo(f"{name:16}{score.precision:9.1f}{score.recall:8.1f}{score.f1:7.1f}   [{low:.1f}, {high:.1f}]")
    click.echo()
    for name, key, value in (
        ("label, accuracy", "label accuracy", evaluation.label_accuracy),
        ("label, macro-F1", "label macro-F1", evaluation.label_macro_f1),
        ("labelled, macro-F1", "labelled macro-F1", evaluation.labelled_macro_f1),
    ):
        low, high = evaluation.intervals[key]
        click.echo(f"{name:20}{'':13}{value:7.1f}   [{low:.1f}, {high:.1f}]")
    click.echo("\n" + ", ".join(f"{label} F1 {f1:.1f}" for label, f1 in evaluation.f1.items()))
    found = list(next(iter(evaluation.confusion.values())))
    width = max(len(label) for label in [*found, *evaluation.confusion]) + 2
    click.echo("\nlabels of the matching claims (rows marked, columns found)")
    click.echo(" " * width + "".join(f"{label:>{width}}" for label in found))
    for label, row in evaluation.confusion.items():
        click.echo(f"{label:<{width}}" + "".join(f"{row[other]:>{width}}" for other in found))
