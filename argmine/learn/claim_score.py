"""Scoring the claims that are found in texts against marked propositions: their spans and their labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from argmine.learn._figures import Counts, Interval, f1, intervals, mean, share, summed
from argmine.learn.argued import ArguedSpan
from argmine.learn.evaluate import Score
from argmine.learn.gold import pair_spans
from argmine.schema import Span

_WORD = re.compile(r"\w+(?:['’]\w+)*")
# The figures that have precision, recall and F1: what is shared, found and gold in each.
_SHARES = ("spans", "exact", "labelled", "words")


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """A text, the propositions that were marked in it, and the claims that were found, each with a label."""

    text: str
    gold: Sequence[ArguedSpan]
    found: Sequence[ArguedSpan]


@dataclass(frozen=True, slots=True)
class ClaimEvaluation:
    """How well the claims that are found agree with marked propositions, all in per cent.

    `spans` pairs them one to one at an overlap (intersection over union of characters) of at least one half, `exact`
    asks for the same span, but for blanks and marks at its edges, `labelled` for a pair with the same label, and
    `words` of each word whether it stands in a claim. `label_accuracy` and `label_macro_f1` are over the pairs; `f1`
    is that of `labelled` for each label of the gold, `labelled_macro_f1` its mean. `confusion` counts the pairs (gold
    label, found label), `intervals` holds 95 % bootstrap intervals over texts.
    """

    documents: int
    gold: int
    found: int
    paired: int
    spans: Score
    exact: Score
    labelled: Score
    words: Score
    label_accuracy: float
    label_macro_f1: float
    labelled_macro_f1: float
    f1: Mapping[str, float]
    confusion: Mapping[str, Mapping[str, int]]
    intervals: Mapping[str, Interval]

    def to_json(self) -> dict[str, Any]:
        """Return the evaluation as plain data."""
        return asdict(self)


def score_claims(items: Iterable[ClaimItem]) -> ClaimEvaluation:
    """Score what was found in texts against what was marked in them."""
    counts = [_count(item) for item in items]
    total = summed(counts)
    labels = sorted({key[1] for key in total if isinstance(key, tuple) and key[0] == "gold"})
    point = _figures(total, labels)
    found = intervals(counts, lambda some: _figures(summed(some), labels))
    scores = {
        name: Score(
            precision=point[f"{name} precision"],
            recall=point[f"{name} recall"],
            f1=point[f"{name} f1"],
            interval=found.get(f"{name} f1"),
        )
        for name in _SHARES
    }
    others = sorted({key[2] for key in total if isinstance(key, tuple) and key[0] == "pair"} | {*labels})
    return ClaimEvaluation(
        documents=len(counts),
        gold=total["gold"],
        found=total["found"],
        paired=total["spans"],
        **scores,
        label_accuracy=point["label accuracy"],
        label_macro_f1=point["label macro-F1"],
        labelled_macro_f1=point["labelled macro-F1"],
        f1={label: point[f"f1 {label}"] for label in labels},
        confusion={label: {other: total["pair", label, other] for other in others} for label in labels},
        intervals=found,
    )


def _count(item: ClaimItem) -> Counts:
    gold, found = [_edges(item.text, s) for s in item.gold], [_edges(item.text, s) for s in item.found]
    pairs = pair_spans([(s.start, s.end) for s in item.gold], [(s.start, s.end) for s in item.found])
    words = [_words(item.text, spans) for spans in (item.gold, item.found)]
    counts: Counts = Counter(
        {
            "gold": len(gold),
            "found": len(found),
            "spans": len(pairs),
            "exact": len({*gold} & {*found}),
            "gold words": len(words[0]),
            "found words": len(words[1]),
            "words": len(words[0] & words[1]),
        }
    )
    counts.update(("gold", span.label) for span in item.gold)
    counts.update(("found", span.label) for span in item.found)
    counts.update(("pair", item.gold[i].label, item.found[j].label) for i, j in pairs)
    return counts


def _edges(text: str, span: ArguedSpan) -> Span:
    """Return where the first and the last word of a span begin and end."""
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _words(text: str, spans: Sequence[ArguedSpan]) -> set[int]:
    return {match.start() for span in spans for match in _WORD.finditer(text, span.start, span.end)}


def _figures(n: Counts, labels: Sequence[str]) -> dict[str, float]:
    pairs = {key: n[key] for key in n if isinstance(key, tuple) and key[0] == "pair"}
    right = {label: n["pair", label, label] for label in labels}
    figures: dict[str, float] = {}
    for name in _SHARES:
        shared = sum(right.values()) if name == "labelled" else n[name]
        suffix = " words" if name == "words" else ""
        found, gold = n[f"found{suffix}"], n[f"gold{suffix}"]
        figures |= {f"{name} precision": share(shared, found), f"{name} recall": share(shared, gold)}
        figures[f"{name} f1"] = f1(shared, found, gold)
    for label in labels:
        figures[f"f1 {label}"] = f1(right[label], n["found", label], n["gold", label])
    among = {
        label: f1(
            right[label],
            sum(count for key, count in pairs.items() if key[2] == label),
            sum(count for key, count in pairs.items() if key[1] == label),
        )
        for label in labels
    }
    figures["label accuracy"] = share(sum(right.values()), sum(pairs.values()))
    figures["label macro-F1"] = mean(list(among.values()))
    figures["labelled macro-F1"] = mean([figures[f"f1 {label}"] for label in labels])
    return figures
