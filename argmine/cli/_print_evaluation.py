"""Evaluations as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from argmine.learn.evaluate import ArticleErrors, Evaluation, Score


def print_evaluation(evaluation: Evaluation, *, worst: int) -> None:
    """Print the figures, and the `worst` articles that are read worst."""
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
        ("speaker, coverage", "speaker coverage", evaluation.speaker_coverage),
        ("stance, accuracy", "stance accuracy", evaluation.stance_accuracy),
        ("stance, macro-F1", "stance macro", evaluation.stance_macro_f1),
        ("stance, calibration error", "calibration error", evaluation.calibration_error),
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
    if worst:
        _print_worst(evaluation.worst[:worst])


def _print_worst(articles: Sequence[ArticleErrors]) -> None:
    click.echo("\nthe articles with the most claims lost: not found, or with another stance")
    click.echo(f"{'lost':>5}{'gold':>6}{'found':>7}{'wrong speaker':>15}{'wrong stance':>14}  article")
    for article in articles:
        confusion = f" ({article.confusion})" if article.confusion else ""
        click.echo(
            f"{article.lost:>5}{article.gold:>6}{article.found:>7}{article.wrong_speakers:>15}{article.wrong_stances:>14}"
            f"  {article.title or article.id}{confusion}"
        )


def _score_line(name: str, score: Score) -> str:
    low, high = score.interval or (score.f1, score.f1)
    return f"{name:26}{score.precision:9.1f}{score.recall:8.1f}{score.f1:7.1f}   [{low:.1f}, {high:.1f}]"
