"""What the words of two claims say about whether they pull the same way: negation, opposites, tone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log1p, tanh

from argmine.positions.words import opposites, stem, stem_list, tokens, word_list

_NEGATION_REACH = 4


@dataclass(frozen=True, slots=True)
class _Words:
    """Content words as stems, each with -1 in the reach of a negation."""

    stems: Mapping[str, int]
    negations: int
    tone: float
    action: float


def contrast(claim: str, other: str, similarity: float) -> dict[str, float]:
    """Return features of two claims whose cosine is `similarity`."""
    one, two = _words(claim), _words(other)
    same, opposite = _agreement(one.stems, two.stems)
    return {
        "unlike": float(one.negations % 2 != two.negations % 2),
        "same": log1p(same),
        "opposite": log1p(opposite),
        "cosine": similarity,
        "tones": one.tone * two.tone,
        "actions": one.action * two.action,
    }


def _agreement(claim: Mapping[str, int], other: Mapping[str, int]) -> tuple[float, float]:
    """Return how many words of the other claim are repeated and how many turned round."""
    same = opposite = 0.0
    for word, sign in other.items():
        if word in claim:
            same, opposite = (same + 1, opposite) if claim[word] == sign else (same, opposite + 1)
        for turned in opposites().get(word, frozenset()) & claim.keys():
            same, opposite = (same, opposite + 1) if claim[turned] == sign else (same + 0.5, opposite)
    return same, opposite


@lru_cache(maxsize=4096)
def _words(text: str) -> _Words:
    stems: dict[str, int] = {}
    negations, reach = 0, 0
    for word in tokens(text):
        reach -= 1
        if word in word_list("negators"):
            negations, reach = negations + 1, _NEGATION_REACH + 1
        elif word in word_list("contrast"):
            reach = 0
        elif word not in word_list("function"):
            stems[stem(word)] = -1 if reach > 0 else 1
    tone, action = _balance(stems, "positive", "negative"), _balance(stems, "advance", "hinder")
    return _Words(stems, negations, tanh(tone / 2), tanh(action / 1.5))


def _balance(stems: Mapping[str, int], plus: str, minus: str) -> int:
    up, down = stem_list(plus), stem_list(minus)
    return sum(sign * ((word in up) - (word in down)) for word, sign in stems.items())
