"""Whether two claims say the same thing: word for word, with words left out, or in other words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from difflib import Match, SequenceMatcher
from typing import NamedTuple

from argmine.positions.claim_words import ClaimWords
from argmine.positions.likeness import Measures
from argmine.positions.opposed import differing, opposed
from argmine.positions.words import word_list
from argmine.schema import EchoKind

# A claim of fewer words is a catchphrase of the debate ("repeal and replace") rather than a claim said again.
SHORTEST = 6
# Trimmed: this share of the shorter claim stands in the other in runs of two words and more, one of them longer, the
# rest being slips of function words; there are few cuts for its length.
TRIMMED = 0.8
RUN = 2
LONGEST_RUN = 4
WORDS_A_CUT = 5
# Two cuts from one text overlap in so many words in a row, this share of the shorter.
OVERLAP_RUN = 10
OVERLAP = 0.5
# What a few words have in common says little ("tested positive for the virus"), from one speaker more.
TRIMMED_EVIDENCE = 1.55
WORD_OF_A_RUN = 0.15
ONE_SPEAKER_TRIMMED = 0.3
# Paraphrase: a logistic regression, fitted to 174 pairs from 2,080 news articles that were read and judged by hand.
# At this probability 88% of the pairs told are echoes.
PARAPHRASE = 0.7
PARAPHRASE_CONTENT = 3
INTERCEPT = -8.32
COSINE = 2.73
EVIDENCE = 1.11
IN_RUNS = 4.0
LENGTHS = 2.04
ONE_SPEAKER = 1.43


class Sameness(NamedTuple):
    """How two claims say the same thing; `anywhere` is false if they do so only where one speaker makes both."""

    kind: EchoKind
    similarity: float
    anywhere: bool = True


def same(one: ClaimWords, other: ClaimWords, measures: Measures) -> Sameness | None:
    """Return how two claims of different words say the same thing, None if they do not."""
    short, long = sorted((one, other), key=lambda claim: len(claim.words))
    if len(short.words) < SHORTEST or all(differing(short.numbers, long.numbers)):
        return None
    runs = _runs(short.words, long.words)
    return _trimmed(short, long, runs, measures) or _paraphrased(short, long, runs, measures)


def _runs(short: Sequence[str], long: Sequence[str]) -> list[Match]:
    """Return where words in a row of `short` (a) stand in `long` (b), in the order of both."""
    blocks = SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
    return [block for block in blocks if block.size >= RUN]


def _trimmed(short: ClaimWords, long: ClaimWords, runs: Sequence[Match], measures: Measures) -> Sameness | None:
    """Return what `short` is if it is `long` with words left out, None if it is not."""
    longest = max((run.size for run in runs), default=0)
    evidence = measures.evidence + WORD_OF_A_RUN * (longest - SHORTEST)
    if longest < LONGEST_RUN or evidence < TRIMMED_EVIDENCE - ONE_SPEAKER_TRIMMED:
        return None
    kept, held = _places(runs)
    share = len(kept) / len(short.words)
    slips = {word for place, word in enumerate(short.words) if place not in kept}
    whole = share >= TRIMMED and slips <= word_list("function") and len(runs) <= 1 + len(kept) // WORDS_A_CUT
    if not (whole or (share >= OVERLAP and _overlapping(short, long, runs))):
        return None
    if opposed(short, long, kept, held):
        return None
    return Sameness("trimmed", share, evidence >= TRIMMED_EVIDENCE)


def _overlapping(short: ClaimWords, long: ClaimWords, runs: Sequence[Match]) -> bool:
    """Return whether one claim ends with many words that the other begins with."""
    if len(runs) != 1 or runs[0].size < OVERLAP_RUN:
        return False
    ((a, b, size),) = runs
    return (a == 0 and b + size == len(long.words)) or (b == 0 and a + size == len(short.words))


def _paraphrased(short: ClaimWords, long: ClaimWords, runs: Sequence[Match], measures: Measures) -> Sameness | None:
    """Return how probable it is that two claims say the same in other words, None if not enough."""
    if len(short.content & long.content) < PARAPHRASE_CONTENT:
        return None
    length = len(short.words)
    score = INTERCEPT + COSINE * measures.cosine + EVIDENCE * measures.evidence
    score += IN_RUNS * sum(run.size for run in runs) / length + LENGTHS * length / len(long.words)
    anywhere = _probability(score) >= PARAPHRASE
    probability = _probability(score if anywhere else score + ONE_SPEAKER)
    if probability < PARAPHRASE or opposed(short, long, *_places(runs), reworded=True):
        return None
    return Sameness("paraphrase", probability, anywhere)


def _places(runs: Sequence[Match]) -> tuple[set[int], set[int]]:
    """Return the places of the words in `runs`, in the one claim and in the other."""
    kept = {place for run in runs for place in range(run.a, run.a + run.size)}
    held = {place for run in runs for place in range(run.b, run.b + run.size)}
    return kept, held


def _probability(score: float) -> float:
    """Return the probability of which `score` is the logarithm of the odds."""
    return 1 / (1 + math.exp(-score))
