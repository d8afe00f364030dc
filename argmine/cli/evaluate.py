"""``argmine evaluate``: the command that scores everything at once, and the group of those that score one part."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmine.cli._default_group import DefaultGroup
from argmine.cli._evaluate_attribution import evaluate_attribution
from argmine.cli._evaluate_claims import evaluate_claims
from argmine.cli._evaluate_matching import evaluate_matching
from argmine.cli._evaluate_polarity import evaluate_polarity
from argmine.cli._evaluate_relations import evaluate_relations
from argmine.cli._options import attribution_option, codebook_option, model_option, models_option, people_option
from argmine.cli._print_evaluation import print_evaluation

if TYPE_CHECKING:
    from argmine.codebook import Codebook
    from argmine.learn.gold import GoldArticle
    from argmine.pipeline import AttributionModel
    from argmine.schema import Analysis

_FILE = click.Path(path_type=Path)


@click.command("evaluate")
@click.argument("gold", metavar="GOLD...", nargs=-1, required=True, type=_FILE)
@click.option(
    "--cross-validate",
    is_flag=True,
    help="Score each article of GOLD by claim and stance models that were trained on the other articles.",
)
@click.option(
    "--folds",
    metavar="N",
    type=click.IntRange(min=2),
    help="With --cross-validate: into how many parts GOLD is cut, each scored by what the others teach.  [default: 5]",
)
@click.option(
    "--also",
    metavar="FILE",
    multiple=True,
    type=_FILE,
    help="With --cross-validate: annotated articles of another kind that every training learns from as well.",
)
@click.option("--worst", metavar="N", type=click.IntRange(0, 10), default=0, help="Also the N articles read worst.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.option(
    "--predictions",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Also write what was found, one JSON object a document, in the shape of `argmine analyze --json`.",
)
@codebook_option
@people_option
@models_option
@model_option
@attribution_option
def _evaluate_everything(
    gold: Sequence[Path],
    cross_validate: bool,
    folds: int | None,
    also: Sequence[Path],
    worst: int,
    as_json: bool,
    predictions: Path | None,
    codebook: Path | None,
    people: Path | None,
    models: Path | None,
    model: str,
    attribution: AttributionModel,
) -> None:
    """Analyse annotated articles and score what is found: claims, kinds, speakers, stances, positions.

    GOLD are JSON Lines files in the shape of corpora/frontier-models/gold/claims.jsonl: id, text, date and
    claims with start, end, kind, source, speaker, stance, position and polarity; several are scored together.
    Figures are per cent, with 95 % intervals from a bootstrap over documents.

    The models that ship have learnt from some articles, and on those the figures flatter. With --cross-validate no
    article is scored by a claim or stance model that has seen it: both are trained anew for each part of GOLD, on
    the other parts and on the articles of --also, which are not scored.

    The calibration error tells by how much the probability of a stance differs, on average, from how often it is
    right. --json has that for each tenth of the probabilities (reliability), and the articles read worst (worst).

    \b
    Examples:
      argmine evaluate corpora/frontier-models/gold/claims.jsonl
      argmine evaluate gold.jsonl --json > figures.json
      argmine evaluate gold.jsonl --worst 10
      argmine evaluate train.jsonl dev.jsonl --cross-validate --also corpora/policy-debates/gold/claims.jsonl
      argmine evaluate gold.jsonl --cross-validate --folds 10 --predictions found.jsonl
      argmine evaluate attribution dev.jsonl
    """
    from argmine.run import Settings

    if not cross_validate and (also or folds):
        raise click.UsageError("--also and --folds say what to train on; they need --cross-validate.")
    settings = Settings(codebook=codebook, people=people)
    coding = settings.read_codebook()
    known = settings.read_people(coding)
    articles, further = _read(gold, coding), _read(also, coding)
    # Imported here, so that a wrong path is told at once.
    from argmine import pipeline
    from argmine.formats.files import write_json_lines
    from argmine.learn import evaluate as scoring
    from argmine.run.analysis import add_positions

    nlp = pipeline.load(model, codebook=coding, people=known, attribution=attribution, models=models)
    found: Iterable[Analysis]
    if cross_validate:
        from argmine.learn.cross_validation import cross_validated
        from argmine.learn.linear import FOLDS

        found = cross_validated(nlp, articles, also=further, most=folds or FOLDS)
    else:
        found = pipeline.analyze_documents(nlp, (article.document for article in articles))
    analyses = [add_positions(analysis, coding) for analysis in found]
    if predictions is not None:
        write_json_lines(predictions, (analysis.to_json() for analysis in analyses))
    evaluation = scoring.evaluate(zip(articles, analyses, strict=True))
    if as_json:
        click.echo(json.dumps(evaluation.to_json()))
        return
    if cross_validate:
        click.echo("Each article was scored by claim and stance models that were trained on the others.\n")
    print_evaluation(evaluation, worst=worst)


@click.group(cls=DefaultGroup, default=_evaluate_everything)
def evaluate() -> None:
    """Score what argmine finds against gold; the default command says the rest."""


for _part in (evaluate_attribution, evaluate_claims, evaluate_polarity, evaluate_matching, evaluate_relations):
    evaluate.add_command(_part)


def _read(paths: Sequence[Path], codebook: Codebook) -> list[GoldArticle]:
    from argmine.learn.gold import read_gold

    articles = [article for path in paths for article in read_gold(path)]
    strange = sorted({claim.stance for article in articles for claim in article.claims} - set(codebook.stance_names))
    if strange:
        raise click.UsageError(
            f"{', '.join(map(str, paths))}: has stances that the codebook does not have ({', '.join(strange)}); "
            "name yours with --codebook."
        )
    return articles
