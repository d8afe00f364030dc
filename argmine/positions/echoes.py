"""Echoes: claims that say the same thing, verbatim, trimmed or paraphrased."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from argmine.positions.embed import Vectors, text_vectors
from argmine.positions.neighbours import Indices, nearest
from argmine.positions.order import reading_order
from argmine.positions.words import stem, tokens, word_list
from argmine.schema import Claim, Echo

NEIGHBOURS = 5
SHINGLE = 4
# A claim of fewer words is a catchphrase of the debate ("repeal and replace") rather than a claim said again.
SHORTEST = 6
# Verbatim or trimmed: this share of the shorter claim's words stands in one run in the other, and more than
# so many of them are content words (as many do where it stands there whole).
VERBATIM_RUN = 0.8
VERBATIM_SHARED = 3
# Paraphrase: so many content words in common, this share of all their weight, and this mean of the share of
# the lighter claim's weight and the cosine: less where words in a row are the same, more where the claims stand
# in two documents or come from two speakers.
PARAPHRASE_SHARED = 4
PARAPHRASE_OVERLAP = 0.3
PARAPHRASE = 0.70
PARAPHRASE_ELSEWHERE = 0.78
RUN_BONUS = 0.05

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True)
class _Reading:
    words: tuple[str, ...]
    stems: frozenset[str]
    weight: float
    numbers: frozenset[str]
    negated: bool


def find_echoes(claims: Sequence[Claim]) -> tuple[Echo, ...]:
    """Return the pairs among `claims` that say the same thing, in the order of their documents.

    Meant for the claims of one document (a pull quote and the sentence it was pulled from) as well as of a
    corpus (one quote in two articles). Candidates share four words in a row or are nearest neighbours by
    meaning, so that time grows linearly. In an `Echo`, `claim` repeats `of`: in one document a claim
    without a speaker repeats one with a speaker, else the shorter repeats the longer, else the later the earlier.
    `similarity` is the share of the shorter claim that stands in one run in the other, or, for a
    paraphrase, the mean of word overlap and cosine.
    """
    ordered = [claims[i] for i in reading_order(claims)]
    return link(ordered, text_vectors([claim.text for claim in ordered]))


def link(claims: Sequence[Claim], vectors: Vectors) -> tuple[Echo, ...]:
    """Return the echoes among `claims`, given in reading order with their text vectors."""
    readings, weights = _read(claims)
    pairs = np.concatenate([_shared_shingles(readings), nearest(vectors, NEIGHBOURS)])
    found = []
    for i, j in np.unique(pairs, axis=0).tolist():
        if _apart(claims[i], claims[j]):
            cosine = float(vectors[i] @ vectors[j])
            similarity = _similarity(claims[i], claims[j], readings[i], readings[j], weights, cosine)
            if similarity:
                found.append(_echo(claims[i], claims[j], similarity))
    return tuple(found)


def _apart(one: Claim, other: Claim) -> bool:
    return one.document != other.document or one.end <= other.start or other.end <= one.start


def _echo(earlier: Claim, later: Claim, similarity: float) -> Echo:
    def rank(claim: Claim) -> tuple[bool, int]:
        pulled = claim.speaker is None and earlier.document == later.document
        return pulled, -len(claim.text)

    claim, of = (earlier, later) if rank(earlier) > rank(later) else (later, earlier)
    return Echo(claim=claim.id, of=of.id, similarity=round(similarity, 4))


def _read(claims: Sequence[Claim]) -> tuple[list[_Reading], dict[str, float]]:
    words = [tuple(tokens(claim.text)) for claim in claims]
    function, negators = word_list("function"), word_list("negators")
    stems = [frozenset(stem(word) for word in row if word not in function) for row in words]
    frequency = Counter(word for row in stems for word in row)
    # Ten imagined claims keep the weights of a single short document from swinging.
    weights = {word: math.log(1 + (len(claims) + 10) / n) for word, n in frequency.items()}
    readings = [
        _Reading(
            words=row,
            stems=kept,
            weight=sum(weights[word] for word in sorted(kept)),
            numbers=frozenset(_NUMBER.findall(claim.text)),
            negated=sum(word in negators for word in row) % 2 == 1,
        )
        for claim, row, kept in zip(claims, words, stems, strict=True)
    ]
    return readings, weights


def _similarity(
    one: Claim, other: Claim, a: _Reading, b: _Reading, weights: dict[str, float], cosine: float
) -> float | None:
    """Return how much the two claims say the same, or None if they do not."""
    shared = sorted(a.stems & b.stems)
    length = min(len(a.words), len(b.words))
    if a.negated != b.negated or len(shared) < VERBATIM_SHARED or length < SHORTEST:
        return None
    run = _longest_run(a.words, b.words)
    share = run / length
    if share == 1 or (share >= VERBATIM_RUN and len(shared) > VERBATIM_SHARED):
        return share
    same_numbers = a.numbers <= b.numbers or b.numbers <= a.numbers
    if not same_numbers or len(shared) < PARAPHRASE_SHARED:
        return None
    common = sum(weights[word] for word in shared)
    overlap = common / (a.weight + b.weight - common)
    score = (common / min(a.weight, b.weight) + cosine) / 2
    speakers = one.speaker and other.speaker and one.speaker.id != other.speaker.id
    needed = PARAPHRASE_ELSEWHERE if speakers or one.document != other.document else PARAPHRASE
    needed -= RUN_BONUS if run >= SHINGLE else 0.0
    return score if overlap >= PARAPHRASE_OVERLAP and score >= needed else None


def _longest_run(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the length of the longest sequence of words that stands in both."""
    best, previous = 0, [0] * (len(other) + 1)
    for word in one:
        current = [0] * (len(other) + 1)
        for j, same in enumerate(other, 1):
            if word == same:
                current[j] = previous[j - 1] + 1
        best = max(best, *current)
        previous = current
    return best


def _shared_shingles(readings: Sequence[_Reading]) -> Indices:
    """Return pairs of rows that share words in a row: each row with the first and the last one before it."""
    codes, rows = _shingles(readings)
    order = np.lexsort((rows, codes))
    codes, rows = codes[order], rows[order]
    again = np.flatnonzero(np.diff(codes) == 0) + 1
    starts = np.concatenate([[0], np.flatnonzero(np.diff(codes)) + 1]).astype(np.int64)
    first = rows[starts[np.searchsorted(starts, again, side="right") - 1]] if len(again) else rows[again]
    left = np.concatenate([rows[again - 1], first])
    right = np.concatenate([rows[again], rows[again]])
    pairs = np.stack([left, right], axis=1)
    return np.unique(pairs[left != right], axis=0)


def _shingles(readings: Sequence[_Reading]) -> tuple[NDArray[np.uint64], Indices]:
    """Return a code for each run of `SHINGLE` words and the row it stands in."""
    vocabulary: dict[str, int] = {}
    ids = [vocabulary.setdefault(word, len(vocabulary) + 1) for reading in readings for word in reading.words]
    lengths = np.array([len(reading.words) for reading in readings], dtype=np.int64)
    rows = np.repeat(np.arange(len(readings), dtype=np.int64), lengths)
    words = np.array(ids, dtype=np.uint64)
    count = max(0, len(words) - SHINGLE + 1)
    codes = np.zeros(count, dtype=np.uint64)
    for step in range(SHINGLE):
        codes = codes * np.uint64(0x9E3779B97F4A7C15) + words[step : step + count]
    whole = rows[:count] == rows[len(words) - count :] if count else np.zeros(0, dtype=bool)
    return codes[whole], rows[:count][whole]
