"""Settings that make no network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from argmine.graph.networks import settings as options
from argmine.graph.networks.errors import NetworkError
from argmine.graph.networks.model import Mode
from argmine.graph.networks.settings import NetworkSettings

_AGGREGATIONS = {
    "two-mode": ("ignore", "combine", "subtract"),
    "one-mode": ("ignore", "congruence", "conflict", "subtract"),
}
_NORMALISATIONS = {
    "two-mode": ("no", "activity", "prominence"),
    "one-mode": ("no", "average", "jaccard", "cosine"),
}


#: Windows of a thousand years stay within the calendar.
_LONGEST = {"days": 365_000, "weeks": 52_000, "months": 12_000, "years": 1_000}


def check(settings: NetworkSettings) -> None:
    """Refuse settings that make no sense.

    Raises
    ------
    NetworkError
        If they do not; the message says what to do.
    """
    for problems in (_unknown(settings), _of_mode(settings), _at_odds(settings), _of_windows(settings)):
        for problem in problems:
            raise NetworkError(problem)


def _unknown(settings: NetworkSettings) -> Iterator[str]:
    for name, kind in (
        ("mode", Mode),
        ("duplicates", options.Duplicates),
        ("window", options.Window),
        ("kernel", options.Kernel),
    ):
        if getattr(settings, name) not in get_args(kind):
            yield f"{name}={getattr(settings, name)!r} is none: choose {', '.join(get_args(kind))}"
    if settings.compat not in (None, *get_args(options.Compat)):
        yield f"compat={settings.compat!r} is none: choose {', '.join(get_args(options.Compat))}, or leave it out"


def _of_mode(settings: NetworkSettings) -> Iterator[str]:
    mode, aggregations, normalisations = settings.mode, _AGGREGATIONS[settings.mode], _NORMALISATIONS[settings.mode]
    other = "one-mode" if mode == "two-mode" else "two-mode"
    if settings.aggregation not in aggregations:
        choices = f"choose {', '.join(aggregations)}, or a {other} network"
        yield f"aggregation={settings.aggregation} makes no {mode} network: {choices}"
    if settings.normalisation not in normalisations:
        choices = f"choose {', '.join(normalisations)}, or a {other} network"
        yield f"normalisation={settings.normalisation} is for no {mode} network: {choices}"


def _at_odds(settings: NetworkSettings) -> Iterator[str]:
    if settings.rows == settings.columns:
        yield f"rows and columns are both {settings.rows}: choose two variables"
    if settings.aggregation != "ignore" and settings.qualifier in (settings.rows, settings.columns):
        yield f"{settings.qualifier} is the qualifier and an axis at once: choose another, or aggregation=ignore"
    if settings.aggregation == "combine" and settings.normalisation != "no" and settings.kernel == "no":
        yield f"combine tells which values were met, of which {settings.normalisation} means nothing: choose no"
    for name in ("start", "end"):
        moment = getattr(settings, name)
        if moment is not None and moment.tzinfo is not None:
            yield f"{name} has a time zone, and the dates of documents have none: leave it out"
            return
    if not 0 <= settings.confidence <= 1:
        yield f"confidence={settings.confidence}: choose from 0 to 1"
    if settings.start and settings.end and settings.start > settings.end:
        yield f"the range ends ({settings.end}) before it starts ({settings.start})"


def _of_windows(settings: NetworkSettings) -> Iterator[str]:
    if settings.size < 1:
        yield f"size={settings.size}: a window spans at least 1"
    longest = _LONGEST.get(settings.window, settings.size)
    if settings.size > longest:
        yield f"size={settings.size}: a window spans at most {longest:,} {settings.window}"
    if settings.kernel == "no":
        if settings.indent:
            yield "indent is for kernels: windows without one always lie within the range"
        return
    if settings.window in ("no", "events"):
        yield f"kernel={settings.kernel} needs a window of days, weeks, months or years"
    if settings.aggregation == "combine" and settings.compat is None:
        yield "combine tells which values were met, and cannot be weighed: choose subtract, or no kernel"
