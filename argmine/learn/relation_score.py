"""Scoring links between the propositions of texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from argmine.learn._figures import Counts, Interval, f1, intervals, mean, share, summed
from argmine.learn.evaluate import Score

Links = Mapping[tuple[int, int], str]


class RelationItem(NamedTuple):
    """A text: gold and found label of each proposition, gold and found links with their labels.

    `judged` holds the label that each gold link would get, found or not.
    """

    gold_labels: Sequence[str | None]
    found_labels: Sequence[str]
    gold: Links
    found: Links
    judged: Links


@dataclass(frozen=True, slots=True)
class RelationEvaluation:
    """How well links are found, all in per cent.

    `links` is of directed pairs, whatever their label, `labelled` of pairs with the right label, `f1` that of each
    label. `linked_macro_f1` is the mean of the F1 of linked and of unlinked pairs, over all ordered pairs of
    propositions of a text; `judged_macro_f1` that of the labels, `judged_f1`, over the gold links, found or not.
    `type_accuracy` and `type_macro_f1` are of the labels of propositions. `intervals` are 95 % bootstrap intervals over
    texts.
    """

    documents: int
    spans: int
    gold: int
    found: int
    links: Score
    labelled: Score
    f1: Mapping[str, float]
    linked_macro_f1: float
    judged_macro_f1: float
    judged_f1: Mapping[str, float]
    type_accuracy: float
    type_macro_f1: float
    type_f1: Mapping[str, float]
    intervals: Mapping[str, Interval]

    def to_json(self) -> dict[str, Any]:
        """Return the evaluation as plain data."""
        return asdict(self)


def score_relations(items: Iterable[RelationItem]) -> RelationEvaluation:
    """Score what was found in texts against what was marked in them."""
    counts = [_count(item) for item in items]
    total = summed(counts)
    names = {
        kind: sorted({key[1] for key in total if isinstance(key, tuple) and key[0] == f"gold {kind}"})
        for kind in ("link", "type")
    }
    point = _figures(total, names)
    found = intervals(counts, lambda some: _figures(summed(some), names))
    scores = {
        name: Score(
            precision=point[f"{name} precision"],
            recall=point[f"{name} recall"],
            f1=point[f"{name} f1"],
            interval=found.get(f"{name} f1"),
        )
        for name in ("links", "labelled")
    }
    return RelationEvaluation(
        documents=len(counts),
        spans=total["spans"],
        gold=total["gold"],
        found=total["found"],
        **scores,
        f1={name: point[f"link {name}"] for name in names["link"]},
        linked_macro_f1=point["linked macro-F1"],
        judged_macro_f1=point["judged macro-F1"],
        judged_f1={name: point[f"judged {name}"] for name in names["link"]},
        type_accuracy=point["type accuracy"],
        type_macro_f1=point["type macro-F1"],
        type_f1={name: point[f"type {name}"] for name in names["type"]},
        intervals=found,
    )


def _count(item: RelationItem) -> Counts:
    size = len(item.found_labels)
    shared = item.gold.keys() & item.found.keys()
    typed = [(g, f) for g, f in zip(item.gold_labels, item.found_labels, strict=True) if g is not None]
    counts: Counts = Counter(
        {
            "spans": size,
            "pairs": size * (size - 1),
            "gold": len(item.gold),
            "found": len(item.found),
            "links": len(shared),
            "labelled": sum(item.gold[pair] == item.found[pair] for pair in shared),
            "typed": len(typed),
        }
    )
    counts.update(("gold link", label) for label in item.gold.values())
    counts.update(("found link", label) for label in item.found.values())
    counts.update(("right link", item.gold[pair]) for pair in shared if item.gold[pair] == item.found[pair])
    counts.update(("judged", label) for label in item.judged.values())
    counts.update(("right judged", label) for pair, label in item.judged.items() if item.gold[pair] == label)
    for gold, found in typed:
        counts.update((("gold type", gold), ("found type", found)))
        counts["right type", gold] += gold == found
    return counts


def _figures(n: Counts, names: Mapping[str, Sequence[str]]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for name in ("links", "labelled"):
        figures |= {f"{name} precision": share(n[name], n["found"]), f"{name} recall": share(n[name], n["gold"])}
        figures[f"{name} f1"] = f1(n[name], n["found"], n["gold"])
    unlinked = n["pairs"] - n["gold"] - n["found"] + n["links"]
    apart = f1(unlinked, n["pairs"] - n["found"], n["pairs"] - n["gold"])
    figures["linked macro-F1"] = (figures["links f1"] + apart) / 2
    for name in names["link"]:
        gold = n["gold link", name]
        figures[f"link {name}"] = f1(n["right link", name], n["found link", name], gold)
        figures[f"judged {name}"] = f1(n["right judged", name], n["judged", name], gold)
    for name in names["type"]:
        figures[f"type {name}"] = f1(n["right type", name], n["found type", name], n["gold type", name])
    figures["judged macro-F1"] = mean([figures[f"judged {name}"] for name in names["link"]])
    figures["type macro-F1"] = mean([figures[f"type {name}"] for name in names["type"]])
    figures["type accuracy"] = share(sum(n["right type", name] for name in names["type"]), n["typed"])
    return figures
