"""``argmine evaluate attribution``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from argmine.cli._options import attribution_option, data_argument, figures_option, model_option, predictions_option

if TYPE_CHECKING:
    from spacy.language import Language

    from argmine.learn.attribution_score import AttributionEvaluation, SubsetScore
    from argmine.pipeline import AttributionModel
    from argmine.schema import Analysis, Document

# The headline is read too, as the annotators did, so nothing is cut off as boilerplate.
_STAGES = ("argmine_layout", "argmine_attributions")


@click.command("attribution")
@data_argument
@figures_option
@predictions_option("the attributions that were found: id and attributions")
@attribution_option
@model_option
@click.option("--cost", is_flag=True, help="Also measure the time against that of spaCy alone; takes thrice as long.")
def evaluate_attribution(
    data: Path, as_json: bool, predictions: Path | None, attribution: AttributionModel, model: str, cost: bool
) -> None:
    """Score who says what against annotated texts.

    DATA is a JSON Lines file of id, text and attributions, each with source, cue and content as lists of
    [start, end]; or a split of the PolNeAR repository, such as PolNeAR/data/dev.

    The table shows F1 in per cent. A content matches where it overlaps the gold one by half; attrib, the headline,
    asks for the right source as well, and its 95 % interval is from a bootstrap over texts. direct: contents with
    words in quotation marks; mostly: at least half of their words; speech: said, told, according to and the like.
    Precision, recall, cues and sources are in --json.

    \b
    Examples:
      argmine evaluate attribution dev.jsonl
      argmine evaluate attribution PolNeAR/data/dev --predictions found.jsonl --cost
    """
    from argmine.learn.attribution_gold import read_attributed

    texts = read_attributed(data)
    # Imported here, so that a wrong path is told at once.
    from argmine import pipeline
    from argmine.learn.attribution_score import score_attributions
    from argmine.schema import Document

    nlp = pipeline.load(model, stages=_STAGES, attribution=attribution)
    documents = [Document(id=text.id, text=text.text) for text in texts]
    ratio = None
    if cost:
        analyses, ratio = _find_timed(nlp, documents)
    else:
        analyses = list(pipeline.analyze_documents(nlp, documents))
    if predictions is not None:
        from argmine.formats.files import write_json_lines

        found = (analysis.to_json() for analysis in analyses)
        write_json_lines(predictions, ({key: one[key] for key in ("id", "attributions")} for one in found))
    evaluation = score_attributions(
        (text, analysis.attributions) for text, analysis in zip(texts, analyses, strict=True)
    )
    if as_json:
        click.echo(json.dumps({**evaluation.to_json(), "cost": ratio}))
    else:
        _print_evaluation(evaluation, ratio)


def _find_timed(nlp: Language, documents: Sequence[Document]) -> tuple[list[Analysis], float]:
    """Find attributions; return them with the time that it took, as a multiple of the time of spaCy alone."""
    from argmine.pipeline import analyze_documents

    def run(some: Sequence[Document]) -> tuple[list[Analysis], float]:
        start = perf_counter()
        analyses = list(analyze_documents(nlp, some))
        return analyses, perf_counter() - start

    # The first pass pays for what is loaded and for every word that is new to spaCy; neither is a cost of a stage.
    analyses, _ = run(documents)
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name.startswith("argmine_")]):
        _, bare = run(documents)
    _, full = run(documents)
    return analyses, full / bare


def _print_evaluation(evaluation: AttributionEvaluation, ratio: float | None) -> None:
    from argmine.cli._console import plural

    everything = evaluation.subsets["all"]
    click.echo(
        f"{plural(evaluation.documents, 'text')}, {plural(everything.gold, 'gold attribution')}, "
        f"{everything.predicted:,} predicted\n"
    )
    click.echo(f"{'':8}  gold  predicted  content exact  content token  match  source accuracy  attrib   95 % interval")
    for name, subset in evaluation.subsets.items():
        click.echo(_subset_line(name, subset))
    if ratio is not None:
        click.echo(f"\ncost: {ratio:.2f} times spaCy alone")


def _subset_line(name: str, subset: SubsetScore) -> str:
    exact, token, match, attrib = (
        subset.scores[metric] for metric in ("content exact", "content token", "match", "attrib")
    )
    accuracy = "-" if subset.source_accuracy is None else f"{subset.source_accuracy:.1f}"
    low, high = attrib.interval or (attrib.f1, attrib.f1)
    return (
        f"{name:8}{subset.gold:6}{subset.predicted:11}{exact.f1:15.1f}{token.f1:15.1f}{match.f1:7.1f}{accuracy:>17}"
        f"{attrib.f1:8.1f}   [{low:.1f}, {high:.1f}]"
    )
