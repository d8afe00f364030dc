"""``argmine evaluate``: the command that scores everything at once, and the group of those that score one part."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmine.cli._default_group import DefaultGroup
from argmine.cli._evaluate_attribution import evaluate_attribution
from argmine.cli._options import attribution_option, codebook_option, model_option, people_option

if TYPE_CHECKING:
    from argmine.learn.evaluate import Evaluation, Score
    from argmine.pipeline import AttributionModel
    from argmine.schema import Analysis


@click.command("evaluate")
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.option(
    "--predictions",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Also write what was found, one JSON object a document, in the shape of `argmine analyze --json`.",
)
@codebook_option
@people_option
@model_option
@attribution_option
def _evaluate_everything(
    gold: Path,
    as_json: bool,
    predictions: Path | None,
    codebook: Path | None,
    people: Path | None,
    model: str,
    attribution: AttributionModel,
) -> None:
    """Analyse annotated articles and score what is found: claims, kinds, speakers, stances, positions.

    GOLD is a JSON Lines file in the shape of corpora/frontier-models/gold/claims.jsonl: id, text, date and
    claims with start, end, kind, source, speaker, stance, position and polarity. Figures are per cent, with 95 %
    intervals from a bootstrap over documents.

    \b
    Examples:
      argmine evaluate corpora/frontier-models/gold/claims.jsonl
      argmine evaluate gold.jsonl --json > figures.json
      argmine evaluate attribution dev.jsonl
    """
    from argmine.learn.gold import read_gold
    from argmine.run import Settings

    settings = Settings(codebook=codebook, people=people)
    coding = settings.read_codebook()
    known = settings.read_people(coding)
    articles = read_gold(gold)
    # Imported here, so that a wrong path is told at once.
    from argmine import pipeline
    from argmine.learn.evaluate import evaluate as score
    from argmine.run.analysis import add_positions

    nlp = pipeline.load(model, codebook=coding, people=known, attribution=attribution)
    found = pipeline.analyze_documents(nlp, (article.document for article in articles))
    analyses = [add_positions(analysis, coding) for analysis in found]
    if predictions is not None:
        _write_predictions(predictions, analyses)
    evaluation = score(zip(articles, analyses, strict=True))
    if as_json:
        click.echo(json.dumps(evaluation.to_json()))
    else:
        _print_evaluation(evaluation)


@click.group(cls=DefaultGroup, default=_evaluate_everything)
def evaluate() -> None:
    """Score what argmine finds against gold; the default command says the rest."""


evaluate.add_command(evaluate_attribution)


def _write_predictions(path: Path, analyses: list[Analysis]) -> None:
    from argmine.formats.files import whole_file

    with whole_file(path) as partial, partial.open("w", encoding="utf-8") as stream:
        for analysis in analyses:
            stream.write(json.dumps(analysis.to_json(), ensure_ascii=False) + "\n")


def _print_evaluation(evaluation: Evaluation) -> None:
    click.echo(
        f"{evaluation.documents} documents, {evaluation.gold} gold claims, {evaluation.found} found, "
        f"{evaluation.paired} paired\n"
    )
    click.echo(f"{'':26}precision  recall     F1   95 % interval")
    for name, score in (("claims", evaluation.claims), ("words in claims", evaluation.words)):
        click.echo(_score_line(name, score))
    click.echo(_score_line("same position (pairs)", evaluation.positions))
    click.echo()
    for name, key, value in (
        ("kind, accuracy", "kind", evaluation.kind),
        ("speaker, accuracy", "speaker", evaluation.speaker),
        ("stance, accuracy", "stance accuracy", evaluation.stance_accuracy),
        ("stance, macro-F1", "stance macro", evaluation.stance_macro_f1),
        ("end to end, macro-F1", "end to end macro", evaluation.end_to_end_macro_f1),
        ("agreement on positions", "agreement", evaluation.agreement),
    ):
        low, high = evaluation.intervals.get(key, (value, value))
        click.echo(f"{name:26}{'':18}{value:6.1f}   [{low:.1f}, {high:.1f}]")
    for stance, value in evaluation.end_to_end.items():
        click.echo(f"  end to end, {stance:<32}{value:6.1f}")
    stances = list(evaluation.confusion)
    width = max(map(len, stances), default=0) + 2
    click.echo("\nstances of the paired claims (rows gold, columns found)")
    click.echo(" " * width + "".join(f"{name:>{width}}" for name in stances))
    for name, row in evaluation.confusion.items():
        click.echo(f"{name:<{width}}" + "".join(f"{row[other]:>{width}}" for other in stances))


def _score_line(name: str, score: Score) -> str:
    low, high = score.interval or (score.f1, score.f1)
    return f"{name:26}{score.precision:9.1f}{score.recall:8.1f}{score.f1:7.1f}   [{low:.1f}, {high:.1f}]"
