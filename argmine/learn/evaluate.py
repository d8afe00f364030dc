"""Scoring an analysis against gold claims: spans, kinds, speakers, stances, positions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from argmine.learn._counting import BINS, count_article, same_name
from argmine.learn._figures import Counts, f1, intervals, mean, share, summed
from argmine.learn.gold import GoldArticle
from argmine.schema import Analysis

__all__ = ["ArticleErrors", "Evaluation", "ReliabilityBin", "Score", "evaluate", "same_name"]

# How many of the articles that are read worst an evaluation names.
WORST = 10


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 in per cent, with the bootstrap interval of the F1."""

    precision: float
    recall: float
    f1: float
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """The paired claims whose stance was given with a probability from `low` to `high`, in per cent.

    `probability` is the mean of what was said of them, `right` the share whose stance is the gold one.
    """

    low: float
    high: float
    claims: int
    probability: float
    right: float


@dataclass(frozen=True, slots=True)
class ArticleErrors:
    """What went wrong in one article; `lost` counts the gold claims that were not found with their stance."""

    id: str
    title: str | None
    gold: int
    found: int
    paired: int
    lost: int
    wrong_speakers: int
    wrong_stances: int
    confusion: str | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How well an analysis agrees with gold, all in per cent.

    `claims` pairs spans one to one at an overlap (intersection over union) of at least one half, `words` asks
    of each word whether it stands in a claim. `kind`, `speaker` and `stance_accuracy` are shares of the paired
    claims; `speaker` asks for the right one where gold names one, `speaker_coverage` for any. `stance_macro_f1`
    is over the paired claims too; `end_to_end` counts a claim as found only if its stance is right, for each
    stance, and `end_to_end_macro_f1` is their mean. `positions` is pairwise: two claims of one document on the
    same position or not. `agreement` is the share of pairs on one gold position that are put on one position with
    the right relation (both on one side, or opposed). `intervals` holds 95 % bootstrap intervals over documents;
    `confusion` counts (gold stance, found stance).

    `calibration_error` is the expected calibration error of the stance over ten bins of the probability of the
    stance that was given, those of `reliability` (Guo, Pleiss, Sun and Weinberger 2017). Chance alone adds to it,
    and more so in a bootstrap, so that its interval lies high. `worst` are the articles with the most lost claims.
    """

    documents: int
    gold: int
    found: int
    paired: int
    claims: Score
    words: Score
    kind: float
    speaker: float
    speaker_coverage: float
    stance_accuracy: float
    stance_macro_f1: float
    end_to_end: Mapping[str, float]
    end_to_end_macro_f1: float
    positions: Score
    agreement: float
    confusion: Mapping[str, Mapping[str, int]]
    intervals: Mapping[str, tuple[float, float]]
    calibration_error: float
    reliability: tuple[ReliabilityBin, ...]
    worst: tuple[ArticleErrors, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the evaluation as plain data."""
        return asdict(self)


def evaluate(pairs: Iterable[tuple[GoldArticle, Analysis]], *, resamples: int = 300, seed: int = 1) -> Evaluation:
    """Score analyses against gold articles.

    Parameters
    ----------
    pairs
        Each gold article with the analysis of the same text.
    resamples, seed
        How many bootstrap samples of the documents the intervals are taken from, and their seed.
    """
    counts: list[Counts] = []
    errors: list[ArticleErrors] = []
    for article, analysis in pairs:
        counts.append(count_article(article, analysis))
        errors.append(_errors(article, counts[-1]))
    stances = sorted({key[1] for count in counts for key in count if isinstance(key, tuple) and key[0] == "gold"})
    point = _figures(summed(counts), stances)
    found = intervals(counts, lambda some: _figures(summed(some), stances), resamples=resamples, seed=seed)
    total = summed(counts)

    def score(name: str) -> Score:
        precision, recall, f1 = (point[f"{name} {part}"] for part in ("p", "r", "f1"))
        return Score(precision, recall, f1, found.get(f"{name} f1"))

    return Evaluation(
        documents=len(counts),
        gold=total["gold"],
        found=total["found"],
        paired=total["paired"],
        claims=score("claims"),
        words=score("words"),
        kind=point["kind"],
        speaker=point["speaker"],
        speaker_coverage=point["speaker coverage"],
        stance_accuracy=point["stance accuracy"],
        stance_macro_f1=point["stance macro"],
        end_to_end={stance: point[f"end to end {stance}"] for stance in stances},
        end_to_end_macro_f1=point["end to end macro"],
        positions=score("positions"),
        agreement=point["agreement"],
        confusion={gold: {other: total["confusion", gold, other] for other in stances} for gold in stances},
        intervals=found,
        calibration_error=point["calibration error"],
        reliability=_reliability(total),
        worst=tuple(sorted(errors, key=lambda e: (-e.lost, e.id))[:WORST]),
    )


def _reliability(n: Counts) -> tuple[ReliabilityBin, ...]:
    return tuple(
        ReliabilityBin(
            low=100 * number / BINS,
            high=100 * (number + 1) / BINS,
            claims=n["claims of", number],
            probability=share(n["millionths of", number], n["claims of", number]) / 1e6,
            right=share(n["right of", number], n["claims of", number]),
        )
        for number in range(BINS)
        if n["claims of", number]
    )


def _errors(article: GoldArticle, n: Counts) -> ArticleErrors:
    confused = Counter(
        {
            f"{key[1]} taken for {key[2]}": n[key]
            for key in n
            if isinstance(key, tuple) and key[0] == "confusion" and key[1] != key[2]
        }
    )
    right = n["paired"] - confused.total()
    return ArticleErrors(
        id=article.document.id,
        title=article.document.title,
        gold=n["gold"],
        found=n["found"],
        paired=n["paired"],
        lost=n["gold"] - right,
        wrong_speakers=n["gold speakers"] - n["speaker"],
        wrong_stances=confused.total(),
        confusion="{}, {}".format(*min(confused.items(), key=lambda c: (-c[1], c[0]))) if confused else None,
    )


def _figures(n: Counts, stances: Sequence[str]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, shared, found, gold in (
        ("claims", n["paired"], n["found"], n["gold"]),
        ("words", n["shared words"], n["found words"], n["gold words"]),
        ("positions", n["rightly together"], n["found together"], n["together"]),
    ):
        figures[f"{name} p"], figures[f"{name} r"] = share(shared, found), share(shared, gold)
        figures[f"{name} f1"] = f1(shared, found, gold)
    figures["kind"] = share(n["kind"], n["paired"])
    figures["speaker"] = share(n["speaker"], n["gold speakers"])
    figures["speaker coverage"] = share(n["found speakers"], n["gold speakers"])
    figures["agreement"] = share(n["agreeing"], n["together"])
    right = {stance: n["confusion", stance, stance] for stance in stances}
    bins = _reliability(n)
    figures["calibration error"] = share(sum(b.claims * abs(b.probability - b.right) for b in bins), n["paired"]) / 100
    figures["stance accuracy"] = share(sum(right.values()), n["paired"])
    paired_gold = {s: sum(n[key] for key in n if _is_confusion(key, 1, s)) for s in stances}
    paired_found = {s: sum(n[key] for key in n if _is_confusion(key, 2, s)) for s in stances}
    figures["stance macro"] = mean([f1(right[s], paired_found[s], paired_gold[s]) for s in stances if paired_gold[s]])
    for stance in stances:
        figures[f"end to end {stance}"] = f1(right[stance], n["found", stance], n["gold", stance])
    figures["end to end macro"] = mean([figures[f"end to end {s}"] for s in stances if n["gold", s]])
    return figures


def _is_confusion(key: Hashable, place: int, stance: str) -> bool:
    return isinstance(key, tuple) and key[0] == "confusion" and key[place] == stance
