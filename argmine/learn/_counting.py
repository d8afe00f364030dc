"""What one article adds to the figures of an evaluation: how many claims, speakers and stances are right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from argmine.learn._figures import Counts
from argmine.learn.gold import GoldArticle, GoldClaim, pair_spans
from argmine.schema import Analysis, Claim

# How many bins the probabilities of stances fall into.
BINS = 10
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_TITLES = frozenset(
    "mr mrs ms dr president sen senator rep representative gov governor secretary the a an of us u s former chairman "
    "chairwoman chief inc corp co llc".split()
)


def same_name(gold: str | None, found: str | None) -> bool:
    """Tell whether one name's words, titles aside, are all among the other's."""
    first, second = _name_words(gold), _name_words(found)
    return bool(first and second) and (first <= second or second <= first)


def _name_words(name: str | None) -> set[str]:
    words = (re.sub(r"['’]s", "", word.lower()) for word in _WORD.findall(name or ""))
    return {word for word in words if word not in _TITLES}


def count_article(article: GoldArticle, analysis: Analysis) -> Counts:
    """Return all that the figures are made of; counts of articles add up to those of a corpus."""
    gold, found = article.claims, analysis.claims
    pairs = pair_spans([(g.start, g.end) for g in gold], [(f.start, f.end) for f in found])
    text = article.document.text
    gold_words, found_words = set(_words(text, gold)), set(_words(text, found))
    counts: Counts = Counter(
        {
            "gold": len(gold),
            "found": len(found),
            "paired": len(pairs),
            "gold words": len(gold_words),
            "found words": len(found_words),
            "shared words": len(gold_words & found_words),
        }
    )
    counts.update(("gold", g.stance) for g in gold)
    counts.update(("found", f.stance) for f in found)
    for g, f in ((gold[i], found[j]) for i, j in pairs):
        counts["kind"] += g.kind == f.kind
        counts["confusion", g.stance, f.stance] += 1
        _count_calibration(counts, f, right=g.stance == f.stance)
        if g.speaker:
            counts["gold speakers"] += 1
            counts["found speakers"] += f.speaker is not None
            counts["speaker"] += same_name(g.speaker, f.speaker.name if f.speaker else None)
    _count_positions(counts, [(gold[i], found[j]) for i, j in pairs if gold[i].position])
    return counts


def _count_calibration(counts: Counts, claim: Claim, *, right: bool) -> None:
    # That of the stance given, so that of `other` where the evidence was too weak; certain if none was told.
    probability = claim.stance_probabilities.get(claim.stance or "", 1.0)
    number = min(BINS - 1, int(probability * BINS))
    counts["claims of", number] += 1
    counts["right of", number] += right
    # Counters hold whole numbers: a probability is kept to six digits.
    counts["millionths of", number] += round(1e6 * probability)


def _count_positions(counts: Counts, pairs: Sequence[tuple[GoldClaim, Claim]]) -> None:
    for (gold_a, found_a), (gold_b, found_b) in combinations(pairs, 2):
        together = gold_a.position == gold_b.position
        found_together = found_a.position is not None and found_a.position == found_b.position
        counts["together"] += together
        counts["found together"] += found_together
        counts["rightly together"] += together and found_together
        if together:
            aligned = (gold_a.polarity == gold_b.polarity) == (found_a.polarity == found_b.polarity)
            counts["agreeing"] += found_together and aligned


def _words(text: str, claims: Sequence[GoldClaim | Claim]) -> Iterator[int]:
    for claim in claims:
        yield from (m.start() for m in _WORD.finditer(text) if claim.start <= m.start() < claim.end)
