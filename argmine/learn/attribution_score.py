"""Scoring attributions against gold: contents, cues and sources, alone and together.

The figures are precision, recall and F1 in per cent:

``content exact``    all fragments equal, one to one inside a text; ``exact~`` forgives what is neither letter nor digit
                     at the edges of fragments. The same for cue and source.
``content overlap``  shared characters; a character counts as often as spans cover it. The same for cue and source.
``content token``    each word of the text stands in some content or in none.
``match``            contents paired one to one, best overlap (intersection over union of characters) first and at
                     least one half.
``attrib``           paired, and the sources share a character or neither has a source: the headline.

The source accuracy is the share of the paired contents with a gold source whose sources share a character.

White space counts nowhere. The subsets are told by one rule for gold and predictions: ``direct`` has a word of the
content in double quotation marks, ``mostly`` at least half of its words, ``speech`` a plain verb of speech or
"according" in the cue. In a subset, recall is over its gold against all predictions and precision over its predictions
against all gold, so that nobody is punished for the subset's border.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from argmine.learn.attribution_gold import AttributedText
from argmine.learn.attribution_views import ROLES, SUBSETS, Spans, TextView, View
from argmine.learn.evaluate import Score
from argmine.schema import Attribution

METRICS = (
    *(f"{role} {way}" for role in ROLES for way in ("exact", "exact~", "overlap")),
    "content token",
    "match",
    "attrib",
)
_SOURCE_ACCURACY = "source accuracy"
_LEAST_OVERLAP = 0.5

# The last axis of all counts: gold that was found, gold, predictions that are right, predictions.
Counts = NDArray[np.int64]
Figures = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SubsetScore:
    """How well the attributions of one subset are found: their numbers, and a score for each of `METRICS`.

    `source_accuracy` is of `sourced` paired contents whose gold has a source; None where there are none.
    """

    gold: int
    predicted: int
    scores: Mapping[str, Score]
    source_accuracy: float | None
    sourced: int


@dataclass(frozen=True, slots=True)
class AttributionEvaluation:
    """How well attributions agree with gold, by subset; the intervals are 95 % bootstrap intervals over documents."""

    documents: int
    subsets: Mapping[str, SubsetScore]

    def to_json(self) -> dict[str, Any]:
        """Return the evaluation as plain data."""
        return asdict(self)


def score_attributions(
    pairs: Iterable[tuple[AttributedText, Sequence[Attribution]]], *, resamples: int = 1000, seed: int = 1
) -> AttributionEvaluation:
    """Score predicted attributions against gold.

    Parameters
    ----------
    pairs
        Each annotated text with the attributions predicted for it, in any order.
    resamples, seed
        How many bootstrap samples of the texts the intervals are taken from, and their seed.

    Raises
    ------
    ValueError
        If there is no text, or a span lies outside its text.
    """
    # The bootstrap draws by place, so the order must not depend on the caller.
    ordered = sorted(pairs, key=lambda pair: pair[0].id)
    if not ordered:
        raise ValueError("there is no text to score; give at least one")
    counts = np.stack([_count(gold, predicted) for gold, predicted in ordered])
    total = counts.sum(axis=0)
    figures, intervals = _figures(total), _intervals(counts, resamples, seed)
    return AttributionEvaluation(
        documents=len(ordered),
        subsets={name: _subset(total[i], figures[i], intervals[:, i]) for i, name in enumerate(SUBSETS)},
    )


def is_right(text: AttributedText, predicted: Sequence[Attribution]) -> NDArray[np.bool_]:
    """Tell of each predicted attribution whether ``attrib`` counts it as right."""
    view = TextView(text.text)
    found = view.view(predicted)
    pairs = _pair(view.view(text.attributions), found)
    right = np.zeros(len(predicted), dtype=np.bool_)
    right[found.places[pairs.found[pairs.right]]] = True
    return right


def _subset(counts: Counts, figures: Figures, intervals: Figures) -> SubsetScore:
    """Name the counts (metric, 4), figures (metric, 3) and intervals (2, metric) of one subset."""
    scores = {}
    for i, metric in enumerate(METRICS):
        precision, recall, f1 = figures[i].tolist()
        low, high = intervals[:, i].tolist()
        scores[metric] = Score(precision, recall, f1, (low, high))
    _, gold, _, predicted = counts[METRICS.index("match")].tolist()
    right, sourced, _, _ = counts[len(METRICS)].tolist()
    return SubsetScore(gold, predicted, scores, 100 * right / sourced if sourced else None, sourced)


def _figures(counts: Counts) -> Figures:
    """Return precision, recall and F1 in per cent for counts of any shape; of nothing they are 0."""
    found, gold, right, predicted = np.moveaxis(counts, -1, 0)
    precision, recall = right / np.maximum(predicted, 1), found / np.maximum(gold, 1)
    both = precision + recall
    return 100 * np.stack([precision, recall, 2 * precision * recall / np.where(both > 0, both, 1)], axis=-1)


def _intervals(counts: Counts, resamples: int, seed: int) -> Figures:
    """Return the lower and the upper bound of each F1 from the counts of the texts."""
    generator = random.Random(seed)  # noqa: S311 (a bootstrap, no secret)
    texts = range(len(counts))
    drawn = [np.bincount(generator.choices(texts, k=len(texts)), minlength=len(texts)) for _ in range(resamples)]
    samples = np.tensordot(np.stack(drawn), counts, axes=1)
    f1 = np.sort(_figures(samples)[..., 2], axis=0)
    return np.stack([f1[int(0.025 * resamples)], f1[int(0.975 * resamples) - 1]])


def _count(text: AttributedText, predicted: Sequence[Attribution]) -> Counts:
    """Count one text, as an array (subset, metric, 4)."""
    view = TextView(text.text)
    gold, found = view.view(text.attributions), view.view(predicted)
    counts = _count_pairs(gold, found)
    for role in ROLES:
        counts[f"{role} exact"] = _shared(*_as_columns(gold.exact[role], found.exact[role]), gold, found)
        counts[f"{role} exact~"] = _shared(*_as_columns(gold.loose[role], found.loose[role]), gold, found)
        counts[f"{role} overlap"] = _shared(gold.characters[role], found.characters[role], gold, found)
    counts["content token"] = _shared(gold.words, found.words, gold, found, once=True)
    return np.stack([counts[metric] for metric in (*METRICS, _SOURCE_ACCURACY)], axis=1)


def _shared(
    gold_rows: NDArray[Any], found_rows: NDArray[Any], gold: View, found: View, *, once: bool = False
) -> Counts:
    """Count the things, one a column, that the attributions, one a row, have in common, as an array (subset, 4).

    A thing counts as often as attributions have it, or only `once`.
    """
    most = 1 if once else None
    gold_all, found_all = (np.clip(rows.sum(axis=0), 0, most) for rows in (gold_rows, found_rows))
    gold_parts, found_parts = (
        np.clip(view.subsets.astype(np.int64) @ rows, 0, most)
        for view, rows in ((gold, gold_rows), (found, found_rows))
    )
    parts = (np.minimum(gold_parts, found_all), gold_parts, np.minimum(found_parts, gold_all), found_parts)
    return np.stack([part.sum(axis=1) for part in parts], axis=1)


def _as_columns(gold: Sequence[Spans], found: Sequence[Spans]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for both which attribution has which spans, with a column for all spans that are equal."""
    columns = {spans: column for column, spans in enumerate(sorted({*gold, *found} - {()}))}
    tables = []
    for attributions in (gold, found):
        table = np.zeros((len(attributions), len(columns)), dtype=np.int64)
        for row, spans in zip(table, attributions, strict=True):
            if spans:
                row[columns[spans]] = 1
        tables.append(table)
    return tables[0], tables[1]


def _count_pairs(gold: View, found: View) -> dict[str, Counts]:
    """Count the pairs of contents, and what their sources have in common, as arrays (subset, 4)."""
    pairs = _pair(gold, found)
    of_gold, of_found = gold.subsets[:, pairs.gold], found.subsets[:, pairs.found]
    counted = {
        "match": (of_gold, gold.subsets, of_found, found.subsets),
        "attrib": (of_gold[:, pairs.right], gold.subsets, of_found[:, pairs.right], found.subsets),
        _SOURCE_ACCURACY: (of_gold[:, pairs.same_source], of_gold[:, pairs.sourced], of_found[:, :0], of_found[:, :0]),
    }
    return {metric: np.stack([part.sum(axis=1) for part in parts], axis=1) for metric, parts in counted.items()}


class _Pairs(NamedTuple):
    """Places in gold and in found whose contents are paired; which gold has a source, the same one; which is right."""

    gold: NDArray[np.intp]
    found: NDArray[np.intp]
    sourced: NDArray[np.bool_]
    same_source: NDArray[np.bool_]
    right: NDArray[np.bool_]


def _pair(gold: View, found: View) -> _Pairs:
    paired_gold, paired_found = _pair_contents(gold, found)
    gold_source, found_source = gold.characters["source"][paired_gold], found.characters["source"][paired_found]
    sourced, found_sourced, same_source = (
        np.asarray(source.any(axis=1)) for source in (gold_source, found_source, gold_source & found_source)
    )
    right = same_source | ~(sourced | found_sourced)
    return _Pairs(paired_gold, paired_found, sourced, same_source, right)


def _pair_contents(gold: View, found: View) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pair contents one to one, best overlap first."""
    # As floats, since only their product is fast; counts of characters stay exact.
    gold_characters, found_characters = (view.characters["content"].astype(np.float32) for view in (gold, found))
    shared = (gold_characters @ found_characters.T).astype(np.float64)
    united = gold_characters.sum(axis=1)[:, None] + found_characters.sum(axis=1) - shared
    overlap = shared / np.maximum(united, 1)
    gold_pairs: list[int] = []
    found_pairs: list[int] = []
    for _, g, f in sorted((-overlap[g, f], g, f) for g, f in np.argwhere(overlap >= _LEAST_OVERLAP).tolist()):
        if g not in gold_pairs and f not in found_pairs:
            gold_pairs.append(g)
            found_pairs.append(f)
    return np.array(gold_pairs, dtype=np.intp), np.array(found_pairs, dtype=np.intp)
